"""Slots: what a place should show, and what it shows.

A handler hangs a card on a named slot; the pump makes the platform agree. An empty slot posts, a full one edits, an
equal one does nothing; ten quick changes become one edit. A reply in a thread is a slot with a parent.
"""

import hashlib
from dataclasses import dataclass, field

from bot.engine.request import Place
from bot.speech.cards import Card

IN_HOURS = "in hours"
"""The label of what nobody has just caused: it is posted only while its desk is open, however long it had to wait."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A wanted card at a place. ``name`` says what it is about (``Q-142/card``) and is unique at its place.

    ``parent`` names the slot in the same room under which this one is a reply. ``title``, ``labels`` and ``finished``
    serve platforms that have them (a forum post's title, its tags, and whether it may sleep). A slot that is shown
    ``once`` is never edited: an only-you message cannot be.
    """

    name: str
    place: Place
    card: Card
    parent: str = ""
    title: str = ""
    labels: tuple[str, ...] = ()
    finished: bool = False
    once: bool = False

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
    message. ``doubtful`` says that an earlier post may have happened: ask the platform first.
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


@dataclass(frozen=True, slots=True)
class Shown:
    """What became of a lease: the message that now shows ``revision``."""

    lease: Lease
    message: str


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
