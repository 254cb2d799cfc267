"""``champions route``: whom a question would be offered to, with every reason."""

import asyncio
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.config import Config
from bot.desk import Desk
from bot.engine.ports import Store, Work
from bot.people.roster import RosterReport, read_roster
from bot.questions.asking import leads_for
from bot.questions.routing import Matter, offer, rank, topic_of
from bot.speech.plain import clean
from bot.speech.words import words
from frontdoor.desk_tasks import opened
from frontdoor.settling import roster_beside, take_over
from storage.open import is_new, migrate


class _Seen(Exception):
    """Carries what was seen out of a unit of work, of which nothing is kept then."""

    def __init__(self, found: dict[str, Any]) -> None:
        super().__init__()
        self.found = found


async def ranked(config: Config, text: str, dataset: str, language: str) -> dict[str, Any]:
    """The ranked champions as JSON: ``{"topic", "dataset", "offered_to", "backup", "sentence", "ranked": [{…}]}``.

    With DESK_FILE, the desk and its roster are as their files say, and what is in the database helps: its catalogue
    and who has how much to do. Where there is no database yet, the files alone decide.
    """
    with tempfile.TemporaryDirectory(prefix="champions-route-") as folder:
        if config.desk_file is not None and await asyncio.to_thread(is_new, config.database_url):
            config = replace(config, database_url=f"sqlite:///{folder}/route.sqlite3")
            await asyncio.to_thread(migrate, config.database_url)
        async with opened(config) as (store, desk):
            roster = roster_beside(desk, config.desk_file) if config.desk_file is not None else None
            report = read_roster(roster.read_bytes(), roster.name) if roster is not None else RosterReport()
            return await _tried(store, desk, report, lambda work: _ranked(work, clean(text), dataset, language))


async def _tried(
    store: Store, desk: Desk, report: RosterReport, see: Callable[[Work], dict[str, Any]]
) -> dict[str, Any]:
    def act(work: Work) -> None:
        take_over(work, report)
        raise _Seen(see(work))

    try:
        await store.write(desk.slug, act)
    except _Seen as seen:
        return seen.found
    raise AssertionError("a unit of work that always raises came to its end")


def _ranked(work: Work, text: str, dataset: str, language: str) -> dict[str, Any]:
    desk, roster = work.desk, work.roster
    say = words(desk.language)
    found = work.catalog.matches(dataset, 1) if dataset else ()
    matter = Matter(text, language or desk.language, found[0] if found else None, leads=leads_for(work, text))
    order = rank(matter, desk, roster, desk.calendar, work.questions.loads(), datetime.now(UTC))
    made = offer(order, roster, topic_of(matter, desk, roster), desk)
    first = made.first.champion.public_name if made.first else ""
    sentence = f"Offered to {first}, who {made.first.why(say)}." if made.first else (
        "Nobody on the roster fits. A coordinator would be asked."
    )  # fmt: skip
    return {
        "topic": made.topic,
        "dataset": f"{found[0].short_number} {found[0].title}" if found else "",
        "offered_to": first,
        "backup": made.backup.public_name if made.backup else "",
        "sentence": sentence,
        "ranked": [
            {
                "name": each.champion.public_name,
                "department": each.champion.department,
                "level": each.champion.level.value,
                "score": round(each.score, 1),
                "fits": each.fits,
                "reasons": [reason.said(say) for reason in each.reasons],
            }
            for each in order
        ],
    }
