"""What is heard in a watched room, and what its author may say to the offer."""

from dataclasses import dataclass
from typing import ClassVar

from bot.speech.command import Command, choice, number, said, text

CHOICES = ("champion", "answered", "no")


@said("opendata noticed")
@dataclass(frozen=True, slots=True)
class Noticed(Command):
    """A plain message in a room that the desk watches; no reply in a thread, and not said to us. Where it was said
    is the message's own thread, which a question of it would stand in."""

    fleeting: ClassVar[bool] = True
    text: str = text("the message")


@said("opendata offer")
@dataclass(frozen=True, slots=True)
class Offer(Command):
    """What the author of a message wants of the offer: a champion, nothing more since this answers it, or nothing."""

    draft: int = number("D")
    wants: str = choice(*CHOICES)
