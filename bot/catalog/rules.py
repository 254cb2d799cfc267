"""The numbers by which a poll is judged, each with its reason. docs/adr/0014 says how sensitive each one is."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Rules:
    """What counts as too few, too many, too old.

    - ``shrunk``: a listing below this part of its usual size is not believed. Real portals lose a few in a hundred
      from one poll to the next; less than half is a broken index or a page that was not fetched.
    - ``flood``: more than this many to announce in one poll are held, for a coordinator to look at.
    - ``bulk``: more than this many that the portal made in one and the same second are held too: a machine put them
      there, and people will want one sentence about all of them.
    - ``fresh``: where a portal has only one date for a dataset, it may lie this far back. People prepare a dataset
      before they show it; what is older than that, and older than the last poll, was there before and hidden.
    - ``retired_after``: how long a dataset is missing before it counts as retired. Listings drop datasets for
      days and weeks, and to tell people too early that their data are gone is worse than too late.
    - ``migrated``: from this part of the listing on, datasets under other ids are a migration, not single renames.
    """

    shrunk: float = 0.5
    flood: int = 20
    bulk: int = 10
    fresh: timedelta = timedelta(days=14)
    retired_after: timedelta = timedelta(days=30)
    migrated: float = 0.2
