"""Both platforms at once: questions are asked in a forum on Discord, and the champions' room is on Slack.

Everybody has an account on both. Where somebody acts decides which: the ask room and the square are Discord's, all
else is Slack's.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from bot.engine.slots import Slot
from frontdoor.serving import Service
from tests.stories.desk import Resident
from tests.stories.discord_stage import DiscordStage
from tests.stories.shown import Shown, ShownForm
from tests.stories.slack_stage import SlackStage
from tests.stories.stage import Held, Stage

ON_DISCORD = ("ask", "square")


class MixedStage:
    """Two stages as one."""

    name = "discord"  # where the public cards are
    tells_who_deletes = False

    def __init__(self, now: Callable[[], datetime], people: Iterable[Resident]) -> None:
        residents = list(people)
        self.slack = SlackStage(now, residents)
        self.discord = DiscordStage(now, residents, forum=True)
        self._both: tuple[Stage, Stage] = (self.slack, self.discord)
        self._last: dict[str, Stage] = {}

    async def start(self) -> None:
        """Open both platforms."""
        for each in self._both:
            await each.start()

    async def stop(self) -> None:
        """Close them."""
        for each in self._both:
            await each.stop()

    def join(self, service: Service, url: str) -> None:
        """Put both real adapters on."""
        for each in self._both:
            each.join(service, url)

    async def connected(self) -> None:
        """Wait until both adapters hear."""
        for each in self._both:
            await each.connected()

    async def quiet(self, within: float) -> None:
        """Wait until everything that was said is answered."""
        for each in self._both:
            await each.quiet(within)

    def cut_off(self) -> None:
        """Both lines break."""
        for each in self._both:
            each.cut_off()

    async def goes(self) -> None:
        """Both adapters are gone."""
        for each in self._both:
            await each.goes()

    def holds(self, call: str) -> Held:
        """The next post or edit on Discord takes effect, and its answer does not come."""
        return self.discord.holds(call)

    def breaks(self, kind: str, call: str, times: int) -> None:
        """So many of the next posts or edits go wrong, on both."""
        for each in self._both:
            each.breaks(kind, call, times)

    def mends(self) -> None:
        """Nothing goes wrong any more."""
        for each in self._both:
            each.mends()

    def mark(self, at: datetime) -> str:
        """The mark of a room of Discord that was heard up to this moment."""
        return self.discord.mark(at)

    async def changes_connection(self) -> None:
        """Both platforms ask their adapter to connect anew."""
        for each in self._both:
            await each.changes_connection()

    async def deletes(self, shown: Shown) -> None:
        """Somebody deletes a message of the bot."""
        await self._of(shown).deletes(shown)

    async def leaves(self, user: str) -> None:
        """Somebody leaves both platforms."""
        for each in self._both:
            await each.leaves(user)

    async def comes_anew(self, user: str) -> None:
        """Somebody is new on Discord."""
        await self.discord.comes_anew(user)

    def shuts_out(self, room: str) -> None:
        """The bot may no longer post in a room."""
        (self.discord if room in ON_DISCORD else self.slack).shuts_out(room)

    def says_everything_twice(self) -> None:
        """Everything comes a second time on both."""
        for each in self._both:
            each.says_everything_twice()

    # ── hands ────────────────────────────────────────────────────────────────────────────────────────────────

    def _in(self, user: str, room: str) -> Stage:
        self._last[user] = self.discord if room in ON_DISCORD else self.slack
        return self._last[user]

    def _of(self, shown: Shown, user: str = "") -> Stage:
        found: Stage = self.discord if shown.id.isdecimal() else self.slack  # Slack's ids have a point in them
        if user:
            self._last[user] = found
        return found

    def _where(self, user: str) -> Stage:
        return self._last.get(user, self.slack)

    async def type(self, user: str, room: str, line: str) -> None:
        """Type a command."""
        await self._in(user, room).type(user, room, line)

    async def say(self, user: str, room: str, text: str, thread: str = "") -> str:
        """Write a message, or a reply under one; its id."""
        is_discords = room in ON_DISCORD or room.isdecimal() or (room == "@champions" and self._is_at_discord(user))
        stage: Stage = self.discord if is_discords else self.slack
        self._last[user] = stage
        return await stage.say(user, room, text, thread)

    def _is_at_discord(self, user: str) -> bool:
        return self._where(user) is self.discord

    async def change(self, user: str, shown: Shown, text: str) -> None:
        """Edit one's own message."""
        await self._of(shown, user).change(user, shown, text)

    async def take_back(self, user: str, shown: Shown) -> None:
        """Delete one's own message."""
        await self._of(shown, user).take_back(user, shown)

    async def press(self, user: str, shown: Shown, label: str) -> None:
        """Press a button."""
        await self._of(shown, user).press(user, shown, label)

    async def fill(self, user: str, values: Mapping[str, str]) -> None:
        """Fill in the form before somebody and send it."""
        await self._where(user).fill(user, values)

    async def suggested(self, user: str, name: str, typed: str) -> list[str]:
        """What a searchable field offers."""
        return await self._where(user).suggested(user, name, typed)

    async def message_menu(self, user: str, name: str, shown: Shown) -> None:
        """Choose something from a message's menu."""
        await self._of(shown, user).message_menu(user, name, shown)

    async def menu(self, user: str, name: str) -> None:
        """Choose something from the menu that is everywhere."""
        self._last[user] = self.slack
        await self.slack.menu(user, name)

    def reloads(self, user: str) -> None:
        """Somebody opens both clients anew."""
        for each in self._both:
            each.reloads(user)

    # ── eyes ─────────────────────────────────────────────────────────────────────────────────────────────────

    def only_you(self, user: str) -> list[Shown]:
        """Everything that only this person sees; what stands where they last did something comes last."""
        here = self._where(user)
        return [shown for each in sorted(self._both, key=lambda s: s is here) for shown in each.only_you(user)]

    def direct(self, user: str) -> list[Shown]:
        """What the bot has written to somebody directly, on both."""
        return [shown for each in self._both for shown in each.direct(user)]

    def files(self, user: str) -> list[bytes]:
        """The files that the bot gave to somebody alone, on both."""
        return [data for each in self._both for data in each.files(user)]

    def room(self, room: str) -> list[Shown]:
        """What stands in a room."""
        return (self.discord if room in ON_DISCORD else self.slack).room(room)

    def thread(self, shown: Shown) -> list[Shown]:
        """What stands under a message."""
        return self._of(shown).thread(shown)

    def form(self, user: str) -> ShownForm | None:
        """The form before somebody."""
        return self._where(user).form(user)

    async def reads(self, user: str) -> None:
        """Read whatever the bot has for somebody, on both."""
        for each in self._both:
            await each.reads(user)

    def showing(self, slot: Slot) -> list[str]:
        """The text of every message that carries a slot's key."""
        return self._stage_of(slot).showing(slot)

    def shown_as(self, slot: Slot) -> str:
        """What :meth:`showing` gives of a slot."""
        return self._stage_of(slot).shown_as(slot)

    def _stage_of(self, slot: Slot) -> Stage:
        return self.discord if slot.place.platform == "discord" else self.slack

    def called(self) -> list[str]:
        """Everybody whom a message of the bot called for attention."""
        return [*self.slack.called(), *self.discord.called()]

    def marked_up(self) -> list[str]:
        """Every piece of text of ours that a platform would read as more than words."""
        return [*self.slack.marked_up(), *self.discord.marked_up()]

    def public_words(self) -> list[str]:
        """Everything in every message of the bot that more than one person sees."""
        return [*self.slack.public_words(), *self.discord.public_words()]
