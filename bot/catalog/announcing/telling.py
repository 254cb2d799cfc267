"""Telling: what is due is hung in every room that hears of it, and marked as shown, in one transaction."""

from collections.abc import Sequence
from datetime import datetime

from bot.catalog.announcing.changes import tell_of_changes
from bot.catalog.announcing.commands import LookThrough, SlotDue
from bot.catalog.announcing.holding import look_through_finds
from bot.catalog.announcing.news import heard_in, hears, missing_rooms, news_of
from bot.catalog.announcing.people import tell_people
from bot.catalog.announcing.slots import ANNOUNCING
from bot.catalog.announcing.views import announcement_card
from bot.catalog.finds import Find, FindState
from bot.desks.weekly_jobs import labels_at
from bot.engine.ports import Work
from bot.engine.scene import Scene
from bot.engine.slots import Slot
from bot.questions.needs import tell_coordinators
from bot.speech.cards import Card, Text
from bot.speech.plain import cut
from bot.speech.reply import NOTHING, Reply
from bot.speech.words import Words, words


def slot_due(scene: Scene, command: SlotDue) -> Reply:
    """A slot has come: what waits is told, once. The slot is moved on first, from exactly the moment that was due."""
    work, at = scene.work, scene.request.at
    slot = ANNOUNCING.begins(work, command.due, at)
    if slot is None or slot.paused_at is not None or work.desk.practice or work.condition.is_paused:
        return NOTHING
    look_through_finds(work, at)
    announce(work, work.finds.of(FindState.WAITING), at, command.due)
    return NOTHING


def look_through(scene: Scene, command: LookThrough) -> Reply:
    """The next slot is reckoned where it has to be; what looks like a harvest is held; what concerns few is told."""
    work, at = scene.work, scene.request.at
    ANNOUNCING.taken(work, at)
    if not work.condition.is_paused and not work.desk.practice:
        look_through_finds(work, at)
        if work.desk.calendar.is_open(at):
            tell_of_changes(work)
    return NOTHING


def announce(work: Work, finds: Sequence[Find], at: datetime, due: datetime | None = None) -> int:
    """Tell of finds in every room that hears of them; gives how many datasets. Where there is no room at all they wait
    on, and a coordinator hears why."""
    news = news_of(work, finds)
    rooms = list(heard_in(work))
    if news and (missing := missing_rooms(work)):
        _tell_of_missing(work, missing, at, nothing_left=not rooms)
    if not rooms or not finds:
        return 0
    told = {each.find.number for each in news}
    work.finds.settle([each for each in finds if each.number not in told], FindState.SKIPPED)
    if not news:
        return 0
    announcement = work.finds.new_announcement(at, due)
    work.finds.settle([each.find for each in news], FindState.SHOWN, announcement=announcement.number)
    say = words(work.desk.language)
    labels = labels_at(work.desk, at)
    for place, hearing in rooms:
        theirs = [each for each in news if hears(hearing, each, work.desk)]
        if theirs:
            card = announcement_card(theirs, announcement.number, work, at, say)
            work.slots.hang(Slot(f"AN-{announcement.number}/card", place, card, labels=labels))
    tell_people(work, news, announcement.number)
    return len(news)


def _tell_of_missing(work: Work, rooms: Sequence[str], at: datetime, *, nothing_left: bool) -> None:
    """Coordinators hear of a room that is not there, once for each day."""

    def told(say: Words) -> Card:
        title = say("I can't announce new data in {rooms}.", rooms=cut(", ".join(rooms), 300))
        mend = say("Make the channel and add me to it, or choose another: `/opendata-admin setup where`.")
        kept = [Text(say("Nothing is lost: what was found waits."))] if nothing_left else []
        return Card(title, *kept, Text(mend))

    tell_coordinators(work, at, f"announce/missing/{work.desk.calendar.local_date(at)}", told)
