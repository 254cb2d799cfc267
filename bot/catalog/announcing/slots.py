"""When announcements are due: what the clock has to say of the next slot, and of what was found meanwhile."""

from collections.abc import Iterator
from datetime import datetime

from bot.catalog.announcing.brake import to_hold
from bot.catalog.announcing.changes import TOLD_AT_ONCE
from bot.catalog.announcing.commands import LookThrough, SlotDue
from bot.catalog.finds import FindKind, FindState
from bot.desks.weekly_jobs import WeeklyJob
from bot.engine.ports import Work

ANNOUNCING = WeeklyJob("announce", lambda desk: desk.announce.slots)


def due(work: Work, at: datetime) -> Iterator[tuple[str, SlotDue | LookThrough]]:
    """What is to be done at a moment: each with what makes it the same however often it is said."""
    desk = work.desk
    if work.condition.is_paused:
        return
    waits = work.finds.of(FindState.WAITING, set(FindKind))
    stray = work.finds.stray()
    live = not desk.practice
    tells = live and desk.calendar.is_open(at)
    if ANNOUNCING.is_astray(desk, work.appointments.get(ANNOUNCING.name), at):
        yield f"plan:{at.isoformat()}", LookThrough()
    elif (live and (stray or to_hold(waits, desk.announce))) or (tells and any(e.kind in TOLD_AT_ONCE for e in waits)):
        yield f"found:{max(each.number for each in (*waits, *stray))}:{at.isoformat()}", LookThrough()
    if moment := ANNOUNCING.has_come(work, at):
        yield moment.isoformat(), SlotDue(moment)
