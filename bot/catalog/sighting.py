"""What one poll of a portal shows, whichever kind of portal it is: the values that pass from portals to the detector.

A poll of a large portal repeats what is known already. So a dataset is seen in two steps: its id and its print first,
which cost little, and everything else only where the print is not the one that is remembered.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.catalog.model import Dataset

PRINT_SIZE = 16  # bytes


@dataclass(frozen=True, slots=True)
class Published:
    """A dataset as a portal publishes it, and what the portal says of its life.

    ``created`` and ``published`` are the portal's own moments (aware, UTC): when it was made, and when the public could
    first see it; None where the portal has no such date. ``columns`` are the names of its columns, in order of the
    alphabet, () where the portal does not say. ``stopped`` is what the portal says where the dataset is no longer kept
    up ("" where it says nothing of it), ``successor`` the portal id of what replaces it, ``correction`` what it says
    was corrected. ``former`` are further ids under which the same portal has offered it.
    """

    dataset: Dataset
    created: datetime | None = None
    published: datetime | None = None
    columns: tuple[str, ...] = ()
    stopped: str = ""
    successor: str = ""
    correction: str = ""
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sighting:
    """One dataset of one poll. ``print`` is a digest of PRINT_SIZE bytes of all that matters of its record: equal for
    records that differ in the order of their lists and fields, in white space, and in what every poll changes (counts
    of views, moments of harvesting). ``read`` gives the rest, and None for a record that cannot be a dataset.
    ``written`` is the id as the portal itself writes it, "" where that is ``portal_id``."""

    portal_id: str
    print: bytes
    read: Callable[[], Published | None]
    written: str = ""
