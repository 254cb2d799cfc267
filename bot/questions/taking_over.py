"""Taking over: somebody else's question, after its owner's yes or by a coordinator's word (interaction.md, 5.2)."""

from bot.engine.scene import Scene
from bot.engine.slots import Slot
from bot.questions import commands as q
from bot.questions.board import calling, owners_place, triage_rooms
from bot.questions.championing import too_many, yours
from bot.questions.model import DraftKind, Question, State
from bot.questions.moves import IllegalMove, Role
from bot.questions.moving import act, illegal, named_champion, question_of, refuse_gone, roles_of
from bot.questions.views import button
from bot.speech.cards import Actions, Card, Text
from bot.speech.reply import Reply, sentence
from bot.speech.words import words


def take_over(scene: Scene, command: q.TakeOver) -> Reply:
    """A coordinator takes it at once. Anybody else asks its owner, with whom it stays until they say yes."""
    question, say, me = question_of(scene, command.question), scene.say, scene.person.number
    if question.owner == me and question.state is State.CLAIMED:
        return yours(scene, question, say("{id} is already yours.", id=question.id))
    if question.asker.number == me:
        raise illegal(scene, IllegalMove(question, "take_over", "own question"))
    full = None if command.sure == "yes" else too_many(scene, question, q.TakeOver(question.number, "yes"))
    if full is not None and question.state is State.CLAIMED:
        return full
    if Role.COORDINATOR in roles_of(scene.person, question):
        return yours(
            scene, act(scene, question, "take_over", owner=me), say("{id} is yours. Thank you.", id=question.id)
        )
    owner = scene.work.roster.name(question.owner, say("a champion"))
    stays = say("It stays with {champion} until they say yes.", champion=owner)
    if _asks(scene, question, me):
        return sentence(say("{champion} was asked already.", champion=owner), stays)
    changed = act(scene, question, "takeover_ask")
    _tell_owner(scene, changed)
    return sentence(say("{champion} was asked whether you may take over {id}.", champion=owner, id=changed.id), stays)


def _asks(scene: Scene, question: Question, who: int) -> bool:
    """Whether somebody has asked for it, its owner has not said anything yet, and is still the same."""
    history = scene.work.questions.history(question.number)
    asking = False
    for entry in history:
        if entry.verb == "takeover_ask" and entry.by == who:
            asking = True
        elif entry.verb in ("takeover_decline", "take_over", "handoff_accept", "claim", "assign", "release", "route"):
            asking = False
    return asking and question.state is State.CLAIMED


def _tell_owner(scene: Scene, question: Question) -> None:
    """In the champions' room, by name; of a private question in their direct messages."""
    work, number, me = scene.work, question.number, scene.person.number
    say = words(work.desk.language)
    name, parent = f"{question.id}/takeover/{question.entries}", f"{question.id}/triage"
    title = say("{id}: {champion} asks to take this over", id=question.id, champion=work.roster.name(me))
    actions = Actions(
        button(say("Yes, pass it on"), q.LetGo(number, str(me)), "primary", say("Pass {id} on", id=question.id)),
        button(say("Keep it"), q.LetGo(number, str(me), "yes"), hint=say("Keep {id}", id=question.id)),
    )
    direct = owners_place(work, question) if question.is_private else None
    for place in [direct] if direct else triage_rooms(work):
        owner = work.roster.name(question.owner) if direct else calling(work, question.owner, place)
        card = Card(title, Text(*say.spans("For {champion}.", champion=owner)), actions)
        work.slots.hang(Slot(name, place, card, "" if direct else parent))


def let_go(scene: Scene, command: q.LetGo) -> Reply:
    """Its owner says yes, and it is theirs who asked; or keeps it."""
    question, say = question_of(scene, command.question), scene.say
    to = named_champion(scene, command.to)
    if not roles_of(scene.person, question) & {Role.OWNER, Role.COORDINATOR}:
        raise illegal(scene, IllegalMove(question, "takeover_decline"))
    name = scene.work.roster.name(to)
    if not _asks(scene, question, to):
        raise scene.refuse("{champion} does not ask for {id} any more.", champion=name, id=question.id)
    if command.keep == "yes":
        changed = act(scene, question, "takeover_decline")
        return sentence(say("All right. {id} stays where it was.", id=changed.id))
    champion = scene.work.roster.get(to)
    if champion is not None:
        refuse_gone(scene, champion)
    changed = act(scene, question, "take_over", owner=to)
    _tell_new_owner(scene, changed)
    return sentence(say("{id} is with {champion} now.", id=changed.id, champion=name))


def _tell_new_owner(scene: Scene, question: Question) -> None:
    """Called by name, with the answer that they may have written before."""
    work, number, say = scene.work, question.number, words(scene.work.desk.language)
    draft = work.drafts.newest(question.owner, DraftKind.ANSWER, number)
    kept = [button(say("Post my draft"), q.PostAnswer(draft.number, "take_over"))] if draft else []
    answer = button(say("Answer"), q.WriteAnswer(number), "primary", say("Answer {id}", id=question.id))
    for room in triage_rooms(work):
        called = Text(*say.spans("For {champion}.", champion=calling(work, question.owner, room)))
        card = Card(say("{id} is yours now.", id=question.id), called, Actions(answer, *kept))
        work.slots.hang(Slot(f"{question.id}/nudge/{question.entries}", room, card, f"{question.id}/triage"))
