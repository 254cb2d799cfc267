"""Ringing: what happens to a question when a wait is over (interaction.md, sections 4.2 and 4.3 d, e, f)."""

from collections.abc import Callable
from typing import Any

from bot.engine.ports import Work
from bot.engine.scene import Scene
from bot.engine.slots import IN_HOURS, Slot
from bot.people.model import Champion, Level
from bot.questions import commands as q
from bot.questions.board import calling, owners_place, triage_rooms
from bot.questions.guide import same
from bot.questions.model import Question, State
from bot.questions.moves import Role
from bot.questions.moving import act, next_news, question_of, undelivered
from bot.questions.needs import need
from bot.questions.passing import reoffered
from bot.questions.reminders import awake_card, handoff_over_card, still_card, unclaimed_card
from bot.questions.timers import Due, Ring, back_from_leave, calendar_of, due, when_both, wound
from bot.speech.cards import Card, Span
from bot.speech.plain import cut
from bot.speech.reply import NOTHING, Reply, sentence
from bot.speech.words import Words, mark, words

SHORT_NAME = 40  # of a champion, where one of many lines names them
CLOCK = frozenset({Role.SYSTEM})


def rung(scene: Scene, command: q.Rung) -> Reply:
    """What is due for a question happens, once. Nothing does where somebody moved it meanwhile, or where whoever it
    waits for is not at work: then it is only wound anew."""
    work, at = scene.work, scene.request.at
    question = work.questions.get(command.question)
    if question is None:
        return NOTHING
    own = calendar_of(question, work)
    found = due(question, own, at, work.desk.timers)
    opens = back_from_leave(question, work, at) or when_both(work.desk.calendar, own, at)
    if found is not None and opens == at:
        WHAT_HAPPENS[found.ring](scene, question, found)
        return NOTHING
    again = wound(question, work) if found is None else question.but(due_at=opens)
    if again.due_at != question.due_at:
        work.questions.wind(again)
    return NOTHING


def still_on_it(scene: Scene, command: q.StillOnIt) -> Reply:
    """ "Yes, tell them": the wait begins anew, and whoever asked reads that somebody is on it. Twice says it once."""
    question, say = question_of(scene, command.question), scene.say
    mine = question.owner == scene.person.number and question.state is State.CLAIMED
    if mine and not question.rung:
        return sentence(say("{id} is with you. The person who asked knows.", id=question.id))
    changed = act(scene, question, "still_working")
    told = say("Thank you. The person who asked {id} was told.", id=changed.id)
    return sentence(told, undelivered(scene, changed))


def _rings(scene: Scene, question: Question, found: Due, **changes: Any) -> Question:
    """Write down that a wait has rung; its line tells whoever asked what there is to tell."""
    return act(scene, question, found.ring.value, roles=CLOCK, rung=found.rung, waits_since=found.since, **changes)


def _nudge(work: Work, question: Question, card: Callable[[Span, Words], Card], number: int) -> None:
    """Hang a card in the champions' rooms, under the question's own, that calls one of them."""
    for room in triage_rooms(work):
        made = card(calling(work, number, room) if number else "", words(work.desk.language))
        name, parent = f"{question.id}/nudge/{question.entries}", f"{question.id}/triage"
        work.slots.hang(Slot(name, room, made, parent, labels=(IN_HOURS,)))


def _nudge_owner(work: Work, question: Question, card: Callable[[Span, Words], Card]) -> None:
    """As :func:`_nudge`, for its owner; a private question is between them and the desk."""
    place = owners_place(work, question) if question.is_private else None
    if place is None:
        _nudge(work, question, card, question.owner)
        return
    say = words(work.desk.language)
    made = card(work.roster.name(question.owner, say("a champion")), say)
    work.slots.hang(Slot(f"{question.id}/owner/{question.entries}", place, made, labels=(IN_HOURS,)))


def _backup(scene: Scene, question: Question, found: Due) -> None:
    """Nobody took it in half a day: the backup is asked by name, once."""
    changed = _rings(scene, question, found)
    calendar, roster = scene.work.desk.calendar, scene.work.roster
    asked = (each for each in (changed.backup, changed.offered_to) if each and each != changed.asker.number)
    there = (each for each in asked if (c := roster.get(each)) is None or not c.is_away(scene.request.at, calendar))
    number = next(there, 0)
    hours = _hours(scene, question)
    _nudge(scene.work, changed, lambda champion, say: unclaimed_card(changed, hours, champion or None, say), number)


def _still_looking(scene: Scene, question: Question, found: Due) -> None:
    changed = _rings(scene, question, found)
    _need(scene, changed, mark("it has waited {hours} working hours, and nobody has it."))


def _inside(scene: Scene, question: Question, found: Due) -> None:
    """Nobody took it in two days: the department's own champion is asked; where there is none, a coordinator."""
    inner = internal_for(scene, question)
    if inner is None:
        changed = _rings(scene, question, found)
        _need(scene, changed, mark("it has waited {hours} working hours, and no internal champion fits."))
        return
    why = words(scene.work.desk.language)("works for {value}", value=inner.department)
    backup = question.backup if question.backup != inner.number else 0
    changed = _rings(
        scene, question, found, level=Level.INTERNAL.value, offered_to=inner.number, backup=backup, why=why
    )
    hours = _hours(scene, question)
    _nudge(scene.work, changed, lambda champion, say: unclaimed_card(changed, hours, champion, say), inner.number)


def _hours(scene: Scene, question: Question) -> int:
    """For how many working hours whoever asked has waited: what is told is true however late it is told."""
    return int(scene.work.desk.calendar.working_hours_between(question.asked_at, scene.request.at))


def internal_for(scene: Scene, question: Question) -> Champion | None:
    """The internal champion of the department that a question belongs to, at work these days and least loaded; not
    whoever asked, nor whoever has it, or is offered it, already."""
    work = scene.work
    departments = departments_of(scene, question)
    loads, not_for = work.questions.loads(), (question.asker.number, question.owner or question.offered_to)
    fitting = [
        each
        for each in work.roster.champions
        if each.level is Level.INTERNAL
        and each.number not in not_for
        and any(same(each.department, department) for department in departments)
        and not each.is_away(scene.request.at, work.desk.calendar)
    ]
    return min(fitting, key=lambda each: (loads.get(each.number, 0), each.number), default=None)


def departments_of(scene: Scene, question: Question) -> list[str]:
    """The departments that a question belongs to, by its dataset and by its topic."""
    dataset = scene.work.catalog.dataset(question.dataset) if question.dataset else None
    topic = scene.work.desk.topic(question.topic)
    return [each for each in (dataset and dataset.department, topic and topic.department) if each]


def _still_on_it(scene: Scene, question: Question, found: Due) -> None:
    changed = _rings(scene, question, found)
    _nudge_owner(scene.work, changed, lambda champion, say: still_card(changed, champion, say))


def _give_back(scene: Scene, question: Question, found: Due) -> None:
    """Its champion did not find the time: the next one is asked, and nobody is blamed."""
    changed = reoffered(scene, question, "release", "", (question.owner,), roles=CLOCK, promised=next_news(scene))
    name = cut(scene.work.roster.name(question.owner, "—"), SHORT_NAME)
    _need(scene, changed, mark("it was quiet with {champion} for {quiet} working hours. It is back in the queue."),
          champion=name, quiet=scene.work.desk.timers.give_back)  # fmt: skip


def _only_told(scene: Scene, question: Question, found: Due) -> None:
    _rings(scene, question, found)


def _silent(scene: Scene, question: Question, found: Due) -> None:
    act(scene, question, "asker_silent", roles=CLOCK)


def _assume(scene: Scene, question: Question, found: Due) -> None:
    act(scene, question, "assume", roles=CLOCK)


def _wake(scene: Scene, question: Question, found: Due) -> None:
    changed = act(scene, question, "wake", roles=CLOCK, until=None)
    _nudge_owner(scene.work, changed, lambda champion, say: awake_card(changed, champion, say))


def _in_person(scene: Scene, question: Question, found: Due) -> None:
    changed = _rings(scene, question, found)
    told = mark("it has been with an executive for {quiet} working hours. Please ask them in person.")
    _need(scene, changed, told, quiet=scene.work.desk.timers.in_person)


def _need(scene: Scene, question: Question, why: str, **values: object) -> None:
    told = {"hours": _hours(scene, question), **values}
    need(scene.work, question, scene.request.at, lambda say: say(why, **told))


def _handoff_over(scene: Scene, question: Question, found: Due) -> None:
    """Nobody accepted it within a working day: it stays with its owner, and both of them read so. Where its owner is
    away, it goes to whoever fits, instead of waiting for them."""
    work, target = scene.work, question.handoff_to
    owner = work.roster.get(question.owner)
    if owner is None or owner.is_away(scene.request.at, work.desk.calendar):
        reoffered(scene, question, "release", "", (question.owner,), roles=CLOCK, promised=next_news(scene))
        return
    changed = act(scene, question, "handoff_decline", roles=CLOCK)
    for room in triage_rooms(work):
        card = handoff_over_card(changed, calling(work, changed.owner, room), calling(work, target, room),
                                 words(work.desk.language))  # fmt: skip
        name, parent = f"{changed.id}/nudge/{changed.entries}", f"{changed.id}/triage"
        work.slots.hang(Slot(name, room, card, parent, labels=(IN_HOURS,)))


WHAT_HAPPENS: dict[Ring, Callable[[Scene, Question, Due], None]] = {
    Ring.BACKUP: _backup,
    Ring.STILL_LOOKING: _still_looking,
    Ring.INSIDE: _inside,
    Ring.STILL_ON_IT: _still_on_it,
    Ring.GIVE_BACK: _give_back,
    Ring.REMIND: _only_told,
    Ring.REMIND_AGAIN: _only_told,
    Ring.SILENT: _silent,
    Ring.ASK_VERDICT: _only_told,
    Ring.ASSUME: _assume,
    Ring.WAKE: _wake,
    Ring.IN_PERSON: _in_person,
    Ring.HANDOFF_OVER: _handoff_over,
}
