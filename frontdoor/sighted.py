"""What the pages of one poll showed, kept small: a portal's records are let go page by page, as they come."""

from collections.abc import Callable, Mapping

from adapters.portals.page import Page
from bot.catalog.memory import Known
from bot.catalog.sighting import Published, Sighting

Learn = Callable[[list[tuple[Published, bytes]], int], None]
AT_ONCE = 500  # datasets of a first poll that are kept until they are learned


def _nothing() -> None:
    return None


class Sighted:
    """Pages in, sightings out. Of a dataset that shows what is remembered of it, only its id and its print are kept.

    ``known`` is asked once, when the first page comes: a poll that shows the same bytes as the last never does. With
    ``learn`` (on a first poll) what is shown is handed over as it comes, with how many were shown so far, and not kept
    either: there is nothing to judge.
    """

    def __init__(self, known: Callable[[], Mapping[str, Known]], learn: Learn | None = None) -> None:
        self._known, self._learn = known, learn
        self.known: Mapping[str, Known] | None = None
        self.sightings: list[Sighting] = []
        self._fresh: list[tuple[Published, bytes]] = []

    def take(self, page: Page) -> None:
        """Keep what a page shows. Runs in a thread."""
        known = self.known = self._known() if self.known is None else self.known
        for each in page.sightings:
            before = known.get(each.portal_id)
            shown = None if before is not None and self._is_as_it_was(before, each) else each.read()
            if shown is None or self._learn is not None:
                self.sightings.append(Sighting(each.portal_id, each.print, _nothing))
            else:
                self.sightings.append(Sighting(each.portal_id, each.print, _read(shown)))
            if shown is not None and self._learn is not None:
                self._fresh.append((shown, each.print))
                if len(self._fresh) >= AT_ONCE:
                    self._hand_over()
        self._hand_over()

    def _is_as_it_was(self, before: Known, now: Sighting) -> bool:
        is_back = self._learn is not None and (before.gone or before.missing_since is not None)
        return before.print == now.print and before.portal_id == now.portal_id and not is_back

    def _hand_over(self) -> None:
        if self._learn is not None and self._fresh:
            fresh, self._fresh = self._fresh, []
            self._learn(fresh, len(self.sightings))


def _read(shown: Published) -> Callable[[], Published | None]:
    return lambda: shown
