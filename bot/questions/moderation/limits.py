"""Limits: how much one person may ask at a time, so that everyone gets a turn (interaction.md, section 6.5)."""

from datetime import date, datetime, time, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from bot.engine.scene import Scene
from bot.people.persons import Person
from bot.questions import commands as q
from bot.questions.commands import moderating as m
from bot.questions.model import Draft, Question
from bot.questions.moderation.model import NO_ALLOWANCE, Allowance, Deed, Pace
from bot.questions.moving import account_named, question_of
from bot.questions.views import button
from bot.speech.cards import Actions, Card, Facts, Text
from bot.speech.command import Command
from bot.speech.plain import NAME_ROOM, cut, one_line
from bot.speech.reply import Reply
from bot.speech.words import Words

SAME_WITHIN = timedelta(minutes=10)
_LOOKED_AT = 20  # of a person's open questions, for the same words
MOST = {"open": (1, 100), "per_day": (1, 1_000), "seconds_between": (0, 86_400)}


def pace_of(scene: Scene) -> Pace:
    """How much whoever asks has asked already; their day is the desk's."""
    day = scene.work.desk.calendar.local_date(scene.request.at)
    return scene.work.moderation.pace(scene.person.number, midnight(day, scene.work.desk.timezone))


def midnight(day: date, timezone: str) -> datetime:
    """The moment at which a day begins on the wall of a time zone."""
    return datetime.combine(day, time(), ZoneInfo(timezone))


def asked_just_now(scene: Scene, draft: Draft, pace: Pace) -> Question | None:
    """The same person's question with the same words within the last ten minutes; None for none."""
    at = scene.request.at
    if pace.last is None or at - pace.last > SAME_WITHIN:
        return None
    mine = scene.work.questions.asked_by(scene.person.number, open=True, limit=_LOOKED_AT)
    wanted = _folded(draft.text)
    return next((e for e in mine if at - e.asked_at <= SAME_WITHIN and _folded(e.text) == wanted), None)


def _folded(text: str) -> str:
    return one_line(text).casefold()


def merged(scene: Scene, question: Question) -> Reply:
    """What somebody reads who asked the same twice: the one question that there is."""
    say = scene.say
    status = button(say("Where it stands"), q.Status(question.number))
    return Reply(card=Card(say("You asked this a few minutes ago. It is {id}.", id=question.id), Actions(status)))


def over(scene: Scene, draft: Draft, pace: Pace, again: Command) -> Reply | None:
    """E-LIMIT, with when one can ask again and the draft kept; None where one more is no trouble.

    What a person may beyond the desk's limits is only looked up where these would stop them.
    """
    told = _stopped(scene, pace, NO_ALLOWANCE)
    if told:
        told = _stopped(scene, pace, scene.work.moderation.allowance(scene.person.number))
    if not told:
        return None
    say = scene.say
    actions = Actions(button(say("Try again"), again), button(say("Cancel"), q.Cancel(draft.number)))
    return Reply(card=Card(told, actions))


def _stopped(scene: Scene, pace: Pace, own: Allowance) -> str:
    """Why one more question has to wait, in the asker's language; empty where it has not."""
    say, limits, at = scene.say, scene.work.desk.limits, scene.request.at
    most, daily = own.open or limits.open, own.per_day or limits.per_day
    if pace.open >= most:
        return say(
            "You have {limit} open questions. That is the limit, so everyone gets a turn. You can ask again when one "
            "is answered, or withdraw one. Your draft is kept for 24 hours.", limit=most,
        )  # fmt: skip
    if pace.today >= daily:
        tomorrow = scene.work.desk.calendar.local_date(at) + timedelta(days=1)
        return say.many(
            "You asked {count} question today. That is the limit, so everyone gets a turn. You can ask again on {day}. "
            "Your draft is kept for 24 hours.",
            "You asked {count} questions today. That is the limit, so everyone gets a turn. You can ask again on "
            "{day}. Your draft is kept for 24 hours.", daily, day=say.day(tomorrow),
        )  # fmt: skip
    between = limits.seconds_between if own.seconds_between is None else own.seconds_between
    # Two requests may be handled in another order than they came in: no limit is none for the earlier one too.
    left = between - (at - pace.last).total_seconds() if pace.last and between else 0
    if left > 0:
        return say.many(
            "You asked a moment ago. You can ask again in {count} minute. Your draft is kept for 24 hours.",
            "You asked a moment ago. You can ask again in {count} minutes. Your draft is kept for 24 hours.",
            ceil(left / 60),
        )
    return ""


def people_limits(scene: Scene, command: m.PeopleLimits) -> Reply:
    """The desk's limits, one person's, or more for one person. The desk's own stand in its settings."""
    say = scene.say
    wanted = {name: said for name in MOST if (said := getattr(command, name))}
    if not command.person and not command.question:
        if wanted:
            raise scene.refuse("For whom? Write @ and their name. The desk's own limits stand in its settings.")
        told = Text(say("The desk's own limits stand in its settings. One person can have more."))
        return Reply(card=Card(say("How much one person may ask"), _facts(scene, NO_ALLOWANCE, say), told))
    person = person_meant(scene, command)
    own = scene.work.moderation.allowance(person.number)
    if wanted:
        given = {name: _number(scene, name, said) for name, said in wanted.items()}
        own = Allowance(**{name: given.get(name, getattr(own, name)) for name in MOST})
        scene.work.moderation.allow(person.number, own)
        note = ", ".join(f"{name}: {value}" for name, value in given.items())
        scene.work.moderation.note(deed(scene, "allow", person.number, note))
    name = cut(person.name, NAME_ROOM) or say("This person")
    return Reply(card=Card(say("How much {name} may ask", name=name), _facts(scene, own, say)))


def person_meant(scene: Scene, command: m.Mute | m.Unmute | m.PeopleLimits) -> Person:
    """Whom a coordinator means: somebody by mention, or whoever asked a question. Refuses for nobody we know."""
    person = account_named(scene, command.person) if command.person else None
    if person is None and command.question and not command.person:
        person = scene.work.people.person(question_of(scene, command.question).asker.number)
    if person is None:
        raise scene.refuse(
            "I don't know that person. Write @ and their name, or the number of a question that they asked.",
            "E-NOTFOUND",
        )
    return person


def _number(scene: Scene, name: str, said: str) -> int:
    """A number that allows no less than the desk does."""
    least, most = MOST[name]
    desk = getattr(scene.work.desk.limits, name)
    least, most = (least, desk) if name == "seconds_between" else (desk, most)
    if not (said.isascii() and said.isdigit()) or not least <= int(said) <= most:
        raise scene.refuse("For {name}, write a number from {least} to {most}. Nobody can have less than the desk "
                           "allows.", name=name, least=least, most=most)  # fmt: skip
    return int(said)


def _facts(scene: Scene, own: Allowance, say: Words) -> Facts:
    limits = scene.work.desk.limits
    between = limits.seconds_between if own.seconds_between is None else own.seconds_between
    return Facts(
        (
            (say("Open questions"), (str(own.open or limits.open),)),
            (say("Questions a day"), (str(own.per_day or limits.per_day),)),
            (say("Seconds between two questions"), (str(between),)),
        )
    )


def deed(scene: Scene, verb: str, person: int = 0, note: str = "") -> Deed:
    """A line of the log for what whoever speaks has just done."""
    who = scene.person
    return Deed(scene.request.at, verb, who.number, who.identity.platform, 0, person, note)
