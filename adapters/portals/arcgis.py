"""ArcGIS Hub: its search interface, page by page (developers.arcgis.com, "Hub Search API", after OGC API Records).

- ``portal_id`` is the item's id. A ``data.json`` of Hub calls the same item by its id and a layer, or by a name with
  ``::`` in it; those are kept as other ids.
- ``created`` is when the item was made in ArcGIS Online, which may be long before it was opened in the Hub.
- An address that ends in ``data.json`` is read as that file.
- The owner's account name is nobody's business, and no department.
"""

from adapters.portals import data_json
from adapters.portals.ending import stopped
from adapters.portals.json_page import document, leads_with
from adapters.portals.listing import PortalError
from adapters.portals.page import Kind, Page
from adapters.portals.paging import api, asking, before, counted, is_file, moved, parsed, whole
from adapters.portals.prints import names, unordered
from adapters.portals.records import (
    Fields,
    Material,
    dataset,
    identifier,
    part,
    parts,
    sighted,
    text,
    tidied,
    web_page,
    words,
)  # fmt: skip
from adapters.portals.tidy import plain_text, read_time
from bot.catalog.sighting import Published

_API = "/api/search/v1"
_COLLECTIONS = f"{_API}/collections"
_PATH = f"{_COLLECTIONS}/dataset/items"
_PEOPLE = ("/api", "/datasets", "/maps", "/search", "/pages")
_ROWS = 100
_MATERIAL = (
    "title",
    "name",
    "description",
    "snippet",
    "source",
    "slug",
    "created",
    "modified",
    "contentStatus",
    "culture",
)


class ArcGisHub:
    """A site of ArcGIS Hub."""

    def first(self, url: str) -> str:
        """Ordered by the day on which items were made: without an order the pages overlap."""
        if is_file(url):
            return url
        known = parsed(url).path.startswith(f"{_COLLECTIONS}/")
        found = api(url, _COLLECTIONS if known else _PATH, also=_PEOPLE)
        return str(asking(found, limit=_ROWS, startindex=1, sortBy="properties.created"))

    def page(self, body: bytes, address: str) -> Page:
        """A page of a collection's items, or a whole ``data.json``."""
        if leads_with(body, "features", "dataset") == "dataset":
            return data_json.page(body, address)
        found, around = document(body, "the listing of an ArcGIS Hub")
        answer = found if isinstance(found, dict) else {}
        records, total = answer.get("features"), whole(answer.get("numberMatched"))
        if not isinstance(records, list):
            raise PortalError(f"This is JSON, but not the listing of an ArcGIS Hub. Its address has {_PATH} in it.")
        sightings, troubles = sighted(records, _SHAPE, address)
        following = _following(answer, counted(address, "startindex", 1) + len(records), total)
        onward = moved(address, startindex=following) if records and following else ""
        return Page(sightings, (*around, *troubles), onward, total)


def _following(answer: Fields, otherwise: int, total: int | None) -> int:
    """The place of the first item of the next page, counted from 1; 0 where there is none."""
    for link in parts(answer, "links"):
        if link.get("rel") == "next":
            return counted(text(link.get("href")), "startindex", otherwise)
    return otherwise if total is not None and otherwise <= total else 0


class _Item:
    """An item, which is what ArcGIS calls a dataset."""

    def identity(self, record: Fields) -> str:
        return identifier(record.get("id")) or identifier(part(record, "properties").get("id"))

    def title(self, record: Fields) -> str:
        said = part(record, "properties")
        return text(said.get("title")) or text(said.get("name"))

    def material(self, record: Fields) -> Material:
        said = part(record, "properties")
        return (*[said.get(each) for each in _MATERIAL], unordered(said.get("tags")), unordered(said.get("categories")),
                names(_columns(said)))  # fmt: skip

    def published(self, record: Fields, identity: str, address: str) -> Published:
        said, home = part(record, "properties"), before(address, _API)
        created = read_time(said.get("created"))
        made = dataset(
            identity,
            self.title(record),
            description=plain_text(text(said.get("description")) or text(said.get("snippet"))),
            department=plain_text(text(said.get("source"))),
            topics=tidied(_topics(said)),
            keywords=tidied(words(said.get("tags"))),
            page=web_page(f"{home}/datasets/{identity}" if home else ""),
            issued=created.date() if created else None,
            modified=read_time(said.get("modified")),
            language=plain_text(text(said.get("culture"))),
        )
        deprecated = "deprecated" in text(said.get("contentStatus"))
        return Published(
            made,
            created=created,
            columns=tidied(_columns(said)),
            stopped="deprecated" if deprecated else stopped(made.title, made.description),
            former=tuple(each for each in (f"{identity}_0", identifier(said.get("slug"))) if each),
        )


def _topics(said: Fields) -> list[str]:
    """Categories are paths such as ``/Categories/Transportation``."""
    return [each.rstrip("/").rpartition("/")[2] for each in words(said.get("categories"))]


def _columns(said: Fields) -> list[str]:
    return [name for each in parts(said, "fields") if (name := text(each.get("name")))]


_SHAPE = _Item()
KIND: Kind = ArcGisHub()
