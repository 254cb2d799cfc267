"""What coordinators say about the settings; each section has a form of at most five fields."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.speech.command import Command, choice, day, name, number, said, text

# A command with ``paths`` is a section's form, filled in: for each field the setting that it stands for.
SECTIONS = (
    *("desk", "hours", "sharing", "timers", "limits", "channels"),
    *("topics", "sources", "announcements", "showcase", "digest"),
)


@said("opendata-admin settings show")
@dataclass(frozen=True, slots=True)
class SettingsShow(Command):
    """See what the desk goes by: one section, or all of them."""

    section: str = choice(*SECTIONS, help="only this section")


@said("opendata-admin settings edit")
@dataclass(frozen=True, slots=True)
class SettingsEdit(Command):
    """Change a section of the settings by form; without a section you choose one."""

    section: str = choice(*SECTIONS, help="which section")

    @property
    def nothing_to_ask(self) -> bool:
        """Whether no form helps: no section was named, or one that has commands of its own."""
        return self.section in ("", "topics")


@said("opendata-admin settings export")
@dataclass(frozen=True, slots=True)
class SettingsExport(Command):
    """See the settings as a desk.yml."""


@said("opendata-admin settings diff")
@dataclass(frozen=True, slots=True)
class SettingsDiff(Command):
    """Compare a pasted desk.yml with the settings; nothing changes."""

    text: str = text("a desk.yml", verbatim=True)


@said("opendata-admin settings import")
@dataclass(frozen=True, slots=True)
class SettingsImport(Command):
    """Compare a pasted desk.yml with the settings, then take it over."""

    text: str = text("a desk.yml", verbatim=True)


@said("opendata-admin settings apply")
@dataclass(frozen=True, slots=True)
class SettingsApply(Command):
    """Take over settings that were compared."""

    draft: int = number("D")


@said("opendata-admin set desk")
@dataclass(frozen=True, slots=True)
class SetDesk(Command):
    """Say what the desk is called, its language, and where people are sent who are in the wrong place."""

    paths: ClassVar[dict[str, str]] = {"title": "desk.name", "language": "desk.language", "contact": "desk.contact"}

    title: str = name("its name")
    language: str = name("a language code, like en")
    contact: str = name("311 or the records office", longest=500)


@said("opendata-admin hours set")
@dataclass(frozen=True, slots=True)
class HoursSet(Command):
    """Say when the desk is open, and by when askers hear."""

    paths: ClassVar[dict[str, str]] = {
        "hours": "desk.hours",
        "timezone": "desk.timezone",
        "holidays": "desk.holidays",
        "promise": "promise.first_reply",
    }

    hours: str = name("like Mon-Fri 09:00-17:00", longest=500)
    timezone: str = name("like America/New_York")
    holidays: str = name("a country or region, like US-MA")
    promise: str = name("working days until the first reply")


@said("opendata-admin hours holidays")
@dataclass(frozen=True, slots=True)
class HoursHolidays(Command):
    """Say which country's or region's public holidays are days off."""

    paths: ClassVar[dict[str, str]] = {"text": "desk.holidays"}

    text: str = text("a country or region, like US-MA")


@said("opendata-admin hours closed")
@dataclass(frozen=True, slots=True)
class HoursClosed(Command):
    """Say that the desk is closed on a day; the word "open" takes it back."""

    day: date | None = day("the day, like 2026-10-14", bare=True)  # noqa: RUF009 (as in attrs)
    text: str = text("why")


@said("opendata-admin set timers")
@dataclass(frozen=True, slots=True)
class SetTimers(Command):
    """Say how long the clock waits."""

    paths: ClassVar[dict[str, str]] = {"preset": "timers"}

    preset: str = choice("relaxed", "normal", "fast")


@said("opendata-admin set announcements")
@dataclass(frozen=True, slots=True)
class SetAnnouncements(Command):
    """Say when new data is announced, and how much of it is held until a coordinator decides."""

    paths: ClassVar[dict[str, str]] = {
        "slots": "announce.slots",
        "group_window": "announce.group_window",
        "hold_over": "announce.hold_over",
    }

    slots: str = name("like Tue 10:00; Thu 10:00", longest=500)
    group_window: str = name("hours, like 24h")
    hold_over: str = name("datasets")


@said("opendata-admin digest schedule")
@dataclass(frozen=True, slots=True)
class DigestSchedule(Command):
    """Say when each digest goes out, and where coordinators read theirs; "off" for never."""

    paths: ClassVar[dict[str, str]] = {
        each: f"digest.{each}" for each in ("coordinator", "champions", "executive", "public", "followers", "to")
    }

    coordinator: str = name("like Mon 09:00", longest=50)
    champions: str = name("like Mon 09:00", longest=50)
    executive: str = name("like first Mon 10:00", longest=50)
    public: str = name("like first Mon 10:00", longest=50)
    followers: str = name("like Mon 09:00", longest=50)
    to: str = choice("dm", "channel", "both", help="where coordinators read theirs")

    @property
    def some(self) -> str:
        """Anything at all; empty where nothing was named."""
        return self.coordinator or self.champions or self.executive or self.public or self.followers or self.to


@said("opendata-admin set showcase")
@dataclass(frozen=True, slots=True)
class SetShowcase(Command):
    """Say when a project is shown."""

    paths: ClassVar[dict[str, str]] = {"slots": "showcase.slots"}

    slots: str = name("like Fri 11:00", longest=500)


@said("opendata-admin set limits")
@dataclass(frozen=True, slots=True)
class SetLimits(Command):
    """Say how much one person may ask, and how long texts may be."""

    paths: ClassVar[dict[str, str]] = {
        each: f"limits.{each}" for each in ("open", "per_day", "seconds_between", "question_length", "answer_length")
    }

    open: str = name("open questions")
    per_day: str = name("questions a day")
    seconds_between: str = name("seconds between two")
    question_length: str = name("characters")
    answer_length: str = name("characters")


@said("opendata-admin set sharing")
@dataclass(frozen=True, slots=True)
class SetSharing(Command):
    """Say how askers are seen unless they choose, and that the records officer knows."""

    paths: ClassVar[dict[str, str]] = {"share": "share", "language": "desk.language"}

    share: str = choice("named", "unnamed", "private")
    language: str = name("a language code, like en")
    records: str = choice("yes", "later")


@said("opendata-admin set channels")
@dataclass(frozen=True, slots=True)
class SetChannels(Command):
    """Say which channels of a platform the desk uses."""

    platform: str = name("slack or discord")
    ask: str = name("where people ask")
    triage: str = name("where champions see what waits")
    news: str = name("where new data is told")
    showcase: str = name("where projects are shown")

    @property
    def some(self) -> str:
        """Any channel at all; empty where none was named."""
        return self.ask or self.triage or self.news or self.showcase


@said("opendata-admin set source")
@dataclass(frozen=True, slots=True)
class SetSource(Command):
    """Name the portal; it is looked at before anything is saved."""

    url: str = name("https://data.example.gov", longest=2000)


Section = (
    SetDesk | HoursSet | HoursHolidays | SetTimers | SetLimits | SetSharing | SetAnnouncements | SetShowcase
    | DigestSchedule
)  # fmt: skip
