"""From bytes to the JSON document that a portal's programming interface answered with."""

import json

import orjson

from adapters.portals.listing import PortalError, Trouble

# Windows-1252 leaves five bytes without a meaning; Latin-1 reads any.
_ENCODINGS = ("utf-8-sig", "cp1252", "latin-1")
_HEAD = 64 * 1024  # bytes
_BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def leads_with(body: bytes, *names: str) -> str:
    """Which of these fields comes first in an answer, so that two kinds can be told apart without parsing; "" where
    none stands near the beginning."""
    head = body[:_HEAD]
    places = {name: head.find(f'"{name}"'.encode()) for name in names}
    return min((name for name in names if places[name] >= 0), key=lambda name: places[name], default="")


def document(body: bytes, what: str) -> tuple[object, tuple[Trouble, ...]]:
    """The document in ``body`` and what was wrong around it. ``what`` names what should be there: "a CKAN listing".

    Raises ``PortalError`` with a sentence where it is not JSON, or not all of it.
    """
    try:
        return orjson.loads(body), ()
    except ValueError:
        return _by_hand(body, what)


def _by_hand(body: bytes, what: str) -> tuple[object, tuple[Trouble, ...]]:
    """Slower, and more forgiving: other encodings, byte-order marks, half characters, numbers that are none."""
    text, encoding = _decoded(body)
    _require_json(text, what)
    try:
        found = json.loads(text)
    except json.JSONDecodeError as wrong:
        raise PortalError(_not_json(text, wrong)) from wrong
    except (ValueError, RecursionError) as wrong:  # a number of 5,000 digits; brackets nested without end
        raise PortalError("The answer is not usable JSON: it is built to be unreadable.") from wrong
    if encoding in ("utf-8-sig", "utf-16"):
        return found, ()
    told = "It is not written in UTF-8. We read it as Western European text; look at the accents."
    return found, (Trouble(None, "", told, left_out=False),)


def _decoded(body: bytes) -> tuple[str, str]:
    marked = _BYTE_ORDER_MARKS.get(body[:2])
    for encoding in (marked, *_ENCODINGS) if marked else _ENCODINGS:
        try:
            return body.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise PortalError("The answer is not text.")  # pragma: no cover - Latin-1 reads any bytes


def _require_json(text: str, what: str) -> None:
    start = text.lstrip()[:200].casefold()
    if not start:
        raise PortalError("The answer is empty: there is not one character in it.")
    if "<html" in start or start.startswith("<!doctype html"):
        raise PortalError(
            f"The portal answered with a web page instead of {what}."
            " Check the address and the kind of portal. If both are right, try again later."
        )
    if start.startswith("<"):
        raise PortalError(f"This is XML, and {what} is JSON. Check the kind of portal.")
    if not start.startswith(("{", "[")):
        raise PortalError(f"This is not JSON, and {what} is. Check the address and the kind of portal.")


def _not_json(text: str, wrong: json.JSONDecodeError) -> str:
    where = f"line {wrong.lineno}, character {wrong.colno}"
    if not text.rstrip().endswith(("}", "]")):
        return f"The answer stops in the middle ({where}). It was not transferred whole: try again."
    return f"The answer is not valid JSON: something is wrong at {where}. The portal has to repair it."
