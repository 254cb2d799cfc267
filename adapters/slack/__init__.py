"""Slack: hears commands, buttons, forms and messages; shows cards, and whispers."""

from adapters.slack.adapter import SlackAdapter
from adapters.slack.arrival import SlackNotReady
from adapters.slack.manifest import manifest

__all__ = ["SlackAdapter", "SlackNotReady", "manifest"]
