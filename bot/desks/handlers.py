"""Help for each audience, and the desk's health (interaction.md, sections 2.1 and 2.4)."""

from collections.abc import Iterable, Sequence

from bot.catalog.telling import are_fine, health_of
from bot.desks.commands import AdminHelp, ChampionHelp, Health, Help
from bot.desks.leaving import sentence_of
from bot.engine.scene import Door, Row, Scene
from bot.people.views import who_left
from bot.questions.commands import Ask, Queue, Status
from bot.questions.needs import waiting
from bot.questions.speaking import own_name
from bot.questions.views import button
from bot.questions.wording import platform_name
from bot.speech.cards import PAGE_COMPONENTS, Actions, Bold, Button, Card, Facts, Part, Text, fitting
from bot.speech.grammar import usage
from bot.speech.plain import cut
from bot.speech.reply import Reply, sentence
from bot.speech.words import coverage


def rows_of(root: str) -> Iterable[Row]:
    """The commands of a root that people type, in the table's order."""
    from bot.table import COMMANDS  # the table lists these handlers, so it can only be read when it is whole

    return (row for row in COMMANDS if row.command.root == root and row.door is Door.TYPED)


def help_anyone(scene: Scene, command: Help) -> Reply:
    """What everybody can do, and a pointer to the rest for those who may."""
    say, person = scene.say, scene.person
    more = []
    if person.is_champion:
        more.append(say("You are a champion: see `/champion help`."))
    if person.is_coordinator:
        more.append(say("You are a coordinator: see `/opendata-admin help`."))
    buttons = [button(say("Ask"), Ask(), "primary"), button(say("Where it stands"), Status())]
    if person.is_champion:
        buttons.append(button(say("My queue"), Queue("mine")))
    title = say("Ask about the city's data, and follow your question to its answer.")
    return _help(scene, command, title, [Text(line) for line in more], buttons)


def help_champion(scene: Scene, command: ChampionHelp) -> Reply:
    """What champions can do; everybody else reads how to ask and whom to talk to."""
    say = scene.say
    if not scene.person.is_champion:
        coordinators = scene.work.roster.coordinators
        who = coordinators[0].public_name if coordinators else say("a coordinator")
        return sentence(
            say("This is for champions. To ask something: `/opendata ask`. To become one: talk to {who}.", who=who)
        )
    buttons = [button(say("My queue"), Queue("mine"), "primary")]
    thread = Text(say("In a question's thread, mention the bot and leave the number out: “claim”, “solved”."))
    return _help(scene, command, say("What champions can do"), [thread], buttons)


def help_admin(scene: Scene, command: AdminHelp) -> Reply:
    """What coordinators can do; everybody else sees who the coordinators are."""
    say = scene.say
    if not scene.person.is_coordinator:
        names = ", ".join(each.public_name for each in scene.work.roster.coordinators)
        return sentence(say("This is for coordinators. The coordinators are: {names}.", names=cut(names, 800) or "—"))
    return _help(scene, command, say("What coordinators can do"), [], [])


def _help(
    scene: Scene, command: Help | ChampionHelp | AdminHelp, title: str, more: list[Text], buttons: list[Button]
) -> Reply:  # fmt: skip
    """One page of a help: as many commands as fit, and a button for the rest."""
    say = scene.say
    lines = [Text(Bold(_short(row)), " — ", say(row.summary)) for row in rows_of(command.root)]
    beside: list[Part] = [*more, Actions(*buttons, button(say("More"), type(command)(page=99)))]
    pages = help_pages(lines, beside, title)
    at = min(max(command.page, 1), len(pages))
    onwards = [button(say("More"), type(command)(page=at + 1))] if at < len(pages) else []
    actions = [Actions(*shown)] if (shown := [*buttons, *onwards]) else []
    return Reply(card=Card(title, *pages[at - 1], *more, *actions, page=True))


def help_pages(lines: Sequence[Part], beside: Sequence[Part], title: str) -> list[list[Part]]:
    """The lines in order, on as many pages as the narrowest platform needs, each with room for what stands beside."""
    pages: list[list[Part]] = []
    left = list(lines)
    while left or not pages:
        shown = fitting(left[: PAGE_COMPONENTS - len(beside)], *beside, title=title, page=True) or left[:1]
        pages.append(shown)
        left = left[len(shown) :]
    return pages


def _short(row: Row) -> str:
    return usage(row.command).split(" [")[0]


def health(scene: Scene, command: Health) -> Reply:
    """Whether everything works: what waits to be shown, what could not be shown, how big things are."""
    say, work = scene.say, scene.work
    behind = work.slots.backlog(scene.request.at)
    rooms = cut(", ".join(sorted(work.rooms)), 300) or say("none: set `channels` in desk.yml")
    rows = (
        (say("Rooms"), (rooms,)),
        (say("Waiting to be shown"), (_waiting(scene, behind.waiting, behind.oldest_seconds),)),
        (say("Datasets"), (str(work.catalog.size()),)),
        (say("Languages"), (_languages(),)),
        (say("Roster"), (say.many("{count} person", "{count} people", len(work.roster.champions)),)),
    )
    gone, left = work.workspaces.gone(), who_left(work.roster, say)
    parts: list[Part] = [Facts(rows), *(Text(each) for each in (*_paused(scene), *_away(scene)))]
    parts += [Text(sentence_of(each, say, work.desk.timezone)) for each in gone[:3]]
    parts += [Text(each) for each in (*left, *_waits(scene), *health_of(work, say))]
    parts += [Text(say("Not shown: {what}", what=cut(each, 200))) for each in behind.stuck[:5]]
    fine = are_fine(work, scene.request.at)
    fine = fine and not (behind.stuck or scene.away or gone or left or work.condition.is_paused)
    title = say("Everything works.") if fine else say("Something needs you.")
    return Reply(card=Card(title, *parts))


def _waits(scene: Scene) -> list[str]:
    """What only a coordinator can move."""
    ids = ", ".join(each.id for each in waiting(scene.work))
    return [scene.say("Held, or private and taken to an executive: {ids}.", ids=cut(ids, 300))] if ids else []


def _paused(scene: Scene) -> list[str]:
    """Since when the desk posts nothing, and why."""
    since, why = scene.work.condition.paused_at, scene.work.condition.paused_why
    if since is None:
        return []
    moment = scene.say.moment(since, scene.work.desk.timezone)
    return [scene.say("The desk is paused since {moment}: {why}", moment=moment, why=cut(why, 300))]


def _languages() -> str:
    """Each language with the share of sentences that it has; the others are said in English."""
    return ", ".join(f"{own_name(each)} {share:.0%}" for each, share in coverage().items())


def _away(scene: Scene) -> list[str]:
    """Which platforms cannot be reached, since when, on the desk's own clock."""
    return [
        scene.say(
            "{platform} is not reachable since {moment}. What it should show waits, and nothing is lost.",
            platform=platform_name(name), moment=scene.say.moment(since, scene.work.desk.timezone),
        )
        for name, since in sorted(scene.away.items())
    ]  # fmt: skip


def _waiting(scene: Scene, waiting: int, oldest: float) -> str:
    if not waiting:
        return scene.say("nothing")
    return scene.say("{count}, the oldest for {seconds} seconds", count=waiting, seconds=int(oldest))
