"""Sending: a digest that was worked out is hung wherever it is read, in one transaction, once for each period."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.desks.model import OFF
from bot.desks.weekly_jobs import labels_at
from bot.digest.commands import DigestDue, DigestPreview, ReckonDigests
from bot.digest.followers import tell_followers
from bot.digest.model import Digest
from bot.digest.periods import weeks_between
from bot.digest.readers import Reader, readers
from bot.digest.reading import Reading, read
from bot.digest.sections import Section, illustrated
from bot.digest.slots import FOLLOWERS, JOBS, MONTHLY, last_whole, time_of, was_told
from bot.digest.views import for_room, pages, told
from bot.engine.ports import Work
from bot.engine.scene import Scene
from bot.engine.slots import Slot
from bot.questions.views import button
from bot.speech.cards import Card
from bot.speech.reply import NOTHING, Reply
from bot.speech.words import Words, words


def read_due(work: Work, command: DigestDue, at: datetime) -> Reading | None:
    """What the digest that is due is made of; None where it was sent, is not due any more, or is wanted no more."""
    job = JOBS[command.audience]
    appointment = work.appointments.get(job.name)
    if appointment is None or appointment.due != command.due or time_of(work.desk, command.audience) == OFF:
        return None
    period = last_whole(work.desk, command.audience, job.newest(appointment, work.desk, at))
    return None if was_told(appointment, period) else read(work, period, at)


def digest_due(scene: Scene, command: DigestDue) -> Reply:
    """A digest's time has come. Its time is moved on first, from exactly the moment that was due."""
    work, at, job = scene.work, scene.request.at, JOBS[command.audience]
    before, digest = job.begins(work, command.due, at), scene.read
    if before is None or digest is None or was_told(before, digest.period):
        return NOTHING
    if work.desk.practice or work.condition.is_paused:
        return NOTHING
    work.appointments.make(replace(job.after(work.desk, at, before), told=digest.period.name))
    if command.audience == FOLLOWERS:
        tell_followers(work, digest, at)
    else:
        send(work, command.audience, digest, at, before.told)
    return NOTHING


def reckon(scene: Scene, command: ReckonDigests) -> Reply:
    """The next times are written down, anew where the settings have changed."""
    for each in JOBS.values():
        each.taken(scene.work, scene.request.at)
    return NOTHING


def send(work: Work, audience: str, digest: Digest, at: datetime, before: str = "") -> list[Reader]:
    """Hang a digest wherever it is read; gives where. ``before`` names the week or month that was sent last. Of a
    time in which nothing happened only coordinators, and champions where something is open, are told."""
    if (audience in MONTHLY and digest.is_still) or (audience == "champions" and digest.is_quiet):
        return []
    found = readers(work, audience, at)
    labels = labels_at(work.desk, at)
    about = f"digest/{audience}/{digest.period.name}"
    for reader in found:
        cards = cards_for(reader, audience, digest, before)
        for page, card in enumerate(cards, 1):
            parent = f"{about}/1" if page > 1 and reader.is_room else ""
            work.slots.hang(Slot(f"{about}/{page}", reader.place, card, parent, title=cards[0].title, labels=labels))
    return found


def cards_for(reader: Reader, audience: str, digest: Digest, before: str = "") -> Sequence[Card]:
    """The pages of a digest as one reader reads them."""
    say = words(reader.language)
    whole = for_room(digest) if reader.is_room and audience == "coordinators" else digest
    title, sections = told(whole, audience, say, reader.person)
    beside = (*_why_here(reader, audience, say), *_missed(digest, audience, before, say))
    return pages(title, (*illustrated(sections, digest.pictures), *beside), say)


def _why_here(reader: Reader, audience: str, say: Words) -> list[Section]:
    if not reader.instead:
        return []
    if audience == "executive":
        return [Section("", (say("No executive can be written to yet, so it comes to you. Please hand it on."),))]
    return [Section("", (say("No coordinator can be written to directly, so it stands here."),))]


def _missed(digest: Digest, audience: str, before: str, say: Words) -> list[Section]:
    """A word on the weeks that nobody was told of, because the service or the desk stood still."""
    missed = weeks_between(before, digest.period) if audience == "coordinators" and before else ()
    if not missed:
        return []
    line = say.many(
        "The digest of {count} week before was not sent.", "The digests of {count} weeks before were not sent.",
        len(missed),
    )  # fmt: skip
    see = button(say("See the one before"), DigestPreview(week=missed[-1]))
    return [Section("", (line,), buttons=(see,))]
