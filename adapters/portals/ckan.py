"""CKAN: ``package_search`` of its action API, version 3, page by page (docs.ckan.org, "API guide").

- ``portal_id`` is the package's ``id``; its ``name`` may change, and is kept as another id.
- ``created`` is ``metadata_created``: when the portal took it in. A harvested dataset may be years older.
- ``modified`` is the newest date of its files. ``metadata_modified`` is shown where no file has a date, but is not
  material: harvesters touch it every night.
- An address that ends in ``data.json`` is read as that file (the extension ckanext-datajson writes it).
"""

from adapters.portals import data_json
from adapters.portals.ending import stopped
from adapters.portals.frequency import ended
from adapters.portals.json_page import document, leads_with
from adapters.portals.listing import PortalError
from adapters.portals.page import Kind, Page
from adapters.portals.paging import api, asking, before, counted, is_file, moved, whole
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
)  # fmt: skip
from adapters.portals.tidy import plain_text, read_day, read_time
from bot.catalog.sighting import Published

_PATH = "/api/3/action/package_search"
_PEOPLE = ("/api", "/dataset", "/group", "/organization")
_ROWS = 500  # CKAN gives 1,000 at most (ckan.search.rows_max); real records have 16 kB each
_FREQUENCY = ("frequency", "update_frequency", "accrual_periodicity", "accrualPeriodicity")
_REPLACED = ("is_replaced_by", "isReplacedBy", "replaced_by", "superseded_by")


class Ckan:
    """A CKAN portal."""

    def first(self, url: str) -> str:
        """In the order in which datasets were made, so that a new one moves none to another page."""
        if is_file(url):
            return url
        return str(asking(api(url, _PATH, also=_PEOPLE), rows=_ROWS, start=0, sort="metadata_created asc, id asc"))

    def page(self, body: bytes, address: str) -> Page:
        """A page of ``package_search``, or a whole ``data.json``."""
        if leads_with(body, "result", "dataset") == "dataset":
            return data_json.page(body, address)
        found, around = document(body, "a CKAN listing")
        result = _result(found)
        records, total = result.get("results"), whole(result.get("count"))
        if not isinstance(records, list):
            raise PortalError(f"This is JSON, but not the listing of a CKAN portal. Its address has {_PATH} in it.")
        sightings, troubles = sighted(records, _SHAPE, address)
        end = counted(address, "start", 0) + len(records)
        more = bool(records) and (end < total if total is not None else len(records) >= _ROWS)
        onward = moved(address, start=end) if more else ""
        return Page(sightings, (*around, *troubles), onward, total)


def _result(found: object) -> Fields:
    answer = found if isinstance(found, dict) else {}
    if answer.get("success") is False:
        said = plain_text(text(part(answer, "error").get("message")))[:200]
        raise PortalError(f"The portal turned our question down{f': {said}' if said else ''}. Check the address.")
    return part(answer, "result")


class _Package:
    """A package, as CKAN calls a dataset."""

    def identity(self, record: Fields) -> str:
        return identifier(record.get("id")) or identifier(record.get("name"))

    def title(self, record: Fields) -> str:
        return text(record.get("title")) or text(record.get("name"))

    def material(self, record: Fields) -> Material:
        get = record.get
        return (get("title"), get("name"), get("notes"), get("metadata_created"), get("state"),
                part(record, "organization").get("title"), unordered(_topics(record)), unordered(_keywords(record)),
                *_besides(record), _newest(record))  # fmt: skip

    def published(self, record: Fields, identity: str, address: str) -> Published:
        name, home = identifier(record.get("name")), before(address, _PATH)
        issued, language, frequency, replaced = _besides(record)
        gone = "deleted" if text(record.get("state")) == "deleted" else ""
        made = dataset(
            identity,
            self.title(record),
            description=plain_text(text(record.get("notes"))),
            department=plain_text(text(part(record, "organization").get("title"))),
            topics=tidied(_topics(record)),
            keywords=tidied(_keywords(record)),
            page=web_page(f"{home}/dataset/{name or identity}" if home else ""),
            issued=read_day(issued),
            modified=read_time(_newest(record)) or read_time(record.get("metadata_modified")),
            language=plain_text(language),
        )
        return Published(
            made,
            created=read_time(record.get("metadata_created")),
            stopped=gone or ended(frequency) or stopped(made.title, made.description),
            successor=identifier(replaced.rstrip("/").rpartition("/")[2]),
            former=(name,) if name not in ("", identity) else (),
        )


def _topics(record: Fields) -> list[str]:
    return [text(each.get("title")) or text(each.get("display_name")) for each in parts(record, "groups")]


def _keywords(record: Fields) -> list[str]:
    return [text(each.get("display_name")) or text(each.get("name")) for each in parts(record, "tags")]


def _besides(record: Fields) -> tuple[str, ...]:
    """When it was issued, its language, how often it is updated, what replaces it: in the record or in its extras."""
    extras = {text(each.get("key")): each.get("value") for each in parts(record, "extras")}
    return tuple(
        next((said for each in names if (said := text(record.get(each)) or text(extras.get(each)))), "")
        for names in (("issued",), ("language",), _FREQUENCY, _REPLACED)
    )


def _newest(record: Fields) -> str:
    return max((text(each.get("last_modified")) for each in parts(record, "resources")), default="")


_SHAPE = _Package()
KIND: Kind = Ckan()
