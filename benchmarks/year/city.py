"""The city of the year: made up, with a desk, its champions, and people who ask. The seed decides who asks what."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bot.catalog.model import Dataset
from bot.desk import Desk, Limits, Topic
from bot.people.model import Identity, Level, RosterRow

SLACK, DISCORD = "slack", "discord"
ASKERS = 400
_TOPICS = {
    "Trees": ("Parks", ("tree", "canopy", "planting", "stump")),
    "Streets": ("Public Works", ("street", "paving", "pothole", "snow")),
    "Budget": ("Finance", ("budget", "spending", "grants", "payroll")),
    "Permits": ("Inspections", ("permit", "inspection", "zoning", "demolition")),
    "Buses": ("Transport", ("bus", "ridership", "route", "stop")),
    "Schools": ("Education", ("school", "enrolment", "classroom", "playground")),
}
# Level, topics, own hours, how many open questions are enough, languages. Some work in the evening, when the desk is
# closed, and some on few days.
_CHAMPIONS: tuple[tuple[Level, tuple[str, ...], str, int, tuple[str, ...]], ...] = (
    (Level.EXTERNAL, ("Trees",), "", 6, ("en", "es")),
    (Level.EXTERNAL, ("Trees", "Schools"), "Mon-Thu 10:00-15:00", 5, ("en",)),
    (Level.EXTERNAL, ("Streets",), "", 8, ("en",)),
    (Level.EXTERNAL, ("Streets", "Buses"), "Tue-Fri 12:00-17:00", 5, ("en", "es")),
    (Level.EXTERNAL, ("Budget",), "", 8, ("en",)),
    (Level.EXTERNAL, ("Permits",), "Mon-Fri 09:00-13:00", 7, ("en", "es")),
    (Level.EXTERNAL, ("Buses",), "", 7, ("en",)),
    (Level.EXTERNAL, ("Schools", "Budget"), "Mon,Wed 18:00-21:00", 5, ("en",)),
    (Level.INTERNAL, ("Trees",), "", 4, ("en",)),
    (Level.INTERNAL, ("Streets",), "", 4, ("en",)),
    (Level.INTERNAL, ("Budget",), "Mon-Fri 10:00-16:00", 4, ("en",)),
    (Level.INTERNAL, ("Permits",), "", 4, ("en",)),
    (Level.COORDINATOR, (), "", 20, ("en", "es")),
    (Level.COORDINATOR, (), "", 20, ("en",)),
    (Level.EXECUTIVE, (), "", 3, ("en",)),
)  # fmt: skip
_NAMES = (
    *("Ada Berg", "Ben Ortiz", "Cleo Marsh", "Dan Okoye", "Elif Kaya", "Finn Holm", "Grace Liu", "Hugo Reyes"),
    *("Iris Vance", "Jonas Falk", "Kira Novak", "Liam Doyle", "Mona Reed", "Nils Aalto", "Olga Petrov"),
)
_ABOUT = ["numbers", "map", "records", "list", "history", "totals", "counts", "boundaries", "costs", "dates"]
_WHERE = [
    "harbour",
    "hillside",
    "market",
    "riverside",
    "oldtown",
    "meadow",
    "quarry",
    "station",
    "campus",
    "lakefront",
    "ridge",
    "mill",
]
_WHEN = ["lately", "before", "since", "during", "after", "until", "around", "between"]
_WHAT = (
    "Why do the {key} {about} for {where} look different {when} the last update, and is {odd} counted?",
    "Where can I find {key} {about} near {where}, {when} the storm, with {odd}?",
    "Does anybody keep {about} of {key} work in {where} {when} {odd}?",
    "How were the {key} {about} of {where} made, and does {odd} change them {when} spring?",
)
_NOWHERE = "Who knows about the {odd} {about} that people mention in {where} {when} the fair?"
_LETTERS = "bcdfghklmnprstvz"


@dataclass(frozen=True, slots=True)
class Citizen:
    """Somebody with an account: the first one is where they usually are."""

    name: str
    accounts: tuple[Identity, ...]
    locale: str = "en-US"
    row: RosterRow | None = None

    @property
    def home(self) -> Identity:
        """Where they usually are."""
        return self.accounts[0]


def desk() -> Desk:
    """The desk's settings: business hours, the state's holidays, and a week of its own."""
    closed = tuple((date(2026, 12, 24) + timedelta(days=n), "Winter break") for n in range(8))
    channels = {"ask": "ask-open-data", "triage": "champions-triage"}
    topics = tuple(Topic(name, keys, department) for name, (department, keys) in _TOPICS.items())
    return Desk(
        "millbrook", "Millbrook Open Data Desk", holidays="US-MA", closed=closed, topics=topics, limits=Limits(open=3),
        channels={SLACK: channels, DISCORD: channels},
    )  # fmt: skip


def datasets() -> tuple[Dataset, ...]:
    """A few datasets for each topic."""
    return tuple(
        Dataset(f"{name}-{about}", f"{key.title()} {about}", f"All {key} {about} of the city.", department=department)
        for name, (department, keys) in _TOPICS.items()
        for key, about in zip(keys, _ABOUT, strict=False)
    )


def champions(teams: dict[str, str]) -> tuple[Citizen, ...]:
    """Everybody on the roster. Every other one is on Slack, the rest on Discord, and every fifth on both."""
    return tuple(_champion(number, teams) for number in range(len(_CHAMPIONS)))


def _champion(number: int, teams: dict[str, str]) -> Citizen:
    level, topics, hours, enough, languages = _CHAMPIONS[number]
    places = [SLACK, DISCORD] if number % 2 == 0 else [DISCORD, SLACK]
    accounts = tuple(account(place, teams, number) for place in places[: 2 if number % 5 == 0 else 1])
    department = _TOPICS[topics[0]][0] if topics else ""
    known = {each.platform: each.user for each in accounts}
    others = [n for n, each in enumerate(_CHAMPIONS) if n != number and topics and topics[0] in each[1]]
    row = RosterRow(
        _NAMES[number], level, department, topics, languages=languages, hours=hours, max_open=enough,
        slack=known.get(SLACK, ""), discord=known.get(DISCORD, ""), backup=_NAMES[others[0]] if others else "",
    )  # fmt: skip
    return Citizen(_NAMES[number], accounts, row=row)


def askers(teams: dict[str, str]) -> tuple[Citizen, ...]:
    """People who ask: half on each platform, every fifth in Spanish."""
    return tuple(
        Citizen(
            f"Person {_spelled(n)}",
            (account(SLACK if n % 2 else DISCORD, teams, 100 + n),),
            "es-ES" if n % 5 == 0 else "en-US",
        )
        for n in range(ASKERS)
    )


def account(platform: str, teams: dict[str, str], number: int) -> Identity:
    """An account with an id such as the platform gives."""
    user = f"U0YEAR{number:04d}" if platform == SLACK else str(10**17 + number)
    return Identity(platform, teams[platform], user)


def question(random: Random, number: int) -> str:
    """What somebody asks; no two are alike, and some are about nothing that the desk knows."""
    keys = [key for _, words in _TOPICS.values() for key in words]
    pattern = _NOWHERE if random.random() < 0.04 else random.choice(_WHAT)
    said = pattern.format(
        key=random.choice(keys), about=random.choice(_ABOUT), where=random.choice(_WHERE), when=random.choice(_WHEN),
        odd=_spelled(number),
    )  # fmt: skip
    return f"{said} I mean {marker('q', number)}."


def marker(kind: str, number: int) -> str:
    """A word that stands nowhere else, by which words are found again wherever they went."""
    return f"{kind}xq{_spelled(number)}"


def _spelled(number: int) -> str:
    found = ""
    for _ in range(4):
        number, rest = divmod(number, len(_LETTERS))
        found += _LETTERS[rest] + "aeiou"[(number + rest) % 5]
    return found
