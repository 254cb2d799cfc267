"""The pocket Slack: a workspace with one app, spoken to over Slack's own wire protocols on loopback."""

from adapters.playground.slack.core import Call, Command, Shortcut
from adapters.playground.slack.done import Done
from adapters.playground.slack.errors import NoSuchThing
from adapters.playground.slack.faults import Fault, Faults
from adapters.playground.slack.server import PocketSlack
from adapters.playground.slack.workspace import Channel, Message, Person, Team

__all__ = [
    "Call",
    "Channel",
    "Command",
    "Done",
    "Fault",
    "Faults",
    "Message",
    "NoSuchThing",
    "Person",
    "PocketSlack",
    "Shortcut",
    "Team",
]
