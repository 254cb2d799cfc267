"""The settings in chat: shown, changed section by section, and taken over whole (interaction.md §2.4, §7.1).

Every setting has one home. Where that is a file, chat shows what it says and names the line to change.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from bot.desk import Desk, DeskFileError, SettingsMistake, differences, moved_in, read_desk, with_settings
from bot.desks.commands import (
    SECTIONS,
    Section,
    SettingsApply,
    SettingsDiff,
    SettingsEdit,
    SettingsExport,
    SettingsImport,
    SettingsShow,
)
from bot.desks.written import leaves, lines_of, tree_of
from bot.engine.scene import Scene
from bot.questions.forms import draft_of, use_draft
from bot.questions.model import Draft, DraftKind
from bot.questions.timers import wind_anew
from bot.questions.views import button
from bot.speech.cards import Actions, Bold, Card, Note, Part, Text, fitting
from bot.speech.forms import FieldError
from bot.speech.plain import cut
from bot.speech.reply import Errand, Reply, sentence
from bot.speech.words import mark

# The sections of desk.yml, or the settings in them, that each section in chat shows.
SHOWN: Mapping[str, tuple[str, ...]] = {
    "desk": ("desk.name", "desk.slug", "desk.language", "desk.contact"),
    "hours": ("desk.hours", "desk.timezone", "desk.holidays", "desk.closed", "promise"),
    "sharing": ("share",),
    "timers": ("timers",),
    "limits": ("limits",),
    "channels": ("channels", "workspaces", "watch"),
    "topics": ("topics",),
    "sources": ("sources",),
    "announcements": ("announce",),
    "showcase": ("showcase",),
    "digest": ("digest",),
}
TITLES: Mapping[str, str] = {
    "desk": mark("Desk"),
    "hours": mark("Hours and promise"),
    "sharing": mark("Sharing"),
    "timers": mark("Timers"),
    "limits": mark("Limits"),
    "channels": mark("Channels"),
    "topics": mark("Topics"),
    "sources": mark("Portals"),
    "announcements": mark("Announcements"),
    "showcase": mark("Showcase"),
    "digest": mark("Digests"),
}


def show(scene: Scene, command: SettingsShow) -> Reply:
    """One section whole, or each in a line or two, with where they can be changed."""
    say, desk = scene.say, scene.work.desk
    if command.section:
        return _one(scene, command.section)
    title = say("What {desk} goes by", desk=cut(desk.name, 80))
    found = leaves(tree_of(desk))
    lines: list[Part] = [
        Text(Bold(say(TITLES[each])), " — ", cut("; ".join(_told(found, each)) or "—", 220)) for each in SECTIONS
    ]
    beside = [_home(scene), Actions(*(button(say(TITLES[each]), SettingsShow(each)) for each in SECTIONS[1:6]))]
    return Reply(card=Card(title, *fitting(lines, *beside, title=title, page=True), *beside, page=True))


def _one(scene: Scene, section: str) -> Reply:
    say, found = scene.say, leaves(tree_of(scene.work.desk))
    title = say(TITLES[section])
    beside: list[Part] = [_home(scene)]
    if section != "topics" and scene.work.desk.home is None:
        beside.append(Actions(button(say("Change"), SettingsEdit(section), "primary")))
    lines: list[Part] = [Text(cut(each, 400)) for each in _told(found, section)] or [Text("—")]
    return Reply(card=Card(title, *fitting(lines, *beside, title=title, page=True), *beside, page=True))


def _told(found: Mapping[str, str], section: str) -> list[str]:
    paths = SHOWN[section]
    return [
        f"{path.removeprefix('desk.')}: {value}"
        for path, value in found.items()
        if any(path == each or path.startswith(f"{each}.") for each in paths)
    ]


def _home(scene: Scene) -> Part:
    say, home = scene.say, scene.work.desk.home
    if home is None:
        return Note(say("These settings are changed here, in chat."))
    return Note(say("These settings live in {file}. Change them there, and start the service again.", file=home.file))


def refuse_in_file(scene: Scene, paths: Iterable[str]) -> None:
    """Refuse where a file is the home of these settings, with the line to change."""
    home = scene.work.desk.home
    if home is None:
        return
    lines = [line for path in paths if (line := home.line(path))]
    if not lines:
        raise scene.refuse(
            "These settings live in {file}. It does not have this one yet: add it there, and start the service again.",
            file=home.file,
        )
    raise scene.refuse(
        "These settings live in {file}. To change this, edit line {line} of {file}, and start the service again.",
        file=home.file, line=min(lines),
    )  # fmt: skip


def edit(scene: Scene, command: SettingsEdit) -> Reply:
    """Which section? Each has a form of its own; topics have commands."""
    say = scene.say
    if command.section == "topics":
        told = say("Topics have commands of their own: `/opendata-admin topics add`, `rename`, `merge`, `keywords`.")
        return sentence(told)
    ways = [button(say(TITLES[each]), SettingsEdit(each)) for each in SECTIONS if each != "topics"]
    return Reply(card=Card(say("What do you want to change?"), Actions(*ways[:5]), Actions(*ways[5:])))


# ── saving ───────────────────────────────────────────────────────────────────────────────────────────────────


def save(scene: Scene, command: Section) -> Reply:
    """Keep what a section's form says, or say field by field what cannot be; then what has changed."""
    given = {path: str(getattr(command, field)) for field, path in command.paths.items()}
    return keep(scene, given, {path: field for field, path in command.paths.items()})


def keep(scene: Scene, given: Mapping[str, str], fields: Mapping[str, str], step: str = "") -> Reply:
    """Change these settings, by their dotted names; a mistake goes to the field that gave it."""
    refuse_in_file(scene, [path for path, value in given.items() if value])
    before = scene.work.desk
    try:
        after = with_settings(before, given)
    except SettingsMistake as wrong:
        return Reply(errors=tuple(_errors(wrong, fields)))
    return saved(scene, after)


def _errors(wrong: SettingsMistake, fields: Mapping[str, str]) -> Iterable[FieldError]:
    for path, told in wrong.mistakes.items():
        field = next((field for each, field in fields.items() if path == each or path.startswith(f"{each}.")), "")
        yield FieldError(field or next(iter(fields.values())), told)


def saved(scene: Scene, after: Desk) -> Reply:
    """Write settings down, let what depends on them follow, and say what has changed."""
    say, before = scene.say, scene.work.desk
    changes = differences(before, after)
    write(scene, after)
    if not changes:
        return sentence(say("Nothing changed."))
    title = say.many("{count} setting changed.", "{count} settings changed.", len(changes))
    lines: list[Part] = [Text(cut(each, 300)) for each in changes]
    return Reply(card=Card(title, *fitting(lines, title=title)))


def write(scene: Scene, after: Desk) -> None:
    """Write settings down. Where hours or timers differ, what the clock waits for is counted anew."""
    work, before = scene.work, scene.work.desk
    if after == before:
        return
    work.save_settings(after)
    if (before.timers, before.calendar) != (after.timers, after.calendar):
        wind_anew(work)


# ── the whole file ───────────────────────────────────────────────────────────────────────────────────────────


def export(scene: Scene, command: SettingsExport) -> Reply:
    """The settings as a desk.yml that can be pasted back; a line for each section, as chat keeps no indentation."""
    say = scene.say
    title = say("The settings as a desk.yml")
    told = Note(say("As a file: `champions settings export > desk.yml` on the server."))
    lines: list[Part] = [Text(each) for each in lines_of(scene.work.desk)]
    shown = fitting(lines, told, title=title, page=True)
    if len(shown) < len(lines):
        told = Note(say("This is not all of it. As a file: `champions settings export > desk.yml` on the server."))
        shown = fitting(lines, told, title=title, page=True)
    return Reply(card=Card(title, *shown, told, page=True))


def diff(scene: Scene, command: SettingsDiff) -> Reply:
    """What differs between the settings and a pasted desk.yml; nothing changes."""
    return _compared(scene, command.text, lambda desk: ())


def import_(scene: Scene, command: SettingsImport) -> Reply:
    """A dry run: what would change, setting by setting. The text is kept until it is taken over or a day has passed."""
    refuse_in_file(scene, ("desk",))

    def taking(desk: Desk) -> tuple[Part, ...]:
        _refuse_what_is_the_operators(scene, desk)
        draft = scene.work.drafts.add(
            Draft(
                0, DraftKind.SETTINGS, scene.person.number, command.text, scene.request.at, scene.request.where
            )
        )  # fmt: skip
        return (Actions(button(scene.say("Take it over"), SettingsApply(draft.number), "primary")),)

    return _compared(scene, command.text, taking)


def _compared(scene: Scene, text: str, beside: Callable[[Desk], tuple[Part, ...]]) -> Reply:
    say, before = scene.say, scene.work.desk
    try:
        read = read_desk(text, "desk.yml")
    except DeskFileError as wrong:
        title = say("This desk.yml has mistakes. Nothing changed.")
        faults: list[Part] = [Text(cut(each, 300)) for each in wrong.mistakes]
        return Reply(card=Card(title, *fitting(faults, title=title)))
    changes = differences(before, moved_in(before, read))
    if not changes:
        return sentence(say("Nothing differs. These are the settings of now."))
    title = say("Compared with the settings of today. Nothing has changed yet.")
    actions = beside(read)
    lines: list[Part] = [Text(cut(each, 300)) for each in changes]
    return Reply(card=Card(title, *fitting(lines, *actions, title=title), *actions))


def _refuse_what_is_the_operators(scene: Scene, desk: Desk) -> None:
    """A workspace is tied to a desk, and a file on the server is read, by whoever runs the server."""
    if dict(desk.workspaces) not in ({}, dict(scene.work.desk.workspaces)):
        raise scene.refuse("`workspaces` is for whoever runs the server. Leave it out, or as it is.")
    if any(not each.url.startswith(("https://", "http://")) for each in desk.sources):
        known = scene.work.desk.sources
        if any(each not in known for each in desk.sources):
            raise scene.refuse("In chat a portal is a web address. It begins with https:// and a host name.")


def apply(scene: Scene, command: SettingsApply) -> Reply:
    """Take over what was compared."""
    draft = draft_of(scene, command.draft, DraftKind.SETTINGS)
    refuse_in_file(scene, ("desk",))
    if draft.used:
        return sentence(scene.say("These settings were already taken over."))
    before = scene.work.desk
    read = read_desk(draft.text, "desk.yml")
    _refuse_what_is_the_operators(scene, read)
    use_draft(scene, draft, 1)
    after = moved_in(before, replace(read, workspaces=before.workspaces))
    return replace(saved(scene, after), errand=looked_for(before, after))


def looked_for(before: Desk, after: Desk) -> Errand | None:
    """Where channels differ, the platforms are asked for them."""
    return Errand("channels") if before.channels != after.channels else None
