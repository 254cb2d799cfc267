"""What a process has read of its desks and keeps until it changes."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.catalog.completion import Titles
from bot.catalog.pages import Pages
from bot.desk import Desk
from bot.engine.request import Place
from bot.people.persons import Roster
from bot.questions.moderation.model import Condition
from storage import desks
from storage.catalog import Shelved, all_datasets
from storage.lessons import all_lessons
from storage.moderation import condition_of
from storage.prepared import Link
from storage.roster import read_roster


@dataclass(frozen=True, slots=True)
class State:
    """What every unit of work needs of its desk, read once and kept until it changes."""

    desk: Desk
    rooms: Mapping[str, Place]
    roster: Roster
    condition: Condition


class Shelf:
    """What this process has read of its desks. Each unit of work asks only whether it still holds.

    A stamp is drawn at random, so an entry that was read in a transaction which failed is merely never asked for.
    """

    def __init__(self) -> None:
        self._states: dict[str, tuple[str, State]] = {}
        self._pages: dict[str, tuple[Titles[Shelved], Pages]] = {}
        self._titles: dict[str, tuple[str, Titles[Shelved]]] = {}
        self._ahead: dict[str, tuple[str, Titles[Shelved]]] = {}

    def state(self, link: Link, desk: str) -> State:
        """The settings, rooms and roster of a desk. Raises :class:`UnknownDesk`."""
        stamp = desks.stamps(link, desk)[0]
        kept = self._states.get(desk)
        if kept is None or kept[0] != stamp:
            settings, rooms = desks.settings(link, desk), desks.all_rooms(link, desk)
            roster = Roster(read_roster(link, desk).champions, all_lessons(link, desk))
            found = State(settings, rooms, roster, condition_of(link, desk))
            kept = self._states[desk] = (stamp, found)
        return kept[1]

    def titles(self, link: Link, desk: str) -> Titles[Shelved]:
        """The titles of a desk's datasets, folded for completion. Raises :class:`UnknownDesk`."""
        stamp = desks.stamps(link, desk)[1]
        kept = self._titles.get(desk)
        if kept is None or kept[0] != stamp:
            ahead = self._ahead.pop(desk, None) if self._ahead.get(desk, ("",))[0] == stamp else None
            kept = self._titles[desk] = ahead or (stamp, Titles(all_datasets(link, desk)))
        return kept[1]

    def read_ahead(self, link: Link, desk: str, stamp: str) -> None:
        """Read the titles as they are now, for a stamp that is about to be the desk's."""
        self._ahead[desk] = (stamp, Titles(all_datasets(link, desk)))

    def pages(self, link: Link, desk: str) -> Pages:
        """A desk's datasets by their pages. Raises :class:`UnknownDesk`."""
        titles = self.titles(link, desk)
        kept = self._pages.get(desk)
        if kept is None or kept[0] is not titles:
            kept = self._pages[desk] = (titles, Pages(each.dataset for each in titles.datasets))
        return kept[1]
