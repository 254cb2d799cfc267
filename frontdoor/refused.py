"""Refused: the pump's last word on a card becomes a request, so that the people whom it concerns hear of it.

Whoever is no longer there is written down as gone, by the same way.
"""

import re
from collections.abc import Callable
from datetime import datetime

import structlog

from bot.catalog.announcing.commands import NotAnnounced
from bot.digest.commands import DigestRefused
from bot.engine.app import App, Failed
from bot.engine.request import Caller, Place, Request
from bot.engine.slots import Lease
from bot.people.commands import HasLeft
from bot.people.model import Identity
from bot.questions.commands import Undelivered
from bot.showcase.rotation.commands import NotShown

PUMP = Caller(Identity("pump", "", ""))
_ABOUT = re.compile(r"Q-(\d+)/(.+)")
_NEWS = re.compile(r"AN-(\d+)/card")
_PROJECT = re.compile(r"project/S-(\d+)/shown/(\d+)")
_DIGEST = re.compile(r"digest/([a-z]+)/(\d{4}-W?\d\d)/\d+")
log = structlog.get_logger(__name__)


async def tell_of_refused(app: App, now: Callable[[], datetime], lease: Lease, why: str) -> None:
    """Say that a card (of a question, an announcement, a project, a digest) is not tried any more; once for each of its
    states."""
    name, platform = lease.slot.name, lease.slot.place.platform
    command: Undelivered | NotAnnounced | NotShown | DigestRefused
    if found := _ABOUT.fullmatch(name):
        command = Undelivered(int(found[1]), found[2], platform, why)
    elif found := _NEWS.fullmatch(name):
        command = NotAnnounced(int(found[1]), platform, why)
    elif found := _PROJECT.fullmatch(name):
        command = NotShown(int(found[1]), int(found[2]), platform, why)
    elif found := _DIGEST.fullmatch(name):
        command = DigestRefused(found[1], found[2], platform, why)
    else:
        return
    id = f"pump:refused:{lease.desk}:{lease.id}:{lease.revision}"
    try:
        await app.handle(Request(id, lease.desk, PUMP, Place("pump"), now(), command))
    except Failed as failed:
        log.error("nobody was told of a refused card", slot=lease.slot.name, reference=failed.reference)


async def tell_of_departed(app: App, now: Callable[[], datetime], lease: Lease) -> None:
    """Say that whoever should read a card is no longer there."""
    place = lease.slot.place
    await tell_of_gone(app, now(), lease.desk, Identity(place.platform, place.team, place.person))


async def tell_of_gone(app: App, at: datetime, desk: str, account: Identity) -> None:
    """Say that an account is no longer there; said twice it changes nothing."""
    platform, team = account.platform, account.team
    id, who = f"{platform}:left:{team}:{account.user}:{at.isoformat()}", Caller(Identity(platform, team, ""))
    try:
        await app.handle(Request(id, desk, who, Place(platform, team), at, HasLeft(f"@{account.user}")))
    except Failed as failed:
        log.error("nobody was told who left", desk=desk, reference=failed.reference)
