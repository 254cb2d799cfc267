"""Pausing: the switch that has the desk post nothing but acknowledgements (interaction.md, section 2.4).

What is said meanwhile is handled and kept as ever; the pump shows nothing of the desk and the clock rings nothing.
What was due in between is told once when it goes on, as after any time away.
"""

from dataclasses import replace
from datetime import datetime

from bot.engine.ports import Work
from bot.engine.request import Place
from bot.engine.rooms import rooms_for
from bot.engine.scene import Scene
from bot.engine.slots import NOTICE, Slot
from bot.questions.commands import moderating as m
from bot.questions.forms import reason_form
from bot.questions.moderation.limits import deed
from bot.questions.moderation.model import Condition
from bot.speech.cards import Card, Text
from bot.speech.forms import Form
from bot.speech.plain import clean, cut
from bot.speech.reply import Reply, sentence
from bot.speech.words import Words, words


def pause(scene: Scene, command: m.Pause) -> Reply:
    """From now on nothing is posted but the notice that says so, in the rooms where people ask and answer."""
    say, work, at = scene.say, scene.work, scene.request.at
    if work.condition.paused_at is not None:
        raise scene.refuse("The desk is paused already, since {moment}. `/opendata-admin resume` ends it.",
                           moment=say.moment(work.condition.paused_at, work.desk.timezone))  # fmt: skip
    paused = replace(work.condition, paused_at=at, paused_why=clean(command.text)[:500])
    work.moderation.change(paused)
    work.moderation.note(deed(scene, "pause", note=paused.paused_why))
    told = words(work.desk.language)
    for room in _rooms(work):
        work.slots.hang(Slot(_name(at), room, _notice(paused, told), title=told("The desk is paused.")))
    return sentence(
        say("The desk is paused."), say("Questions are taken, and nothing is posted. `/opendata-admin resume` ends it.")
    )


def _name(at: datetime) -> str:
    return f"{NOTICE}/{at:%Y%m%dT%H%M%S}"


def _rooms(work: Work) -> tuple[Place, ...]:
    return (*rooms_for(work, "ask"), *rooms_for(work, "triage"))


def _notice(condition: Condition, say: Words) -> Card:
    why = [Text(say("Reason: {why}", why=cut(condition.paused_why, 900)))] if condition.paused_why else []
    return Card(say("The desk is paused."), *why, Text(say("You can ask as ever. Answers come when it goes on.")))


def resume(scene: Scene, command: m.Resume) -> Reply:
    """The walls are made equal to what they should show; the notice says that the desk is open again."""
    say, work = scene.say, scene.work
    since = work.condition.paused_at
    if since is None:
        return sentence(say("The desk is not paused."))
    work.moderation.change(replace(work.condition, paused_at=None, paused_why=""))
    work.moderation.note(deed(scene, "resume"))
    told = words(work.desk.language)
    for slot in work.slots.hanging(NOTICE):
        if slot.name == _name(since):
            title = told("The desk goes on.")
            work.slots.hang(replace(slot, card=Card(title), title=title, finished=True))
    return sentence(say("The desk goes on. What waited is posted now."))


def pause_form(scene: Scene, command: m.Pause) -> Form:
    """Why: everybody reads it."""
    return reason_form(scene, scene.say("Pause the desk"), command, scene.say("Why? Everybody reads this"))
