"""A look ahead: what is announced at the next slot, where, and whom it would tell; nobody else sees it."""

from collections.abc import Iterator, Sequence

from bot.catalog.announcing.asked import Asked
from bot.catalog.announcing.brake import to_hold
from bot.catalog.announcing.commands import AnnounceList, AnnounceNow, AnnouncePause, AnnouncePreview, AnnounceResume
from bot.catalog.announcing.coordinating import paused_line
from bot.catalog.announcing.news import News, heard_in, hears, missing_rooms, news_of
from bot.catalog.announcing.people import will_be_told
from bot.catalog.announcing.slots import ANNOUNCING
from bot.catalog.announcing.views import announcement_card, titled
from bot.catalog.finds import FindState
from bot.engine.scene import Scene
from bot.questions.views import button
from bot.speech.cards import PAGE_COMPONENTS, Actions, Bold, Button, Card, Divider, Note, Part, Text, room_in
from bot.speech.plain import cut
from bot.speech.reply import Reply
from bot.speech.words import Words, words

NAMED = 5  # questions by name: the rest are counted, so that what rooms read has room


def preview(scene: Scene, command: AnnouncePreview) -> Reply:
    """The cards as rooms would read them, with what is held and whom the datasets are there for now."""
    say, work, at = scene.say, scene.work, scene.request.at
    when = say.moment(ANNOUNCING.appointed(work, at).due, work.desk.timezone)
    waiting = work.finds.of(FindState.WAITING)
    braked = {each for held in to_hold(waiting, work.desk.announce).values() for each in held}
    news = news_of(work, [each for each in waiting if each not in braked])
    held = len(work.finds.of(FindState.HELD)) + len(braked)
    title = say.many("{count} dataset is announced next: {when}", "{count} datasets are announced next: {when}",
                     len(news), when=when)  # fmt: skip
    if not news:
        title = say("Nothing waits to be announced next: {when}", when=when)
    ways = Actions(*_ways(scene, bool(news), bool(news or held)))
    first = [*paused_line(scene), *_beside(scene, held), *_for_whom(scene, news)]
    rooms = whole(list(_by_room(scene, news)), [*first, ways], title, say)
    return Reply(card=Card(title, *first, *rooms, ways, page=True))


def _ways(scene: Scene, some: bool, listed: bool) -> list[Button]:
    say = scene.say
    paused = ANNOUNCING.appointed(scene.work, scene.request.at).paused_at is not None
    turn = button(say("Resume"), AnnounceResume()) if paused else button(say("Pause"), AnnouncePause())
    now = [button(say("Announce now"), AnnounceNow(), "primary")] if some else []
    show = [button(say("Show list"), AnnounceList())] if listed else []
    return [*now, *show, turn]


def _beside(scene: Scene, held: int) -> list[Part]:
    say = scene.say
    told = [say.many("{count} dataset is held until a coordinator decides.",
                     "{count} datasets are held until a coordinator decides.", held)] if held else []  # fmt: skip
    if missing := missing_rooms(scene.work):
        told.append(say("I can't announce new data in {rooms}.", rooms=cut(", ".join(missing), 300)))
    return [Text(each) for each in told]


def _for_whom(scene: Scene, news: Sequence[News]) -> list[Part]:
    """The questions that ended as "no such data" and are told, with the dataset that is there for them now."""
    say = scene.say
    first: dict[int, tuple[News, Asked]] = {}  # a question is told of one dataset
    for each in news:
        for asked in each.asked:
            if asked.question.number not in first and will_be_told(scene.work, asked.question):
                first[asked.question.number] = (each, asked)
    found = list(first.values())
    told = [
        say("{id} asked for {dataset}, and is told: “{words}”", id=asked.question.id,
            dataset=titled(each.dataset), words=cut(asked.question.text, 100))
        for each, asked in found[:NAMED]
    ]  # fmt: skip
    if (more := len(found) - NAMED) > 0:
        told.append(say.many("{count} more question asked for one of them, and is told.",
                             "{count} more questions asked for one of them, and are told.", more))  # fmt: skip
    return [Note(each) for each in told]


def whole(rooms: Sequence[Sequence[Part]], beside: Sequence[Part], title: str, say: Words) -> list[Part]:
    """As many rooms as one page holds beside the rest, each with all that it reads; the others are counted."""
    shown: list[Part] = []
    for number, room in enumerate(rooms):
        rest = Note(say.many("And {count} more room, which has no place here.",
                             "And {count} more rooms, which have no place here.", len(rooms) - number))  # fmt: skip
        told = (*beside, *shown, *room, rest)
        if len(told) > PAGE_COMPONENTS or not room_in(*told, title=title, page=True):
            return [*shown, rest]
        shown += room
    return shown


def _by_room(scene: Scene, news: Sequence[News]) -> Iterator[list[Part]]:
    """Each room under its name; the same card is shown once, under the first."""
    work, first = scene.work, dict[tuple[int, ...], str]()
    say = words(work.desk.language)
    for _, hearing in heard_in(work):
        theirs = [each for each in news if hears(hearing, each, work.desk)]
        key = tuple(each.dataset.number for each in theirs)
        if not theirs:
            yield [Text(Bold(scene.say("{room}: nothing", room=hearing.room)))]
        elif key in first:
            yield [Text(Bold(scene.say("{room}: the same as {other}", room=hearing.room, other=first[key])))]
        else:
            first[key] = hearing.room
            card = announcement_card(theirs, 1, work, scene.request.at, say)
            told = (each for each in card.parts if not isinstance(each, Actions))
            yield [Text(Bold(hearing.room)), Text(card.title), *told, Divider()]
