"""A stage: a platform, or several, with the town's people in them. What only one platform has ends in its stage."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from bot.engine.slots import Slot
from frontdoor.serving import Service
from tests.stories.shown import Shown, ShownForm


class Held(Protocol):
    """A call whose answer is kept back."""

    reached: asyncio.Event


class Stage(Protocol):
    """What the stories need of it: people's hands and eyes, and the ways in which it breaks."""

    name: str
    tells_who_deletes: bool
    """Whether somebody who deletes a message is known to have done it, so that the bot can answer them."""

    async def start(self) -> None:
        """Open the platform."""

    async def stop(self) -> None:
        """Close it."""

    def join(self, service: Service, url: str) -> None:
        """Put the real adapter on, pointed here."""

    async def connected(self) -> None:
        """Wait until the adapter hears."""

    async def quiet(self, within: float) -> None:
        """Wait until everything that was said is answered."""

    def cut_off(self) -> None:
        """The line to the adapter breaks."""

    async def goes(self) -> None:
        """The adapter is gone; what was to go wrong no longer does."""

    def holds(self, call: str) -> "Held":
        """The next ``post`` or ``edit`` takes effect, and its answer does not come before it is let go."""

    def breaks(self, kind: str, call: str, times: int) -> None:
        """So many of the next posts or edits go wrong: their answer or they themselves are lost or late, the platform
        is in trouble (``lose_answer``, ``lose_call``, ``late_answer``, ``break_down``, ``refuse``, ``rate_limit``)."""

    def mends(self) -> None:
        """What was to go wrong no longer does."""

    def mark(self, at: datetime) -> str:
        """The mark of a room that was heard up to this moment."""

    async def changes_connection(self) -> None:
        """The platform asks the adapter to connect anew, and it does."""

    async def deletes(self, shown: Shown) -> None:
        """Somebody deletes a message of the bot."""

    async def leaves(self, user: str) -> None:
        """Somebody leaves the platform for good. Not every platform tells it."""

    async def comes_anew(self, user: str) -> None:
        """Somebody leaves and comes back just now, as one who is new. Not every platform tells when somebody came."""

    def shuts_out(self, room: str) -> None:
        """The bot may no longer post in a room."""

    def says_everything_twice(self) -> None:
        """From now on the platform delivers every payload a second time."""

    async def type(self, user: str, room: str, line: str) -> None:
        """Type a command."""

    async def say(self, user: str, room: str, text: str, thread: str = "") -> str:
        """Write a message, or a reply under one; its id."""

    async def change(self, user: str, shown: Shown, text: str) -> None:
        """Edit one's own message."""

    async def take_back(self, user: str, shown: Shown) -> None:
        """Delete one's own message."""

    async def press(self, user: str, shown: Shown, label: str) -> None:
        """Press a button."""

    async def fill(self, user: str, values: Mapping[str, str]) -> None:
        """Fill in the form before somebody and send it."""

    async def suggested(self, user: str, name: str, typed: str) -> list[str]:
        """What a searchable field of the form offers for what was typed."""

    async def message_menu(self, user: str, name: str, shown: Shown) -> None:
        """Choose something from a message's menu."""

    async def menu(self, user: str, name: str) -> None:
        """Choose something from the menu that is everywhere."""

    def only_you(self, user: str) -> list[Shown]:
        """Everything that only this person sees, oldest first."""

    def direct(self, user: str) -> list[Shown]:
        """What the bot has written to somebody directly."""

    def files(self, user: str) -> list[bytes]:
        """The files that the bot gave to somebody alone, oldest first."""

    def room(self, room: str) -> list[Shown]:
        """What stands in a room, threads not opened."""

    def thread(self, shown: Shown) -> list[Shown]:
        """What stands under a message."""

    def form(self, user: str) -> ShownForm | None:
        """The form before somebody."""

    async def reads(self, user: str) -> None:
        """Read whatever the bot has for somebody."""

    def showing(self, slot: Slot) -> list[str]:
        """The text of every message that carries a slot's key."""

    def shown_as(self, slot: Slot) -> str:
        """What :meth:`showing` gives of a slot."""

    def public_words(self) -> list[str]:
        """Everything in every message of the bot that more than one person sees, controls and all."""

    def called(self) -> list[str]:
        """Everybody whom a message of the bot called for attention."""

    def marked_up(self) -> list[str]:
        """Every piece of text of ours that the platform would read as more than words."""

    def reloads(self, user: str) -> None:
        """Somebody opens their client anew: only-you messages and forms are gone."""
