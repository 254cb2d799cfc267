"""Socrata's Discovery API: the catalogue of one domain, page by page.

``https://host/api/catalog/v1`` answers ``{"results": [...], "resultSetSize": n}``. The host stands in it twice:
``domains`` keeps out what other domains share, and ``search_context`` lets the domain's own categories and tags in.
Without ``order`` the pages overlap and miss records. ``offset`` and ``limit`` together reach 10,000; beyond that
``scroll_id``, the id after which to go on.

What we decide: ``department`` is the attribution; ``page`` the permalink, which does not change with the name;
``created`` and ``published`` are ``createdAt`` and ``publication_date``; columns are named as in the CSV file, without
those the portal computes itself. ``page_views``, ``download_count``, ``updatedAt``, ``data_updated_at`` and the
categories and tags that Socrata guesses are in no print.
"""

from collections.abc import Iterator
from functools import partial
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from adapters.portals import data_json
from adapters.portals.document import load
from adapters.portals.ending import stopped, successor
from adapters.portals.json_page import leads_with
from adapters.portals.listing import PortalError, Trouble
from adapters.portals.page import Page
from adapters.portals.paging import is_file
from adapters.portals.prints import names, print_of, unordered, words
from adapters.portals.tidy import plain_text, read_day, read_time
from bot.catalog.model import PORTAL_ID_ROOM, Dataset, is_web_address
from bot.catalog.sighting import Published, Sighting

PATH = "/api/catalog/v1"
PAGE_SIZE = 100  # the API's own default; a page stays below a megabyte
_FARTHEST = 10_000  # offset and limit together
_TEXTS = ("name", "description", "attribution", "type", "createdAt", "publication_date", "provenance")
_NO_CATALOGUE = (
    "This is JSON, but not a Socrata catalogue: it has no list of results. Look for the address with /api/catalog/v1."
)


def first(url: str) -> str:
    """The first page of the catalogue of the portal at ``url``; an address of the API itself, or of its ``data.json``,
    stays as it is."""
    parts = urlsplit(url)
    if is_file(url) or (parts.path.rstrip("/") == PATH and parts.query):
        return url
    query = {"domains": parts.hostname, "search_context": parts.hostname, "order": "dataset_id", "limit": PAGE_SIZE}
    return urlunsplit((parts.scheme, parts.netloc, PATH, urlencode(query), ""))


def page(body: bytes, address: str) -> Page:
    """Read one page, or a whole ``data.json``. Raises ``PortalError`` where it is neither; a record without an id is
    left out, and told."""
    if leads_with(body, "results", "dataset") == "dataset":
        return data_json.page(body, address)
    document, _ = load(body)
    results = document.get("results") if isinstance(document, dict) else None
    if not isinstance(document, dict) or not isinstance(results, list):
        raise PortalError(_NO_CATALOGUE)
    found, troubles = _sorted_out(results)
    total = document.get("resultSetSize")
    total = total if isinstance(total, int) and not isinstance(total, bool) else None
    return Page(_sightings(found), tuple(troubles), _onward(address, len(results), found, total), total)


def _sorted_out(results: list[object]) -> tuple[list[tuple[str, dict[str, object]]], list[Trouble]]:
    """The records that have an id, each with it, and what is wrong with the others."""
    found: list[tuple[str, dict[str, object]]] = []
    troubles: list[Trouble] = []
    for index, record in enumerate(results):
        resource = record.get("resource") if isinstance(record, dict) else None
        portal_id = resource.get("id") if isinstance(resource, dict) else None
        if isinstance(record, dict) and isinstance(portal_id, str) and 0 < len(portal_id) <= PORTAL_ID_ROOM:
            found.append((portal_id, record))
        else:
            troubles.append(Trouble(index, "", "It has no id. We left it out.", left_out=True))
    return found, troubles


def _onward(address: str, shown: int, found: list[tuple[str, dict[str, object]]], total: int | None) -> str:
    """The address of the next page: by offset as far as that goes, then from the last id on."""
    if not address or not shown:
        return ""
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query))
    offset = _whole(query.get("offset")) + shown
    size = _whole(query.get("limit")) or PAGE_SIZE
    if "scroll_id" in query:
        if shown < size or not found:
            return ""
        query["scroll_id"] = found[-1][0]
    elif (total is not None and offset >= total) or (total is None and shown < size):
        return ""
    elif offset + size <= _FARTHEST:
        query["offset"] = str(offset)
    elif not found:
        return ""
    else:
        query = {key: value for key, value in query.items() if key not in ("offset", "order")}
        query["scroll_id"] = found[-1][0]
    return urlunsplit(parts._replace(query=urlencode(query)))


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0


def _sightings(found: list[tuple[str, dict[str, object]]]) -> Iterator[Sighting]:
    for portal_id, record in found:
        yield Sighting(portal_id, _print(record), partial(_published, portal_id, record))


def _print(record: dict[str, object]) -> bytes:
    resource = record["resource"]
    sorting = record.get("classification")
    about = record.get("metadata")
    get = resource.get if type(resource) is dict else {}.get
    sort = sorting.get if type(sorting) is dict else {}.get
    parts = [get(each) or "" for each in _TEXTS]
    parts += (
        names(get("columns_name")),
        sort("domain_category") or "",
        unordered(sort("domain_tags")),
        _pairs(sort("domain_metadata")),
        about.get("license") or "" if type(about) is dict else "",
        record.get("permalink") or "",
    )
    return print_of(parts)


def _pairs(value: object) -> str:
    """The city's own fields, ``[{"key": …, "value": …}]``, in the order of their keys."""
    if type(value) is not list:
        return words(value)
    try:
        return "\x1e".join(sorted([f"{each['key']}={each['value']}" for each in value]))
    except (TypeError, KeyError):
        return unordered(value)


def _published(portal_id: str, record: dict[str, object]) -> Published | None:
    resource, sorting = _fields(record.get("resource")), _fields(record.get("classification"))
    title = plain_text(_text(resource.get("name")))
    if not title:
        return None
    description = plain_text(_text(resource.get("description")))
    created, published = read_time(resource.get("createdAt")), read_time(resource.get("publication_date"))
    dataset = Dataset(
        portal_id=portal_id,
        title=title,
        description=description,
        department=plain_text(_text(resource.get("attribution"))),
        topics=tuple(filter(None, [plain_text(_text(sorting.get("domain_category")))])),
        keywords=tuple(plain_text(_text(each)) for each in _list(sorting.get("domain_tags"))),
        page=next(
            (each for each in map(_text, (record.get("permalink"), record.get("link"))) if is_web_address(each)), ""
        ),
        issued=read_day(resource.get("publication_date")) or read_day(resource.get("createdAt")),
        modified=read_time(resource.get("data_updated_at")) or read_time(resource.get("updatedAt")),
    )
    said = stopped(title, description)
    return Published(dataset, created, published, _columns(resource), said, successor(portal_id, description))


def _columns(resource: dict[str, object]) -> tuple[str, ...]:
    names, fields = _list(resource.get("columns_name")), _list(resource.get("columns_field_name"))
    if len(names) == len(fields):  # a field that begins with a colon is the portal's own
        names = [name for name, field in zip(names, fields, strict=True) if not _text(field).startswith(":")]
    return tuple(sorted({plain for name in names if (plain := plain_text(_text(name)))}))


def _fields(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
