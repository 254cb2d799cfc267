"""What has to be looked at outside: the desk's channels on the platforms, and its portal (interaction.md §7.3)."""

from collections.abc import Mapping

from bot.desk import Desk, SettingsMistake
from bot.desks.changing import as_desk
from bot.desks.commands import (
    ChannelsFound,
    LookAgain,
    SetChannels,
    SetSource,
    SourceFound,
    SourceRead,
    Suggested,
    TakeSource,
)
from bot.desks.settings import keep, refuse_in_file, write
from bot.desks.steps import done, onwards
from bot.desks.written import tree_of
from bot.engine.scene import Scene
from bot.questions.forms import draft_of, use_draft
from bot.questions.model import Draft, DraftKind
from bot.questions.views import button
from bot.questions.wording import platform_name
from bot.speech.cards import Actions, Button, Card, Part, Text, fitting
from bot.speech.forms import FieldError
from bot.speech.plain import cut
from bot.speech.reply import Errand, Reply, sentence
from bot.speech.words import mark

PURPOSES: Mapping[str, str] = {
    "ask": mark("Where people ask"),
    "triage": mark("The champions' room"),
    "news": mark("Where new data is told"),
    "showcase": mark("Where projects are shown"),
}
# Projects are shown where new data is told unless they have a room of their own.
SUGGESTED: Mapping[str, str] = {"ask": "ask-open-data", "triage": "champions-triage", "news": "data-news",
                                "showcase": ""}  # fmt: skip
FOR_EVERYBODY = frozenset({"general", "random", "announcements", "rules", "welcome"})


# ── channels ─────────────────────────────────────────────────────────────────────────────────────────────────


def suggested_channels(scene: Scene) -> SetChannels:
    """The channels that are named on the platform of whoever asks, and the usual names for the others."""
    platform = scene.request.who.identity.platform
    named = scene.work.desk.channels.get(platform, {})
    return SetChannels(platform, **{each: named.get(each) or SUGGESTED[each] for each in PURPOSES})


def channels(scene: Scene, command: SetChannels) -> Reply:
    """Keep which channels the desk uses on a platform, and look for them there."""
    say = scene.say
    platform = command.platform.strip().lower() or scene.request.who.identity.platform
    named = {each: getattr(command, each).strip().removeprefix("#") for each in PURPOSES}
    if crowd := next((name for name in named.values() if name.casefold() in FOR_EVERYBODY), ""):
        raise scene.refuse("Please choose a channel of its own. Everybody is in #{channel}.", channel=crowd)
    given = {f"channels.{platform}.{each}": name for each, name in named.items() if name}
    kept = keep(scene, given, {path: path.rpartition(".")[2] for path in given})
    if kept.errors:
        return kept
    title = say("Saved. I am looking for these channels on {platform}.", platform=platform_name(platform))
    return Reply(card=Card(title), errand=Errand("channels"))


def look_again(scene: Scene, command: LookAgain) -> Reply:
    """Ask the platforms once more."""
    return Reply(card=Card(scene.say("I am looking for the channels.")), errand=Errand("channels"))


def channels_found(scene: Scene, command: ChannelsFound) -> Reply:
    """What was found on every platform, and for what is missing how to mend it."""
    say, rooms = scene.say, scene.work.rooms
    ready = all(any(name.endswith(f"/{each}") for name in rooms) for each in ("ask", "triage"))
    if ready:
        done(scene, "where")
    title = say("I can use the channels.") if ready else say("Something is missing before anybody can ask.")
    wrong = [each for each in command.found if not each[1] or each[3]]
    well = [each for each in command.found if each not in wrong and "#" in each[2]]  # of what is well, the channels
    lines = [Text(cut(f"{platform_name(name)}: {what} {fix}", 400)) for name, _, what, fix in (*wrong, *well)]
    ways: list[Button] = [onwards("where", say)] if ready else []
    ways.append(button(say("Look again"), LookAgain()))
    actions = Actions(*ways)
    return Reply(card=Card(title, *fitting(lines, actions, title=title), actions))


# ── the portal ───────────────────────────────────────────────────────────────────────────────────────────────


def set_source(scene: Scene, command: SetSource) -> Reply:
    """Look at a portal before anything is saved."""
    refuse_in_file(scene, ("sources",))
    url = command.url.strip()
    if not url.startswith(("https://", "http://")):
        url = f"https://{url}"
    try:
        _with_source(scene, url)
    except SettingsMistake as wrong:
        return Reply(errors=tuple(FieldError("url", each) for each in wrong.mistakes.values()))
    return Reply(card=Card(scene.say("I am looking at {url}.", url=cut(url, 300))), errand=Errand("portal", text=url))


def _with_source(scene: Scene, url: str, kind: str = "dcat") -> Desk:
    """The desk with this portal beside those that it has. Raises SettingsMistake."""
    desk = scene.work.desk
    known = tree_of(desk).get("sources", [])
    fresh = [] if any(each.url == url for each in desk.sources) else [{"kind": kind, "url": url}]
    return as_desk(desk, {**tree_of(desk), "sources": [*known, *fresh]})


def source_found(scene: Scene, command: SourceFound) -> Reply:
    """ "Is this yours?": some of its datasets by name; nothing is saved yet."""
    say = scene.say
    other = button(say("Another address"), SetSource())
    if command.trouble or not command.count:
        told = command.trouble or say("There is no dataset in it that I can use.")
        title = say("I could not read that portal. Nothing changed.")
        return Reply(card=Card(title, Text(cut(told, 600)), Actions(other, button(say("Later"), Suggested("what")))))
    draft = scene.work.drafts.add(
        Draft(
            0,
            DraftKind.PORTAL,
            scene.person.number,
            f"{command.kind} {command.url}",
            scene.request.at,
            scene.request.where,
        )
    )
    title = say.many("There is {count} dataset. Is this yours?", "There are {count} datasets. Is this yours?",
                     command.count)  # fmt: skip
    names: list[Part] = [Text(cut(each, 200)) for each in command.titles[:3]]
    yes = button(say("Yes, take them over"), TakeSource(draft.number), "primary")
    return Reply(card=Card(title, *names, Actions(yes, other)))


def take_source(scene: Scene, command: TakeSource) -> Reply:
    """The portal is the desk's from now on; its datasets are read beside."""
    say = scene.say
    draft = draft_of(scene, command.draft, DraftKind.PORTAL)
    refuse_in_file(scene, ("sources",))
    if draft.used:
        return sentence(say("This portal was already taken over."))
    use_draft(scene, draft, 1)
    kind, _, url = draft.text.rpartition(" ")  # an older draft has the address alone
    write(scene, _with_source(scene, url, kind or "dcat"))
    done(scene, "what")
    return Reply(card=Card(say("Saved. I am reading the datasets now.")), errand=Errand("catalogue"))


def source_read(scene: Scene, command: SourceRead) -> Reply:
    """How many datasets there are now."""
    say = scene.say
    next_step = Actions(onwards("what", say))
    if command.trouble:
        title = say("I could not read the datasets. I will try again by myself.")
        return Reply(card=Card(title, Text(cut(command.trouble, 600)), next_step))
    return Reply(card=Card(say.many("{count} dataset is known.", "{count} datasets are known.", command.count),
                           next_step))  # fmt: skip
