"""Setting a desk up, in six steps that can be said again at any time (interaction.md §7.3).

What is done is remembered with the settings, so one that was left half-way goes on where it stood.
"""

from collections.abc import Callable, Mapping
from typing import Any

from bot.desks.commands import STEPS, HoursSet, LookAgain, SetChannels, SetSharing, SetSource, Setup, Suggested
from bot.desks.looking import PURPOSES, SUGGESTED, channels, suggested_channels
from bot.desks.settings import save
from bot.desks.steps import done, onwards, title_of
from bot.desks.trying import trying
from bot.engine.scene import Scene
from bot.people.commands import RosterAdd, RosterImport
from bot.people.model import Level, RosterRow
from bot.questions.model import Share
from bot.questions.views import button
from bot.questions.wording import SHARES, platform_name
from bot.speech.cards import Actions, Button, Card, Facts, Part, Text, fitting
from bot.speech.plain import cut
from bot.speech.reply import Reply, sentence
from bot.speech.words import Words


def setup(scene: Scene, command: Setup) -> Reply:
    """The wizard for coordinators. The first of them comes in with the code that the server printed, once."""
    say, work = scene.say, scene.work
    if scene.person.is_coordinator:
        return begin(scene, command)
    if work.roster.coordinators:
        names = ", ".join(each.public_name for each in work.roster.coordinators)
        return sentence(say("This desk has its coordinators: {names}.", names=cut(names, 800)))
    if not command.text.strip():
        raise scene.refuse("Write the code that the server printed, like `/opendata-admin setup 7F3A-21C9`.")
    account, at = scene.person.identity, scene.request.at
    if not work.people.may_try_link(account, at):
        raise scene.refuse("Too many wrong codes. Please try again in 15 minutes.", "E-LIMIT")
    # A wrong code is counted, so this is no refusal: a refusal would undo the counting.
    if not work.coordinator_code(command.text.strip(), account, at):
        return sentence(say("That code is wrong or was used. Start the server again to get a new one."))
    name = scene.person.name or scene.person.identity.user
    rows = [each.row for each in work.roster.champions]
    mine: dict[str, Any] = {account.platform: account.user}
    work.people.save_roster([*rows, RosterRow(name, Level.COORDINATOR, **mine)], scene.request.at)
    title = say("Welcome, {name}. You are a coordinator now.", name=name)
    told = say("Six short steps set the desk up. You can stop at any time, and go on with `/opendata-admin setup`.")
    first = next((each for each in STEPS if each not in work.desk.set_up), "try")
    return Reply(card=Card(title, Text(told), Actions(button(say("Begin"), Setup(first), "primary"))))


def begin(scene: Scene, command: Setup) -> Reply:
    """The step that was named, or the first that is not done yet; once all are, the last."""
    left = (each for each in STEPS if each not in scene.work.desk.set_up)
    return Reply(card=card_of(scene, command.step or next(left, "try")))


def card_of(scene: Scene, step: str, *told: str) -> Card:
    """One step: what it is about, what stands there now, and what can be done. ``told`` is said first."""
    say = scene.say
    title = title_of(step, say)
    parts, ways = SHOWN[step](scene)
    shown = [*map(Text, told), *parts]
    if scene.work.desk.home is not None and step != "try":
        file = scene.work.desk.home.file
        shown.append(Text(say("These settings live in {file}: change them there.", file=file)))
        ways = [each for each in ways if each.line.startswith(("opendata-admin suggested", "opendata-admin roster"))]
    rows = [Actions(*ways)] if ways else []
    return Card(title, *fitting(shown, *rows, title=title), *rows)


def suggested(scene: Scene, command: Suggested) -> Reply:
    """What the step suggests holds, and the next one is shown."""
    step = command.step or "where"
    if step == "where" and scene.work.desk.home is None:
        return channels(scene, suggested_channels(scene))
    if step == "try":
        return Reply(card=card_of(scene, step))
    done(scene, step)
    return Reply(card=card_of(scene, STEPS[STEPS.index(step) + 1]))


def fill_step(scene: Scene, command: HoursSet | SetSharing) -> Reply:
    """Keep what a step's form says; on the way through the wizard, the next step is a press away."""
    kept = save(scene, command)
    if kept.errors or kept.card is None:
        return kept
    step = "when" if isinstance(command, HoursSet) else "fair"
    if step == "fair" and command.records != "yes":  # type: ignore[union-attr]
        told = scene.say("This step stays open until your records officer knows that questions may be public records.")
        return Reply(card=Card(kept.card.title, *kept.card.parts, Text(told)))
    on_the_way = scene.work.desk.practice
    done(scene, step)
    beside = [Actions(onwards(step, scene.say))] if on_the_way else []
    read = [Text(promise(scene))] if step == "when" else []
    return Reply(card=Card(kept.card.title, *fitting(kept.card.parts, *read, *beside, title=kept.card.title), *read,
                           *beside))  # fmt: skip


def promise(scene: Scene) -> str:
    """What askers will read of the desk's promise."""
    days, say = scene.work.desk.promise_days, scene.say
    return say.many("Askers will read: “We reply within {count} working day.”",
                    "Askers will read: “We reply within {count} working days.”", days)  # fmt: skip


# ── where ────────────────────────────────────────────────────────────────────────────────────────────────────


def _where(scene: Scene) -> tuple[list[Part], list[Button]]:
    say, desk, rooms = scene.say, scene.work.desk, scene.work.rooms
    platform = scene.request.who.identity.platform
    named = desk.channels.get(platform, {})
    rows = tuple(
        (say(told), (_channel(say, named.get(each) or SUGGESTED[each], f"{platform}/{each}" in rooms),))
        for each, told in PURPOSES.items()
        if named.get(each) or SUGGESTED[each]
    )
    told = say("On {platform}. The champions' room should be private.", platform=platform_name(platform))
    ways = [
        button(say("Use suggested"), Suggested("where"), "primary"),
        button(say("Choose channels"), SetChannels(platform)),
    ]
    if any(desk.channels.values()):
        ways += [button(say("Look again"), LookAgain()), button(say("Go on"), Setup("who"))]
    return [Text(told), Facts(rows)], ways


def _channel(say: Words, name: str, found: bool) -> str:
    shown = cut(name, 80)
    return say("#{channel}, which I can use", channel=shown) if found else f"#{shown}"


# ── who, when, what, fair ────────────────────────────────────────────────────────────────────────────────────


def _who(scene: Scene) -> tuple[list[Part], list[Button]]:
    say, roster = scene.say, scene.work.roster
    names = ", ".join(each.public_name for each in roster.coordinators)
    waiting = ", ".join(each.public_name for each in roster.champions if not (each.pinned or each.has_left))
    lines = [
        say("Coordinators: {names}. Two are better than one.", names=cut(names, 400) or "—"),
        say.many("{count} person on the roster", "{count} people on the roster", len(roster.champions)),
    ]
    if waiting:
        lines.append(say("Have not joined yet: {names}. Nobody sees their names before.", names=cut(waiting, 400)))
    lines.append(say("One champion is enough to begin. Nobody is messaged."))
    ways = [
        button(say("Add a coordinator"), RosterAdd(level=Level.COORDINATOR)),
        button(say("Add a champion"), RosterAdd(level=Level.EXTERNAL)),
        button(say("Paste a roster"), RosterImport()),
        button(say("Go on"), Suggested("who"), "primary"),
    ]
    return [Text(each) for each in lines], ways


def _when(scene: Scene) -> tuple[list[Part], list[Button]]:
    say, desk = scene.say, scene.work.desk
    rows = (
        (say("Hours"), (cut(desk.hours, 200),)),
        (say("Time zone"), (desk.timezone,)),
        (say("Public holidays"), (desk.holidays or say("none"),)),
    )
    ways = [button(say("Use suggested"), Suggested("when"), "primary"), button(say("Change"), HoursSet())]
    return [Facts(rows), Text(promise(scene))], ways


def _what(scene: Scene) -> tuple[list[Part], list[Button]]:
    say, work = scene.say, scene.work
    known = [Text(cut(each.url, 300)) for each in work.desk.sources[:5]] or [Text(say("No portal is named yet."))]
    count = Text(say.many("{count} dataset is known.", "{count} datasets are known.", work.catalog.size()))
    ways = [
        button(say("Name the portal"), SetSource(), "" if work.desk.sources else "primary"),
        button(say("Go on") if work.desk.sources else say("Later"), Suggested("what")),
    ]
    return [*known, count], ways


def _fair(scene: Scene) -> tuple[list[Part], list[Button]]:
    say, desk = scene.say, scene.work.desk
    rows = (
        (say("Suggested to askers"), (say(SHARES[Share(desk.share_default)]),)),
        (say("The desk's language"), (desk.language,)),
        (say("Askers read"), (say("Questions to the City may be public records."),)),
    )
    told = say("Askers see what would be posted before anything is public, and choose: with their name, without, or "
               "privately.")  # fmt: skip
    ways = [
        button(say("Our records officer knows"), Suggested("fair"), "primary"),
        button(say("Change"), SetSharing()),
        button(say("Later"), Setup("try")),
    ]
    return [Facts(rows), Text(told)], ways


_Shown = Callable[[Scene], tuple[list[Part], list[Button]]]
SHOWN: Mapping[str, _Shown] = {
    "where": _where, "who": _who, "when": _when, "what": _what, "fair": _fair, "try": trying,
}  # fmt: skip
