"""A desk: one city's programme with its settings (interaction.md §7.1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Literal

from bot.people.hours import Calendar, calendar

Share = Literal["named", "unnamed", "private"]


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that questions are about. ``department`` and ``backup`` (a public name) may be empty."""

    name: str
    keywords: tuple[str, ...] = ()
    department: str = ""
    backup: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A portal that the desk's datasets come from; ``kind`` names the adapter, ``url`` may also be a file's
    path."""

    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one person may ask at a time (interaction.md §6.5), and how long texts may be in characters
    (§2.2). In watched rooms the desk offers help at most ``offers_per_hour`` times an hour, and nobody who said no
    for ``offer_rest_days`` days."""

    open: int = 3
    per_day: int = 5
    seconds_between: int = 120
    question_length: int = 1500
    answer_length: int = 3000
    offers_per_hour: int = 6
    offer_rest_days: int = 30


@dataclass(frozen=True, slots=True)
class Timers:
    """How long the clock waits before it does something (interaction.md §4.2): working hours, and calendar days for
    what the asker is waited for. The names are those of what happens then; ``snooze`` is the longest that a question
    may be put aside."""

    CALENDAR: ClassVar[frozenset[str]] = frozenset(
        {"remind", "remind_again", "silent", "ask_verdict", "assume", "snooze"}
    )

    backup: int = 4
    still_looking: int = 8
    inside: int = 16
    still_on_it: int = 16
    give_back: int = 32
    in_person: int = 40
    remind: int = 3
    remind_again: int = 7
    silent: int = 14
    ask_verdict: int = 3
    assume: int = 7
    snooze: int = 30

    @property
    def preset(self) -> str:
        """The preset that these are; "" for numbers of a desk's own."""
        return next((name for name, each in PRESETS.items() if each == self), "")


# §7.1 names the three. Normal is §4.2's table; the others let the desk wait twice and half as long, and give askers
# about half as much time more and less.
PRESETS: Mapping[str, Timers] = {
    "relaxed": Timers(8, 16, 32, 32, 64, 80, 5, 10, 21, 5, 10, 30),
    "normal": Timers(),
    "fast": Timers(2, 4, 8, 8, 16, 20, 2, 5, 10, 2, 5, 30),
}


@dataclass(frozen=True, slots=True)
class Hearing:
    """What one room hears of new data: ``room`` is its platform and its purpose or name ("slack/news",
    "slack/#traffic-data"). Any of the topics, departments or keywords is enough; where none is named it hears
    everything."""

    room: str
    topics: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Announce:
    """When new data is announced and where (interaction.md §3.6): ``slots`` are times of the week on the desk's wall;
    more than ``hold_over`` finds within ``group_window`` hours are held until a coordinator decides. The news rooms
    hear everything but where ``hearings`` say otherwise."""

    slots: tuple[str, ...] = ("Tue 10:00", "Thu 10:00")
    group_window: int = 24
    hold_over: int = 20
    hearings: tuple[Hearing, ...] = ()


OFF = "off"


@dataclass(frozen=True, slots=True)
class DigestPlan:
    """When each digest goes out (interaction.md §3.8), as a time of the week or of the month on the desk's wall, or
    "off". ``to`` says where coordinators read theirs: in their direct messages ("dm"), in the champions' rooms
    ("channel"), or in "both"."""

    coordinator: str = "Mon 09:00"
    champions: str = "Mon 09:00"
    executive: str = "first Tue 09:00"
    public: str = "first Mon 10:00"
    to: str = "dm"


@dataclass(frozen=True, slots=True)
class Showcase:
    """When a project is shown (interaction.md §3.7): ``slots`` are times of the week on the desk's wall, at each of
    which at most one is."""

    slots: tuple[str, ...] = ("Fri 11:00",)


@dataclass(frozen=True, slots=True)
class Home:
    """The files that are the home of a desk's settings, by name; chat only shows what they say. ``lines`` gives for
    each setting (``limits.open``) the line on which it stands. ``roster`` is the roster's file, "" where chat has
    it."""

    file: str
    lines: Mapping[str, int] = field(default_factory=dict)
    roster: str = ""

    def line(self, path: str) -> int:
        """The line of a setting, else of what stands around it; 0 where the file has nothing of it yet."""
        while path and path not in self.lines:
            path = path.rpartition(".")[0]
        return self.lines.get(path, 0)


@dataclass(frozen=True, slots=True)
class Desk:
    """One city's desk.

    ``channels`` gives for each platform the name or id of the channel for each purpose ("ask", "triage",
    "news", "showcase"); ``workspaces`` the ids of the teams or servers that belong to the desk: none listed
    means the one that the token belongs to. ``promise_days`` are working days. ``share_default`` is how a
    question is posted when the asker does not choose. ``contact`` points those who are in the wrong place to
    311 or the records office, ``emergency`` those who may be in danger to help. ``roster`` is the roster file's
    path as desk.yml gives it, relative to desk.yml. ``watch`` names for each platform the rooms, by purpose ("ask") or
    by name ("#general"), in which plain messages may be read and whoever asks about data is offered help: Discord shows
    their words only where that is asked for. ``links`` names likewise the rooms in which a shared link to a dataset
    shows its card; only Slack has that. ``public_url`` is where the answers' pages are served; it comes from
    the environment, not from desk.yml. ``home`` is set while files are the truth; where it is None, the database is.
    ``set_up`` are the steps of the wizard that are done, and while the desk is in ``practice`` only people on the
    roster may ask, and everything stays in the champions' room.
    """

    slug: str
    name: str
    timezone: str = "America/New_York"
    hours: str = "Mon-Fri 09:00-17:00"
    holidays: str = ""
    closed: tuple[tuple[date, str], ...] = ()
    language: str = "en"
    channels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    workspaces: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    topics: tuple[Topic, ...] = ()
    promise_days: int = 2
    sources: tuple[Source, ...] = ()
    limits: Limits = Limits()
    share_default: Share = "named"
    contact: str = ""
    emergency: str = ""
    roster: str = ""
    public_url: str = ""
    watch: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    timers: Timers = Timers()
    announce: Announce = Announce()
    showcase: Showcase = Showcase()
    digest: DigestPlan = DigestPlan()
    home: Home | None = None
    set_up: tuple[str, ...] = ()
    practice: bool = False

    @property
    def calendar(self) -> Calendar:
        """When the desk is open; the same object for the same settings."""
        return calendar(self.hours, self.timezone, self.holidays, self.closed)

    @property
    def country(self) -> str:
        """The country (ISO 3166) of its holidays, in which numbers without a country's code are read."""
        return self.holidays[:2].upper() or "US"

    @property
    def is_set_up_in_chat(self) -> bool:
        """Whether its channels are chosen in chat: then it can be spoken to before any of them is there."""
        return self.home is None and (self.practice or bool(self.set_up))

    def named_rooms(self, platform: str) -> tuple[str, ...]:
        """The rooms of a platform that go by their own names ("#general"): watched, with links, or with news."""
        heard = [each.room.partition("/")[2] for each in self.announce.hearings if each.room.startswith(f"{platform}/")]
        every = (*self.watch.get(platform, ()), *self.links.get(platform, ()), *heard)
        return tuple(dict.fromkeys(each for each in every if each.startswith("#")))

    def channel(self, platform: str, purpose: str) -> str:
        """The channel for a purpose on a platform; "" where the desk has none there."""
        return self.channels.get(platform, {}).get(purpose, "")

    def topic(self, name: str) -> Topic | None:
        """The topic of that name, whatever its case, or None."""
        wanted = name.strip().casefold()
        return next((each for each in self.topics if each.name.casefold() == wanted), None)
