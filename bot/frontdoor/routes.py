"""``champions route``: whom a question would be offered to, with every reason."""

from datetime import UTC, datetime
from typing import Any

from bot.config import Config
from bot.engine.ports import Work
from bot.frontdoor.desk_tasks import opened
from bot.frontdoor.settling import settle_desk
from bot.questions.asking import leads_for
from bot.questions.routing import Matter, offer, rank, topic_of
from bot.speech.plain import clean
from bot.speech.words import words


async def ranked(config: Config, text: str, dataset: str, language: str) -> dict[str, Any]:
    """The ranked champions as JSON: ``{"topic", "offered_to", "backup", "sentence", "ranked": [{name, score, …}]}``."""
    async with opened(config) as (store, desk):
        if config.desk_file is not None:
            await settle_desk(store, config.desk_file, lambda line: None)
        return await store.look(desk.slug, lambda work: _ranked(work, clean(text), dataset, language))


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
