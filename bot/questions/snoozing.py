"""Snoozing: a question is put aside until a day, and its asker knows which (interaction.md, sections 2.3 and 4.2)."""

from dataclasses import replace
from datetime import date

from bot.engine.scene import Scene
from bot.questions import commands as q
from bot.questions.championing import yours
from bot.questions.forms import question_field
from bot.questions.model import Question, State
from bot.questions.moving import act, next_news, question_of, undelivered
from bot.questions.needs import need
from bot.questions.timers import calendar_of
from bot.speech.forms import Choice, Form, TextInput
from bot.speech.grammar import write
from bot.speech.plain import clean
from bot.speech.reply import Reply, sentence
from bot.speech.words import mark, words

SNOOZES_BEFORE_COORDINATOR = 3
YEAR = 366  # days
WAITS_FOR = {
    "department": mark("We wait for a department."),
    "refresh": mark("We wait for the next update of the data."),
    "holiday": mark("Somebody who can help is on holiday."),
}


def snooze(scene: Scene, command: q.Snooze) -> Reply:
    """Aside until a day, with the reason and the day for whoever asked; from the third time on coordinators hear."""
    question, say = question_of(scene, command.question), scene.say
    told = words(question.asker.language)
    picked = told(WAITS_FOR[command.reason]) if command.reason in WAITS_FOR else ""
    note = " ".join(each for each in (picked, clean(command.text)) if each)[:1_500]
    until, today = _awake_on(scene, question, command.until), scene.work.desk.calendar.local_date(scene.request.at)
    longest = longest_of(scene)
    changed = act(scene, question, "snooze", note=note, until=until, promised=until, today=today, longest=longest)
    _count(scene, changed)
    day = say.day(until) if until else ""
    if waits := undelivered(scene, changed):
        return sentence(say("{id} sleeps until {day}.", id=changed.id, day=day), waits)
    return sentence(say("{id} sleeps until {day}. The person who asked was told.", id=changed.id, day=day))


def longest_of(scene: Scene) -> int:
    """For how many days whoever speaks may put a question aside: a coordinator up to a year."""
    return YEAR if scene.person.is_coordinator else scene.work.desk.timers.snooze


def _awake_on(scene: Scene, question: Question, wanted: date | None) -> date | None:
    """The first day from the one that was named on which its champion is at work: only then can there be news."""
    if wanted is None:
        return None
    own = calendar_of(replace(question, state=State.SNOOZED), scene.work)
    return own.local_date(own.opening_of(wanted))


def _count(scene: Scene, question: Question) -> None:
    times = sum(each.verb == "snooze" for each in scene.work.questions.history(question.number))
    if times >= SNOOZES_BEFORE_COORDINATOR:
        need(scene.work, question, scene.request.at, lambda say: say("it was put aside {count} times.", count=times))


def wake(scene: Scene, command: q.Wake) -> Reply:
    """Taken up before its day: the next news comes no later than was promised."""
    question = question_of(scene, command.question)
    soon = next_news(scene)
    promised = min(soon, question.until) if question.until else soon
    changed = act(scene, question, "wake", until=None, promised=promised)
    return yours(scene, changed, scene.say("{id} is awake again.", id=changed.id))


def snooze_form(scene: Scene, command: q.Snooze) -> Form:
    """Until when, and why: whoever asked reads both."""
    say = scene.say
    reasons = (
        ("department", say("A department")),
        ("refresh", say("The next update of the data")),
        ("holiday", say("Somebody on holiday")),
        ("other", say("Something else")),
    )
    day = command.until.isoformat() if command.until else ""
    why = say("Why? The person who asked reads this")
    return Form(
        say("Put it aside"),
        write(q.Snooze(command.question)),
        (
            *question_field(scene, command),
            TextInput("until", say("Until which day?"), day, "2026-10-14", max_length=10),
            Choice("reason", say("What do you wait for?"), reasons, command.reason, required=False),
            TextInput("text", why, command.text[:1500], multiline=True, required=False, max_length=1500),
        ),
        say("Continue"),
    )
