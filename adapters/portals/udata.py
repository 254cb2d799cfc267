"""udata, the software of data.gouv.fr: ``/api/1/datasets/``, page by page (udata.readthedocs.io, "API").

- ``portal_id`` is ``id``; the ``slug`` in the address of a page may change, and is kept as another id.
- ``created`` is when the portal itself took it in: ``created_at_internal``, which newer versions have under
  ``internal``. A ``created_at`` beside it may be the harvested portal's.
- ``modified`` is the newest date of its files. ``last_modified`` is shown where no file has a date, but is not
  material: it moves with every touch of the description.
- An archived dataset has stopped. What nobody but its owner may see (``private``) is left out.
"""

from adapters.portals.ending import stopped
from adapters.portals.frequency import ended
from adapters.portals.json_page import document
from adapters.portals.listing import PortalError
from adapters.portals.page import Kind, Page
from adapters.portals.paging import api, asking, before, counted, moved, whole
from adapters.portals.prints import unordered
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
from adapters.portals.tidy import plain_text, read_day, read_time
from bot.catalog.sighting import Published

_PATH = "/api/1/datasets"
_PEOPLE = ("/api", "/datasets", "/organizations", "/pages")
_ROWS = 100


class Udata:
    """A udata portal."""

    def first(self, url: str) -> str:
        """In the order in which datasets were made, so that a new one moves none to another page."""
        found = api(url, _PATH, also=_PEOPLE)
        found = found if found.path.endswith("/") else found.with_path(f"{found.path}/", keep_query=True)
        return str(asking(found, page=1, page_size=_ROWS, sort="created"))

    def page(self, body: bytes, address: str) -> Page:
        """A page of ``/api/1/datasets/``."""
        found, around = document(body, "a udata listing")
        answer = found if isinstance(found, dict) else {}
        records, total = answer.get("data"), whole(answer.get("total"))
        if not isinstance(records, list):
            raise PortalError(f"This is JSON, but not the listing of a udata portal. Its address has {_PATH}/ in it.")
        sightings, troubles = sighted(records, _SHAPE, address)
        onward = moved(address, page=counted(address, "page", 1) + 1) if records and answer.get("next_page") else ""
        return Page(sightings, (*around, *troubles), onward, total)


class _Entry:
    """A dataset as udata describes it."""

    def identity(self, record: Fields) -> str:
        return identifier(record.get("id"))

    def title(self, record: Fields) -> str:
        return text(record.get("title"))

    def material(self, record: Fields) -> Material:
        get = record.get
        return (get("title"), get("slug"), get("page"), get("description"), _department(record),
                unordered(get("tags")), unordered(_topics(record)), _created(record), _issued(record),
                _newest(record), _stopped(record))  # fmt: skip

    def published(self, record: Fields, identity: str, address: str) -> Published:
        slug, home = identifier(record.get("slug")), before(address, _PATH)
        page = text(record.get("page")) or (f"{home}/datasets/{slug or identity}/" if home else "")
        made = dataset(
            identity,
            record.get("title"),
            description=plain_text(text(record.get("description"))),
            department=plain_text(_department(record)),
            topics=tidied(_topics(record)),
            keywords=tidied(words(record.get("tags"))),
            page=web_page(page),
            issued=read_day(_issued(record)),
            modified=read_time(_newest(record)) or read_time(_touched(record)),
        )
        return Published(
            made,
            created=read_time(_created(record)),
            stopped=plain_text(_stopped(record)) or stopped(made.title, made.description),
            former=(slug,) if slug not in ("", identity) else (),
        )


def _department(record: Fields) -> str:
    return text(part(record, "organization").get("name"))


def _topics(record: Fields) -> list[str]:
    return [text(each.get("kind")) for each in parts(record, "badges")]


def _created(record: Fields) -> str:
    internal = part(record, "internal").get("created_at_internal")
    return text(record.get("created_at_internal")) or text(internal) or text(record.get("created_at"))


def _issued(record: Fields) -> str:
    harvest = part(record, "harvest")
    return text(harvest.get("issued_at")) or text(harvest.get("created_at"))


def _newest(record: Fields) -> str:
    newest = max((text(each.get("last_modified")) for each in parts(record, "resources")), default="")
    return text(record.get("last_update")) or newest


def _touched(record: Fields) -> object:
    return record.get("last_modified") or record.get("last_modified_internal")


def _stopped(record: Fields) -> str:
    for word in ("deleted", "archived"):
        if record.get(word):
            why = text(part(record, "harvest").get("archived")) or text(part(record, "extras").get("archived"))
            return f"{word}: {why}" if why else word
    return ended(text(record.get("frequency")))


_SHAPE = _Entry()
KIND: Kind = Udata()
