"""What the middle needs of the rooms around it. Storage and the adapters implement these; the front door joins them.

What handlers need of storage is a room of its own: ``Work``, in :mod:`bot.engine.work`.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Protocol, TypeVar

from bot.desk import Desk
from bot.engine.remembering import Cursors
from bot.engine.slots import Found, Lease, Shown
from bot.engine.work import Work

T = TypeVar("T")


class Store(Cursors, Protocol):
    """The database."""

    async def write(self, desk: str, act: Callable[[Work], T]) -> T:
        """Run ``act`` in a unit of work and commit it durably before answering. A Conflict runs it again."""

    async def look(self, desk: str, see: Callable[[Work], T]) -> T:
        """Run ``see`` on a reader that cannot write. It is short: people wait for what is looked up behind it."""

    async def scan(self, desk: str, see: Callable[[Work], T]) -> T:
        """Run ``see``, which reads a great deal, where no look has to wait for it."""

    async def lease(self, at: datetime, limit: int, seconds: float, resting: Collection[str] = ()) -> tuple[Lease, ...]:
        """Up to ``limit`` slots that differ from what is shown, reserved for ``seconds``.

        ``resting`` are keys of rooms (``Place.room``) that are to be left alone for now: their slots stay untouched.
        """

    async def settle(self, shown: Shown) -> None:
        """The message now shows the leased revision."""

    async def put_off(self, lease: Lease, at: datetime, seconds: float) -> None:
        """Try this slot again in ``seconds``; it was not shown."""

    async def park(self, lease: Lease, why: str) -> None:
        """Stop trying: a person has to look. A new card on the slot tries anew."""

    async def lost(self, lease: Lease) -> None:
        """The message is gone: the slot is empty again. The second time it is parked instead of posted anew."""

    def on_hung(self, callback: Callable[[Collection[str]], None]) -> None:
        """Call ``callback`` in the running event loop after every commit of this store that hung a card, with the keys
        of the rooms in which it did."""

    async def save_desk(self, desk: Desk) -> None:
        """Write a desk's settings and tie its workspaces to it; where one is another desk's, an error says so."""

    async def desks(self) -> tuple[Desk, ...]:
        """Every desk in this database, by slug."""

    async def desk_of(self, platform: str, team: str) -> str | None:
        """The slug of the desk that a workspace or server belongs to; None for nobody's."""

    async def bind(self, desk: str, platform: str, team: str) -> None:
        """Tie a workspace or server to a desk; where it is another desk's, an error says so in a sentence."""

    async def make_code(self, desk: str) -> str:
        """A new single-use set-up code for a desk; only its hash is kept."""

    async def tidy(self, at: datetime) -> int:
        """Housekeeping, once a day: forget old requests, and pictures that nobody needs; gives how many."""

    async def close(self) -> None:
        """Finish what is in flight, then let go of the database."""


class Platform(Protocol):
    """Four methods hear and show. What they raise: Later (and Away), Rejected, Unsure, Gone.

    An adapter that knows when it has lost its connection says so by a fifth thing, ``connected: bool``.
    """

    name: str

    async def listen(self) -> None:
        """Hear people until stopped."""

    async def post(self, lease: Lease) -> str:
        """Show the leased slot's card as a new message that carries its key; gives the message's id."""

    async def edit(self, lease: Lease) -> None:
        """Make the message show the leased card."""

    async def find(self, lease: Lease) -> Found | None:
        """The message that carries the slot's key, or None. Raises Unsure where the platform cannot know."""


__all__ = ["Platform", "Store", "Work"]
