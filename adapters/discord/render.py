"""Cards as Discord shows them: pure functions from a card to the arguments of a message.

Cards with buttons are plain ``content`` over action rows, which degrades well (interaction.md, section 3.0, rule 10).
Pages, and cards without a button, are Components V2: every message of ours must have a component that can carry the
slot's key (:mod:`adapters.discord.marks`). What people wrote is made literal in :mod:`adapters.discord.markdown`.
A button's ``hint`` has no field on Discord: its label must be enough.

Limits: content 2,000 characters; 5 rows of 5 buttons; Components V2 4,000 characters of text and 40 components;
10 files (Discord's "Message Resource" and "Component Reference"). Every card that passes the narrowest door fits.
"""

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias, assert_never

from adapters.discord.markdown import bold, escape, inline, line_starts, paragraph, person_in
from adapters.discord.marks import component_id, mark, walk
from bot.engine.errors import Rejected
from bot.speech.cards import Actions, Button, Card, Divider, Facts, Note, Part, Picture, Span, Text

__all__ = ["COMPONENTS_V2", "EPHEMERAL", "SUPPRESS_EMBEDS", "component_id", "edit", "escape", "files", "message"]

Json: TypeAlias = dict[str, Any]

SUPPRESS_EMBEDS = 1 << 2
EPHEMERAL = 1 << 6
COMPONENTS_V2 = 1 << 15
CONTENT_LENGTH = 2_000
MOST_COMPONENTS = 40
MOST_FILES = 10
MOST_CALLED = 100  # allowed_mentions.users
_ROW, _BUTTON, _TEXT, _GALLERY, _SEPARATOR = 1, 2, 10, 12, 14
_STYLES = {"primary": 1, "": 2, "danger": 4}
_LINK_STYLE = 5
_RULE = "———"  # a divider where only words can be


def message(
    card: Card, *, key: str = "", revision: int = 0, whisper: bool = False, person: str = "", v2: bool = False
) -> Json:
    """The arguments of a new message that shows ``card``: ``components``, ``flags``, ``allowed_mentions``, and where
    they are needed ``content`` and ``attachments``; the attachments' bytes are :func:`files`.

    ``key`` and ``revision`` of the slot are written on the components, by which the message is found again.
    ``whisper`` makes it an only-you answer, which needs no components. ``person`` is a user who is called by mention
    before the title. ``v2`` asks for Components V2 whatever the card is: such a message can never be anything else.

    Raises Rejected for more than ten pictures, which one message cannot hold.
    """
    called = f"<@{person}> " if person else ""
    pictures = [part for part in card.parts if isinstance(part, Picture)]
    if len(pictures) > MOST_FILES:
        raise Rejected(f"one message holds {MOST_FILES} pictures, not {len(pictures)}")
    content = "\n".join([called + line_starts(bold(card.title)), *filter(str.strip, map(_words, card.parts))])
    shown: Json = {"allowed_mentions": _allowed(card, person)}
    if v2 or card.page or not (card.buttons or whisper) or _units(content) > CONTENT_LENGTH:
        shown |= {"components": _layout(card, called), "flags": COMPONENTS_V2}
    else:
        shown |= {"content": content, "components": _rows(card), "flags": SUPPRESS_EMBEDS}
    if pictures:
        shown["attachments"] = [_attachment(number, each) for number, each in enumerate(pictures)]
    if key and not whisper:
        _mark(shown["components"], key, revision)
    if whisper:
        shown["flags"] |= EPHEMERAL
    return shown


def edit(card: Card, *, key: str = "", revision: int = 0, person: str = "", v2: bool = False) -> Json:
    """The arguments that make an older message show ``card`` instead, with nothing of what it showed before."""
    shown = message(card, key=key, revision=revision, person=person, v2=v2)
    return {"content": None, "embeds": [], "attachments": []} | shown


def files(card: Card) -> list[tuple[str, bytes]]:
    """Name and bytes of every file that goes with the card's message, in the order of its ``attachments``."""
    pictures = (part for part in card.parts if isinstance(part, Picture))
    return [(_name(number), each.png) for number, each in enumerate(pictures)]


def _allowed(card: Card, person: str) -> Json:
    called = [person, *map(person_in, _spans(card))]
    return {"parse": [], "users": list(dict.fromkeys(filter(None, called)))[:MOST_CALLED], "replied_user": False}


def _spans(card: Card) -> Iterator[Span]:
    for part in card.parts:
        match part:
            case Text(spans) | Note(spans):
                yield from spans
            case Facts(rows):
                yield from (span for _, spans in rows for span in spans)
            case _:
                pass


def _mark(components: list[Json], key: str, revision: int) -> None:
    if len(list(walk(components))) == 1:  # the second id needs a place: a little room below
        components.append({"type": _SEPARATOR, "divider": False, "spacing": 1})
    mark(components, key, revision)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────


def _words(part: Part) -> str:
    """A part as Markdown; empty for what is no words."""
    match part:
        case Text(spans):
            return paragraph(spans)
        case Note(spans):
            return _small(paragraph(spans))
        case Facts(rows):
            return "\n".join(_fact(label, spans) for label, spans in rows)
        case Divider():
            return _RULE
        case Picture() | Actions():
            return ""
        case _:
            assert_never(part)


def _small(text: str) -> str:
    """Small print where the note is one line: the mark counts for one line only, and more of them cost too much."""
    return f"-# {text}" if text.strip() and "\n" not in text else text


def _fact(label: str, spans: Iterable[Span]) -> str:
    return f"{line_starts(f'**{inline(label)}:**')} {paragraph(spans)}"


# ── buttons and pictures ─────────────────────────────────────────────────────────────────────────────────────


def _rows(card: Card) -> list[Json]:
    return [_row(part) for part in card.parts if isinstance(part, Actions)]


def _row(actions: Actions) -> Json:
    return {"type": _ROW, "components": [_button(each) for each in actions.buttons]}


def _button(button: Button) -> Json:
    if button.url:
        return {"type": _BUTTON, "style": _LINK_STYLE, "label": button.label, "url": button.url}
    return {"type": _BUTTON, "style": _STYLES[button.style], "label": button.label, "custom_id": button.line}


def _name(number: int) -> str:
    return f"picture-{number + 1}.png"


def _attachment(number: int, picture: Picture) -> Json:
    return {"id": number, "filename": _name(number), "description": picture.alt}


# ── Components V2 ────────────────────────────────────────────────────────────────────────────────────────────


def _layout(card: Card, called: str) -> list[Json]:
    """The card as components, in its order; where that were too many, dividers become words and pictures come last."""
    title = f"### {inline(card.title)}" if card.page and "\n" not in card.title else line_starts(bold(card.title))
    laid = [_text(called + title), *_parts(card.parts)]
    merged = _merged(laid)
    if len(list(walk(merged))) > MOST_COMPONENTS:
        pictures = [each for each in laid if each["type"] == _GALLERY]
        others = [_text(_RULE) if each["type"] == _SEPARATOR else each for each in laid if each["type"] != _GALLERY]
        merged = _merged([*others, *pictures])
    return merged


def _parts(parts: Iterable[Part]) -> Iterator[Json]:
    number = 0
    for part in parts:
        match part:
            case Divider():
                yield {"type": _SEPARATOR, "divider": True, "spacing": 1}
            case Picture(alt=alt):
                media = {"url": f"attachment://{_name(number)}"}
                yield {"type": _GALLERY, "items": [{"media": media, "description": alt}]}
                number += 1
            case Actions():
                yield _row(part)
            case Text() | Note() | Facts():
                if (words := _words(part)).strip():
                    yield _text(words)
            case _:
                assert_never(part)


def _text(words: str) -> Json:
    return {"type": _TEXT, "content": words}


def _merged(laid: Iterable[Json]) -> list[Json]:
    """Texts that follow one another as one, pictures as one gallery."""
    merged: list[Json] = []
    for each in laid:
        before: Json = merged[-1] if merged else {"type": 0}
        if each["type"] == before["type"] == _TEXT:
            merged[-1] = _text(f"{before['content']}\n{each['content']}")
        elif each["type"] == before["type"] == _GALLERY:
            merged[-1] = before | {"items": [*before["items"], *each["items"]]}
        else:
            merged.append(each)
    return merged
