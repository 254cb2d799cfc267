"""Digests for whoever sits at the command line: read on a reader, worked out beside everything else."""

import asyncio
from datetime import UTC, datetime

from bot.config import Config
from bot.desk import Desk
from bot.digest.model import Digest
from bot.digest.periods import Period, month_named, week_named
from bot.digest.reading import read, worked_out
from bot.digest.slots import last_whole
from bot.digest.views import told
from bot.digest.written import as_html, as_json, as_text
from bot.engine.ports import Store
from bot.engine.reckoning import giving_way, not_looking
from bot.speech.words import words
from frontdoor.desk_tasks import opened


async def made(store: Store, desk: Desk, period: Period, now: datetime) -> Digest:
    """The digest of a period: its rows from one look, its numbers and words in a thread of their own."""
    with giving_way(), not_looking():
        return await asyncio.to_thread(worked_out, await store.scan(desk.slug, lambda work: read(work, period, now)))


def period_for(desk: Desk, audience: str, week: str, month: str, now: datetime) -> Period:
    """The period that is asked for; unasked the last whole month for those who read monthly, else the last week.
    Raises :class:`bot.digest.periods.NoSuchPeriod`."""
    if week:
        return week_named(week, desk.calendar)
    if month:
        return month_named(month, desk.calendar)
    return last_whole(desk, audience, now)


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
