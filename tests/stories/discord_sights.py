"""What people see on the Discord stage, read as they read it."""

from collections.abc import Mapping
from typing import Any

from adapters.discord.marks import component_id, walk
from adapters.discord.render import message as rendered
from adapters.playground.discord.shapes import Message
from bot.engine.slots import Slot
from tests.stories.desk import snowflake
from tests.stories.discord_eyes import marks_in, read
from tests.stories.discord_server import DiscordServer
from tests.stories.shown import Shown, ShownForm

_SAID_BY_SYSTEM = 21  # what Discord puts first into a thread that was made from a message
_DIRECT = 1  # the type of a channel of direct messages
READ_IT = "Read it"


class DiscordSights(DiscordServer):
    """People's eyes on the server."""

    def only_you(self, user: str) -> list[Shown]:
        """Everything that only this person sees, oldest first: only-you messages and direct ones of the bot."""
        told = [*self._direct(user), *self.pocket.sight.whispers(self._user(user)), *self._called_out(user)]
        return [self._shown(each) for each in sorted(told, key=lambda each: int(each.id))]

    def _called_out(self, user: str) -> list[Message]:
        """What the bot says to one person where everybody reads it, because it has no other way."""
        own, aloud = f"<@{self._user(user)}>", self._aloud()
        theirs = {each.id for each in aloud if each.user == self._user(user)}
        said = [each for each in aloud if each.by_bot and READ_IT not in each.labels]
        return [each for each in said if each.text.startswith(own) or each.reply_to in theirs]

    def files(self, user: str) -> list[bytes]:
        """The files that the bot gave to somebody alone, oldest first."""
        told = [*self._direct(user), *self.pocket.sight.whispers(self._user(user))]
        urls = [each["url"] for shown in sorted(told, key=lambda each: int(each.id)) for each in shown.attachments]
        found = (self.pocket.core.backend.file(url.partition("/files/")[2]) for url in urls)
        return [data for data in found if data is not None]

    def direct(self, user: str) -> list[Shown]:
        """What the bot has written to somebody directly."""
        place = self._direct_with(user)
        alone = [each for each in self.pocket.sight.whispers(self._user(user)) if each.channel == place]
        told = sorted([*self._direct(user), *alone], key=lambda each: int(each.id))
        return [self._shown(each) for each in told]

    def _direct(self, user: str) -> list[Message]:
        place = self._direct_with(user)
        return [each for each in self.pocket.sight.messages(place) if each.by_bot] if place else []

    def _direct_with(self, user: str) -> str:
        return self.pocket.core.backend.direct(self._user(user), make=False)

    def room(self, room: str) -> list[Shown]:
        """What stands in a room, threads not opened; of a forum the first message of each post."""
        if room == "ask" and self.forum:
            posts = self.pocket.sight.posts(self._channel(room))
            return [self._shown(each["messages"][0]) for each in posts if each["messages"]]
        said = self.pocket.sight.messages(self._channel(room))
        # What answers somebody's own words stands there for them; it is no card.
        return [
            self._shown(each) for each in said if READ_IT not in each.labels and not (each.by_bot and each.reply_to)
        ]

    def thread(self, shown: Shown) -> list[Shown]:
        """What stands under a message; in direct messages, what replies to it."""
        place = self.pocket.core.backend.channel(shown.room) if shown.room else None
        if place is not None and place["type"] == _DIRECT:
            return [self._shown(each) for each in self.pocket.sight.messages(shown.room) if each.reply_to == shown.id]
        if self.pocket.core.backend.channel(shown.id) is None:
            return []
        inside = self.pocket.sight.messages(shown.id)
        said = [each for each in inside if each.id != shown.id and each.json["type"] != _SAID_BY_SYSTEM]
        return [self._shown(each) for each in said if READ_IT not in each.labels]

    def form(self, user: str) -> ShownForm | None:
        """The form before somebody."""
        found = self.pocket.sight.modal(self._user(user))
        if found is None:
            return None
        labels = {each["custom_id"]: each["label"] for each in found["fields"]}
        values = {each["custom_id"]: _entered(each) for each in found["fields"]}
        return ShownForm(found["id"], found["title"], values, labels, found["errors"])

    def showing(self, slot: Slot) -> list[str]:
        """The text of every message that carries a slot's key."""
        number = component_id(slot.key)
        ours = [each for each in self._everywhere() if each.by_bot]
        return [each.text for each in ours if number in [part.get("id") for part in walk(each.components)]]

    def shown_as(self, slot: Slot) -> str:
        """What :meth:`showing` gives of a slot."""
        made = rendered(slot.card)
        texts = [str(each["content"]) for each in walk(made["components"]) if "content" in each]
        return str(made.get("content") or "\n".join(texts))

    def called(self) -> list[str]:
        """Everybody whom a message of the bot called for attention."""
        return [f"@{self._names.get(who.lstrip('@'), who)}" for _, who in self.pocket.sight.pings()]

    def marked_up(self) -> list[str]:
        """Every piece of text of ours that Discord would read as more than words, besides our own marks."""
        return [each.text[:500] for each in self._everywhere() if each.by_bot and marks_in(each.text)]

    def public_words(self) -> list[str]:
        """Everything in every message of the bot that more than one person sees, controls and all."""
        return [str(each.json) for each in self._aloud() if each.by_bot]

    def _everywhere(self) -> list[Message]:
        alone = [w for each in self._people for w in self.pocket.sight.whispers(self._user(each))]
        return self._aloud() + alone

    def _aloud(self) -> list[Message]:
        """What was not said to one person alone."""
        backend = self.pocket.core.backend
        places = [number for number, _ in backend.places()]
        direct = [backend.direct(snowflake(each), make=False) for each in self._people.values()]
        return [m for place in [*places, *filter(None, direct)] for m in self.pocket.sight.messages(place)]

    def _shown(self, message: Message) -> Shown:
        labels = tuple(str(each["label"]) for each in message.controls)
        text = read(message.text, self._names)
        pictures = tuple(str(each.get("description") or "") for each in message.attachments)
        return Shown(message.id, message.channel, text, labels, message.by_bot, message.channel, "discord", pictures)


def _entered(field: Mapping[str, Any]) -> str:
    if not field["options"]:
        return str(field["value"] or "")
    chosen = [each["label"] for each in field["options"] if each["value"] in field["value"]]
    return str(chosen[0]) if chosen else ""
