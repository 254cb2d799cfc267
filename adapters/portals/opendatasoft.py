"""Opendatasoft: the catalogue of its Explore API 2.1, page by page (help.opendatasoft.com, "Explore API v2.1").

- ``portal_id`` is ``dataset_uid``, which stays; ``dataset_id`` may change while a dataset is not published. Where
  there is no ``dataset_uid``, ``dataset_id`` stands for it.
- The interface gives a page at most 100 datasets, and none beyond the 10,000th. A larger portal is read in parts: one
  address for each, with ``refine`` in it, such as ``…/catalog/datasets?refine=theme:Mobility``. Its own
  ``…/catalog/exports/json``, which has no such bound, is read as one file.
- It has no date of creation of its own: ``dcat.created`` and ``dcat.issued`` are what an editor wrote of the data.
- Counts of records and calls, and the moments of processing, change at every poll and are not material.
"""

from adapters.portals.ending import stopped
from adapters.portals.frequency import ended
from adapters.portals.json_page import document
from adapters.portals.listing import PortalError, Trouble
from adapters.portals.page import Kind, Page
from adapters.portals.paging import api, asking, before, counted, moved, parsed, whole
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
from adapters.portals.tidy import plain_text, read_day, read_time
from bot.catalog.sighting import Published

_API = "/api/explore/v2.1"
_PATH = f"{_API}/catalog/datasets"
_EXPORT = f"{_API}/catalog/exports/json"
_PEOPLE = ("/api", "/explore", "/pages", "/page")
_ROWS = 100
_FURTHEST = 10_000  # offset and limit together
_TOO_MANY = Trouble(
    None, "", "It has more than 10,000 datasets, and Opendatasoft gives no more. Read it in parts: one address for"
    " each, with ?refine=theme:… in it.", left_out=False,
)  # fmt: skip


class Opendatasoft:
    """A portal of Opendatasoft, which calls itself Huwise now."""

    def first(self, url: str) -> str:
        """Ordered by id: without an order the pages overlap and leave datasets out."""
        if _EXPORT in parsed(url).path:
            return url
        return str(asking(api(url, _PATH, also=_PEOPLE), limit=_ROWS, offset=0, order_by="dataset_id"))

    def page(self, body: bytes, address: str) -> Page:
        """A page of ``catalog/datasets``, or a whole ``catalog/exports/json``."""
        found, around = document(body, "an Opendatasoft catalogue")
        if isinstance(found, list):
            sightings, troubles = sighted(found, _SHAPE, address)
            return Page(sightings, (*around, *troubles), total=len(found))
        records, total = _listed(found)
        sightings, troubles = sighted(records, _SHAPE, address)
        end = counted(address, "offset", 0) + len(records)
        more = bool(records) and (total is None or end < total)
        beyond = [_TOO_MANY] if more and end >= _FURTHEST else []
        onward = moved(address, offset=end, limit=min(_ROWS, _FURTHEST - end)) if more and not beyond else ""
        return Page(sightings, (*around, *beyond, *troubles), onward, total)


def _listed(found: object) -> tuple[list[object], int | None]:
    answer = found if isinstance(found, dict) else {}
    records = answer.get("results")
    if isinstance(records, list):
        return records, whole(answer.get("total_count"))
    if said := plain_text(text(answer.get("message")))[:200]:
        raise PortalError(f"The portal turned our question down: {said}. Check the address.")
    raise PortalError(f"This is JSON, but not an Opendatasoft catalogue. Its address has {_PATH} in it.")


class _Entry:
    """A dataset of the catalogue."""

    def identity(self, record: Fields) -> str:
        return identifier(record.get("dataset_uid")) or identifier(record.get("dataset_id"))

    def title(self, record: Fields) -> str:
        return text(_default(record).get("title"))

    def material(self, record: Fields) -> Material:
        metas = _default(record).get
        return (metas("title"), metas("description"), metas("publisher"), metas("language"), metas("modified"),
                record.get("dataset_id"), unordered(metas("theme")), unordered(metas("keyword")),
                names(_columns(record)), _dcat(record).get("issued"), _frequency(record))  # fmt: skip

    def published(self, record: Fields, identity: str, address: str) -> Published:
        metas, name = _default(record), identifier(record.get("dataset_id"))
        home = before(address, _API)
        made = dataset(
            identity,
            metas.get("title"),
            description=plain_text(text(metas.get("description"))),
            department=plain_text(text(metas.get("publisher"))),
            topics=tidied(words(metas.get("theme"))),
            keywords=tidied(words(metas.get("keyword"))),
            page=web_page(f"{home}/explore/dataset/{name}/" if home and name else ""),
            issued=read_day(_dcat(record).get("issued")),
            modified=read_time(metas.get("modified")),
            language=plain_text(text(metas.get("language"))),
        )
        return Published(
            made,
            columns=tidied(_columns(record)),
            stopped=ended(_frequency(record)) or stopped(made.title, made.description),
            former=(name,) if name not in ("", identity) else (),
        )


def _default(record: Fields) -> Fields:
    """The standard metadata; an export may have them in the record itself."""
    return part(part(record, "metas"), "default") or record


def _dcat(record: Fields) -> Fields:
    return part(part(record, "metas"), "dcat")


def _columns(record: Fields) -> list[str]:
    return [name for each in parts(record, "fields") if (name := text(each.get("name")))]


def _frequency(record: Fields) -> str:
    return text(_default(record).get("update_frequency")) or text(_dcat(record).get("accrualperiodicity"))


_SHAPE = _Entry()
KIND: Kind = Opendatasoft()
