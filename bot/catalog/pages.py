"""A dataset by the address at which people read about it: whoever shares one seldom writes it as the catalogue does."""

from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, urlsplit

from bot.catalog.model import PAGE_ROOM, Dataset

SHORTEST_NAME = 8  # of an id in an address: shorter ones are words like "data" and "about"


class Pages:
    """The datasets of one desk by their pages, read once when the catalogue changes.

    An address is a dataset's where it is its page, however it is spelled, or where it stands on the same host and one
    of its parts is the id of that dataset alone (portals have several pages of one dataset).
    """

    def __init__(self, datasets: Iterable[Dataset]) -> None:
        self._pages: dict[str, Dataset] = {}
        self._names: dict[tuple[str, str], Dataset | None] = {}
        for each in datasets:
            if host := _host(each.page):
                self._pages.setdefault(_folded(each.page), each)
                for name in {_last(each.page), _last(each.portal_id)}:
                    if len(name) >= SHORTEST_NAME:  # what two share is nobody's
                        known = self._names.setdefault((host, name), each)
                        self._names[host, name] = each if known is each else None

    def at(self, address: str) -> Dataset | None:
        """The dataset that an address leads to; None for every other page."""
        host = _host(address)
        if not host:
            return None
        found = self._pages.get(_folded(address))
        return found or next((one for name in _parts(address) if (one := self._names.get((host, name)))), None)


def _host(address: str) -> str:
    if len(address) > PAGE_ROOM:
        return ""
    try:
        parts = urlsplit(address)
        return (parts.hostname or "") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _folded(address: str) -> str:
    """The address without what makes no difference: its scheme, a last slash, and what comes after a ``#``."""
    parts = urlsplit(address)
    return f"{parts.hostname}{parts.path.rstrip('/')}?{parts.query}"


def _parts(address: str) -> Iterator[str]:
    parts = urlsplit(address)
    yield from reversed(parts.path.split("/"))
    yield from (value for _, value in parse_qsl(parts.query))


def _last(address: str) -> str:
    return address.rstrip("/").rpartition("/")[2].rpartition("=")[2]
