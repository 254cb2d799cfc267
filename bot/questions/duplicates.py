"""Duplicates: a question that was asked before (interaction.md, sections 2.3 and 4.3 g).

Whoever asked it follows the first one from then on, and reads its answer where they asked. Nobody is ever sent to a
question that they may not read.
"""

from bot.engine.askers import Follow
from bot.engine.request import Place
from bot.engine.scene import Scene
from bot.engine.slots import Slot
from bot.questions import commands as q
from bot.questions.board import ASKED, hears_directly, refresh, the_same
from bot.questions.model import Question, State
from bot.questions.moves import IllegalMove, Role
from bot.questions.moving import act, by_itself, illegal, next_news, question_of, undelivered
from bot.questions.taking_back import called_no_more
from bot.questions.views import button
from bot.questions.wording import next_move
from bot.speech.cards import Actions, Card, Text
from bot.speech.reply import Reply, sentence
from bot.speech.words import words

SHUT = (State.HELD, State.WITHDRAWN, State.REMOVED)


def duplicate(scene: Scene, command: q.Duplicate) -> Reply:
    """The same as another question: chains point to the root, loops and leaks are refused. The asker of a private
    question is asked first: what they follow is nobody else's to decide."""
    question, first = question_of(scene, command.question), _first(scene, command.of)
    if question.state is State.HELD:  # nobody has looked yet, and a duplicate's card shows its words
        raise illegal(scene, IllegalMove(question, "merge"))
    _refuse_leaks(scene, question, first)
    if question.is_private and question.asker.number not in (scene.person.number, first.asker.number):
        return _asked_first(scene, question, first)
    return _told(scene, merged(scene, question, first))


def _first(scene: Scene, number: int) -> Question:
    """The question that was asked first of all; every one on the way there has to be for this person to know."""
    first = question_of(scene, number)
    seen = {first.number}
    while first.state is State.DUPLICATE and first.duplicate_of not in seen:
        first = question_of(scene, first.duplicate_of)
        seen.add(first.number)
    return first


def _refuse_leaks(scene: Scene, question: Question, first: Question) -> None:
    """Whoever reads the duplicate's card reads the number of the first question, and whoever asked it is sent there."""
    both_theirs = question.is_private and question.asker.number == first.asker.number
    if first.is_private and not both_theirs:
        raise scene.refuse("{id} is private, so nobody else can be sent there.", id=first.id)
    if first.state in SHUT:
        raise scene.refuse("{id} cannot be read just now, so nobody can be sent there.", id=first.id)


def merged(scene: Scene, question: Question, first: Question, roles: frozenset[Role] | None = None) -> Question:
    """Make a question a duplicate; whoever asked it follows the first one, unless they do already."""
    changed = act(scene, question, "merge", duplicate_of=first.number, roles=roles)
    asker, subject = question.asker.number, str(first.number)
    before = scene.work.follows.one(asker, "question", subject)
    if asker != first.asker.number and (before is None or before.how != "dm"):
        scene.work.follows.put(Follow(asker, "question", subject, ASKED), scene.request.at)
    _point_anew(scene, changed)
    return changed


def _point_anew(scene: Scene, question: Question) -> None:
    """What was the same as this one says where the answer will be now."""
    for each in the_same(scene.work, question):
        refresh(scene.work, each)


def _told(scene: Scene, changed: Question) -> Reply:
    say, other = scene.say, f"Q-{changed.duplicate_of}"
    if waits := undelivered(scene, changed):
        return sentence(say("{id} is the same as {other}.", id=changed.id, other=other), waits)
    return sentence(say("{id} is the same as {other}. The person who asked was told.", id=changed.id, other=other))


def _asked_first(scene: Scene, question: Question, first: Question) -> Reply:
    if not hears_directly(question):
        raise scene.refuse("{id} is private, and its asker wants no messages, so they cannot be asked.", id=question.id)
    changed = act(scene, question, "merge_offer", note=first.id)
    asker, number = question.asker, question.number
    say = words(asker.language)
    actions = Actions(
        button(say("It is the same"), q.Same(number, first.number), "primary"),
        button(say("It is different"), q.JustAComment(number)),
    )
    title = say("{champion} thinks that your question {id} is the same as {other}.",
                champion=scene.work.roster.name(scene.person.number), id=question.id, other=first.id)  # fmt: skip
    told = say("Everyone can read {other}; nobody would see yours. Shall we put them together?", other=first.id)
    place = Place(asker.platform, asker.team, person=asker.user)
    slot = Slot(f"{question.id}/offer/{changed.entries}", place, Card(title, Text(told), actions))
    scene.work.slots.hang(slot)
    return sentence(scene.say("{id} is private, so the person who asked is asked first.", id=question.id))


def same(scene: Scene, command: q.Same) -> Reply:
    """The asker of a private question agrees to what a champion thinks: from now on they follow the public one."""
    question, say = question_of(scene, command.question), scene.say
    if question.asker.number != scene.person.number:
        raise scene.refuse("Only the person who asked {id} can do this.", "E-ROLE", id=question.id)
    if question.state is State.DUPLICATE:
        return sentence(say("{id} is the same as {other}.", id=question.id, other=f"Q-{question.duplicate_of}"))
    history = scene.work.questions.history(question.number)
    if not any(each.verb == "merge_offer" and each.note == f"Q-{command.of}" for each in history):
        raise scene.refuse("Nobody thinks that {id} was asked before.", id=question.id)
    first = _first(scene, command.of)
    _refuse_leaks(scene, question, first)
    changed = merged(scene, question, first, roles=frozenset({Role.CHAMPION}))
    told = say("You follow {other} now. Its answer comes to you here.", other=f"Q-{changed.duplicate_of}")
    return sentence(say("{id} is the same as {other}.", id=changed.id, other=f"Q-{changed.duplicate_of}"), told)


def different(scene: Scene, command: q.Different) -> Reply:
    """Not a duplicate after all: back to its old place in line, its age kept."""
    question = question_of(scene, command.question)
    changed = apart(scene, question)
    return sentence(
        scene.say("{id} is a question of its own again.", id=changed.id),
        next_move(changed, scene.work.roster, scene.say),
    )


def apart(scene: Scene, question: Question, roles: frozenset[Role] | None = None) -> Question:
    """Undo a merge: the question is where it was, and its asker follows the other one only if they chose to. A promise
    that has passed meanwhile is made anew."""
    today = scene.work.desk.calendar.local_date(scene.request.at)
    late = question.promised is not None and question.promised < today
    promised = next_news(scene) if late else question.promised
    changed = act(scene, question, "unmerge", roles=roles, promised=promised)
    asker, subject = question.asker.number, str(question.duplicate_of)
    followed = scene.work.follows.one(asker, "question", subject)
    if followed is not None and followed.how == ASKED:
        how = "digest" if followed.too else ""
        scene.work.follows.put(Follow(asker, "question", subject, how), scene.request.at)
    called_no_more(scene.work, question)
    _point_anew(scene, changed)
    return changed


def set_free(scene: Scene, first: Question) -> None:
    """The first question is gone from view: those that were the same are questions of their own again."""
    alone = by_itself(scene)
    for number in scene.work.questions.duplicates_of(first.number):
        question = scene.work.questions.get(number)
        if question is not None and question.state is State.DUPLICATE:
            apart(alone, question, roles=frozenset({Role.SYSTEM}))
