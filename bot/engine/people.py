"""One unit of work: everybody whom a desk knows, with their accounts."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from bot.engine.request import Caller
from bot.people.model import Identity, RosterRow
from bot.people.persons import Person


class People(Protocol):
    """Everybody whom the desk knows."""

    def caller(self, caller: Caller, at: datetime) -> Person:
        """The person behind an account; one who was never seen is written down."""

    def known(self, identity: Identity) -> Person | None:
        """The person behind an account, or None; writes nothing."""

    def person(self, number: int) -> Person | None:
        """The person with that number on this desk."""

    def accounts(self, number: int) -> tuple[Identity, ...]:
        """The accounts of a person: those that a champion's rights hang on before others, then the one last heard
        from. Never one that is no longer there."""

    def leave(self, account: Identity, at: datetime) -> bool:
        """Write down that an account is no longer there: False where that was known, or where it was heard since.
        Whoever says something with it is back."""

    def is_there(self, number: int) -> bool:
        """Whether somebody can still be reached by an account that was heard."""

    def one_at_a_time(self, number: int) -> None:
        """Let no other unit that asks for the same person go on before this one has ended."""

    def save_roster(self, rows: Sequence[RosterRow], at: datetime) -> None:
        """Make the roster equal to ``rows``; people are matched by account, then by name, and keep their numbers."""

    def set_away(
        self, number: int, until: date | None, cover: int = 0, since: date | None = None, held: str = ""
    ) -> None:
        """Mark a champion away until the end of a day, with who stands in for them; None marks them back. ``since`` is
        the first day of a leave that is still to begin, ``held`` what then becomes of their questions."""

    def pin(self, identity: Identity, number: int, at: datetime) -> Person:
        """Tie an account to a champion: from now on their rights hang on it, and what it asked before is theirs."""

    def set_language(self, number: int, language: str) -> None:
        """The language that a person has chosen: no client's guess changes it any more."""

    def set_messages(self, number: int, how: str) -> None:
        """How a person wants to be written to: "dm", "thread" or "none"."""

    def offer_link(self, account: Identity, at: datetime) -> str:
        """A fresh code by which another account is joined to this one; the one before it no longer holds."""

    def may_try_link(self, account: Identity, at: datetime) -> bool:
        """Whether an account may type a code now, or has typed too many wrong ones."""

    def take_link(self, code: str, account: Identity, at: datetime) -> Identity | None:
        """Spend a code typed with ``account``: the account it was given to. None where it is wrong, spent or too old,
        which is counted against ``account``."""

    def join(self, account: Identity, other: Identity, stays: int, goes: int, at: datetime) -> Person:
        """Make one person of the two behind the accounts: all that ``goes`` had is ``stays``'s from now on. Raises
        Conflict where they are no longer these two."""
