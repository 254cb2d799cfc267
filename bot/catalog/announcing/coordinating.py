"""What coordinators do with announcements: look ahead, hurry, hold, skip, pause (interaction.md, section 2.4)."""

from collections.abc import Sequence

from bot.catalog.announcing.commands import (
    Announced,
    AnnounceHold,
    AnnounceList,
    AnnounceNow,
    AnnouncePause,
    AnnounceResume,
    AnnounceSkip,
    DecideHold,
)
from bot.catalog.announcing.holding import look_through_finds
from bot.catalog.announcing.lists import Line, list_card
from bot.catalog.announcing.news import News, heard_in, hears, topic_for
from bot.catalog.announcing.slots import ANNOUNCING
from bot.catalog.announcing.telling import announce
from bot.catalog.announcing.views import titled
from bot.catalog.finds import ANNOUNCED, Decision, Find, FindState, HeldFor
from bot.catalog.model import Dataset
from bot.catalog.naming import dataset_named
from bot.engine.scene import Scene
from bot.questions.moderation.limits import deed
from bot.questions.views import button
from bot.speech.cards import Actions, Card, Text
from bot.speech.forms import Form, Pick
from bot.speech.grammar import write
from bot.speech.plain import cut
from bot.speech.reply import Reply, sentence

LONGEST = 300
SHOWN = 5


def now(scene: Scene, command: AnnounceNow) -> Reply:
    """At once, whatever the hour: all that waits, or one dataset of it, also where that one is held."""
    say, work = scene.say, scene.work
    if work.condition.is_paused:
        raise scene.refuse("The desk is paused, so nothing is posted. `/opendata-admin resume` ends it.")
    if work.desk.practice:
        raise scene.refuse("The desk is practising, so nothing is public yet. `/opendata-admin setup try` opens it.")
    ANNOUNCING.taken(work, scene.request.at)
    look_through_finds(work, scene.request.at)
    finds: Sequence[Find] = work.finds.of(FindState.WAITING)
    if command.text.strip():
        finds = [_pending(scene, dataset_named(scene, command.text))]
    if not finds:
        return sentence(say("Nothing waits to be announced."))
    told = announce(work, finds, scene.request.at)
    if not told:
        return sentence(say("I can't announce it: there is no channel for new data. What was found waits."))
    work.moderation.note(deed(scene, "announce", note=cut(command.text, 100)))
    return sentence(say.many("{count} dataset is announced.", "{count} datasets are announced.", told))


def hold(scene: Scene, command: AnnounceHold) -> Reply:
    """Keep one dataset back until a coordinator lets it go on."""
    say, work = scene.say, scene.work
    dataset = dataset_named(scene, command.text)
    ANNOUNCING.taken(work, scene.request.at)
    find = _pending(scene, dataset)
    if find.state is FindState.HELD:
        return sentence(say("{dataset} is held already.", dataset=titled(dataset)))
    made = work.finds.new_hold(scene.request.at, HeldFor.PERSON)
    work.finds.settle([find], FindState.HELD, hold=made.number)
    work.moderation.note(deed(scene, "announce_hold", note=dataset.short_number))
    title = say("{dataset} is held. Nobody reads of it before a coordinator says so.", dataset=titled(dataset))
    actions = Actions(
        button(say("Let it go on"), DecideHold(made.number, "announce")),
        button(say("Never announce it"), DecideHold(made.number, "not_new")),
    )
    return Reply(card=Card(title, actions))


def skip(scene: Scene, command: AnnounceSkip) -> Reply:
    """Nobody is ever told of it."""
    say, work = scene.say, scene.work
    dataset = dataset_named(scene, command.text)
    ANNOUNCING.taken(work, scene.request.at)
    work.finds.settle([_pending(scene, dataset)], FindState.SKIPPED)
    work.moderation.note(deed(scene, "announce_skip", note=dataset.short_number))
    return sentence(say("{dataset} is not announced.", dataset=titled(dataset)))


def _pending(scene: Scene, dataset: Dataset) -> Find:
    """The find of a dataset that waits or is held. Refuses where there is none."""
    finds = [each for each in scene.work.finds.about(dataset.number) if each.kind in ANNOUNCED]
    pending = next((e for e in finds if e.state in (FindState.WAITING, FindState.HELD)), None)
    if pending is not None:
        return pending
    name = titled(dataset)
    if any(each.state is FindState.SHOWN for each in finds):
        raise scene.refuse("{dataset} was announced already.", dataset=name)
    if finds:
        raise scene.refuse("{dataset} was skipped, so it is not announced.", dataset=name)
    raise scene.refuse("{dataset} is not new, so it does not wait to be announced.", dataset=name)


def pause(scene: Scene, command: AnnouncePause) -> Reply:
    """Slots pass and tell nothing; what is found waits."""
    say, work, at = scene.say, scene.work, scene.request.at
    before = ANNOUNCING.pause(work, at)
    if before.paused_at is not None:
        since = say.moment(before.paused_at, work.desk.timezone)
        return sentence(say("Announcements are paused already, since {moment}.", moment=since))
    work.moderation.note(deed(scene, "announce_pause"))
    title = say("Announcements are paused. What is found waits.")
    return Reply(card=Card(title, Actions(button(say("Resume"), AnnounceResume(), "primary"))))


def resume(scene: Scene, command: AnnounceResume) -> Reply:
    """From the next slot on, all that has waited is told; never a slot that has passed."""
    say, work, at = scene.say, scene.work, scene.request.at
    before = ANNOUNCING.resume(work, at)
    if before.paused_at is None:
        return sentence(say("Announcements are not paused."))
    work.moderation.note(deed(scene, "announce_resume"))
    when = say.moment(before.due, work.desk.timezone)
    return sentence(say("Announcements go on. The next one is {when}.", when=when))


def listed(scene: Scene, command: AnnounceList) -> Reply:
    """What waits and what is held, or what is held as one, page by page."""
    say, work = scene.say, scene.work
    if command.hold:
        return _held(scene, command)
    waiting, held = work.finds.of(FindState.WAITING), work.finds.of(FindState.HELD)
    lines = [*_lines(scene, waiting, say("waits")), *_lines(scene, held, say("held"))]
    if not lines:
        return sentence(say("Nothing waits to be announced, and nothing is held."))
    title = say("{waiting} wait to be announced, {held} are held", waiting=len(waiting), held=len(held))
    return Reply(card=list_card(title, lines, command.page, lambda page: AnnounceList(page=page), say))


def _held(scene: Scene, command: AnnounceList) -> Reply:
    say, work = scene.say, scene.work
    made = work.finds.hold(command.hold)
    if made is None:
        raise scene.refuse("I can't find what was held.", "E-NOTFOUND")
    lines = _lines(scene, work.finds.held_with(made.number))
    title = say.many("{count} dataset looks new.", "{count} datasets look new.", len(lines))
    ways = [] if made.decision is not Decision.OPEN else [
        button(say("Announce as one"), DecideHold(made.number, "announce"), "primary"),
        button(say("They are not new"), DecideHold(made.number, "not_new")),
    ]  # fmt: skip
    return Reply(card=list_card(title, lines, command.page, lambda at: AnnounceList(made.number, at), say, *ways))


def announced(scene: Scene, command: Announced) -> Reply:
    """ "See all": every dataset of an announcement that the room hears of where it is pressed."""
    say, work = scene.say, scene.work
    number = command.announcement
    finds: Sequence[Find] = work.finds.shown_with(number) if work.finds.announcement(number) else ()
    if not finds:
        raise scene.refuse("I can't find that announcement any more.", "E-NOTFOUND")
    finds = _heard_here(scene, finds)
    title = say.many("{count} new dataset", "{count} new datasets", len(finds))
    return Reply(card=list_card(title, _lines(scene, finds), command.page, lambda page: Announced(number, page), say))


def _heard_here(scene: Scene, finds: Sequence[Find]) -> Sequence[Find]:
    """Those that the room hears of where somebody is; all of them anywhere else."""
    work, room = scene.work, scene.request.where.room
    hearing = next((each for place, each in heard_in(work) if place == room), None)
    if hearing is None:
        return finds
    known = [(each, work.catalog.dataset(each.dataset)) for each in finds]
    news = [News(each, dataset, topic_for(work, dataset)) for each, dataset in known if dataset is not None]
    return [each.find for each in news if hears(hearing, each, work.desk)] or finds


def _lines(scene: Scene, finds: Sequence[Find], state: str = "") -> list[Line]:
    work = scene.work
    known = [each for find in finds if (each := work.catalog.dataset(find.dataset))]
    return [(each, ", ".join(part for part in (topic_for(work, each), state) if part)) for each in known]


def dataset_form(scene: Scene, command: AnnounceHold | AnnounceSkip) -> Form:
    """Which dataset."""
    say = scene.say
    title = say("Hold a dataset back") if isinstance(command, AnnounceHold) else say("Skip a dataset")
    return Form(title, write(type(command)()), (Pick("text", say("Dataset"), "dataset", required=True),),
                say("Continue"))  # fmt: skip


def paused_line(scene: Scene) -> list[Text]:
    """That announcements are paused, and since when; nothing where they are not."""
    say, work = scene.say, scene.work
    since = ANNOUNCING.appointed(work, scene.request.at).paused_at
    moment = say.moment(since, work.desk.timezone) if since else ""
    return [Text(say("Announcements are paused since {moment}.", moment=moment))] if since else []
