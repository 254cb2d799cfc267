"""The side panel of the playground: why this person, what happened, and where the question stands."""

from datetime import datetime
from typing import Any

from bot.engine.app import App
from bot.engine.ports import Work
from bot.questions.asking import leads_for
from bot.questions.model import Question, State
from bot.questions.routing import Matter, rank
from bot.questions.wording import STATE_FOR_ALL, heading, next_move, values_of
from bot.speech.words import words

SHOWN = 5


async def panel(app: App, desk: str, subject: str, at: datetime) -> dict[str, Any]:
    """What there is to know of ``Q-142``, as JSON; empty where there is no such question."""
    number = int(subject.upper().removeprefix("Q-") or 0) if subject.upper().removeprefix("Q-").isdigit() else 0
    return await app.look(desk, lambda work: _panel(work, number, at))


def _panel(work: Work, number: int, at: datetime) -> dict[str, Any]:
    question = work.questions.get(number)
    if question is None:
        return {}
    say = words(work.desk.language)
    return {
        "subject": question.id,
        "title": heading(question, STATE_FOR_ALL, work.roster, say),
        "state": say(STATE_FOR_ALL[question.state], **values_of(question, work.roster, say)),
        "next_move": next_move(question, work.roster, say),
        "why": question.why,
        "ranked": _ranked(work, question, at),
        "history": _history(work, question),
        "states": [{"name": each.value.replace("_", " "), "now": each is question.state} for each in _path(question)],
    }


def _ranked(work: Work, question: Question, at: datetime) -> list[dict[str, Any]]:
    say = words(work.desk.language)
    dataset = work.catalog.dataset(question.dataset) if question.dataset else None
    leads = leads_for(work, question.text)
    matter = Matter(question.text, question.language, dataset, question.topic, leads)
    ranked = rank(
        matter, work.desk, work.roster, work.desk.calendar, work.questions.loads(), at, (question.asker.number,)
    )
    return [
        {"name": each.champion.public_name, "score": round(each.score), "reasons": each.why(say), "fits": each.fits}
        for each in ranked[:SHOWN]
    ]


def _history(work: Work, question: Question) -> list[dict[str, Any]]:
    say = words(work.desk.language)
    asker = question.asker.name if question.share == "named" else say("The person who asked")
    clock = say("The clock")
    return [
        {
            "when": entry.at.isoformat(),
            # An asker who is on the roster as well is named here only where they are on their card.
            "who": asker
            if entry.by == question.asker.number
            else work.roster.name(entry.by, asker if entry.by else clock),
            "what": entry.verb.replace("_", " "),
            "from": entry.before.value.replace("_", " "),
            "to": entry.after.value.replace("_", " "),
            "note": "" if question.is_private else entry.note,
        }
        for entry in work.questions.history(question.number)
    ]


def _path(question: Question) -> list[State]:
    """The states of the happy path, with the one where the question is now."""
    usual = [State.OFFERED, State.CLAIMED, State.WAITING_ASKER, State.ANSWERED, State.SOLVED]
    return usual if question.state in usual else [*usual, question.state]
