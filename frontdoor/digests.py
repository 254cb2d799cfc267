"""Digests for whoever sits at the command line: read on a reader, worked out beside everything else."""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from bot.config import Config
from bot.desk import Desk
from bot.digest.course import Course
from bot.digest.making import digest_of
from bot.digest.model import Digest, Found
from bot.digest.periods import Period, before, month_before, month_named, week_before, week_named
from bot.digest.views import told
from bot.digest.written import as_html, as_json, as_text
from bot.engine.ports import Store, Work
from bot.people.persons import Roster
from bot.speech.words import words
from frontdoor.desk_tasks import opened
from frontdoor.memory import not_looking
from frontdoor.unhurried import Unhurried, let_go

MONTHLY = ("executive", "public")


# How long a thread that only reckons keeps the interpreter before another may have it. A command changes threads at
# each of its twenty statements, and would wait for the usual five milliseconds every time.
_GIVING_WAY, _USUAL = 0.0005, sys.getswitchinterval()


@contextmanager
def _giving_way() -> Iterator[None]:
    """While this is entered commands come first, at the price of more changes of threads."""
    sys.setswitchinterval(_GIVING_WAY)
    try:
        yield
    finally:
        sys.setswitchinterval(_USUAL)


async def made(store: Store, desk: Desk, period: Period, now: datetime) -> Digest:
    """The digest of a period, for all of its audiences: its rows from one scan, its numbers in a thread of their own.
    Neither is in a hurry."""
    since = before(period, desk.calendar).start

    def read(work: Work) -> tuple[Found, Unhurried[Course], Roster]:
        found = work.digests.found(since, period)
        courses = Unhurried(found.courses)
        return replace(found, courses=courses), courses, work.roster

    with _giving_way(), not_looking():
        found, courses, roster = await store.scan(desk.slug, read)
        digest = await asyncio.to_thread(digest_of, desk, roster, found, period, now)
        await asyncio.to_thread(let_go, courses)
    return digest


def period_for(desk: Desk, audience: str, week: str, month: str, now: datetime) -> Period:
    """The period that is asked for; unasked the last whole month for those who read monthly, else the last week.
    Raises :class:`bot.digest.periods.NoSuchPeriod`."""
    if week:
        return week_named(week, desk.calendar)
    if month:
        return month_named(month, desk.calendar)
    return (month_before if audience in MONTHLY else week_before)(now, desk.calendar)


async def preview(config: Config, audience: str, week: str, month: str, format: str) -> str:
    """What one audience reads of a period, written as ``format`` (:data:`bot.digest.written.FORMATS`)."""
    now = datetime.now(UTC)
    async with opened(config) as (store, desk):
        digest = await made(store, desk, period_for(desk, audience, week, month, now), now)
        title, sections = told(digest, audience, words(desk.language))
        match format:
            case "json":
                return as_json(digest, title, sections, whole=audience == "coordinators")
            case "html":
                return as_html(title, sections, desk.language)
            case _:
                return as_text(title, sections)
