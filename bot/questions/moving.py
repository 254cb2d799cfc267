"""Moving a question on behalf of somebody: find it, check it, move it, write it down, show it."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.engine.errors import Refusal
from bot.engine.remembering import Trace
from bot.engine.scene import Scene
from bot.people.model import Champion, Identity, Level
from bot.people.persons import Person
from bot.questions.board import ask_room, show
from bot.questions.commands import Reopen
from bot.questions.model import OWNED, Question, State
from bot.questions.moves import IllegalMove, NotYours, Role, move
from bot.questions.timers import wound
from bot.questions.views import button
from bot.questions.wording import (
    STATE_FOR_ALL,
    STATE_FOR_ASKER,
    STATE_FOR_CHAMPIONS,
    platform_name,
    values_of,
)
from bot.speech.cards import Actions, Card
from bot.speech.plain import cut
from bot.speech.reply import Reply
from bot.speech.words import mark, words

PING_PONG = 3  # times passed on, or reopened, from which coordinators hear
# After these the asker is promised the next news, counted from now.
PROMISES_ANEW = frozenset(
    {"claim", "assign", "take_over", "handoff_accept", "asker_reply", "reject", "reopen", "route"}
    | {"still_working", "still_looking"}
)


def roles_of(person: Person, question: Question) -> frozenset[Role]:
    """What a person is to a question (interaction.md, section 6.1)."""
    roles = {Role.ASKER} if person.number == question.asker.number else set()
    champion = person.champion
    if champion is None:
        return frozenset(roles)
    if champion.level is Level.COORDINATOR:
        roles |= {Role.COORDINATOR, Role.CHAMPION}
    sent = _sent_to(question)
    if champion.level is Level.EXTERNAL or (champion.level is Level.INTERNAL and person.number in sent):
        roles.add(Role.CHAMPION)
    if question.owner == person.number:
        roles.add(Role.OWNER)
    if question.handoff_to == person.number:
        roles.add(Role.TARGET)
    return frozenset(roles)


def _sent_to(question: Question) -> tuple[int, ...]:
    """Everybody to whom a question was sent."""
    return (question.owner, question.offered_to, question.backup, question.handoff_to, question.second)


def may_see(person: Person, question: Question) -> bool:
    """Whether somebody may know that a question exists; a private one is only for those it was sent to."""
    if question.state is State.DRAFT:
        return False
    if person.number == question.asker.number or person.is_coordinator:
        return True
    hidden = question.is_private or question.state in (State.HELD, State.REMOVED, State.WITHDRAWN)
    sent = _sent_to(question)
    return not hidden or (person.is_champion and person.number in sent)


def question_of(scene: Scene, number: int) -> Question:
    """The question with that number. Refuses with one sentence where it is unknown or not for this person."""
    if not number:
        raise scene.refuse("Which question? Write its number, like Q-142.", "E-NOTFOUND")
    question = scene.work.questions.get(number)
    if question is None or not may_see(scene.person, question):
        raise scene.refuse(
            "I can't find that question. Check the number, or see your list with `/opendata status`.", "E-NOTFOUND"
        )
    return question


def act(
    scene: Scene, question: Question, verb: str, *, to: State | None = None, note: str = "", heard: bool = False,
    roles: frozenset[Role] | None = None, **changes: Any,
) -> Question:  # fmt: skip
    """Do ``verb`` to the question as the person of the scene, write it down and show it everywhere.

    Refuses kindly where the table of moves does not allow it.
    """
    by = roles_of(scene.person, question) if roles is None else roles
    if verb in PROMISES_ANEW:
        changes["promised"] = next_news(scene)
    try:
        changed, entry = move(question, verb, scene.person.number, by, scene.request.at, to=to, note=note, **changes)
    except NotYours as wrong:
        raise not_yours(scene, wrong) from wrong
    except IllegalMove as wrong:
        raise illegal(scene, wrong) from wrong
    account = scene.request.who.identity
    entry = replace(entry, platform=account.platform if account.user else "")
    saved = scene.work.questions.save(wound(changed, scene.work), entry)
    if note and scene.request.is_message:
        author = scene.request.who.identity.user
        scene.work.traces.keep(Trace(scene.request.id, author, question.number, part=f"note/{entry.number}"))
    show(scene.work, saved, entry, heard=heard)
    return saved


def by_itself(scene: Scene) -> Scene:
    """The same scene for what follows by itself from what somebody did: nobody is named as having done it."""
    nobody = Person(0, "", Identity("", "", ""), scene.work.desk.language)
    return replace(scene, person=nobody, say=words(nobody.language))


def next_news(scene: Scene) -> date:
    """The day by which whoever asked is promised the next news, counted from now."""
    desk = scene.work.desk
    return desk.calendar.add_working_days(scene.request.at, desk.promise_days)


def _too_long(scene: Scene) -> str:
    """For how long a question may be put aside, and by whom for longer."""
    say = scene.say
    if scene.person.is_coordinator:
        return say("Please choose a day after today, at most a year ahead.")
    return say("Please choose a day after today, at most {days} days from now. A coordinator can put it aside for "
               "longer.", days=scene.work.desk.timers.snooze)  # fmt: skip


def illegal(scene: Scene, wrong: IllegalMove) -> Refusal:
    """The sentence for a move that the table does not have from this state."""
    question, say = wrong.question, scene.say
    own = {
        "own question": mark("This is your own question, so somebody else has to take it."),
        "loop": mark("A question cannot be a duplicate of itself or of its own duplicate."),
        "reason": mark("Please choose a reason."),
        "too old": mark("This was closed more than 90 days ago. Please ask it again with `/opendata ask`."),
        "target": mark("Please choose another champion."),
    }
    if wrong.why in own:
        return Refusal(say(own[wrong.why]), "E-STATE")
    if wrong.why == "date":
        return Refusal(_too_long(scene), "E-STATE")
    mine = scene.person.number == question.asker.number
    states = STATE_FOR_ASKER if mine else STATE_FOR_CHAMPIONS if scene.person.is_champion else STATE_FOR_ALL
    state = say(states[question.state], **values_of(question, scene.work.roster, say))
    if question.state in (State.SOLVED, State.CLOSED):
        again = button(say("Reopen"), Reopen(question.number), hint=say("Reopen {id}", id=question.id))
        told = say("{id} stands at “{state}”. To continue it, choose Reopen.", id=question.id, state=state)
        return Refusal(told, "E-STATE", (again,))
    return Refusal(say("{id} stands at “{state}”, so this cannot be done now.", id=question.id, state=state), "E-STATE")


def not_yours(scene: Scene, wrong: NotYours) -> Refusal:
    """The sentence for a move that belongs to somebody else."""
    question, say = wrong.question, scene.say
    owner = scene.work.roster.name(question.owner)
    if owner and question.state in OWNED and scene.person.is_champion:
        told = say("{champion} looks after {id}. You can help in the thread, or ask {champion} to pass it to you.",
                   champion=owner, id=question.id)  # fmt: skip
        return Refusal(told, "E-TAKEN")
    if scene.person.is_champion:
        return Refusal(say("This is for whoever looks after {id}, or for a coordinator.", id=question.id), "E-ROLE")
    return Refusal(say("Only the person who asked {id} can do this.", id=question.id), "E-ROLE")


ANSWER_WAITS = mark("I saved your answer. {platform} is not reachable right now. I will post it there when it is back.")
THIS_WAITS = mark("I saved this. {platform} is not reachable right now. I will post it there when it is back.")


def undelivered(scene: Scene, question: Question, told: str = THIS_WAITS) -> str:
    """E-OFFLINE-PEER: ``told``, of the catalogue, where the asker's platform cannot be reached just now; else empty.

    Not for those who are on that platform themselves: they see what it shows. A desk that is paused reaches nobody.
    """
    if scene.work.condition.is_paused:
        return scene.say("I saved this. The desk is paused, so it is shown when it goes on.")
    room = None if question.is_private else ask_room(scene.work, question)
    platform = room.platform if room else question.asker.platform
    if platform not in scene.away or platform == scene.request.who.identity.platform:
        return ""
    return scene.say(told, platform=platform_name(platform))


def with_buttons(title: str, *buttons: Any) -> Reply:
    """A whisper with buttons."""
    return Reply(card=Card(title, Actions(*buttons)))


def account_named(scene: Scene, words: str) -> Person | None:
    """The person whose account somebody mentioned: ``@U123``; None for any other words, and for nobody we know."""
    if not words.startswith("@"):
        return None
    return scene.work.people.known(replace(scene.person.identity, user=words[1:]))


def refuse_away(scene: Scene, number: int) -> None:
    """Refuse where a champion is away: until when, and who stands in for them."""
    roster = scene.work.roster
    champion = roster.get(number)
    if champion is None or not champion.is_away(scene.request.at, scene.work.desk.calendar):
        return
    refuse_gone(scene, champion)
    day = scene.say.day(champion.away_until) if champion.away_until else ""
    cover = roster.name(champion.cover)
    if cover:
        raise scene.refuse("{champion} is away until {day}. {cover} covers for them.",
                           champion=champion.public_name, day=day, cover=cover)  # fmt: skip
    raise scene.refuse("{champion} is away until {day}.", champion=champion.public_name, day=day)


def has_left(scene: Scene, number: int) -> bool:
    """Whether this champion is no longer there."""
    champion = scene.work.roster.get(number)
    return champion is not None and champion.has_left


def refuse_gone(scene: Scene, champion: Champion) -> None:
    """Refuse where a champion is no longer there."""
    if champion.has_left:
        raise scene.refuse("{champion} has left. Please choose another champion.", champion=champion.public_name)


def named_champion(scene: Scene, words: str) -> int:
    """The number of the champion that somebody typed or picked: ``@U123``, a name, or a number from a list.

    Executives are given no questions (interaction.md, section 6.1).
    """
    roster, wanted = scene.work.roster, words.strip()
    person = account_named(scene, wanted)
    listed = roster.get(int(wanted)) if wanted.isascii() and wanted.isdigit() else roster.named(wanted)
    found = (person.champion if person else None) or listed
    if found is not None and found.level is not Level.EXECUTIVE:
        return found.number
    names = ", ".join(each.public_name for each in roster.champions[:12] if each.level is not Level.EXECUTIVE)
    raise scene.refuse("I don't know “{name}”. The champions are: {names}.",
                       name=cut(wanted, 60), names=cut(names, 800) or "—")  # fmt: skip
