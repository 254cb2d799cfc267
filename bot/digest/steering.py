"""Steering: coordinators look at a digest before others do, send one at once, and see who gets which (section 2.4)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.desks.commands import DigestSchedule
from bot.desks.model import OFF
from bot.digest.commands import DigestAudience, DigestNow, DigestPreview
from bot.digest.model import AUDIENCES, Digest
from bot.digest.periods import NoSuchPeriod, Period, month_named, week_named
from bot.digest.readers import readers
from bot.digest.reading import Reading, read
from bot.digest.sections import illustrated
from bot.digest.sending import send
from bot.digest.slots import JOBS, last_whole, time_of, was_told
from bot.digest.views import pages, told
from bot.digest.wording import when_of
from bot.engine.errors import Refusal
from bot.engine.ports import Work
from bot.engine.scene import Scene
from bot.questions.moderation.limits import deed
from bot.questions.views import button
from bot.questions.wording import platform_name
from bot.speech.cards import Actions, Button, Card, Facts, Part, Text
from bot.speech.plain import cut
from bot.speech.reply import Reply, sentence
from bot.speech.words import Words, mark

READERS = {
    "coordinators": mark("Coordinators, weekly"),
    "champions": mark("Champions, weekly"),
    "executive": mark("Executives, monthly"),
    "public": mark("Everybody, monthly"),
}
_NAMES = 300  # characters


def read_preview(work: Work, command: DigestPreview, at: datetime) -> Reading:
    """What the digest that is asked for is made of."""
    return read(work, period_of(work, command.audience or AUDIENCES[0], command.week, at), at)


def period_of(work: Work, audience: str, name: str, at: datetime) -> Period:
    """The week or month of that name, else the last whole one of an audience. Refuses with a sentence."""
    if not name:
        return last_whole(work.desk, audience, at)
    try:
        return (week_named if "W" in name.upper() else month_named)(name, work.desk.calendar)
    except NoSuchPeriod as wrong:
        raise Refusal(str(wrong)) from None


def preview(scene: Scene, command: DigestPreview) -> Reply:
    """The pages as their readers would see them, one at a time; champions' with what they carry themselves."""
    say, digest, audience = scene.say, scene.read, command.audience or AUDIENCES[0]
    title, sections = told(digest, audience, say, scene.person.number)
    shown = illustrated(sections, digest.pictures)
    found = pages(title, shown, say, Actions(*_turns(command, digest, 2, 3, say)))
    at = min(max(command.page, 1), len(found))
    turns = _turns(command, digest, at, len(found), say)
    card = found[at - 1]
    return Reply(card=Card(card.title, *card.parts, *([Actions(*turns)] if turns else []), page=True))


def _turns(command: DigestPreview, digest: Digest, at: int, last: int, say: Words) -> list[Button]:
    to = replace(command, week=digest.period.name)
    back = [button(say("Back"), replace(to, page=at - 1))] if at > 1 else []
    return [*back, *([button(say("Next page"), replace(to, page=at + 1))] if at < last else [])]


def read_now(work: Work, command: DigestNow, at: datetime) -> Reading | None:
    """What the newest digest is made of; None where it was sent already."""
    audience = command.audience or AUDIENCES[0]
    period = last_whole(work.desk, audience, at)
    return None if was_told(JOBS[audience].appointed(work, at), period) else read(work, period, at)


def now(scene: Scene, command: DigestNow) -> Reply:
    """The last whole week or month, at once and whatever the hour, unless it was sent: nobody reads it twice."""
    say, work, at = scene.say, scene.work, scene.request.at
    audience = command.audience or AUDIENCES[0]
    if work.condition.is_paused:
        raise scene.refuse("The desk is paused, so nothing is posted. `/opendata-admin resume` ends it.")
    if work.desk.practice:
        raise scene.refuse("The desk is practising, so nothing is public yet. `/opendata-admin setup try` opens it.")
    appointment, digest = JOBS[audience].taken(work, at), scene.read
    if digest is None or was_told(appointment, digest.period):
        return _sent_already(scene, audience, appointment.due)
    found = send(work, audience, digest, at, appointment.told)
    if not found:
        return sentence(say("There is nothing to send, or nobody to send it to. Who would get it: "
                            "`/opendata-admin digest audience`."))  # fmt: skip
    work.appointments.make(replace(appointment, told=digest.period.name))
    work.moderation.note(deed(scene, "digest", note=f"{audience} {digest.period.name}"))
    when = when_of(digest.period, say)
    sent = say.many("The digest ({when}) is sent to {count} place.", "The digest ({when}) is sent to {count} places.",
                    len(found), when=when)  # fmt: skip
    return sentence(sent)


def _sent_already(scene: Scene, audience: str, due: datetime) -> Reply:
    say, work = scene.say, scene.work
    when = when_of(last_whole(work.desk, audience, scene.request.at), say)
    title = say("The digest ({when}) was sent already, and nobody gets it twice.", when=when)
    comes = _when(work, audience, due, say)
    look = button(say("Look at it"), DigestPreview(audience), "primary")
    return Reply(card=Card(title, Text(say("The next one: {when}", when=comes)), Actions(look)))


def audience(scene: Scene, command: DigestAudience) -> Reply:
    """Who gets which digest, when next, and where."""
    say, work, at = scene.say, scene.work, scene.request.at
    rows = [(say(READERS[each]), (_line(work, each, at, say),)) for each in AUDIENCES]
    notes: list[Part] = [
        Text(say("Champions get theirs if their row says `notify: weekly`, or if they agreed to direct messages.")),
        Text(say("Nobody gets one twice, and whoever wants no direct messages gets none.")),
    ]
    ways = Actions(
        button(say("Preview"), DigestPreview()), button(say("Change the times"), DigestSchedule())
    )  # fmt: skip
    return Reply(card=Card(say("Who gets which digest"), Facts(tuple(rows)), *notes, ways, page=True))


def _line(work: Work, audience: str, at: datetime, say: Words) -> str:
    due = JOBS[audience].appointed(work, at).due
    names = ", ".join(_places(work, audience, at, say))
    return f"{_when(work, audience, due, say)} → {cut(names, _NAMES) or say('nobody yet')}"


def _when(work: Work, audience: str, due: datetime, say: Words) -> str:
    if time_of(work.desk, audience) == OFF:
        return say("off")
    return f"{time_of(work.desk, audience)} ({say.moment(due, work.desk.timezone)})"


def _places(work: Work, audience: str, at: datetime, say: Words) -> Sequence[str]:
    """Each reader by name, and each room by its platform."""
    shown = []
    for each in readers(work, audience, at):
        where = platform_name(each.place.platform)
        who = work.roster.name(each.person) if each.person else _room_name(work, audience, each.place, say)
        shown.append(f"{who} ({where})")
    return shown


def _room_name(work: Work, audience: str, place: object, say: Words) -> str:
    if audience != "public":
        return say("the champions' room")
    name = next((name for name, each in work.rooms.items() if each == place), "")
    return say("the news channel") if name.endswith("/news") else say("the channel where people ask")
