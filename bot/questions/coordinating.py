"""Coordinating: assign, hold, release, remove (interaction.md, section 2.4)."""

from bot.engine.scene import Scene
from bot.questions import commands as q
from bot.questions.duplicates import set_free
from bot.questions.model import State
from bot.questions.moderation.holding import looked_at
from bot.questions.moves import IllegalMove
from bot.questions.moving import act, illegal, named_champion, question_of, refuse_gone
from bot.questions.taking_back import bring_back, put_by, take_back
from bot.speech.plain import clean
from bot.speech.reply import Reply, sentence
from bot.speech.words import mark


def assign(scene: Scene, command: q.Assign) -> Reply:
    """Give a question to a champion by the coordinator's word."""
    question, say = question_of(scene, command.question), scene.say
    target = named_champion(scene, command.to)
    refuse_gone(scene, scene.work.roster[target])
    if target == question.asker.number:
        raise illegal(scene, IllegalMove(question, "assign", "own question"))
    changed = act(scene, question, "assign", owner=target)
    name = scene.work.roster.name(target)
    return sentence(say("{id} is with {champion} now.", id=changed.id, champion=name))


def hold(scene: Scene, command: q.Hold) -> Reply:
    """Out of public view until somebody has looked; the reason is kept for champions only."""
    question = question_of(scene, command.question)
    changed = act(scene, question, "hold", note=clean(command.text)[:1_500])
    put_by(scene.work, changed)
    return sentence(scene.say("{id} is held. Its card no longer shows the text.", id=changed.id))


def release_hold(scene: Scene, command: q.ReleaseHold) -> Reply:
    """On it goes: to the champion it was offered to, or to be assigned."""
    question = question_of(scene, command.question)
    to = State.OFFERED if question.offered_to else State.UNROUTED
    changed = act(scene, question, "release_hold", to=to)
    looked_at(scene, changed)
    bring_back(scene.work, changed)
    return sentence(scene.say("{id} goes on.", id=changed.id))


def remove(scene: Scene, command: q.Remove) -> Reply:
    """Out of public view for good; the reason is in the history, and the asker may ask for it."""
    question = question_of(scene, command.question)
    changed = act(scene, question, "remove", note=clean(command.text)[:1_500])
    take_back(scene.work, changed, mark("Removed by a moderator"))
    set_free(scene, changed)
    return sentence(scene.say("{id} is removed. Its card no longer shows the text.", id=changed.id))
