"""Counting what a portal gives against what it says it has."""

from collections.abc import Iterator
from dataclasses import replace

from adapters.portals.listing import PortalError, Trouble
from adapters.portals.page import Page
from bot.catalog.sighting import Sighting

_MOST_TROUBLES = 200  # that are kept in words
_MOST_BARREN = 3  # pages in a row without one record


class Tally:
    """All pages of one reading. Each dataset is handed on once, however often the portal gives it."""

    def __init__(self) -> None:
        self.datasets = 0
        self.total: int | None = None
        self.troubles: list[Trouble] = []
        self.more_troubles = 0
        self.shrank = False
        self.shows_all = True
        self._seen: set[str] = set()
        self._records = 0  # those that could not be used too
        self._offset = 0  # records on earlier pages
        self._repeated = 0  # of the page at hand, from earlier pages
        self._here: set[str] = set()
        self._barren = 0

    def open(self, page: Page) -> Page:
        """The page with only those datasets that no earlier page has. Call :meth:`close` once they are all read."""
        self.shrank |= self.total is not None and page.total is not None and page.total < self.total
        self.shows_all &= page.shows_all
        self.total = page.total if page.total is not None else self.total
        self._repeated, self._here = 0, set()
        return replace(page, sightings=self._fresh(page))

    def _fresh(self, page: Page) -> Iterator[Sighting]:
        for sighting in page.sightings:
            if sighting.portal_id in self._seen:
                self._repeated += 1
            elif sighting.portal_id in self._here:
                self._records += 1  # twice on one page is the portal's own muddle, not a listing that moved
            else:
                self._here.add(sighting.portal_id)
                self._records += 1
                self.datasets += 1
                yield sighting

    def close(self, page: Page) -> None:
        """Settle a page that was read. Raises ``PortalError`` where going on would lead nowhere."""
        left_out = sum(trouble.left_out for trouble in page.troubles)
        self._note(page.troubles)
        self._records += left_out
        self._offset = self._records
        self._seen |= self._here
        if not page.onward:
            return
        if self._repeated and not self._here:
            raise PortalError("The portal gives the same datasets on page after page.")
        self._barren = 0 if self._here or left_out else self._barren + 1
        if self._barren == _MOST_BARREN:
            raise PortalError("The portal leads on from page to page, and there is nothing on them.")

    def _note(self, troubles: tuple[Trouble, ...]) -> None:
        room = _MOST_TROUBLES - len(self.troubles)
        for each in troubles[:room]:
            index = None if each.index is None else each.index + self._offset
            self.troubles.append(replace(each, index=index))
        self.more_troubles += max(0, len(troubles) - room)

    def missing(self) -> str:
        """A sentence where the portal says that it has more than it gave; empty where it gave all."""
        if self.total is not None and self._records < self.total:
            return f"The portal says that it has {self.total} datasets, and gave {self._records}."
        if self.shrank:
            return "The listing became shorter while we read it, so that some datasets may have been passed over."
        return ""
