"""The demonstration: a practice Slack and a practice Discord with the sample city's people, and the page on top."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from adapters.playground import city
from adapters.playground.clock import DemoClock
from adapters.playground.discord import PocketDiscord
from adapters.playground.page import Playground, Seat, worded_commands
from adapters.playground.page.playground import Panel, knows_nothing
from adapters.playground.page.pockets import Pocket
from adapters.playground.page.steps import Works, on_weekdays
from adapters.playground.slack import PocketSlack, Team

TEAM = Team("T0ALDER", "Port Alder", "port-alder")
ASK, TRIAGE, NEWS, GENERAL = "ask-open-data", "champions-triage", "data-news", "general"
_LONGEST_TAG, _TOPIC_TAGS = 20, 10  # a forum has room for twenty tags; a desk leaves some for later
STATES = ("Open", "In progress", "Waiting on asker", "Answered", "Solved")
_TOPICS = {
    ASK: "Ask anything about the city's data",
    TRIAGE: "The champions' room: what waits, and for whom",
    NEWS: "New and changed data",
    GENERAL: "Everything else",
}


async def sample(clock: DemoClock, port: int = 0, **about: Any) -> Playground:
    """Port Alder's practice Slack and Discord with the page, started on loopback (port 0 takes a free one).

    Takes what :func:`build` takes. ``await playground.stop()`` ends it; ``playground.slack`` and
    ``playground.discord`` have the addresses and tokens that the adapters need.
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
    **slack: Any,
) -> Playground:
    """The same, not started yet.

    ``commands`` are Slack's commands: ``command``, ``description``, ``usage_hint`` and ``verbs``, each with
    ``verb``, ``hint`` and ``summary`` (Discord is told of them by the app itself). ``shortcuts`` are as in
    ``PocketSlack``, and so is the rest. ``panel`` may be set later too, as an attribute.
    """
    worded = worded_commands(commands)
    typed = [{"command": c.command, "description": c.description, "usage_hint": c.usage_hint} for c in worded]
    pockets: dict[str, Pocket] = {
        "slack": _slack(PocketSlack(clock=clock.now, team=TEAM, commands=typed, shortcuts=shortcuts, **slack), clock),
        "discord": _discord(PocketDiscord(clock=clock.now, guild_name=TEAM.name)),
    }
    seats = [Seat.of(each) for each in city.residents() if each.played]
    return Playground(pockets, clock, panel, seats, desk=desk, commands=worded, zone=zone, works=works)


def _slack(pocket: PocketSlack, clock: DemoClock) -> PocketSlack:
    """The workspace: three channels for everybody, and the champions' private one for those on the roster."""
    there = [each for each in city.residents() if each.slack]
    for each in there:
        about = {"email": each.email, "tz": each.tz, "tz_offset": _offset(each.tz, clock.now()), "locale": each.locale}
        pocket.add_person(each.id, each.name, id=each.slack, **about)
    for name in (ASK, TRIAGE, NEWS, GENERAL):
        private = name == TRIAGE
        members = [each.slack for each in there if _on_roster(each) or not private]
        channel = pocket.add_channel(name, members, kind="group" if private else "channel")
        channel.topic = _TOPICS[name]
    return pocket


def _discord(pocket: PocketDiscord) -> PocketDiscord:
    """The guild: the same channels, of which the one for questions is a forum with the desk's tags."""
    there = [each for each in city.residents() if each.discord]
    for each in there:
        pocket.add_person(each.id, each.name, locale=each.locale, id=each.discord)
    champions = [each.discord for each in there if _on_roster(each)]
    pocket.add_channel(GENERAL, topic=_TOPICS[GENERAL])
    pocket.add_channel(ASK, kind="forum", topic=_TOPICS[ASK], tags=_tags())
    pocket.add_channel(NEWS, topic=_TOPICS[NEWS])
    pocket.add_channel(TRIAGE, champions, kind="private", topic=_TOPICS[TRIAGE])
    return pocket


def _tags() -> list[str | dict[str, Any]]:
    """The five states, which only the app sets, and topics of the desk: a tag has at most twenty characters."""
    topics = [name for name in city.topics() if len(name) <= _LONGEST_TAG]
    return [*({"name": state, "moderated": True} for state in STATES), *topics[:_TOPIC_TAGS]]


def _offset(zone: str, at: datetime) -> int:
    """Seconds from UTC at a moment."""
    offset = at.astimezone(ZoneInfo(zone)).utcoffset()
    return int(offset.total_seconds()) if offset else 0


def _on_roster(resident: city.Resident) -> bool:
    return Seat.of(resident).kind != "asker"
