"""The pockets as one: who is where, what somebody sees on every platform, and one count of what changed."""

import asyncio
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from adapters.playground.discord import PocketDiscord
from adapters.playground.page.news import Heard, on_discord, on_slack
from adapters.playground.page.seats import Seat
from adapters.playground.slack import PocketSlack

Json = dict[str, Any]
Pocket = PocketSlack | PocketDiscord


@dataclass(frozen=True, slots=True)
class Bot:
    """The app as people on one platform know it."""

    id: str
    name: str
    real_name: str


class Pockets:
    """The pockets by the platform's name. The first one's server carries the page."""

    def __init__(self, by_platform: Mapping[str, Pocket]) -> None:
        if not by_platform:
            raise ValueError("a playground needs at least one pocket")
        self.by_platform = dict(by_platform)

    @property
    def first(self) -> Pocket:
        """The pocket whose server carries the page."""
        return next(iter(self.by_platform.values()))

    @property
    def version(self) -> int:
        """Grows with everything that anybody could see change, anywhere."""
        return sum(pocket.changes.version for pocket in self.by_platform.values())

    async def wait(self, since: int, within: float) -> int:
        """The version as soon as it is greater than ``since``, or the present one after ``within`` seconds."""
        if self.version <= since:
            changes = [pocket.changes for pocket in self.by_platform.values()]
            waiting = [asyncio.ensure_future(each.wait(each.version, within)) for each in changes]
            try:
                await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for each in waiting:
                    each.cancel()
        return self.version

    def bump(self) -> None:
        """Let whoever waits for a change look again."""
        self.first.changes.bump()

    def nudge(self) -> None:
        """Say that the clock was moved: deadlines look again, and quiet threads go to the archive."""
        for pocket in self.by_platform.values():
            pocket.nudge()
        self.bump()

    def bots(self) -> dict[str, Json]:
        """The app by platform: id, name, real_name."""
        return {name: asdict(_bot(pocket)) for name, pocket in self.by_platform.items()}

    def shortcuts(self) -> list[Json]:
        """The app's shortcuts on Slack; Discord tells of its menus with what a person sees."""
        slack = [pocket for pocket in self.by_platform.values() if isinstance(pocket, PocketSlack)]
        return [asdict(each) for pocket in slack for each in pocket.core.shortcuts]

    def what_sees(self, seat: Seat) -> dict[str, Json | None]:
        """What somebody sees by platform; None where they have no account."""
        seen: dict[str, Json | None] = {}
        for name, pocket in self.by_platform.items():
            account = seat.accounts.get(name)
            seen[name] = pocket.sight.what_sees(account) if account else None
        return seen

    def latest(self, seats: Collection[Seat]) -> dict[str, dict[str, Heard]]:
        """By seat, platform and channel: the moment in which that person last heard something new."""
        latest: dict[str, dict[str, Heard]] = {seat.id: {} for seat in seats}
        for name, pocket in self.by_platform.items():
            there = {seat.id: seat.accounts[name] for seat in seats if name in seat.accounts}
            heard = _heard(pocket, there.values())
            for seat, account in there.items():
                latest[seat][name] = heard[account]
        return latest


def _heard(pocket: Pocket, people: Iterable[str]) -> dict[str, Heard]:
    return on_slack(pocket, people) if isinstance(pocket, PocketSlack) else on_discord(pocket, people)


def _bot(pocket: Pocket) -> Bot:
    if isinstance(pocket, PocketSlack):
        bot = pocket.workspace.bot
        return Bot(bot.id, bot.name, bot.real_name)
    app = pocket.core.people.get(pocket.bot_user_id)
    return Bot(app.id, app.name, app.real_name)
