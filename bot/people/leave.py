"""Leave: who is away until when, and what happens meanwhile (interaction.md, sections 2.3 and 4.3 c).

Only a champion's own word makes them away: what a platform says of their presence is never looked at.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from bot.engine.scene import Scene
from bot.people.commands import HELD, Away, Back
from bot.questions.championing import yours_waiting
from bot.questions.model import OWNED, Question, State
from bot.questions.moving import act, named_champion, refuse_gone
from bot.questions.passing import reoffered, tell_target
from bot.questions.timers import wound
from bot.questions.views import button
from bot.speech.cards import Actions, Card, Text
from bot.speech.forms import Choice, Form, Pick, TextInput
from bot.speech.grammar import write
from bot.speech.reply import Reply, sentence
from bot.speech.words import mark, words

LONGEST = timedelta(days=366)
MOST = 500  # questions of one champion
HELD_IS = {"keep": mark("Keep them"), "pass": mark("Pass them to my cover"), "release": mark("Release them")}


def away(scene: Scene, command: Away) -> Reply:
    """Marked away until the end of a day. Whoever holds questions chooses what happens to them, before anything is
    written."""
    say, me = scene.say, scene.person.number
    until, cover = _until(scene, command.until), _cover(scene, command)
    held = scene.work.questions.queue(owner=me, states=tuple(OWNED), limit=MOST)
    if held and not command.held:
        return _which(scene, replace(command, cover=str(cover or "")), len(held))
    if held and command.held == "pass" and not cover:
        raise scene.refuse("To pass your questions on, say who covers for you.")
    scene.work.people.set_away(me, until, cover)
    for each in held:
        DECIDED[command.held](scene, each, until)
    for each in scene.work.questions.queue(states=(State.OFFERED,), limit=MOST):
        if each.offered_to == me:
            reoffered(scene, each, "route", "", not_for=(me,))
    by = scene.work.roster.name(cover)
    told = say("{champion} covers for you.", champion=by) if cover else say("You named nobody to cover for you.")
    back = button(say("I'm back"), Back())
    return Reply(card=Card(say("You are away until {day}.", day=say.day(until)), Text(told), Actions(back)))


def _until(scene: Scene, until: date | None) -> date:
    today = scene.work.desk.calendar.local_date(scene.request.at)
    if until is None or not today <= until <= today + LONGEST:
        raise scene.refuse("Please choose a day from today on, at most a year ahead.")
    return until


def _cover(scene: Scene, command: Away) -> int:
    if not command.cover:
        return 0
    cover = scene.work.roster[named_champion(scene, command.cover)]
    if cover.number == scene.person.number:
        raise scene.refuse("Please choose another champion.")
    refuse_gone(scene, cover)
    if cover.is_away(scene.request.at, scene.work.desk.calendar) and cover.away_until:
        day = scene.say.day(cover.away_until)
        raise scene.refuse("{champion} is away until {day}.", champion=cover.public_name, day=day)
    return cover.number


def _which(scene: Scene, command: Away, count: int) -> Reply:
    """Nothing has happened yet: what becomes of the questions is the champion's to say."""
    say = scene.say
    title = say.many("You hold {count} open question. What should happen to it?",
                     "You hold {count} open questions. What should happen to them?", count)  # fmt: skip
    ways = [each for each in HELD if each != "pass" or command.cover]
    return Reply(card=Card(title, Actions(*(button(say(HELD_IS[e]), replace(command, held=e)) for e in ways))))


def _keep(scene: Scene, question: Question, until: date) -> None:
    """It stays; nothing rings for it until its champion is back."""


def _pass(scene: Scene, question: Question, until: date) -> None:
    """Offered to the cover, who accepts it like any other; one that sleeps sleeps on."""
    cover = scene.work.roster[scene.person.number].cover
    if question.state is State.SNOOZED:
        return
    if cover == question.asker.number:
        _release(scene, question, until)
        return
    note = _note(scene, until)
    tell_target(scene, act(scene, question, "handoff_offer", note=note, handoff_to=cover), note)


def _release(scene: Scene, question: Question, until: date) -> None:
    reoffered(scene, question, "release", _note(scene, until), not_for=(scene.person.number,))


def _note(scene: Scene, until: date) -> str:
    say, name = words(scene.work.desk.language), scene.work.roster.name(scene.person.number)
    return say("{champion} is away until {day}.", champion=name, day=say.day(until))


DECIDED: dict[str, Callable[[Scene, Question, date], None]] = {"keep": _keep, "pass": _pass, "release": _release}


def back(scene: Scene, command: Back) -> Reply:
    """At work again: what was kept rings as for anybody."""
    say, work, me = scene.say, scene.work, scene.person.number
    if work.roster[me].away_until is None:
        return sentence(say("You are not marked away."))
    work.people.set_away(me, None)
    for each in work.questions.queue(owner=me, states=tuple(OWNED), limit=MOST):
        rings = wound(each, work).due_at
        if rings is not None and rings != each.due_at:
            # What was over meanwhile rings now: at its own moment it was looked at already, and put off.
            work.questions.wind(each.but(due_at=max(rings, scene.request.at)))
    return Reply(card=Card(say("Welcome back."), Actions(yours_waiting(say))))


def away_form(scene: Scene, command: Away) -> Form:
    """Until when, who covers, and what happens to the questions one holds."""
    say = scene.say
    day = command.until.isoformat() if command.until else ""
    options = tuple((each, say(HELD_IS[each])) for each in HELD)
    return Form(
        say("Away"),
        write(Away()),
        (
            TextInput("until", say("Your last day away"), day, "2026-10-14", max_length=10),
            Pick("cover", say("Who covers for you?"), "champion", value=command.cover, shown=command.cover[:70]),
            Choice("held", say("Your open questions"), options, command.held, required=False),
        ),
        say("Continue"),
    )
