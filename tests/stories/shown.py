"""What people see, on whichever platform: messages and forms."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """One message as people see it: its words, and the words on its buttons."""

    id: str
    room: str
    text: str
    buttons: tuple[str, ...] = ()
    by_bot: bool = True
    thread: str = ""
    platform: str = "slack"
    pictures: tuple[str, ...] = ()  # the words of each

    def has(self, *words: str) -> bool:
        """Whether all of these words stand in it."""
        return all(each in self.text for each in words)


@dataclass(frozen=True, slots=True)
class ShownForm:
    """The form before somebody: its title, what stands in each field by name, and what is wrong with them."""

    id: str
    title: str
    values: Mapping[str, str]
    labels: Mapping[str, str]
    errors: Mapping[str, str]
