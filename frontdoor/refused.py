"""Refused: the pump's last word on a card becomes a request, so that the people whom it concerns hear of it."""

import re
from collections.abc import Callable
from datetime import datetime

import structlog

from bot.engine.app import App, Failed
from bot.engine.request import Caller, Place, Request
from bot.engine.slots import Lease
from bot.people.model import Identity
from bot.questions.commands import Undelivered

PUMP = Caller(Identity("pump", "", ""))
_ABOUT = re.compile(r"Q-(\d+)/(.+)")
log = structlog.get_logger(__name__)


async def tell_of_refused(app: App, now: Callable[[], datetime], lease: Lease, why: str) -> None:
    """Say that a card of a question is not tried any more; once for each state of the card."""
    found = _ABOUT.fullmatch(lease.slot.name)
    if found is None:
        return
    command = Undelivered(int(found[1]), found[2], lease.slot.place.platform, why)
    id = f"pump:refused:{lease.desk}:{lease.id}:{lease.revision}"
    try:
        await app.handle(Request(id, lease.desk, PUMP, Place("pump"), now(), command))
    except Failed as failed:
        log.error("nobody was told of a refused card", slot=lease.slot.name, reference=failed.reference)
