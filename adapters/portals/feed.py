"""Feeds (RSS and Atom of every age, by feedparser) in which a portal tells what is new.

A feed shows only the newest: what is missing from it is not gone, and its page says so (``shows_all``). feedparser is
given the text, never an address or a path, and neither fetches nor tidies: that is done as everywhere else, by
:mod:`adapters.portals.tidy`. What we decide where feeds leave it open:

- ``portal_id`` is the entry's guid or id, else its link, shortened as :func:`adapters.portals.dcat.portal_id` does, so
  that a portal whose whole listing is read later keeps its ids.
- The categories are topics. An entry's author is mostly a person, and no department.
- A feed that breaks the rules of XML is read as far as it goes; one that stops in the middle is not believed.
"""

import io
import re
from calendar import timegm
from datetime import UTC, datetime
from functools import partial
from time import struct_time
from typing import Any

import feedparser

from adapters.portals.dcat import portal_id
from adapters.portals.listing import PortalError, Trouble
from adapters.portals.page import Page
from adapters.portals.printing import print_of
from adapters.portals.tidy import plain_text
from bot.catalog.model import PORTAL_ID_ROOM, Dataset, is_web_address
from bot.catalog.sighting import Published, Sighting

MOST_BYTES = 4 * 1024**2  # a feed tells some dozens of entries

_DECLARED = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENCODINGS = re.compile(r"utf-?8|us-ascii|iso-8859-\d{1,2}|latin-?1|windows-125\d|cp125\d", re.IGNORECASE)
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_LONG_TAG = re.compile(r"<[^<>]{2000,}")
_MOST_ATTRIBUTES = 500
_END = re.compile(r"</(?:rss|feed|(?:\w+:)?RDF)\s*>\s*(?:<!--.*-->\s*)?$", re.IGNORECASE | re.DOTALL)


class Feed:
    """RSS and Atom."""

    def first(self, url: str) -> str:
        """The address itself: a feed is one page."""
        return url

    def page(self, body: bytes, address: str) -> Page:
        """The entries of a feed. Raises ``PortalError`` where it is none."""
        text = _text(body)
        found = feedparser.parse(
            io.BytesIO(_DECLARATION.sub("", text).encode()),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
        entries = [dict(each) for each in found["entries"]]
        if not entries and not found.get("version"):
            raise PortalError("This is no feed: neither RSS nor Atom. Check the address.")
        troubles = []
        if found["bozo"]:
            if not _END.search(text):
                raise PortalError("The feed stops in the middle. It was not transferred whole: try again.")
            told = "The feed breaks the rules of XML. We read what can be read."
            troubles.append(Trouble(None, "", told, left_out=False))
        sightings: dict[str, Sighting] = {}
        for index, entry in enumerate(entries):
            read = _published(index, entry)
            if isinstance(read, Trouble):
                troubles.append(read)
            else:
                sighting = Sighting(read.dataset.portal_id, print_of(read), partial(_same, read))
                sightings.setdefault(sighting.portal_id, sighting)
        return Page(tuple(sightings.values()), tuple(troubles), shows_all=False)


KIND = Feed()


def _text(body: bytes) -> str:
    """The feed as text. No entity is let through: nobody needs one in a feed, and they can grow without end."""
    if len(body) > MOST_BYTES:
        raise PortalError(
            f"This is larger than the {MOST_BYTES // 1024**2} MB that a feed may have. We stopped reading."
        )
    text = _decoded(body)
    start = text.lstrip()[:200].casefold()
    if not start:
        raise PortalError("The feed is empty: there is not one character in it.")
    if start.startswith(("<html", "<!doctype html")):
        raise PortalError("The portal answered with a web page instead of its feed. Check the address.")
    if not start.startswith("<"):
        raise PortalError("This is no feed: neither RSS nor Atom. Check the address.")
    if "<!entity" in text.casefold():
        raise PortalError("The feed declares entities. We do not read those, because they can hide what they will.")
    # feedparser compares each attribute of an element with all the others.
    if any(each[0].count("=") > _MOST_ATTRIBUTES for each in _LONG_TAG.finditer(text)):
        raise PortalError("The feed has an element that is built to be unreadable. We stopped reading.")
    return text


def _decoded(body: bytes) -> str:
    declared = _DECLARED.search(body[:300])
    named = declared[1].decode("ascii") if declared else "utf-8"
    wanted = named if _ENCODINGS.fullmatch(named) else "utf-8"
    for encoding in (_MARKS.get(body[:2], "utf-8-sig"), wanted, "cp1252"):
        try:
            return body.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("latin-1")


def _published(index: int, entry: dict[str, Any]) -> Published | Trouble:
    """What an entry tells, or why it is left out."""
    link = _said(entry, "link").strip()
    given = portal_id(plain_text(_said(entry, "id")) or link)
    title = plain_text(_said(entry, "title"))
    missing = [word for word, there in (("identifier", given), ("title", title)) if not there]
    if missing:
        what = f"It has no {' and no '.join(missing)}. We left it out."
        return Trouble(index, (given or title)[:PORTAL_ID_ROOM], what, left_out=True)
    if len(given) > PORTAL_ID_ROOM:
        what = f"Its identifier is longer than {PORTAL_ID_ROOM} characters. We left it out."
        return Trouble(index, given[:PORTAL_ID_ROOM], what, left_out=True)
    published = _moment(entry.get("published_parsed"))
    topics = {plain_text(str(tag.get("term") or "")) for tag in entry.get("tags") or ()}
    dataset = Dataset(
        given,
        title,
        plain_text(_said(entry, "summary")),
        topics=tuple(sorted(topics - {""})),
        page=link if is_web_address(link) else "",
        issued=published.date() if published else None,
        modified=_moment(entry.get("updated_parsed")),
    )
    return Published(dataset, published=published)


def _said(entry: dict[str, Any], name: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) else ""


def _moment(parsed: object) -> datetime | None:
    """feedparser gives moments in UTC."""
    if not isinstance(parsed, struct_time):
        return None
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _same(published: Published) -> Published:
    return published
