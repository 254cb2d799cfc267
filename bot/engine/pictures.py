"""Pictures as handlers and views see them. What is shown is a card's; see :mod:`bot.speech.cards`."""

from typing import Protocol


class Pictures(Protocol):
    """The bytes of the pictures on cards. A card that is hung, or a reply, brings its own; a view gets what a project
    has."""

    def keep(self, png: bytes) -> str:
        """Keep a picture; its hash, by which it is had again. What nobody shows and no project has goes in time."""

    def get(self, name: str) -> bytes | None:
        """The picture with that hash; None where it is not kept, or not on this desk."""

    def drop(self, name: str) -> None:
        """Keep a picture no longer, unless a project still has it."""
