"""The people of a desk: an account, a row of the roster, and a champion as the desk knows them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.people.hours import Calendar
from bot.speech.plain import NAME_ROOM, cut


class Level(StrEnum):
    """What somebody on the roster is there for (interaction.md §1)."""

    COORDINATOR = "coordinator"
    EXTERNAL = "external"
    INTERNAL = "internal"
    EXECUTIVE = "executive"


@dataclass(frozen=True, slots=True)
class Identity:
    """One account on one platform. ``team`` is Slack's workspace or Discord's server; neither it nor the
    platform may hold a colon."""

    platform: str
    team: str
    user: str

    def __post_init__(self) -> None:
        if ":" in self.platform or ":" in self.team:
            raise ValueError("a platform and a team have no colon in their ids")

    @property
    def key(self) -> str:
        """One string for this account: ``slack:T1:U1``. No two accounts share it."""
        return f"{self.platform}:{self.team}:{self.user}"

    @classmethod
    def from_key(cls, key: str) -> "Identity":
        """The account that :attr:`key` came from. Raises ValueError on anything else."""
        platform, team, user = key.split(":", 2)
        return cls(platform, team, user)


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One row of the roster as the city wrote it, normalised (interaction.md §7.1).

    ``slack`` is an e-mail address, a member id or a handle and ``discord`` a handle or an id: hints to find
    the account by, never rights. ``hours`` is empty where the desk's hold; ``topics`` may hold ``*`` for all
    of them and ``datasets`` patterns such as ``82zb-*``; ``languages`` are BCP 47 codes; ``backup`` is a
    public name.
    """

    public_name: str
    level: Level
    department: str = ""
    topics: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)
    slack: str = ""
    discord: str = ""
    hours: str = ""
    backup: str = ""
    max_open: int = 5
    notify: str = "dm"


@dataclass(frozen=True, slots=True)
class Champion:
    """A person on the desk's roster, as the desk knows them today.

    ``open_questions`` counts what they hold now; ``away_until`` is the last day they are away, on the desk's wall, and
    ``cover`` the number of who stands in meanwhile; ``pinned`` says that their rights hang on a platform user id,
    because they accepted the invitation; ``has_left`` that they did, and that no such account is there any more.
    ``away_from`` is the first day of a leave that is still to begin, ``away_held`` what then becomes of the questions
    they hold.
    """

    number: int
    row: RosterRow
    open_questions: int = 0
    away_until: date | None = None
    cover: int = 0
    pinned: bool = False
    has_left: bool = False
    away_from: date | None = None
    away_held: str = ""

    @property
    def public_name(self) -> str:
        """The name that askers see, short enough for every sentence."""
        return cut(self.row.public_name, NAME_ROOM)

    @property
    def level(self) -> Level:
        """Their level on the roster."""
        return self.row.level

    @property
    def department(self) -> str:
        """The department they speak for; may be empty."""
        return self.row.department

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics they look after."""
        return self.row.topics

    @property
    def datasets(self) -> tuple[str, ...]:
        """The datasets, or patterns of them, they look after."""
        return self.row.datasets

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages they answer in, as BCP 47 codes."""
        return self.row.languages

    @property
    def backup(self) -> str:
        """The public name of who stands in for them; may be empty."""
        return self.row.backup

    @property
    def max_open(self) -> int:
        """How many open questions they take before they are asked to confirm the next."""
        return self.row.max_open

    @property
    def is_full(self) -> bool:
        """Whether they hold as many open questions as they said they would."""
        return self.open_questions >= self.row.max_open

    def speaks(self, language: str) -> bool:
        """Whether they answer in ``language``; a region makes no difference: who speaks ``es`` speaks
        ``es-419``."""
        wanted = language.split("-")[0].lower()
        return any(each.split("-")[0].lower() == wanted for each in self.languages)

    def is_away(self, when: datetime, desk: Calendar) -> bool:
        """Whether they are marked away on the desk's date of ``when``; the first and the last day count as away. Who
        has left is away for good."""
        if self.has_left or self.away_until is None:
            return self.has_left
        today = desk.local_date(when)
        return today <= self.away_until and (self.away_from is None or self.away_from <= today)

    def works_at(self, when: datetime, desk: Calendar) -> bool:
        """Whether they are at work at ``when``: not away, not on the desk's day off, and inside their hours.

        Their own hours, in the desk's time zone, stand in place of the desk's, so a volunteer may work in the
        evening.
        """
        return not self.is_away(when, desk) and desk.with_hours(self.row.hours).is_open(when)

    def works_today(self, when: datetime, desk: Calendar) -> bool:
        """Whether they have any hours on the desk's date of ``when`` and are not away."""
        return not self.is_away(when, desk) and desk.with_hours(self.row.hours).works_today(when)
