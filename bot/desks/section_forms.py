"""The forms of the settings, each of at most five fields, filled with what holds now."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.desks.commands import (
    DigestSchedule,
    HoursClosed,
    HoursHolidays,
    HoursSet,
    SetAnnouncements,
    SetChannels,
    SetDesk,
    SetLimits,
    SetSharing,
    SetShowcase,
    SetSource,
    SetTimers,
    SettingsDiff,
    SettingsEdit,
    SettingsImport,
)
from bot.desks.looking import PURPOSES, SUGGESTED
from bot.desks.settings import refuse_in_file
from bot.engine.scene import Scene
from bot.questions.model import Share
from bot.questions.wording import SHARES, platform_name
from bot.speech.cards import CHOICE_LABEL, INPUT_LABEL, INPUT_TEXT
from bot.speech.command import Command
from bot.speech.forms import Choice, Form, Input, TextInput
from bot.speech.grammar import write
from bot.speech.plain import cut
from bot.speech.words import mark

LIMITS: Mapping[str, str] = {
    "open": mark("Open questions a person may have"),
    "per_day": mark("Questions a person may ask in a day"),
    "seconds_between": mark("Seconds between two questions"),
    "question_length": mark("Longest question, in characters"),
    "answer_length": mark("Longest answer, in characters"),
}
PRESETS: Mapping[str, str] = {
    "relaxed": mark("Relaxed: twice as long"),
    "normal": mark("Normal: the backup is asked after 4 hours"),
    "fast": mark("Fast: half as long"),
}


def _form(scene: Scene, title: str, command: Command, *inputs: Input, intro: str = "") -> Form:
    refuse_in_file(scene, getattr(command, "paths", {}).values() or ("desk",))
    return Form(title, write(command), inputs, scene.say("Save"), intro)


def _line(name: str, label: str, value: str, hint: str = "", *, required: bool = False, longest: int = 200) -> Input:
    return TextInput(name, cut(label, INPUT_LABEL), value, hint, required=required, max_length=longest)


def desk_form(scene: Scene, command: SetDesk) -> Form:
    """What the desk is called, and where people are sent who are in the wrong place."""
    say, desk = scene.say, scene.work.desk
    return _form(
        scene, say("The desk"), SetDesk(),
        _line("title", say("Its name"), desk.name, required=True, longest=80),
        _line("language", say("Its language, as a code"), desk.language, "en"),
        _line("contact", say("For other matters: whom to ask"), desk.contact, "311", longest=500),
    )  # fmt: skip


def hours_form(scene: Scene, command: HoursSet) -> Form:
    """When the desk is open, and by when askers hear."""
    say, desk = scene.say, scene.work.desk
    return _form(
        scene, say("Hours and promise"), HoursSet(),
        _line("hours", say("Working hours"), desk.hours, "Mon-Fri 09:00-17:00", required=True, longest=500),
        _line("timezone", say("Time zone"), desk.timezone, "America/New_York"),
        _line("holidays", say("Public holidays of (or: none)"), desk.holidays, "US-MA"),
        _line("promise", say("First reply within, in working days"), str(desk.promise_days), "2"),
    )  # fmt: skip


def holidays_form(scene: Scene, command: HoursHolidays) -> Form:
    """Which public holidays are days off."""
    say = scene.say
    label = say("Country or region (or: none)")
    return _form(
        scene, say("Public holidays"), HoursHolidays(),
        _line("text", label, scene.work.desk.holidays, "US-MA", required=True),
    )  # fmt: skip


def closed_form(scene: Scene, command: HoursClosed) -> Form:
    """A day on which the desk is closed besides."""
    say = scene.say
    day = command.day.isoformat() if command.day else ""
    return _form(
        scene, say("A closed day"), HoursClosed(),
        _line("day", say("Which day?"), day, "2026-12-24", required=True, longest=10),
        _line("text", say("Why? Askers may read this"), command.text[:200]),
    )  # fmt: skip


def timers_form(scene: Scene, command: SetTimers) -> Form:
    """How long the clock waits: one of three; every number is for desk.yml."""
    say, now = scene.say, scene.work.desk.timers.preset
    options = tuple((each, cut(say(told), CHOICE_LABEL)) for each, told in PRESETS.items())
    intro = "" if now else say("The desk has numbers of its own now. Choosing one of these takes their place.")
    return _form(
        scene, say("Timers"), SetTimers(), Choice("preset", say("How long is waited?"), options, now), intro=intro
    )


def limits_form(scene: Scene, command: SetLimits) -> Form:
    """How much one person may ask, and how long texts may be."""
    say, limits = scene.say, scene.work.desk.limits
    fields = (_line(name, say(told), str(getattr(limits, name)), longest=6) for name, told in LIMITS.items())
    return _form(scene, say("Limits"), SetLimits(), *fields)


def sharing_form(scene: Scene, command: SetSharing) -> Form:
    """How askers are seen unless they choose, and the records officer's knowledge."""
    say, desk = scene.say, scene.work.desk
    knows = "yes" if "fair" in desk.set_up else ""
    answers = (("yes", say("Yes, they know")), ("later", say("Not yet")))
    return _form(
        scene, say("Fairness"), SetSharing(),
        Choice("share", say("Suggested to askers"), tuple((each.value, say(SHARES[each])) for each in Share),
               desk.share_default),
        _line("language", say("The desk's language, as a code"), desk.language, "en"),
        Choice("records", say("Does your records officer know?"), answers, knows),
    )  # fmt: skip


def channels_form(scene: Scene, command: SetChannels) -> Form:
    """Which channels the desk uses on one platform."""
    say = scene.say
    here = scene.request.who.identity.platform
    platform = command.platform if command.platform in scene.work.desk.channels else here
    named = scene.work.desk.channels.get(platform, {})
    fields = (_line(each, say(told), named.get(each, SUGGESTED[each]), longest=100) for each, told in PURPOSES.items())
    intro = say("Make these channels on {platform} first, and add me to them.", platform=platform_name(platform))
    return _form(scene, say("Channels"), SetChannels(platform), *fields, intro=intro)


def source_form(scene: Scene, command: SetSource) -> Form:
    """Where the portal is."""
    say = scene.say
    hint = "https://data.example.gov"
    return _form(scene, say("Your portal"), SetSource(),
                 _line("url", say("Its web address"), "", hint, required=True, longest=2000))  # fmt: skip


def announcements_form(scene: Scene, command: SetAnnouncements) -> Form:
    """When new data is announced. Which channel hears what has a command of its own."""
    say, now = scene.say, scene.work.desk.announce
    return _form(
        scene, say("Announcements"), SetAnnouncements(),
        _line("slots", say("When, on the desk's clock"), "; ".join(now.slots), "Tue 10:00; Thu 10:00", required=True,
              longest=500),
        _line("group_window", say("How close together is a flood?"), f"{now.group_window}h", "24h", longest=6),
        _line("hold_over", say("Held are more than so many"), str(now.hold_over), "20", longest=4),
        intro=say("Which channel hears what: `/opendata-admin announce subscribe`."),
    )  # fmt: skip


def digest_form(scene: Scene, command: DigestSchedule) -> Form:
    """When each digest goes out, and where coordinators read theirs."""
    say, now = scene.say, scene.work.desk.digest
    week, month = "Mon 09:00", "first Mon 10:00"
    where = (("dm", say("In direct messages")), ("channel", say("In the champions' room")), ("both", say("In both")))
    return _form(
        scene, say("Digests"), DigestSchedule(),
        _line("coordinator", say("To coordinators, weekly (or: off)"), now.coordinator, week, longest=50),
        _line("champions", say("To champions, weekly (or: off)"), now.champions, week, longest=50),
        _line("executive", say("To executives, monthly (or: off)"), now.executive, month, longest=50),
        _line("public", say("To everybody, monthly (or: off)"), now.public, month, longest=50),
        Choice("to", say("Where do coordinators read theirs?"), where, now.to),
    )  # fmt: skip


def showcase_form(scene: Scene, command: SetShowcase) -> Form:
    """When a project is shown. Which comes next has a command of its own."""
    say, now = scene.say, scene.work.desk.showcase
    return _form(
        scene, say("Showcase"), SetShowcase(),
        _line("slots", say("When, on the desk's clock"), "; ".join(now.slots), "Fri 11:00", required=True, longest=500),
        intro=say("Which project is shown next: `/opendata-admin showcase schedule`."),
    )  # fmt: skip


_FORMS: Mapping[str, tuple[type[Command], Callable[[Scene, Any], Form]]] = {
    "desk": (SetDesk, desk_form),
    "hours": (HoursSet, hours_form),
    "sharing": (SetSharing, sharing_form),
    "timers": (SetTimers, timers_form),
    "limits": (SetLimits, limits_form),
    "channels": (SetChannels, channels_form),
    "sources": (SetSource, source_form),
    "announcements": (SetAnnouncements, announcements_form),
    "showcase": (SetShowcase, showcase_form),
    "digest": (DigestSchedule, digest_form),
}


def edit_form(scene: Scene, command: SettingsEdit) -> Form:
    """The form of a section."""
    kind, form = _FORMS[command.section]
    return form(scene, kind())


def file_form(scene: Scene, command: SettingsDiff | SettingsImport) -> Form:
    """A field to paste a desk.yml into."""
    say = scene.say
    field = TextInput("text", say("Paste a desk.yml"), "", "desk: {name: …}", multiline=True, max_length=INPUT_TEXT)
    return Form(say("Compare settings"), write(type(command)()), (field,), say("Compare"))
