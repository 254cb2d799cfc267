"""Digests for whoever sits at the command line: read on a reader, worked out beside everything else."""

import asyncio
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from bot.config import Config
from bot.desk import Desk
from bot.digest.charts import PERIODS, Chart
from bot.digest.drawing import illustrated, sheets, svg
from bot.digest.making import digest_of
from bot.digest.model import Digest, Found
from bot.digest.painting import painted
from bot.digest.periods import Period, before, month_before, month_named, week_before, week_named
from bot.digest.sections import Section
from bot.digest.views import told as read_by
from bot.digest.written import as_html, as_json, as_text
from bot.engine.errors import ChampionsError
from bot.engine.ports import Store, Work
from bot.speech.words import told, words
from frontdoor.desk_tasks import opened
from frontdoor.memory import not_looking
from frontdoor.painting import paint

MONTHLY = ("executive", "public")


class NothingToDraw(ChampionsError):
    """A picture was asked for of a time in which too little happened."""

    def __init__(self) -> None:
        super().__init__(told("There is nothing to draw in this time. Read it as text: `--format text`."))


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
    """The digest of a period: its rows from one look, its numbers and words in a thread of their own."""
    with _giving_way(), not_looking():
        found, roster = await store.scan(desk.slug, lambda work: (_found(work, desk, period), work.roster))
        return await asyncio.to_thread(digest_of, desk, roster, found, period, now)


def _found(work: Work, desk: Desk, period: Period) -> Found:
    """The rows of two weeks or months, and what is merely counted of those before them."""
    that = before(period, desk.calendar)
    earlier: list[Period] = []
    for _ in range(PERIODS - 2):
        earlier.append(before(earlier[-1] if earlier else that, desk.calendar))
    return replace(work.digests.found(that.start, period), earlier=work.digests.flows(earlier))


async def with_pictures(sections: Sequence[Section], *, dark: bool = False) -> tuple[Section, ...]:
    """The sections of a digest with their charts as pictures, which are painted in a process of their own."""
    with _giving_way():
        svgs = await asyncio.to_thread(sheets, sections, dark=dark)
    return illustrated(sections, await paint(svgs), dark=dark) if svgs else tuple(sections)


def period_for(desk: Desk, audience: str, week: str, month: str, now: datetime) -> Period:
    """The period that is asked for; unasked the last whole month for those who read monthly, else the last week.
    Raises :class:`bot.digest.periods.NoSuchPeriod`."""
    if week:
        return week_named(week, desk.calendar)
    if month:
        return month_named(month, desk.calendar)
    return (month_before if audience in MONTHLY else week_before)(now, desk.calendar)


async def preview(config: Config, audience: str, week: str, month: str, format: str) -> str | bytes:
    """What one audience reads of a period, written as ``format`` (:data:`bot.digest.written.FORMATS`); bytes for a
    picture. Raises :class:`NothingToDraw`."""
    now = datetime.now(UTC)
    async with opened(config) as (store, desk):
        digest = await made(store, desk, period_for(desk, audience, week, month, now), now)
        title, sections = read_by(digest, audience, words(desk.language))
        match format:
            case "json":
                return as_json(digest, title, sections, whole=audience == "coordinators")
            case "html":
                return as_html(title, await with_pictures(sections, dark=True), desk.language)
            case "png":
                return painted(svg(_charts(sections), title=title))
            case _:
                return as_text(title, sections)


def _charts(sections: Sequence[Section]) -> list[Chart]:
    found = [each.chart for each in sections if each.chart]
    if not found:
        raise NothingToDraw
    return found
