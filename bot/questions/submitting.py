"""Submitting: a draft becomes a question with a number, is offered to somebody, and its author is thanked
(interaction.md, sections 4.1 and 8)."""

from dataclasses import replace
from typing import Any

from bot.catalog.model import Dataset
from bot.engine.ports import Work
from bot.engine.scene import Scene
from bot.people.model import Champion
from bot.questions import commands as q
from bot.questions.board import show
from bot.questions.guide import same
from bot.questions.model import Asker, Draft, Question, Share, State
from bot.questions.moves import Role, move
from bot.questions.routing import Matter, Offer, best_offer
from bot.questions.timers import wound
from bot.questions.views import button
from bot.speech.cards import Actions, Card, Text
from bot.speech.plain import cut
from bot.speech.reply import Reply
from bot.speech.words import Words, words


def submitted(scene: Scene, draft: Draft, share: Share, held: State | None = None) -> Question:
    """Give the draft its number and its first offer, and hang its cards; ``held`` is the state of what is held. In
    practice none of them is public."""
    if scene.work.desk.practice:
        share = Share.PRIVATE
    work, person, at = scene.work, scene.person, scene.request.at
    dataset = work.catalog.dataset(draft.dataset) if draft.dataset else None
    found = offered(scene, draft, dataset)
    account = person.identity
    reached = (account.platform, account.team, account.user, person.messages)
    asker = Asker(person.number, person.name, person.language, *reached)
    promised = work.desk.calendar.add_working_days(at, work.desk.promise_days)
    fresh = Question(
        0, draft.text, asker, share, replace(draft.where, thread=draft.thread, person=""), at, at,
        language=person.language, dataset=draft.dataset, dataset_title=dataset.title if dataset else "",
        topic=draft.topic or found.topic, deadline=draft.deadline, promised=promised,
        **chosen(work, found),
    )  # fmt: skip
    to = held or (State.OFFERED if found.first else State.UNROUTED)
    question, entry = move(fresh, "submit", person.number, {Role.ASKER}, at, to=to)
    entry = replace(entry, platform=account.platform)
    saved = work.questions.add(wound(question, work), entry)
    show(work, saved, replace(entry, question=saved.number))
    return saved


def offered(scene: Scene, draft: Draft, dataset: Dataset | None) -> Offer:
    """Whom the draft would be offered to."""
    work, at = scene.work, scene.request.at
    found = tuple(hit for hit in scene.found if hit.kind == "dataset")
    matter = Matter(draft.text, scene.person.language, dataset, draft.topic, found)
    return best_offer(
        matter, work.desk, work.roster, work.desk.calendar, work.questions.loads(), at, (scene.person.number,)
    )


def chosen(work: Work, found: Offer) -> dict[str, Any]:
    """The fields that an offer sets; the reason is kept in the desk's language."""
    if found.first is None:
        return {"offered_to": 0, "backup": 0, "why": ""}
    why = found.first.why(words(work.desk.language))
    return {
        "offered_to": found.first.champion.number,
        "backup": found.backup.number if found.backup else 0,
        "why": why,
    }


def thanks(scene: Scene, question: Question) -> Reply:
    """ "Got it": the number, who looks after it, and when they hear from us (interaction.md, section 8)."""
    say, roster, at = scene.say, scene.work.roster, scene.request.at
    name = scene.person.name
    title = say("Thank you, {name}. Your question is {id}.", name=name, id=question.id) if name else say(
        "Thank you. Your question is {id}.", id=question.id
    )  # fmt: skip
    day = say.day(question.promised) if question.promised else ""
    if question.state is State.UNROUTED:
        coordinators = roster.coordinators
        who = coordinators[0].public_name if coordinators else say("A coordinator")
        next_step = say(
            "We have not found the right person yet. That is on us. {who} is looking. Next news by {day}.",
            who=who, day=day,
        )  # fmt: skip
    else:
        next_step = _first(question, roster.get(question.offered_to), say)
        promise = say("You will hear from us by {day}.", day=day)
        next_step = f"{next_step} {promise}"
    closed = "" if scene.work.desk.calendar.is_open(at) else say(
        "We are closed until {when}. Your question is safe.",
        when=say.moment(scene.work.desk.calendar.next_open(at), scene.work.desk.timezone),
    )  # fmt: skip
    told = [closed] * bool(closed)
    if scene.work.condition.is_paused:
        told.append(say("The desk is paused just now. Your question appears when it goes on."))
    if scene.work.desk.practice:
        told.append(say("The desk is being tried out: only the champions' room sees this."))
    status = button(say("Where it stands"), q.Status(question.number))
    return Reply(card=Card(title, Text(next_step), *map(Text, told), Actions(status)))


def _first(question: Question, champion: Champion | None, say: Words) -> str:
    """Who was asked first, and that they look after the topic where they really do."""
    name = champion.public_name if champion else say("A champion")
    if champion and any(same(topic, question.topic) for topic in champion.topics):
        return say("{champion} looks after {about}.", champion=name, about=cut(question.topic, 100))
    return say("{champion} was asked first.", champion=name)
