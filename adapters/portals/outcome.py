"""What became of reading a portal."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from adapters.portals.listing import Trouble
from adapters.portals.validators import Validators


class Ending(StrEnum):
    """How a reading ended."""

    UNCHANGED = "unchanged"  # every byte is as it was: nothing was parsed
    COMPLETE = "complete"  # every dataset that the portal offers was given
    INCOMPLETE = "incomplete"  # what was given is true; what was not given may be there all the same


@dataclass(frozen=True, slots=True)
class Step:
    """How far a reading is: ``bytes`` read in all, the ``size`` of the file where it is one and says so, ``datasets``
    given so far, and the ``total`` that the portal says there is."""

    bytes: int
    size: int | None = None
    datasets: int = 0
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a reading. ``why`` is a plain sentence where it is incomplete, else empty.

    ``validators`` are for the next reading; they are empty after an incomplete one, so that the next one reads all.
    Whoever concludes nothing from a complete reading keeps none either. ``datasets`` counts what was given,
    ``total`` is what the portal says. ``troubles`` are the first of those in the records, ``more_troubles`` counts the
    rest. ``retry_after`` is how many seconds the portal asked for, None where it did not. ``shows_all`` is False where
    the portal only tells what is newest (:class:`adapters.portals.page.Page`): then nothing is gone for being missing.
    """

    ending: Ending
    validators: Validators = field(default_factory=Validators)
    why: str = ""
    datasets: int = 0
    total: int | None = None
    pages: int = 0
    bytes: int = 0
    seconds: float = 0.0
    troubles: tuple[Trouble, ...] = ()
    more_troubles: int = 0
    retry_after: float | None = None
    shows_all: bool = True

    def after(self, seconds: float) -> "Outcome":
        """The same, with the time it took."""
        return replace(self, seconds=seconds)
