"""Cards and replies as JSON and back: ``["bold", "a text"]``, the kind first and then the fields in their order.

Of a picture only the hash is written; whoever reads a card gives the bytes (``storage/pictures.py``). Where they are no
longer kept, its words stand for it.

A field may be added at the end of its class, with a default: what was stored before is read as having it. What was
stored is not judged again on the way out: a card that an earlier version let through the door is still shown as it was.
The codec is by hand because every command writes three cards and the pump reads them all; pydantic's takes one and a
half times as long to write a card and four times as long to read one.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from hashlib import sha256
from operator import attrgetter
from typing import Any, TypeVar

import orjson

from bot.engine.slots import UNDRAWN
from bot.speech.cards import (
    Actions,
    Bold,
    Button,
    Card,
    Divider,
    Facts,
    Link,
    Mention,
    Note,
    Part,
    Picture,
    Span,
    Struck,
    Text,
    When,
)
from bot.speech.forms import Choice, FieldError, Form, Input, Pick, TextInput
from bot.speech.reply import Errand, Reply

T = TypeVar("T")
Json = Sequence[Any]

_SAY_THEIR_KIND = (
    *(Bold, Struck, Link, When, Mention, Text, Facts, Note, Divider, Picture, Actions),
    *(TextInput, Choice, Pick),
)
_PLAIN = (Card, Button, Form, FieldError, Errand, Reply)


def _names(kind: type) -> tuple[str, ...]:
    """The fields of a class as they are stored: its kind in front where it has one to be told by."""
    names = tuple(field.name for field in fields(kind))
    return ("kind", *(name for name in names if name != "kind")) if kind in _SAY_THEIR_KIND else names


def _getter(kind: type) -> Callable[[Any], Any]:
    names = _names(kind)
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda value: (get(value),)


_GETTERS: dict[type, Callable[[Any], Any]] = {kind: _getter(kind) for kind in (*_SAY_THEIR_KIND, *_PLAIN)}
# A slot's own descriptor writes past the frozen class, its __init__ and its checks.
_SETTERS: dict[type, tuple[Callable[[Any, Any], None], ...]] = {
    kind: tuple(getattr(kind, name).__set__ for name in _names(kind)) for kind in _GETTERS
}
_DEFAULTS: dict[type, list[Any]] = {
    kind: [{f.name: f.default for f in fields(kind)}[name] for name in _names(kind)] for kind in _GETTERS
}
_SPANS: dict[str, Callable[[Json], Span]] = {
    "bold": lambda found: _made(Bold, found),
    "struck": lambda found: _made(Struck, found),
    "link": lambda found: _made(Link, found),
    "when": lambda found: _made(When, found, {1: datetime.fromisoformat(found[1])}),
    "mention": lambda found: _made(Mention, found),
}
_PARTS: dict[str, Callable[[Json], Part]] = {
    "text": lambda found: _made(Text, found, {1: _spans(found[1])}),
    "note": lambda found: _made(Note, found, {1: _spans(found[1])}),
    "facts": lambda found: _made(Facts, found, {1: tuple([(key, _spans(said)) for key, said in found[1]])}),
    "divider": lambda found: _made(Divider, found),
    "actions": lambda found: _made(Actions, found, {1: tuple([_made(Button, each) for each in found[1]])}),
}
NO_PICTURES: Mapping[str, bytes] = {}
_PICTURE = '["picture","'  # in no text of anybody's: there the quotes are escaped
_HASHES = re.compile(re.escape(_PICTURE) + "([0-9a-f]{64})")
_INPUTS: dict[str, Callable[[Json], Input]] = {
    "text": lambda found: _made(TextInput, found),
    "choice": lambda found: _made(Choice, found, {3: tuple((value, label) for value, label in found[3])}),
    "pick": lambda found: _made(Pick, found),
}


def card_to_json(card: Card) -> str:
    """The card as JSON; equal cards give equal texts. One that is still to be drawn gives none."""
    return "" if card is UNDRAWN else _json(card)


def card_from_json(text: str, pictures: Mapping[str, bytes] = NO_PICTURES) -> Card:
    """The card that :func:`card_to_json` was given; ``pictures`` are the bytes by their hash."""
    return _card(_read(text), pictures) if text else UNDRAWN


def hashes_in(text: str) -> list[str]:
    """The hashes of the pictures that a card or reply in JSON shows."""
    return _HASHES.findall(text) if _PICTURE in text else []


def reply_to_json(reply: Reply) -> str:
    """The reply as JSON."""
    return _json(reply)


def reply_from_json(text: str, pictures: Mapping[str, bytes] = NO_PICTURES) -> Reply:
    """The reply that :func:`reply_to_json` was given; ``pictures`` as for :func:`card_from_json`."""
    card, form, errors, errand, *once = _read(text)  # files are never kept
    return Reply(
        card=None if card is None else _card(card, pictures),
        form=None if form is None else _made(Form, form, {2: tuple(_INPUTS[each[0]](each) for each in form[2])}),
        errors=tuple(_made(FieldError, each) for each in errors),
        errand=None if errand is None else _made(Errand, errand),
        once=once[:1] == [True],
    )


def _plain(value: Any) -> Any:
    """What the JSON encoder does not know: our values, moments and pictures."""
    get = _GETTERS.get(type(value))
    if get is not None:
        return get(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, bytes):
        return sha256(value).hexdigest()
    raise TypeError(f"a card cannot hold {type(value).__name__}")


_OURS = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME
# ASCII only: escapes keep half a surrogate pair, which is no Unicode and which no database can hold, as it was.
_ESCAPING = json.JSONEncoder(default=_plain, separators=(",", ":"), check_circular=False)


def _json(value: Card | Reply) -> str:
    try:
        return orjson.dumps(value, default=_plain, option=_OURS).decode()
    except orjson.JSONEncodeError:
        return _ESCAPING.encode(value)


def _read(text: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:  # half a surrogate pair
        return json.loads(text)


def _made(kind: type[T], found: Json, read: dict[int, Any] | None = None) -> T:
    """A value made of its fields alone, some of them already ``read``; what was not stored is at its default."""
    made = object.__new__(kind)
    values = [*found, *_DEFAULTS[kind][len(found) :]]
    for at, value in (read or {}).items():
        values[at] = value
    for put, value in zip(_SETTERS[kind], values, strict=True):
        put(made, value)
    return made


def _card(found: Json, pictures: Mapping[str, bytes]) -> Card:
    parts = [_PARTS[part[0]](part) if part[0] != "picture" else _picture(part, pictures) for part in found[1]]
    return _made(Card, found, {1: tuple(parts)})


def _picture(found: Json, pictures: Mapping[str, bytes]) -> Part:
    png = pictures.get(found[1])
    return _made(Picture, found, {1: png}) if png is not None else Text(found[2])


def _spans(found: Json) -> tuple[Span, ...]:
    return tuple([each if isinstance(each, str) else _SPANS[each[0]](each) for each in found])
