"""The people of the guild, and what only their own screens know: notices, open modals, closed direct messages."""

from dataclasses import dataclass, field

from adapters.playground.discord.backend import Backend
from adapters.playground.discord.errors import Json, NoSuchThing


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in the guild, or the app itself. ``name`` is the handle, ``real_name`` what is shown."""

    id: str
    name: str
    real_name: str
    locale: str = "en-US"
    is_bot: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """What Discord itself told somebody, such as “This interaction failed”; under a message, or in a channel."""

    channel: str
    message: str
    words: str


@dataclass(slots=True)
class Modal:
    """A modal before somebody: Discord's modal object, where it came from, and what is wrong with the fields
    by custom id. ``trouble`` is what Discord says when the app did not answer."""

    id: str
    user: str
    channel: str
    message: str
    content: Json
    values: dict[str, object] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    trouble: str = ""


class People:
    """Everybody by id, and everybody's screen."""

    def __init__(self, backend: Backend, bot: Person) -> None:
        self._backend = backend
        self.by_id: dict[str, Person] = {bot.id: bot}
        self.closed_dms: set[str] = set()
        self.modals: dict[str, Modal] = {}
        self.notices: dict[str, list[Notice]] = {}
        self.dismissed: dict[str, set[str]] = {}
        self.called: dict[tuple[str, str], list[str]] = {}

    def add(self, person: Person) -> Person:
        """Let somebody in. ``ValueError`` where the handle is taken."""
        if self.named(person.name):
            raise ValueError(f"there is already a person @{person.name}")
        self.by_id[person.id] = person
        return person

    def named(self, name: str) -> Person | None:
        """The person whose handle (without ``@``) this is."""
        return next((person for person in self.by_id.values() if person.name == name), None)

    def get(self, user: str) -> Person:
        """Somebody by id or handle; ``NoSuchThing`` where there is nobody."""
        found = self.by_id.get(user) or self.named(user.removeprefix("@"))
        if found is None:
            raise NoSuchThing(f"there is no person {user}")
        return found

    def tell(self, user: str, channel: str, message: str, words: str) -> None:
        """Let Discord itself say something to somebody."""
        self.notices.setdefault(user, []).append(Notice(channel, message, words))

    def reload(self, user: str) -> None:
        """Somebody loads Discord anew: notices, the modal and only-you messages are gone."""
        self.notices.pop(user, None)
        self.modals.pop(user, None)
        gone = self.dismissed.setdefault(user, set())
        gone.update(message["id"] for channel in self._places() for message in self._whispers(channel, user))

    def dismiss(self, user: str, message: str) -> None:
        """Somebody puts one only-you message away."""
        self.dismissed.setdefault(user, set()).add(message)

    def sees(self, user: str, message: Json) -> bool:
        """Whether a message in a channel that somebody sees is there for them too."""
        if not message["only_for"]:
            return True
        return message["only_for"] == user and message["id"] not in self.dismissed.get(user, ())

    def note(self, event: str, payload: Json) -> None:
        """Keep whom a new message of the app calls: later changes of it call nobody."""
        if event == "MESSAGE_CREATE":
            message = self._backend.message(payload["channel_id"], payload["id"])
            self.remember(message)

    def remember(self, message: Json | None) -> None:
        """Keep whom this message called."""
        if message is not None and message["pings"]:
            self.called[(message["channel_id"], message["id"])] = message["pings"]

    def _places(self) -> list[str]:
        guild = self._backend.guild()
        direct = [self._backend.direct(user, make=False) for user in self.by_id if user != self._backend.bot_id]
        return [each["id"] for each in [*guild["channels"], *guild["threads"]]] + [each for each in direct if each]

    def _whispers(self, channel: str, user: str) -> list[Json]:
        return [message for message in self._backend.messages(channel) if message["only_for"] == user]
