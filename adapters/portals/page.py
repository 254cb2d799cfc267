"""The contract of a kind of portal: what a module of this folder offers, and what a page of a portal gives."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from adapters.portals.listing import Trouble
from bot.catalog.sighting import Sighting


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a portal's listing, in the portal's own order. ``onward`` is the address of the next one, "" on the
    last; ``total`` how many datasets the portal says there are in all, None where it does not say. ``shows_all`` is
    False where the portal only tells what is newest, as a feed does: what is missing from it is not gone, and fewer
    datasets than last time mean nothing."""

    sightings: Iterable[Sighting]
    troubles: tuple[Trouble, ...] = ()
    onward: str = ""
    total: int | None = None
    shows_all: bool = True


@runtime_checkable
class Speaking(Protocol):
    """What a kind whose records have texts in several languages has beside."""

    def speaking(self, language: str) -> "Kind":
        """The same kind for a desk that speaks ``language``: texts in it are taken first, then English ones."""


class Kind(Protocol):
    """One kind of portal. Neither method fetches anything."""

    def first(self, url: str) -> str:
        """The address of the first page of the listing of the portal at ``url``, which may be that address already."""

    def page(self, body: bytes, address: str) -> Page:
        """What stands on a page that was fetched from ``address``. Raises ``PortalError`` with a plain sentence where
        it is no such page; a bad record never raises, it is left out or mended, and told in the troubles."""
