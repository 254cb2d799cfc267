"""A reply: what is whispered back to whoever asked, and nobody else."""

from dataclasses import dataclass
from typing import Literal

from bot.speech.cards import Card, Text
from bot.speech.forms import FieldError, Form


@dataclass(frozen=True, slots=True)
class Errand:
    """Slow work that an adapter does outside any transaction; what it found comes back as a command.

    ``profile``: read the caller's handle and e-mail address from their platform. The adapter gives them to
    ``bot.people.commands.Recognise`` with the same ``agreed``.
    ``channels``: look for the desk's channels on every platform. ``portal``: see what the portal at ``text`` has.
    ``catalogue``: read the desk's own portals. ``members``: ask whether everybody on the roster is still there.
    ``link``: see what answers at an address; ``image``: fetch and keep the picture that is there; both for the draft
    whose number stands before it in ``text``. The front door does all of these.
    """

    kind: Literal["profile", "channels", "portal", "catalogue", "members", "link", "image"]
    agreed: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A file for one person: its name, and what stands in it."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """What a handler answers. Everything in it can be stored, so that a repeated request gets the same reply.

    What is said ``once`` holds a secret: it is kept nowhere, and a repeated request is answered with nothing. Only
    such a reply may have ``files``: an adapter that can gives them to the person, beside a card that says it all.
    """

    card: Card | None = None
    form: Form | None = None
    errors: tuple[FieldError, ...] = ()
    errand: Errand | None = None
    once: bool = False
    files: tuple[File, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """True where there is nothing to show."""
        return self == NOTHING


NOTHING = Reply()


def sentence(title: str, *more: str) -> Reply:
    """A reply of plain sentences."""
    return Reply(card=Card(title, *(Text(each) for each in more if each)))
