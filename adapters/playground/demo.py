"""The demonstration: a practice workspace with the sample city's people and channels, and the page on top."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from adapters.playground import city
from adapters.playground.clock import DemoClock
from adapters.playground.page import Playground, Seat, worded_commands
from adapters.playground.page.playground import Panel, knows_nothing
from adapters.playground.page.steps import Works, on_weekdays
from adapters.playground.slack import PocketSlack, Team

TEAM = Team("T0ALDER", "Port Alder", "port-alder")
ASK, TRIAGE, NEWS, GENERAL = "ask-open-data", "champions-triage", "data-news", "general"
_TOPICS = {
    ASK: "Ask anything about the city's data",
    TRIAGE: "The champions' room: what waits, and for whom",
    NEWS: "New and changed data",
    GENERAL: "Everything else",
}


async def sample(clock: DemoClock, port: int = 0, **about: Any) -> Playground:
    """Port Alder's practice workspace with the page, started on loopback (port 0 takes a free one).

    Takes what :func:`build` takes. ``await playground.stop()`` ends it; ``playground.pocket`` has the addresses and
    tokens that a Slack adapter needs.
    """
    playground = build(clock, **about)
    await playground.start(port)
    return playground


def build(
    clock: DemoClock,
    *,
    panel: Panel = knows_nothing,
    commands: Iterable[Mapping[str, Any]] = (),
    shortcuts: Sequence[Mapping[str, Any]] = (),
    desk: str = "Port Alder Open Data Desk",
    zone: str = "America/New_York",
    works: Works = on_weekdays,
    roster: Iterable[str] | None = None,
    **pocket: Any,
) -> Playground:
    """The same, not started yet.

    ``commands`` are the slash commands: ``command``, ``description``, ``usage_hint`` and ``verbs``, each with
    ``verb``, ``hint`` and ``summary``. ``shortcuts`` are as in ``PocketSlack``. ``roster`` names the people in the
    champions' room; None means everybody whose role says so. ``panel`` may be set later too, as an attribute. The
    rest goes to the pocket.
    """
    worded = worded_commands(commands)
    typed = [{"command": c.command, "description": c.description, "usage_hint": c.usage_hint} for c in worded]
    made = PocketSlack(clock=clock.now, team=TEAM, commands=typed, shortcuts=shortcuts, **pocket)
    people(made, clock.now())
    rooms(made, roster)
    seats = [Seat.of(each) for each in city.residents() if each.played]
    return Playground(made, clock, panel, seats, desk=desk, commands=worded, zone=zone, works=works)


def people(pocket: PocketSlack, at: datetime) -> None:
    """Let everybody of the sample city into the workspace; their offsets from UTC are those of ``at``."""
    for each in city.residents():
        offset = at.astimezone(ZoneInfo(each.tz)).utcoffset()
        about = {"email": each.email, "tz": each.tz, "locale": each.locale}
        seconds = int(offset.total_seconds()) if offset else 0
        pocket.add_person(each.name.split(" ")[0].lower(), each.name, id=each.id, tz_offset=seconds, **about)


def rooms(pocket: PocketSlack, roster: Iterable[str] | None = None) -> None:
    """Make the channels: three for everybody, and the champions' private one for those on the ``roster``."""
    everybody = [each.id for each in city.residents()]
    champions = list(roster) if roster is not None else [each.id for each in city.residents() if _on_roster(each)]
    for name in (ASK, TRIAGE, NEWS, GENERAL):
        private = name == TRIAGE
        channel = pocket.add_channel(name, champions if private else everybody, kind="group" if private else "channel")
        channel.topic = _TOPICS[name]


def _on_roster(resident: city.Resident) -> bool:
    return Seat.of(resident).kind != "asker"
