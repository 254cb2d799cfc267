"""Passing on: release, hand off, route (interaction.md, sections 2.3 and 4.3)."""

from typing import Any

from bot.engine.errors import Refusal
from bot.engine.scene import Scene
from bot.engine.slots import Slot
from bot.questions import commands as q
from bot.questions.board import calling, triage_rooms
from bot.questions.championing import too_many, yours
from bot.questions.learning import asked_to_learn
from bot.questions.model import Question, State
from bot.questions.moves import Role
from bot.questions.moving import PING_PONG, act, named_champion, question_of, refuse_away
from bot.questions.naming import subject_of
from bot.questions.needs import need
from bot.questions.routing import Matter, best_offer
from bot.questions.submitting import chosen
from bot.questions.views import handoff_card
from bot.speech.cards import Card
from bot.speech.plain import clean
from bot.speech.reply import Reply, sentence
from bot.speech.words import words


def release(scene: Scene, command: q.Release) -> Reply:
    """Back to the queue; the next champion sees the note."""
    question = question_of(scene, command.question)
    changed = reoffered(scene, question, "release", clean(command.text)[:1_500], not_for=(scene.person.number,))
    return sentence(scene.say("{id} is back in the queue. Thank you for saying so.", id=changed.id))


def reoffered(
    scene: Scene, question: Question, verb: str, note: str, not_for: tuple[int, ...] = (), topic: str = "",
    dataset: int = 0, roles: frozenset[Role] | None = None, **more: Any,
) -> Question:  # fmt: skip
    """Offer a question anew: to whoever fits it best now. ``roles`` and ``more`` are as in ``act``."""
    work, desk, roster = scene.work, scene.work.desk, scene.work.roster
    number = dataset or question.dataset
    found = work.catalog.dataset(number) if number else None
    # A dataset that was named now says more than the topic that was thought of before.
    matter = Matter(question.text, question.language, found, topic or ("" if dataset else question.topic))
    made = best_offer(
        matter, desk, roster, desk.calendar, work.questions.loads(), scene.request.at,
        (question.asker.number, *not_for),
    )  # fmt: skip
    title = found.title if found else question.dataset_title
    about: dict[str, Any] = {"topic": made.topic, "dataset": number, "dataset_title": title, "level": "external"}
    # What was given back stays open to everybody; what was sent elsewhere and fits nobody needs a coordinator.
    nobody = verb == "route" and made.first is None
    to = State.UNROUTED if nobody else State.OFFERED
    return act(scene, question, verb, to=to, note=note, roles=roles, **about, **chosen(work, made), **more)


def hand_off(scene: Scene, command: q.HandOff) -> Reply:
    """Offer the question to another champion; it stays with its owner until they accept."""
    question, say = question_of(scene, command.question), scene.say
    target = named_champion(scene, command.to)
    refuse_away(scene, target)
    note = clean(command.text)[:1_000]
    changed = act(scene, question, "handoff_offer", note=note, handoff_to=target)
    tell_target(scene, changed, note)
    times = sum(each.verb == "handoff_offer" for each in scene.work.questions.history(changed.number))
    if times >= PING_PONG:
        need(scene.work, changed, scene.request.at, lambda say: say("it was passed on {count} times.", count=times))
    name = scene.work.roster.name(target)
    return sentence(
        say("{id} was offered to {champion}. It stays with you until they accept.", id=changed.id, champion=name)
    )


def tell_target(scene: Scene, question: Question, note: str) -> None:
    """The target reads it in the champions' room, called by name: nobody gets an unasked direct message."""
    work = scene.work
    by = scene.person.champion.public_name if scene.person.champion else scene.person.name
    shown = question.but(text="") if question.is_private else question
    for room in triage_rooms(work):
        card = handoff_card(shown, by, calling(work, question.handoff_to, room), note, words(work.desk.language))
        slot = Slot(f"{question.id}/handoff/{question.entries}", room, card, parent=f"{question.id}/triage")
        work.slots.hang(slot)


def accept(scene: Scene, command: q.Accept) -> Reply:
    """Take over what was passed on; whoever has enough already is asked first."""
    question = question_of(scene, command.question)
    more = None if command.sure == "yes" else too_many(scene, question, q.Accept(question.number, "yes"))
    if more is not None and question.handoff_to == scene.person.number:
        return more
    changed = act(scene, question, "handoff_accept")
    return yours(scene, changed, scene.say("{id} is yours. Thank you.", id=changed.id))


def decline(scene: Scene, command: q.Decline) -> Reply:
    """Give back what was passed on, with a reason; it stays with its owner."""
    question = question_of(scene, command.question)
    changed = act(scene, question, "handoff_decline", note=clean(command.text)[:1_000])
    return sentence(scene.say("All right. {id} stays where it was.", id=changed.id))


def route(scene: Scene, command: q.Route) -> Reply:
    """Send a question to another topic or dataset; where that names nothing, to whoever fits best now."""
    question, say = question_of(scene, command.question), scene.say
    subject = subject_of(scene, command.dataset, command.topic)
    if subject.trouble:
        raise Refusal(subject.sentence)
    not_for = (question.offered_to,) if not subject.topic and not subject.dataset and question.offered_to else ()
    changed = reoffered(scene, question, "route", "", not_for, subject.topic, subject.dataset)
    name = scene.work.roster.name(changed.offered_to)
    if not name:
        return sentence(say("Nobody on the roster fits {id} yet. A coordinator has to assign it.", id=changed.id))
    title = say("{id} was offered to {champion}, who {why}.", id=changed.id, champion=name, why=changed.why)
    return Reply(card=Card(title, *(asked_to_learn(scene, changed) if subject.topic or subject.dataset else ())))
