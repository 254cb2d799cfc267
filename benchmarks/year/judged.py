"""The year judged: every counter and every promise, with the first few sentences of what broke them."""

from collections.abc import Iterable
from typing import Any

from benchmarks.year import counting, invariants
from benchmarks.year.course import Course
from benchmarks.year.delivered import Record, read
from bot.engine.ports import Work
from bot.engine.slots import Slot
from bot.questions.drawing import drawn
from bot.questions.model import Entry

TOLD = 20


async def judged(course: Course) -> dict[str, Any]:
    """What one year came to. Every counter must be 0; ``wrong`` says what was not."""
    delivered, record = read(course.walls), await _record(course)
    wanted, accounts, champions = await _beside(course)
    desk = course.deployment.desk

    def who(account: str) -> str:
        return accounts.get(account, account)

    wrong = {
        "broken_invariants": [
            *delivered.unexplained,
            *course.repeats,
            *invariants.one_owner(record),
            *invariants.no_timer_closes(record),
            *invariants.notes_stay_inside(delivered, record),
            *invariants.private_is_private(delivered, record, course.walls.rooms.values()),
            *invariants.one_cause(delivered, record),
            *invariants.card_in_place(delivered),
            *invariants.walls_are_true(delivered, wanted),
        ],
        "sent_outside_hours": counting.sent_outside_hours(delivered, record, desk.calendar),
        "over_cap": counting.over_cap(record, champions, course.sure),
        "told_twice": counting.told_twice(delivered, record, who),
    }
    return {
        "questions": len(record.questions),
        **{name: len(found) for name, found in wrong.items()},
        "requests": course.deployment.notebook.requests,
        "messages": len(delivered.messages),
        "edits": sum(each.edits for each in course.walls.walls.values()),
        "falls": course.deployment.falls,
        "states": _counted(each.state.value for each in record.questions.values()),
        "verbs": _counted(each.verb for lines in record.history.values() for each in lines),
        "wrong": {name: found[:TOLD] for name, found in wrong.items() if found},
    }


async def _record(course: Course) -> Record:
    book, deployment = course.deployment.notebook, course.deployment

    def histories(work: Work) -> dict[int, tuple[Entry, ...]]:
        return {number: work.questions.history(number) for number in book.questions}

    questions = await deployment.store.look(
        deployment.desk.slug, lambda work: {number: work.questions.get(number) for number in book.questions}
    )
    history = await deployment.store.look(deployment.desk.slug, histories)
    known = {number: each for number, each in questions.items() if each is not None}
    return Record(known, history, book.owners, book.causes)


async def _beside(course: Course) -> tuple[list[Slot], dict[str, str], dict[int, Any]]:
    """What should hang, the person behind each champion's account, and the roster."""
    deployment = course.deployment

    def seen(work: Work) -> tuple[list[Slot], dict[int, Any]]:
        slots = [
            drawn(work, slot) for number in deployment.notebook.questions for slot in work.slots.hanging(f"Q-{number}")
        ]
        return slots, {each.number: each for each in work.roster.champions}

    slots, champions = await deployment.store.look(deployment.desk.slug, seen)
    accounts = {each.user: citizen.name for citizen in course.champions for each in citizen.accounts}
    return slots, accounts, champions


def _counted(names: Iterable[str]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for name in names:
        counted[name] = counted.get(name, 0) + 1
    return dict(sorted(counted.items(), key=lambda each: -each[1]))
