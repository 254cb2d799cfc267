"""Leave: who is away until when, and what happens meanwhile (interaction.md, sections 2.3 and 4.3 c).

Only a champion's own word makes them away: what a platform says of their presence is never looked at.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from bot.engine.scene import Scene
from bot.people.commands import HELD, Away, Back, LeaveBegins
from bot.questions.championing import yours_waiting
from bot.questions.model import OWNED, Question, State
from bot.questions.moderation.limits import midnight
from bot.questions.moving import act, named_champion, refuse_gone
from bot.questions.passing import reoffered, tell_target
from bot.questions.timers import wound
from bot.questions.views import button
from bot.speech.cards import Actions, Card, Text
from bot.speech.forms import Choice, Form, Pick, TextInput
from bot.speech.grammar import write
from bot.speech.reply import NOTHING, Reply, sentence
from bot.speech.words import mark, words

LONGEST = timedelta(days=366)
MOST = 500  # questions of one champion
HELD_IS = {"keep": mark("Keep them"), "pass": mark("Pass them to my cover"), "release": mark("Release them")}


def away(scene: Scene, command: Away) -> Reply:
    """Marked away until the end of a day. Whoever holds questions chooses what happens to them, before anything is
    written."""
    say, me = scene.say, scene.person.number
    until, since = _until(scene, command.until), _since(scene, command)
    planned = _planned(scene, since)
    cover = _cover(scene, command, since)
    held = scene.work.questions.queue(owner=me, states=tuple(OWNED), limit=MOST)
    if held and not command.held:
        return _which(scene, replace(command, cover=str(cover or "")), len(held))
    if command.held == "pass" and not cover and (held or since):
        raise scene.refuse("To pass your questions on, say who covers for you.")
    by = scene.work.roster.name(cover)
    told = say("{champion} covers for you.", champion=by) if cover else say("You named nobody to cover for you.")
    if since is not None:
        scene.work.people.set_away(me, until, cover, since, command.held)
        title = say("You are away from {first} until {last}.", first=say.day(since), last=say.day(until))
        return Reply(card=Card(title, Text(told), *planned, Actions(button(say("I stay after all"), Back()))))
    scene.work.people.set_away(me, until, cover)
    _goes(scene, command.held or "keep", until)
    back = button(say("I'm back"), Back())
    return Reply(card=Card(say("You are away until {day}.", day=say.day(until)), Text(told), *planned, Actions(back)))


def _planned(scene: Scene, since: date | None) -> list[Text]:
    """One leave is kept: that another one which is still to begin is forgotten is said. Who is away now stays so: a
    leave to come does not take the place of this one."""
    say, me = scene.say, scene.work.roster.get(scene.person.number)
    if me is None or me.away_until is None:
        return []
    if since is not None and me.is_away(scene.request.at, scene.work.desk.calendar):
        raise scene.refuse("You are away until {day}. Please say when you leave again once you are back.",
                           day=say.day(me.away_until))  # fmt: skip
    if me.away_from is None or me.is_away(scene.request.at, scene.work.desk.calendar):
        return []
    first, last = say.day(me.away_from), say.day(me.away_until)
    return [Text(say("Your leave from {first} until {last} is forgotten: I keep one at a time.",
                     first=first, last=last))]  # fmt: skip


def begins(scene: Scene, command: LeaveBegins) -> Reply:
    """The first day of a leave: what its champion decided beforehand happens now, in their name. One that is over by
    then, because nobody looked meanwhile, is forgotten."""
    work, leaves = scene.work, scene.work.roster.get(command.person)
    person = work.people.person(command.person)
    today = work.desk.calendar.local_date(scene.request.at)
    if leaves is None or person is None or leaves.away_until is None or leaves.away_from is None:
        return NOTHING
    if leaves.away_from > today:
        return NOTHING
    if leaves.away_until < today:
        work.people.set_away(leaves.number, None)
        return NOTHING
    work.people.set_away(leaves.number, leaves.away_until, leaves.cover)
    _goes(replace(scene, person=person), leaves.away_held or "keep", leaves.away_until)
    return NOTHING


def _goes(scene: Scene, held: str, until: date) -> None:
    """What becomes of the questions that somebody holds, and of those that are offered to them."""
    me = scene.person.number
    for each in scene.work.questions.queue(owner=me, states=tuple(OWNED), limit=MOST):
        DECIDED[held](scene, each, until)
    for each in scene.work.questions.queue(states=(State.OFFERED,), limit=MOST):
        if each.offered_to == me:
            reoffered(scene, each, "route", "", not_for=(me,))


def _since(scene: Scene, command: Away) -> date | None:
    """The first day of a leave that begins later; None for one that begins today."""
    today = scene.work.desk.calendar.local_date(scene.request.at)
    if command.starts is None or command.starts == today:
        return None
    if command.starts < today or (command.until and command.starts > command.until):
        raise scene.refuse("Your first day away comes before today, or after the last one. Please choose again.")
    return command.starts


def _until(scene: Scene, until: date | None) -> date:
    today = scene.work.desk.calendar.local_date(scene.request.at)
    if until is None or not today <= until <= today + LONGEST:
        raise scene.refuse("Please choose a day from today on, at most a year ahead.")
    return until


def _cover(scene: Scene, command: Away, since: date | None) -> int:
    if not command.cover:
        return 0
    cover = scene.work.roster[named_champion(scene, command.cover)]
    if cover.number == scene.person.number:
        raise scene.refuse("Please choose another champion.")
    refuse_gone(scene, cover)
    then = max(scene.request.at, midnight(since, scene.work.desk.timezone)) if since else scene.request.at
    if cover.is_away(then, scene.work.desk.calendar) and cover.away_until:
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
    away = work.roster[me].is_away(scene.request.at, work.desk.calendar)
    work.people.set_away(me, None)
    if not away:
        return sentence(say("All right. You are not away."))
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
    first = command.starts.isoformat() if command.starts else ""
    options = tuple((each, say(HELD_IS[each])) for each in HELD)
    return Form(
        say("Away"),
        write(Away()),
        (
            TextInput("until", say("Your last day away"), day, "2026-10-14", max_length=10),
            TextInput(
                "starts",
                say("Your first day away; empty for today"),
                first,
                "2026-10-12",
                required=False,
                max_length=10,
            ),
            Pick("cover", say("Who covers for you?"), "champion", value=command.cover, shown=command.cover[:70]),
            Choice("held", say("Your open questions"), options, command.held, required=False),
        ),
        say("Continue"),
    )
