"""The server on which the stories play when they play on Discord: who is in it, and how it breaks."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from discord.utils import time_snowflake

from adapters.playground.discord import PocketDiscord
from bot.config import Config
from frontdoor.serving import Service
from tests.patience import PATIENCE
from tests.stories.desk import Resident, snowflake
from tests.stories.shown import Shown
from tests.stories.stage import Held

ROOMS = {"ask": "ask-open-data", "triage": "champions-triage", "news": "data-news", "square": "town-square"}
MANAGE_SERVER = 1 << 5
STATES = ("Open", "In progress", "Waiting on asker", "Answered", "Solved")
_CALLS = {"post": ("create message", "start thread"), "edit": ("edit message",)}


class DiscordServer:
    """A server with the town's people in it."""

    name = "discord"
    tells_who_deletes = False

    def __init__(self, now: Callable[[], datetime], people: Iterable[Resident], *, forum: bool = False) -> None:
        self._now, self._edits = now, 0
        self.pocket = PocketDiscord(clock=self._moment, privileged=("message_content",))
        self.forum = forum
        self._people = {each.id: each for each in people}
        self._names = {snowflake(each): each.id for each in self._people.values()}
        for each in self._people.values():
            self.pocket.add_person(each.handle, each.name, id=snowflake(each), locale=each.locale)
        # Discord shows /opendata-admin only to those who may manage the server; the stories try what others may not.
        self.pocket.add_role("Stewards", list(self._names), permissions=MANAGE_SERVER)
        inside = [snowflake(each) for each in self._people.values() if each.champion]
        for purpose, name in ROOMS.items():
            if purpose == "ask" and forum:
                states: list[str | dict[str, Any]] = [{"name": each, "moderated": True} for each in STATES]
                self.pocket.add_channel(name, kind="forum", tags=[*states, "Trees", "Streets"])
            elif purpose == "triage":
                self.pocket.add_channel(name, inside, kind="private")
            else:
                self.pocket.add_channel(name)

    # ── the stage itself ─────────────────────────────────────────────────────────────────────────────────────

    def _moment(self) -> datetime:
        """The town's time; no two edits fall into the same millisecond."""
        return self._now() + timedelta(milliseconds=self._edits)

    async def start(self) -> None:
        """Open the platform."""
        await self.pocket.start()

    async def stop(self) -> None:
        """Close it."""
        await self.pocket.stop()

    def join(self, service: Service, url: str) -> None:
        """Put the real adapter on, pointed here."""
        config = Config(
            database_url=url,
            discord_token=self.pocket.bot_token,
            discord_api_url=self.pocket.api_url,
            discord_gateway_url=self.pocket.gateway_url,
        )
        self.adapter = service.add_discord(config, message_content=True)

    async def connected(self) -> None:
        """Wait until the adapter hears."""
        await self.pocket.gateway.connected()

    async def quiet(self, within: float) -> None:
        """Wait until everything that was said is answered."""
        await self.pocket.idle(within)
        await self.adapter.quiet()
        await self.pocket.idle(within)

    def cut_off(self) -> None:
        """The line to the adapter breaks."""
        self.pocket.gateway.drop()

    async def goes(self) -> None:
        """The adapter is gone; what was to go wrong no longer does."""
        self.mends()
        await self.adapter.stop()

    def holds(self, call: str) -> Held:
        """The next post or edit takes effect, and its answer does not come."""
        first, *others = [self.pocket.faults.hold(method) for method in _CALLS[call]]
        for each in others:  # a question is a message here and a post there: whichever comes first
            each.reached = first.reached
        return first

    def breaks(self, kind: str, call: str, times: int) -> None:
        """So many of the next posts or edits go wrong."""
        faults = self.pocket.faults
        for method in _CALLS[call]:
            match kind:
                case "late_answer":
                    faults.late_answer(0.02, method, times=times)
                case "refuse" | "break_down":
                    faults.break_down(method, status=503, times=times)
                case "rate_limit":
                    faults.rate_limit(0.05, method, times=times)
                case _:
                    getattr(faults, kind)(method, times=times)

    def mends(self) -> None:
        """Nothing goes wrong any more."""
        self.pocket.faults.clear()

    def mark(self, at: datetime) -> str:
        """The mark of a room that was heard up to this moment."""
        return str(time_snowflake(at))

    async def changes_connection(self) -> None:
        """Discord asks the adapter to connect anew, and it does."""
        before = self.pocket.gateway.resumes
        self.pocket.gateway.reconnect()
        await self.pocket.changes.until(lambda: self.pocket.gateway.resumes > before, PATIENCE)

    async def deletes(self, shown: Shown) -> None:
        """Somebody deletes a message of the bot."""
        if shown.room == shown.id:  # a post goes with everything in it
            self.pocket.delete_channel(shown.id)
        else:
            await self.pocket.hands.delete(self.pocket.bot_user_id, shown.room, shown.id)

    async def leaves(self, user: str) -> None:
        """Somebody leaves the server; Discord tells nobody who has not the members intent."""
        await self.pocket.hands.leave(self._user(user))

    async def comes_anew(self, user: str) -> None:
        """Somebody leaves and comes back just now, as one who is new."""
        await self.pocket.hands.leave(self._user(user))
        await self.pocket.hands.join(self._user(user))

    def shuts_out(self, room: str) -> None:
        """The bot may no longer post in a room."""
        found = next(each for each in self.pocket.core.backend.guild()["channels"] if each["name"] == ROOMS[room])
        self.pocket.shut_out(found["id"])

    def says_everything_twice(self) -> None:
        """From now on every event comes a second time, as after a connection that was taken up again."""
        self.pocket.gateway.repeats = 2

    def _user(self, user: str) -> str:
        return snowflake(self._people[user])

    def _channel(self, room: str) -> str:
        return ROOMS.get(room, room)
