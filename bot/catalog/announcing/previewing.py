"""A look ahead: what is announced at the next slot, where, and whom it would tell; nobody else sees it."""

from collections.abc import Sequence

from bot.catalog.announcing.brake import to_hold
from bot.catalog.announcing.commands import AnnounceList, AnnounceNow, AnnouncePause, AnnouncePreview, AnnounceResume
from bot.catalog.announcing.coordinating import paused_line
from bot.catalog.announcing.news import News, heard_in, hears, missing_rooms, news_of
from bot.catalog.announcing.slots import ANNOUNCING
from bot.catalog.announcing.views import announcement_card, titled
from bot.catalog.finds import FindState
from bot.engine.scene import Scene
from bot.questions.views import button
from bot.speech.cards import Actions, Bold, Button, Card, Divider, Note, Part, Text, fitting
from bot.speech.plain import cut
from bot.speech.reply import Reply
from bot.speech.words import words


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
    parts: list[Part] = [*paused_line(scene), *_beside(scene, held), *_for_whom(scene, news), *_rooms(scene, news)]
    return Reply(card=Card(title, *fitting(parts, ways, title=title, page=True), ways, page=True))


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
    """The questions that ended as "no such data", with the dataset that is there for them now."""
    say = scene.say
    found = [(each, asked) for each in news for asked in each.asked]
    return [
        Note(say("{id} asked for {dataset}, and is told: “{words}”", id=asked.question.id,
                 dataset=titled(each.dataset), words=cut(asked.question.text, 100)))
        for each, asked in found
    ]  # fmt: skip


def _rooms(scene: Scene, news: Sequence[News]) -> list[Part]:
    """What each room reads, in the desk's language; the same card is shown once."""
    work, parts = scene.work, list[Part]()
    say, shown = words(work.desk.language), set[tuple[int, ...]]()
    for _, hearing in heard_in(work):
        theirs = [each for each in news if hears(hearing, each, work.desk)]
        key = tuple(each.dataset.number for each in theirs)
        parts.append(Text(Bold(hearing.room if theirs else scene.say("{room}: nothing", room=hearing.room))))
        if theirs and key not in shown:
            card = announcement_card(theirs, 1, work, scene.request.at, say)
            parts += [Text(card.title), *(each for each in card.parts if not isinstance(each, Actions)), Divider()]
        shown.add(key)
    return parts
