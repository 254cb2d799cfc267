"""Trigger ids: proof that a person just did something. They open one modal, within three seconds.

Source: Slack's "Handling user interaction" and the errors of views.open (``expired_trigger_id``,
``exchanged_trigger_id``, ``invalid_trigger_id``).
"""

import secrets
from collections import OrderedDict
from dataclasses import dataclass

from adapters.playground.slack.errors import SlackError
from adapters.playground.slack.moments import Moments

LIFE = 3.0
_KEPT = 20_000


@dataclass(slots=True)
class Trigger:
    """Who did something, when (ticks), in which view if any, and whether it has opened its modal."""

    user: str
    at: float
    view_id: str = ""
    spent: bool = False


class Triggers:
    """Issues trigger ids and lets each be spent once. Old ones are forgotten: they have long expired."""

    def __init__(self, moments: Moments) -> None:
        self._moments = moments
        self._known: OrderedDict[str, Trigger] = OrderedDict()
        self._run = secrets.token_hex(8)
        self._count = 0

    def issue(self, user: str, view_id: str = "") -> str:
        """A fresh trigger id for what this person just did; unique across restarts too."""
        self._count += 1
        trigger = f"{self._count}.{self._run}.{user}"
        self._known[trigger] = Trigger(user, self._moments.ticks(), view_id)
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return trigger

    def spend(self, trigger_id: str) -> Trigger:
        """Use a trigger id up. Raises Slack's error where it is unknown, used or too old."""
        trigger = self._known.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id" if trigger_id else "invalid_arguments")
        if trigger.spent:
            raise SlackError("exchanged_trigger_id")
        if self._moments.ticks() - trigger.at > LIFE:
            raise SlackError("expired_trigger_id")
        trigger.spent = True
        return trigger
