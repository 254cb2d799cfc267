"""What reading a portal gives, whichever portal it is."""

from dataclasses import dataclass

from bot.catalog.model import Dataset
from bot.engine.errors import ChampionsError


class PortalError(ChampionsError):
    """A portal, or a catalogue file, could not be read at all. The text is a plain sentence for people.

    ``retry_after`` is how many seconds the portal itself asked us to wait, where it said so. ``passing`` is whether
    the same request may well succeed in a moment. ``status`` is the portal's own answer (HTTP), None where there was
    none, or a good one.
    """

    def __init__(
        self, sentence: str, retry_after: float | None = None, *, passing: bool = False, status: int | None = None
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.retry_after = retry_after
        self.passing = passing
        self.status = status


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that was wrong in a catalogue which could still be read."""

    index: int | None  # which record, counted from 0; None where the whole file is meant
    name: str  # its identifier, else its title, else nothing
    what: str  # a plain sentence: what is wrong and what we did about it
    left_out: bool  # True: the record is missing from the datasets; False: it was mended

    def __str__(self) -> str:
        where = "The file" if self.index is None else f"Record {self.index + 1}"
        return f"{where}{f' ({self.name})' if self.name else ''}: {self.what}"


@dataclass(frozen=True, slots=True)
class Listing:
    """Every dataset that a catalogue offers, in its own order, and what was wrong with the rest."""

    datasets: tuple[Dataset, ...]
    troubles: tuple[Trouble, ...] = ()
