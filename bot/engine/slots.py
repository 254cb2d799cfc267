"""Slots: what a place should show, and what it shows.

A handler hangs a card on a named slot; the pump makes the platform agree. An empty slot posts, a full one edits, an
equal one does nothing; ten quick changes become one edit. A reply in a thread is a slot with a parent.
"""

import hashlib
from dataclasses import dataclass, field
from typing import Final

from bot.engine.request import Place
from bot.speech.cards import Card

UNDRAWN: Final = Card("Not drawn yet")
"""The card of a slot that is drawn, with its title and labels, from what is true when the pump comes to it."""
NOTICE = "pause"  # what is shown even while a desk is paused: the slots whose names begin so
IN_HOURS = "in hours"
"""The label of what nobody has just caused: it is posted only while its desk is open, however long it had to wait."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A wanted card at a place. ``name`` says what it is about (``Q-142/card``) and is unique at its place.

    A slot without a card is drawn when it is shown: of ten quick changes only the last is ever drawn. ``parent`` names
    the slot in the same room under which this one is a reply. ``title``, ``labels`` and ``finished`` serve platforms
    that have them (a forum post's title, its tags, and whether it may sleep). A slot that is shown ``once`` is never
    edited: an only-you message cannot be.
    """

    name: str
    place: Place
    card: Card = UNDRAWN
    parent: str = ""
    title: str = ""
    labels: tuple[str, ...] = ()
    finished: bool = False
    once: bool = False

    @property
    def is_undrawn(self) -> bool:
        """Whether the card is still to be drawn."""
        return self.card is UNDRAWN

    @property
    def look(self) -> str:
        """A short key of all that a reader sees: two slots with the same are shown alike."""
        seen = repr((self.card, self.title, self.labels, self.finished))
        return hashlib.blake2s(seen.encode(errors="surrogatepass"), digest_size=12).hexdigest()

    @property
    def key(self) -> str:
        """The key that every posted message carries, by which the platform is asked whether it was posted."""
        return key_of(self.name, self.place)


def key_of(name: str, place: Place) -> str:
    """A short key of (name, place), the same for ever: what ``find`` looks for."""
    return hashlib.blake2s(f"{name}@{place.key}".encode(), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class Lease:
    """A slot that one pump works on until ``until``; nobody else touches it before.

    ``message`` is the platform's id of what is shown now ("" for nothing yet), ``thread`` the id of the parent's
    message. ``doubtful`` says that an earlier post may have happened: ask the platform first. ``look`` is that of the
    slot when it was last shown, where the pump drew it and nobody has tried to change it since.
    """

    id: int
    desk: str
    slot: Slot
    revision: int
    message: str = ""
    thread: str = ""
    doubtful: bool = False
    tries: int = 0
    lost: int = 0
    token: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What became of a lease: the message that now shows ``revision``. ``look``: the slot's, where the pump drew it."""

    lease: Lease
    message: str
    look: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What ``find`` saw: the message that carries the key, and the revision it shows where that is known."""

    message: str
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Backlog:
    """How far the walls are behind: for ``health``."""

    waiting: int = 0
    oldest_seconds: float = 0.0
    stuck: tuple[str, ...] = field(default=())
