"""What differs from one platform to the other: its pocket, and how the same words are said there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

PEOPLE = 24
ASKING, TRIAGE = "ask-open-data", "champions-triage"
"""The desk's rooms in every pocket; the sample city's ``desk.yml`` calls them so."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Words for one command: ``/opendata ask`` with a question, or ``/champion claim`` with a number."""

    user: str
    channel: str
    root: str
    verb: str
    option: str
    words: str

    @property
    def text(self) -> str:
        """What is kept of it: the same on every platform."""
        return f"{self.verb} {self.words}"


@dataclass(frozen=True, slots=True)
class Platform:
    """One platform: the module and the arguments of its pocket's process, the room in which people ask, how the
    pocket's load takes a command, and what the figures say of the wire."""

    name: str
    pocket: str
    arguments: tuple[str, ...]
    asked_in: str
    say: Callable[[Saying], dict[str, Any]]
    wire: str


def _on_slack(said: Saying) -> dict[str, Any]:
    about = {"command": f"/{said.root}", "text": said.text, "user": said.user, "channel": said.channel}
    return {"type": "slash_commands", **about}


def _on_discord(said: Saying) -> dict[str, Any]:
    line = f"/{said.root} {said.verb} {said.option}: {said.words}"
    return {"line": line, "user": said.user, "channel": said.channel}


SLACK = Platform(
    name="slack",
    pocket="adapters.playground.slack",
    arguments=("--people", str(PEOPLE), "--channels", f"{ASKING},data-news", "--private", TRIAGE),
    asked_in=ASKING,
    say=_on_slack,
    wire="Slack's commands over Socket Mode from a pocket Slack in another process",
)

# In a forum itself one can only post; commands are used in a channel beside it.
_BESIDE = "city-hall"
DISCORD = Platform(
    name="discord",
    pocket="adapters.playground.discord",
    arguments=(
        *("--people", str(PEOPLE), "--channels", f"{_BESIDE},data-news", "--private", TRIAGE, "--forums", ASKING),
        "--rate-limits",
    ),
    asked_in=_BESIDE,
    say=_on_discord,
    wire="Discord's interactions over the gateway, answered by REST, from a pocket Discord in another process",
)

PLATFORMS = {each.name: each for each in (SLACK, DISCORD)}
