"""Digests for whoever sits at the command line: read on a reader, worked out beside everything else."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.config import Config
from bot.desk import Desk
from bot.digest.charts import Chart
from bot.digest.drawing import DARK, LIGHT, svg
from bot.digest.model import Digest
from bot.digest.painting import painted
from bot.digest.periods import Period, month_named, week_named
from bot.digest.reading import read, worked_out
from bot.digest.sections import Section, illustrated
from bot.digest.slots import last_whole
from bot.digest.views import told
from bot.digest.written import as_html, as_json, as_text
from bot.engine.errors import ChampionsError
from bot.engine.ports import Store
from bot.engine.reckoning import giving_way, not_looking
from bot.speech.words import told as sentence
from bot.speech.words import words
from frontdoor.desk_tasks import opened
from frontdoor.painting import paint


class NothingToDraw(ChampionsError):
    """A picture was asked for of a time in which too little happened."""

    def __init__(self) -> None:
        super().__init__(sentence("There is nothing to draw in this time. Read it as text: `--format text`."))


async def made(store: Store, desk: Desk, period: Period, now: datetime) -> Digest:
    """The digest of a period: its rows from one look, its numbers and words in a thread of their own."""
    with giving_way(), not_looking():
        return await asyncio.to_thread(worked_out, await store.scan(desk.slug, lambda work: read(work, period, now)))


async def with_pictures(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections of a digest with their charts as pictures, for light pages and dark ones."""
    drawn = list(dict.fromkeys(each.chart for each in sections if each.chart))
    sheets = [svg((each,), theme) for theme in (LIGHT, DARK) for each in drawn]
    pngs = await paint(sheets) if sheets else []
    light, dark = pngs[: len(drawn)], pngs[len(drawn) :]
    return illustrated(sections, dict(zip(drawn, light, strict=True)), dict(zip(drawn, dark, strict=True)))


def period_for(desk: Desk, audience: str, week: str, month: str, now: datetime) -> Period:
    """The period that is asked for; unasked the last whole month for those who read monthly, else the last week.
    Raises :class:`bot.digest.periods.NoSuchPeriod`."""
    if week:
        return week_named(week, desk.calendar)
    if month:
        return month_named(month, desk.calendar)
    return last_whole(desk, audience, now)


async def preview(config: Config, audience: str, week: str, month: str, format: str) -> str | bytes:
    """What one audience reads of a period, written as ``format`` (:data:`bot.digest.written.FORMATS`); bytes for a
    picture. Raises :class:`NothingToDraw`."""
    now = datetime.now(UTC)
    async with opened(config) as (store, desk):
        digest = await made(store, desk, period_for(desk, audience, week, month, now), now)
        title, sections = told(digest, audience, words(desk.language))
        match format:
            case "json":
                return as_json(digest, title, sections, whole=audience == "coordinators")
            case "html":
                return as_html(title, await with_pictures(sections), desk.language)
            case "png":
                return painted(svg(_charts(sections), title=title))
            case _:
                return as_text(title, sections)


def _charts(sections: Sequence[Section]) -> list[Chart]:
    found = [each.chart for each in sections if each.chart]
    if not found:
        raise NothingToDraw
    return found
