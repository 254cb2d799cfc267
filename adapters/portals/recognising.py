"""Which kind of portal an answer comes from: by what stands in it, and by what a home page says of itself."""

from html.parser import HTMLParser
from urllib.parse import urljoin

import orjson

from bot.catalog.model import is_web_address

_READ = 300_000  # of a home page: what it says of itself stands at its beginning, or in the addresses of its scripts
_MOST_NAMED = 3
_LOOKED_AT = 20
# What stands in a portal's own pages, whoever's design they wear.
_MARKS = {
    "socrata": ("socrata", "tyler data"),
    "ckan": ("ckan",),
    "opendatasoft": ("opendatasoft", "huwise"),
    "udata": ("udata", "data.gouv.fr"),
    "arcgis": ("hub.arcgis.com", "arcgis hub", "opendata-ui"),
    "dcat": ("dkan",),
}
_TYPES = {
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "dcat_ap",
    "text/turtle": "dcat_ap",
    "application/ld+json": "dcat_ap",
    "application/json": "dcat",
}


def kinds_of(body: bytes) -> tuple[str, ...]:
    """The kinds of portal that may have written this, likeliest first; none for a web page."""
    start = body[:2_000].lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").replace(b"\x00", b"")
    if is_page(body):
        return ()
    if start.startswith((b"{", b"[")):
        return _of_json(body)
    if start.startswith(b"<"):
        fed = any(each in start for each in (b"<rss", b"<feed", b"purl.org/rss/1.0"))
        return ("feed", "dcat_ap") if fed else ("dcat_ap", "feed")
    return ("dcat_ap",) if start.lower().startswith((b"@prefix", b"prefix", b"@base", b"_:", b"#")) else ()


def _of_json(body: bytes) -> tuple[str, ...]:
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError:  # in another encoding, or broken: whoever reads it says so
        return ("dcat", "ckan", "dcat_ap")
    if not isinstance(found, dict):
        return ("dcat_ap", "dcat")
    if "@graph" in found or ("@context" in found and "conformsTo" not in found):
        return ("dcat_ap", "dcat", "dcat_us3")
    if isinstance(found.get("dataset"), list):
        return ("dcat_us3", "dcat") if _is_third(found) else ("dcat", "dcat_us3")
    named = {"result": "ckan", "success": "ckan", "resultSetSize": "socrata", "total_count": "opendatasoft",
             "page_size": "udata", "features": "arcgis"}  # fmt: skip
    return (*dict.fromkeys(kind for name, kind in named.items() if name in found), "dcat_ap")


def _is_third(found: dict[str, object]) -> bool:
    """Whether a ``data.json`` is written in version 3.0, where what was a text is an object."""
    said = found.get("conformsTo")
    if isinstance(said, str):
        return "3.0" in said
    listed = found["dataset"]
    first = [each for each in listed[:_LOOKED_AT] if isinstance(each, dict)] if isinstance(listed, list) else []
    themes = [theme for each in first for theme in _list(each.get("theme"))]
    return any(isinstance(each, dict) for each in (said, *(one.get("landingPage") for one in first), *themes))


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def is_page(body: bytes) -> bool:
    """Whether an answer is a web page."""
    start = body[:1_000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    return start.startswith((b"<!doctype html", b"<html")) or b"<head" in start


def hints(body: bytes) -> tuple[str, ...]:
    """The kinds of portal whose marks a home page bears."""
    text = body[:_READ].decode("utf-8", "replace").casefold()
    return tuple(kind for kind, marks in _MARKS.items() if any(mark in text for mark in marks))


def named(body: bytes, address: str) -> tuple[tuple[str, str], ...]:
    """The listings and feeds that a home page names for machines (``<link rel="alternate">``): kind and address."""
    links = _Links()
    links.feed(body[:_READ].decode("utf-8", "replace"))
    found: dict[str, str] = {}
    for kind, href in links.found:
        try:
            whole = urljoin(address, href.strip())
        except ValueError:
            continue
        if is_web_address(whole):
            found.setdefault(whole, kind)
    return tuple((kind, whole) for whole, kind in list(found.items())[:_MOST_NAMED])


class _Links(HTMLParser):
    """Collects the links to other forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by HTMLParser."""
        said = {name: value or "" for name, value in attrs}
        kind = _TYPES.get(said.get("type", "").split(";")[0].strip().lower(), "")
        if tag == "link" and kind and "alternate" in said.get("rel", "").lower().split() and said.get("href"):
            self.found.append((kind, said["href"]))
