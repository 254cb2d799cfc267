"""The two cities of the year, made up: their desks, who owns their data, and where they write.

One shows a project on Fridays and has more slots than projects; the other has three slots a week and a queue. Each has
a Slack workspace and a Discord server; one of the four names no channel for projects, so they go where new data is
told.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from adapters.discord.forum import Forums
from adapters.discord.outbound import Outbound as DiscordOutbound
from adapters.playground.discord import PocketDiscord
from adapters.playground.slack import PocketSlack
from adapters.playground.slack.workspace import Team
from adapters.slack.outbound import Outbound as SlackOutbound
from adapters.slack.pace import Pace
from benchmarks.year.city import DISCORD, SLACK, account
from benchmarks.year.inside import DiscordInside, SlackInside
from benchmarks.year.walls import Outbound, Wall
from bot.catalog.model import Dataset
from bot.desk import Desk, Showcase
from bot.engine.request import Place
from bot.engine.slots import Found, Lease
from bot.people.model import Identity, Level, RosterRow

Now = Callable[[], datetime]
START = datetime(2026, 1, 2, 13, 0, tzinfo=UTC)
DEPARTMENTS = ("Parks", "Transport", "Finance", "Water", "Schools", "Permits")
DATASETS = tuple(
    Dataset(f"{name}-{each}".lower(), f"{name} {each}", f"{each} of the city.", department=name)
    for name in DEPARTMENTS
    for each in ("records", "maps", "counts")
)
_QUICK = 1_000_000
MAKERS = 40  # of each city
_CLOSED = tuple((date(2026, 8, 3) + timedelta(days=n), "Summer break") for n in range(5))
DESKS = (
    Desk(
        "millbrook", "Millbrook Open Data Desk", holidays="US-MA", showcase=Showcase(("Fri 11:00",)),
        channels={SLACK: {"triage": "champions", "showcase": "made-here"}, DISCORD: {"triage": "champions",
                                                                                     "news": "data-news"}},
    ),
    Desk(
        "alcora", "Mesa de Datos de Alcora", timezone="Europe/Madrid", hours="Mon-Fri 08:00-15:00", holidays="ES",
        closed=_CLOSED, language="es", showcase=Showcase(("Tue 12:00", "Thu 09:30", "Fri 11:00")),
        channels={SLACK: {"triage": "champions", "showcase": "made-here"}, DISCORD: {"triage": "champions",
                                                                                     "showcase": "made-here"}},
    ),
)  # fmt: skip


@dataclass
class City:
    """One desk with both of its pockets. ``titles`` are what each message said first, by platform and message."""

    desk: Desk
    slack: PocketSlack
    discord: PocketDiscord
    teams: Mapping[str, str]
    coordinator: Identity
    roster: tuple[RosterRow, ...]
    owners: Mapping[str, Identity]
    walls: Mapping[str, Wall] = field(default_factory=dict)
    rooms: Mapping[str, Place] = field(default_factory=dict)
    shows: Mapping[str, Outbound] = field(default_factory=dict)
    titles: dict[tuple[str, str], str] = field(default_factory=dict)

    def maker(self, number: int) -> Identity:
        """Somebody who makes projects: every other one is on Slack."""
        return account((SLACK, DISCORD)[number % 2], dict(self.teams), 500 + number)

    def room(self, platform: str) -> Place:
        """Where projects are shown on a platform."""
        named = "showcase" if self.desk.channel(platform, "showcase") else "news"
        return self.rooms[f"{platform}/{named}"]


def cities(now: Now) -> tuple[City, ...]:
    """Both cities, with everybody in them."""
    return tuple(_city(desk, number, now) for number, desk in enumerate(DESKS))


def _city(desk: Desk, number: int, now: Now) -> City:
    def later() -> datetime:  # else both servers had the same ids
        return now() + timedelta(seconds=number)

    slack = PocketSlack(clock=later, events=frozenset(), team=Team(f"T0{desk.slug.upper()}", desk.name, desk.slug))
    discord = PocketDiscord(clock=later, ticks=lambda: later().timestamp())
    teams = {SLACK: slack.team_id, DISCORD: discord.guild_id}
    owners = {each: account((SLACK, DISCORD)[n % 2], teams, 100 * number + n) for n, each in enumerate(DEPARTMENTS)}
    coordinator = account(SLACK, teams, 100 * number + 50)
    rows = [RosterRow("Kim Vega", Level.COORDINATOR, slack=coordinator.user)]
    rows += [_row(department, who) for department, who in owners.items()]
    city = City(desk, slack, discord, teams, coordinator, tuple(rows), owners)
    makers = [city.maker(each) for each in range(1, MAKERS + 1)]
    for n, each in enumerate([coordinator, *owners.values(), *makers]):
        pocket = slack if each.platform == SLACK else discord
        pocket.add_person(f"person{n}", f"Person {n}", id=each.user)
    _furnish(city, now)
    return city


def _row(department: str, who: Identity) -> RosterRow:
    accounts: dict[str, Any] = {who.platform: who.user}
    return RosterRow(f"Owner of {department}", Level.INTERNAL, department, **accounts)


def _furnish(city: City, now: Now) -> None:
    """The rooms that its settings name, and the adapters' own ways to them."""
    everybody = [each for each in city.slack.workspace.people if each != city.slack.bot_user_id]
    rooms: dict[str, Place] = {}
    teams = city.teams
    for purpose, name in city.desk.channels[SLACK].items():
        rooms[f"{SLACK}/{purpose}"] = Place(SLACK, teams[SLACK], city.slack.add_channel(name, everybody).id)
    for purpose, name in city.desk.channels[DISCORD].items():
        rooms[f"{DISCORD}/{purpose}"] = Place(DISCORD, teams[DISCORD], city.discord.add_channel(name).id)
    slack = SlackOutbound(SlackInside(city.slack), city.slack.workspace.bot_id, {}, now, Pace(_QUICK, _QUICK))
    discord = DiscordOutbound(
        DiscordInside(city.discord), city.discord.guild_id, city.discord.bot_user_id, {}, Forums([]), now
    )
    city.rooms, city.shows = rooms, {SLACK: slack, DISCORD: discord}
    city.walls = {name: Wall(name, _Noting(city, name, shows), now) for name, shows in city.shows.items()}


class _Noting:
    """A way to a platform that notes what each message said when it came."""

    def __init__(self, city: City, platform: str, shows: Outbound) -> None:
        self._city, self._platform, self._shows = city, platform, shows

    async def post(self, lease: Lease) -> str:
        """Show a new message."""
        message = await self._shows.post(lease)
        self._city.titles[self._platform, message] = lease.slot.card.title
        return message

    async def edit(self, lease: Lease) -> None:
        """Change it."""
        await self._shows.edit(lease)

    async def find(self, lease: Lease) -> Found | None:
        """Look for it."""
        return await self._shows.find(lease)


class Both:
    """One platform for both desks: each slot goes to the wall of its own workspace."""

    connected = True

    def __init__(self, name: str, all_cities: tuple[City, ...]) -> None:
        self.name = name
        self._walls = {place.team: each.walls[name] for each in all_cities for place in [each.room(name)]}

    async def listen(self) -> None:
        """Nobody is heard here: what people say comes as requests."""

    async def post(self, lease: Lease) -> str:
        """Show a new message."""
        return await self._walls[lease.slot.place.team].post(lease)

    async def edit(self, lease: Lease) -> None:
        """Change a message."""
        await self._walls[lease.slot.place.team].edit(lease)

    async def find(self, lease: Lease) -> Found | None:
        """Look for a message."""
        return await self._walls[lease.slot.place.team].find(lease)
