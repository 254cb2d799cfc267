"""Scheduling: coordinators see which projects are shown when, and choose (interaction.md, section 2.4)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from bot.desks.weekly_slots import next_slot, parse_slot
from bot.engine.scene import Scene
from bot.questions.moderation.limits import deed
from bot.questions.views import button
from bot.showcase.model import Project, ProjectState
from bot.showcase.rotation.commands import ShowcasePause, ShowcaseResume, ShowcaseSchedule
from bot.showcase.rotation.fair import Line, waits_since
from bot.showcase.rotation.model import Turn, Wish
from bot.showcase.rotation.showing import missing_rooms
from bot.showcase.rotation.slots import SHOWING, line
from bot.speech.cards import Actions, Bold, Button, Card, Part, Text
from bot.speech.plain import cut
from bot.speech.reply import Reply, sentence
from bot.speech.words import mark

SHOWN = 5  # slots
FARTHEST = 500  # slots that are looked through for the turn of one project
_TITLE = 80
_WISHED = {
    Wish.NEXT: mark("chosen to come next"),
    Wish.ON: mark("chosen for {day}"),
    Wish.SKIP: mark("left out until {day}"),
}
NOTED = {Wish.NEXT: "showcase_next", Wish.ON: "showcase_on", Wish.SKIP: "showcase_skip"}


def schedule(scene: Scene, command: ShowcaseSchedule) -> Reply:
    """What comes, slot by slot; or when one project does, as a coordinator wants it."""
    if not command.project:
        return Reply(card=coming_card(scene))
    work, at = scene.work, scene.request.at
    due = SHOWING.taken(work, at).due
    project = _waiting(scene, command.project)
    if command.on is not None or command.turn in (Wish.NEXT, Wish.SKIP):
        turn = _turn(scene, command, due)
        work.rotation.say(turn)
        work.moderation.note(deed(scene, NOTED[turn.wish], note=project.id))
    elif command.turn:
        work.rotation.forget(project.number)
        work.moderation.note(deed(scene, "showcase_usual", note=project.id))
    return Reply(card=_turn_card(scene, project))


def _waiting(scene: Scene, number: int) -> Project:
    """The project, where it waits to be shown. Refuses where it does not, and says why."""
    say, project = scene.say, scene.work.projects.get(number)
    if project is None:
        raise scene.refuse("I can't find that project. `/opendata-admin showcase schedule` shows what waits.",
                           "E-NOTFOUND")  # fmt: skip
    if project.state is not ProjectState.APPROVED:
        raise scene.refuse("{project} is not approved, so it is not shown.", project=project.id)
    if waits_since(project) is None:
        day = say.day(project.shown_at or scene.request.at, scene.work.desk.timezone)
        raise scene.refuse("{project} was shown on {day}. It is shown again once there is news of it.",
                           project=project.id, day=day)  # fmt: skip
    return project


def _turn(scene: Scene, command: ShowcaseSchedule, due: datetime) -> Turn:
    at, calendar = scene.request.at, scene.work.desk.calendar
    if command.on is None:
        wish = Wish(command.turn)
        return Turn(command.project, wish, at, due if wish is Wish.SKIP else None)
    if command.on < calendar.local_date(at):
        raise scene.refuse("That day is over. Choose a day to come.")
    return Turn(command.project, Wish.ON, at, calendar.moment_of(command.on, 0))


def _slots(scene: Scene) -> Iterator[datetime]:
    """The slots to come, the next one first."""
    desk = scene.work.desk
    times = [parse_slot(each) for each in desk.showcase.slots]
    due: datetime | None = SHOWING.appointed(scene.work, scene.request.at).due
    while due is not None:
        yield due
        due = next_slot(times, desk.calendar, due)


def _turn_card(scene: Scene, project: Project) -> Card:
    """When one project is shown, as things stand, and what a coordinator may choose instead."""
    say, work = scene.say, scene.work
    waiting = line(work)
    coming = waiting.coming(islice(_slots(scene), min(len(waiting.waiting) + SHOWN, FARTHEST)))
    due = next((due for due, each in coming if each.number == project.number), None)
    name = f"{cut(project.title, _TITLE)} ({project.id})"
    title = say("{project} is shown later.", project=name)
    if due is not None:
        title = say("{project} is shown {when}.", project=name, when=say.moment(due, work.desk.timezone))
    see = button(say("See what comes"), ShowcaseSchedule())
    return Card(title, *_paused(scene), Actions(*_choices(scene, project, waiting), see))


def _choices(scene: Scene, project: Project, waiting: Line) -> list[Button]:
    say, number, id = scene.say, project.number, project.id
    turn = waiting.turns.get(number)
    front = button(say("Show next"), ShowcaseSchedule(number, "next"), hint=say("Show {id} next", id=id))
    skip = button(say("Not next time"), ShowcaseSchedule(number, "skip"), hint=say("Do not show {id} next", id=id))
    usual = button(say("In its turn"), ShowcaseSchedule(number, "usual"), hint=say("Show {id} in its turn", id=id))
    if turn is None:
        return [front, skip]
    return [front, usual] if turn.wish is Wish.SKIP else [usual, skip]


def coming_card(scene: Scene) -> Card:
    """What is shown at the next slots, and how many wait behind them."""
    say, work = scene.say, scene.work
    waiting = line(work)
    coming = waiting.coming(islice(_slots(scene), SHOWN))
    count = len(waiting.waiting)
    title = say.many("{count} project waits to be shown", "{count} projects wait to be shown", count)
    if not count:
        when = say.moment(SHOWING.appointed(work, scene.request.at).due, work.desk.timezone)
        title = say("No project waits to be shown. The next time is {when}.", when=when)
    parts: list[Part] = [*_paused(scene), *_missing(scene)]
    for due, project in coming:
        parts += [_line(scene, due, project, waiting), Actions(*_choices(scene, project, waiting))]
    if (more := count - len(coming)) > 0:
        parts.append(Text(say.many("and {count} more", "and {count} more", more)))
    is_paused = SHOWING.appointed(work, scene.request.at).paused_at is not None
    turn = button(say("Resume"), ShowcaseResume()) if is_paused else button(say("Pause"), ShowcasePause())
    return Card(title, *parts, Actions(turn), page=True)


def _line(scene: Scene, due: datetime, project: Project, waiting: Line) -> Text:
    say, zone = scene.say, scene.work.desk.timezone
    told = f" — {cut(project.title, _TITLE)} ({project.id})"
    beside = [say("with news")] if project.times_shown else []
    if turn := waiting.turns.get(project.number):
        day = say.day(turn.moment, zone) if turn.moment else ""
        beside.append(say(_WISHED[turn.wish], day=day))
    return Text(Bold(say.moment(due, zone)), told, *([f" · {', '.join(beside)}"] if beside else []))


def _missing(scene: Scene) -> list[Part]:
    missing = missing_rooms(scene.work)
    rooms = cut(", ".join(missing), 300)
    return [Text(scene.say("I can't show projects in {rooms}.", rooms=rooms))] if missing else []


def _paused(scene: Scene) -> Sequence[Part]:
    say, work = scene.say, scene.work
    since = SHOWING.appointed(work, scene.request.at).paused_at
    moment = say.moment(since, work.desk.timezone) if since else ""
    return [Text(say("No project is shown: paused since {moment}.", moment=moment))] if since else []


def pause(scene: Scene, command: ShowcasePause) -> Reply:
    """Slots pass and show nothing; every project keeps its place."""
    say, work, at = scene.say, scene.work, scene.request.at
    before = SHOWING.pause(work, at)
    if before.paused_at is not None:
        since = say.moment(before.paused_at, work.desk.timezone)
        return sentence(say("The showcase is paused already, since {moment}.", moment=since))
    work.moderation.note(deed(scene, "showcase_pause"))
    title = say("The showcase is paused. Every project keeps its place.")
    return Reply(card=Card(title, Actions(button(say("Resume"), ShowcaseResume(), "primary"))))


def resume(scene: Scene, command: ShowcaseResume) -> Reply:
    """From the next slot on projects are shown again; never at a slot that has passed."""
    say, work, at = scene.say, scene.work, scene.request.at
    before = SHOWING.resume(work, at)
    if before.paused_at is None:
        return sentence(say("The showcase is not paused."))
    work.moderation.note(deed(scene, "showcase_resume"))
    when = say.moment(before.due, work.desk.timezone)
    return sentence(say("The showcase goes on. The next project is shown {when}.", when=when))
