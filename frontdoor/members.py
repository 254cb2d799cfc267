"""Members: whether everybody on the roster is still there, for platforms that do not tell when somebody leaves.

Discord tells it only to apps with a privileged intent; whether one account is a member anybody may ask
(interaction.md, section 4.3 k).
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import structlog

from bot.engine.app import App
from bot.engine.errors import Away, Later, PlatformError
from bot.engine.work import Work
from bot.people.model import Identity
from frontdoor.refused import tell_of_gone

MOST = 200  # accounts of one desk that are asked about at once
LONGEST_REST = 10.0  # seconds that we rest where a platform has had enough questions
log = structlog.get_logger(__name__)


def joined(work: Work) -> list[Identity]:
    """The accounts of everybody on the roster who has joined, as far as they are known to be there."""
    every = (work.people.accounts(each.number) for each in work.roster.champions if each.pinned)
    return [account for accounts in every for account in accounts][:MOST]


async def _is_gone(platform: Any, account: Identity) -> bool:
    try:
        return bool(await platform.is_gone(account))
    except Away:
        raise
    except Later as later:  # it has had enough for a moment
        await asyncio.sleep(min(later.seconds, LONGEST_REST))
        return bool(await platform.is_gone(account))


class Members:
    """Asks, on demand and once a day. ``now`` is the desk's time."""

    def __init__(self, app: App, platforms: Mapping[str, Any], now: Callable[[], datetime]) -> None:
        self._app, self._platforms, self._now = app, platforms, now
        self._looked: dict[str, date] = {}

    async def look_once_a_day(self) -> None:
        """Look for each desk that is open and was not looked at today."""
        now = self._now()
        for desk in await self._app.store.desks():
            today = desk.calendar.local_date(now)
            if desk.calendar.is_open(now) and self._looked.get(desk.slug) != today:
                self._looked[desk.slug] = today
                await self.look(desk.slug)

    async def look(self, desk: str) -> None:
        """Ask for each account of the roster whether it is there, and say which are not. What a platform does not
        tell just now is left as it was."""
        for account in await self._app.look(desk, joined):
            platform = self._platforms.get(account.platform)
            if platform is None:
                continue
            try:
                gone = await _is_gone(platform, account)
            except PlatformError as unknown:
                log.info("a platform does not tell who is there", platform=account.platform, why=unknown.why)
                continue
            if gone:
                await tell_of_gone(self._app, self._now(), desk, account)
