"""From bytes to the list of records in a ``data.json``, with a sentence for everything that is not one."""

import json

import orjson

from adapters.portals.listing import PortalError, Trouble

_VERSION = "v1.1"
# Windows-1252 leaves five bytes without a meaning; Latin-1 reads any.
_ENCODINGS = ("utf-8-sig", "cp1252", "latin-1")
_BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def records(body: bytes) -> tuple[list[object], list[Trouble]]:
    """Return the records of a DCAT-US document and what is wrong with the document around them.

    Raises ``PortalError`` where there is no list of records to be had.
    """
    document, encoding = load(body)
    found = document.get("dataset") if isinstance(document, dict) else document
    if not isinstance(found, list):
        raise PortalError(
            'This is JSON, but not a DCAT-US catalogue: it has no list named "dataset".'
            " Look for the address that ends in /data.json."
        )
    return found, _around(document, encoding)


def load(body: bytes) -> tuple[object, str]:
    """Return what JSON says, whatever it is, and the encoding it was written in. Raises ``PortalError``."""
    try:
        return orjson.loads(body), "utf-8-sig"
    except orjson.JSONDecodeError:  # the standard library is slower, reads more, and says where it stopped
        text, encoding = _decode(body)
        return _load(text), encoding


def _around(document: object, encoding: str) -> list[Trouble]:
    wrong = []
    if encoding not in ("utf-8-sig", "utf-16"):
        wrong.append("It is not written in UTF-8. We read it as Western European text; look at the accents.")
    if not isinstance(document, dict):
        wrong.append("It is a bare list without a catalogue around it. We read the list.")
    elif _VERSION not in str(document.get("conformsTo") or ""):
        wrong.append("It does not say that it follows DCAT-US 1.1. We read it as if it did.")
    return [Trouble(None, "", what, left_out=False) for what in wrong]


def _decode(body: bytes) -> tuple[str, str]:
    marked = _BYTE_ORDER_MARKS.get(body[:2])
    for encoding in (marked, *_ENCODINGS) if marked else _ENCODINGS:
        try:
            return body.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise PortalError("The file is not text.")  # pragma: no cover - Latin-1 reads any bytes


def _load(text: str) -> object:
    start = text.lstrip()[:200].casefold()
    if not start:
        raise PortalError("The catalogue is empty: there is not one character in it.")
    if start.startswith("<"):
        raise PortalError(_markup(start))
    try:
        return json.loads(text)
    except json.JSONDecodeError as wrong:
        raise PortalError(_not_json(text, wrong)) from wrong
    except (ValueError, RecursionError) as wrong:  # a number of 5,000 digits; brackets nested without end
        raise PortalError("The catalogue is not usable JSON: it is built to be unreadable.") from wrong


def _markup(start: str) -> str:
    if "<html" in start or start.startswith("<!doctype html"):
        return (
            "The portal answered with a web page instead of its catalogue."
            " Check the address; it usually ends in /data.json. If it does, try again later."
        )
    return "This is XML. A DCAT-US catalogue is JSON, and its address usually ends in /data.json."


def _not_json(text: str, wrong: json.JSONDecodeError) -> str:
    if not text.lstrip().startswith(("{", "[")):
        return "This is not JSON. A DCAT-US catalogue is, and its address usually ends in /data.json."
    where = f"line {wrong.lineno}, character {wrong.colno}"
    if not text.rstrip().endswith(("}", "]")):
        return f"The catalogue stops in the middle ({where}). It was not transferred whole: try again."
    return f"The catalogue is not valid JSON: something is wrong at {where}. The portal has to repair it."
