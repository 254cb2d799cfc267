"""Muting: nothing of somebody's is posted until a day. They are told once, with the day, the reason and whom to ask.

What a muted person says is not lost: it is kept as a draft, like everything that is not posted.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.engine.request import Place
from bot.engine.scene import Row, Scene
from bot.engine.slots import Slot
from bot.people.commands import Erase
from bot.people.persons import Person
from bot.questions import commands as q
from bot.questions.commands import moderating as m
from bot.questions.forms import draft_of
from bot.questions.model import Draft, DraftKind
from bot.questions.moderation.limits import deed, midnight, person_meant
from bot.questions.moving import question_of
from bot.speech.cards import LINE_LENGTH, Card, Part, Text
from bot.speech.command import Command
from bot.speech.forms import Form, Input, Pick, TextInput
from bot.speech.grammar import write
from bot.speech.plain import NAME_ROOM, clean, cut
from bot.speech.reply import NOTHING, Reply, sentence
from bot.speech.words import Words, words

LONGEST = timedelta(days=366)


def mute(scene: Scene, command: m.Mute) -> Reply:
    """Muted until the beginning of a day; told once, in one plain message."""
    say, person = scene.say, person_meant(scene, command)
    if scene.work.roster.get(person.number) is not None:
        raise scene.refuse("{name} is on the roster. Take them off it first.", name=_name(person, say))
    until, why = _until(scene, command.until), clean(command.text)[:500]
    scene.work.moderation.mute(person.number, midnight(until, scene.work.desk.timezone), why)
    scene.work.moderation.note(deed(scene, "mute", person.number, f"{until}: {why}"))
    theirs = words(person.language)
    again = theirs("You can ask again on {day}.", day=theirs.day(until))
    _tell(scene, person, until, Card(again, *_reason(scene, why, theirs)))
    return sentence(
        say("{name} is muted until {day}. They were told why.", name=_name(person, say), day=say.day(until))
    )


def unmute(scene: Scene, command: m.Unmute) -> Reply:
    """They may speak again at once."""
    say, person = scene.say, person_meant(scene, command)
    if not person.is_muted(scene.request.at) or person.muted_until is None:
        return sentence(say("{name} is not muted.", name=_name(person, say)))
    scene.work.moderation.mute(person.number, None)
    scene.work.moderation.note(deed(scene, "unmute", person.number))
    until = scene.work.desk.calendar.local_date(person.muted_until)
    _tell(scene, person, until, Card(words(person.language)("You can ask again.")))
    return sentence(say("{name} can ask again.", name=_name(person, say)))


def _name(person: Person, say: Words) -> str:
    return cut(person.name, NAME_ROOM) or say("This person")


def _until(scene: Scene, until: date | None) -> date:
    today = scene.work.desk.calendar.local_date(scene.request.at)
    if until is None or not today < until <= today + LONGEST:
        raise scene.refuse("Please choose a day after today, at most a year ahead.")
    return until


def _tell(scene: Scene, person: Person, until: date, card: Card) -> None:
    """In their direct messages; each mute has a message of its own, and its end changes it."""
    account = person.identity
    if account.user:
        place = Place(account.platform, account.team, person=account.user)
        scene.work.slots.hang(Slot(f"mute/{person.number}/{until:%Y%m%d}", place, card))


def _reason(scene: Scene, why: str, say: Words) -> list[Part]:
    coordinators = scene.work.roster.coordinators
    who = coordinators[0].public_name if coordinators else say("a coordinator")
    told: list[Part] = [Text(say("Reason: {why}", why=cut(why, 900)))] if why else []
    return [*told, Text(say("Questions? Write to {who}.", who=who))]


def mute_form(scene: Scene, command: m.Mute) -> Form:
    """Whose question, until when, and why."""
    say = scene.say
    day = command.until.isoformat() if command.until else ""
    whom: tuple[Input, ...] = (Pick("question", say("Who asked which question?"), "question", required=True),)
    line = write(m.Mute(command.question, command.person))
    return Form(
        say("Mute somebody"),
        line if len(line) <= LINE_LENGTH else write(m.Mute(command.question)),
        (
            *(() if command.whom else whom),
            TextInput("until", say("When can they ask again?"), day, "2026-10-19", max_length=10),
            TextInput("text", say("Why? They read this"), command.text[:500], multiline=True, max_length=500),
        ),
        say("Continue"),
    )


# ── what is done in place of a command that would post ───────────────────────────────────────────────────────


def told(scene: Scene, command: Command) -> Reply:
    """Until when they are muted, and why; their words are given back, for there is no draft of them."""
    return Reply(card=_muted_card(scene, getattr(command, "text", "")))


def _muted_card(scene: Scene, text: str = "", *kept: Part) -> Card:
    say, until = scene.say, scene.person.muted_until
    day = say.day(until, scene.work.desk.timezone) if until else ""
    why = scene.work.moderation.why_muted(scene.person.number)
    back = [Text(say("Here is what you wrote, so that it is not lost:")), Text(cut(text, 600))] if text else []
    return Card(say("You can ask again on {day}.", day=day), *_reason(scene, why, say), *kept, *back)


def kept(scene: Scene, command: q.Ask | q.Unclear) -> Reply:
    """Their question is kept as a draft."""
    text = clean(command.text)
    if not text:
        return told(scene, command)
    scene.work.drafts.add(
        Draft(0, DraftKind.QUESTION, scene.person.number, text, scene.request.at, scene.request.where)
    )
    return _kept(scene)


def kept_reply(scene: Scene, command: q.Tell) -> Reply:
    """What they wanted to add is kept as a draft."""
    question, text = question_of(scene, command.question), clean(command.text)
    source = write(replace(command, question=question.number, text=""))
    scene.work.drafts.add(
        Draft(
            0, DraftKind.SAID, scene.person.number, text, scene.request.at, scene.request.where,
            question=question.number, source=source,
        )
    )  # fmt: skip
    return _kept(scene)


def rephrased(scene: Scene, command: q.Rephrase) -> Reply:
    """The draft says the changed words, and stays one."""
    draft = draft_of(scene, command.draft, DraftKind.SAID)
    scene.work.drafts.save(replace(draft, text=clean(command.text)))
    return _kept(scene)


def _kept(scene: Scene) -> Reply:
    return Reply(card=_muted_card(scene, "", Text(scene.say("Not posted. Your draft is kept for 24 hours."))))


def still(scene: Scene, command: Command) -> Reply:
    """A draft that they have already stays one."""
    return _kept(scene)


def stays(scene: Scene, command: Erase) -> Reply:
    """Whoever is forgotten is nobody, and nobody is muted: until then a coordinator can do it for them."""
    return Reply(card=_muted_card(scene))


def unheard(scene: Scene, command: Command) -> Reply:
    """A plain message is theirs to write; we carry it nowhere, and they were told why."""
    return NOTHING


INSTEAD: dict[type[Command], Callable[[Scene, Any], Reply]] = {
    q.Ask: kept,
    q.Unclear: kept,
    q.Post: still,
    q.Agree: still,
    q.SayIt: still,
    q.Rephrase: rephrased,
    q.Tell: kept_reply,
    q.Reopen: told,
    q.NotYet: told,
    q.Different: told,
    q.Track: told,
    q.MarkAnswer: told,
    q.Heard: unheard,
    q.Changed: unheard,
    q.Posted: unheard,
    Erase: stays,
}


def minded(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The table, with what is done in place of each command while whoever says it is muted."""
    return tuple(replace(row, muted=row.muted or INSTEAD.get(row.command)) for row in rows)
