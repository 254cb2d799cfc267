"""Cards as Slack shows them: pure functions from a card to the arguments of a message.

People's words stand in ``rich_text`` text elements and ``plain_text`` objects only. Slack reads no markup in either
(Block Kit reference, "Rich text block" and "Text object"), so there is nothing to escape there and nothing to inject.
The top-level text, which notifications and old clients read, is escaped: ``&``, ``<`` and ``>``, nothing else.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC
from typing import Any, TypeAlias, assert_never

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
from bot.speech.plain import cut, with_commands, without_marks

Json: TypeAlias = dict[str, Any]

FALLBACK_LENGTH = 4_000  # chat.update refuses longer text
TEXT_LENGTH = 3_000  # a text object
WHISPER = "whisper"  # how the button rows of a whisper are called: a click on one replaces the whisper
NO_FILES: Mapping[str, str] = {}
_USER = re.compile(r"[UW][A-Z0-9]{1,30}")
_DATES = {"date": "{date_short}", "time": "{time}", "both": "{date_short}, {time}"}
_FALLBACK_DATES = {"date": "%d %b %Y", "time": "%H:%M UTC", "both": "%d %b %Y, %H:%M UTC"}


def message(card: Card, *, whisper: bool = False, files: Mapping[str, str] = NO_FILES) -> Json:
    """``text`` and ``blocks`` of the message that shows ``card``; ``files`` as for :func:`blocks`."""
    return {"text": fallback(card), "blocks": blocks(card, whisper=whisper, files=files), "mrkdwn": False}


def blocks(card: Card, *, whisper: bool = False, row: str = "row", files: Mapping[str, str] = NO_FILES) -> list[Json]:
    """The blocks of ``card``: its title first, then its parts in order. ``row`` is how its rows of buttons begin.

    ``files`` are the ids of its pictures' files by the pictures' hashes. For a picture that was not sent up its words
    stand: nothing is ever left out.
    """
    shown = [_rich(list(_words(card.title, bold=True)))]
    for number, part in enumerate(card.parts):
        shown += _part(part, f"{WHISPER if whisper else row}-{number}", files)
    return shown


def _part(part: Part, row: str, files: Mapping[str, str] = NO_FILES) -> list[Json]:
    match part:
        case Text(spans):
            return _paragraph(spans)
        case Note(spans):
            return _note(spans)
        case Facts(rows):
            return _facts(rows)
        case Divider():
            return [{"type": "divider"}]
        case Picture(alt=alt):
            file = files.get(part.hash)
            return [{"type": "image", "slack_file": {"id": file}, "alt_text": alt}] if file else _paragraph((alt,))
        case Actions(buttons):
            elements = [_button(each, f"{row}-{n}") for n, each in enumerate(buttons)]
            return [{"type": "actions", "block_id": row, "elements": elements}]
        case _:
            assert_never(part)


def _paragraph(spans: Iterable[Span]) -> list[Json]:
    elements = list(_elements(spans))
    return [_rich(elements)] if elements else []


def _note(spans: tuple[Span, ...]) -> list[Json]:
    """Small print where the words are plain; a context block could not show the rest without markup."""
    words = [span for span in spans if isinstance(span, str)]
    text = "".join(words)
    if len(words) < len(spans) or not text.strip() or len(text) > TEXT_LENGTH:
        return _paragraph(spans)
    return [{"type": "context", "elements": [plain(text)]}]


def _facts(rows: Iterable[tuple[str, tuple[Span, ...]]]) -> list[Json]:
    elements: list[Json] = []
    for label, spans in rows:
        start = "\n" if elements else ""
        elements += [_word(f"{start}{label}: ", bold=True), *_elements(spans)]
    return [_rich(elements)] if elements else []


def _elements(spans: Iterable[Span]) -> Iterator[Json]:
    for span in spans:
        match span:
            case "":
                pass  # Slack refuses an empty element; there is nothing to show
            case str():
                yield from _words(span)
            case Bold(text):
                yield from _words(text, bold=True)
            case Struck(text):
                if text:
                    yield _word(text) | {"style": {"strike": True}}
            case Link(text, url):
                yield {"type": "link", "url": url, "text": text or url}
            case When(at, style):
                shown = {"timestamp": int(at.timestamp()), "format": _DATES[style], "fallback": _plain_when(span)}
                yield {"type": "date", **shown}
            case Mention():
                yield _mention(span)
            case _:
                assert_never(span)


def _words(text: str, *, bold: bool = False) -> Iterator[Json]:
    """Words, and the commands among them as such."""
    for words, is_command in with_commands(text):
        word = _word(words, bold=bold)
        if is_command:
            word["style"] = {**word.get("style", {}), "code": True}
        yield word


def _word(text: str, *, bold: bool = False) -> Json:
    word: Json = {"type": "text", "text": text}
    return word | {"style": {"bold": True}} if bold else word


def _mention(person: Mention) -> Json:
    if person.platform == "slack" and _USER.fullmatch(person.user):
        return {"type": "user", "user_id": person.user}
    return _word(person.name or "?")


def _rich(elements: list[Json]) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}


def _button(button: Button, number: str) -> Json:
    # The line is the action_id: a click says it. A link button says nothing, but Slack wants an id of it too.
    shown: Json = {"type": "button", "text": plain(button.label), "action_id": button.line or f"open-{number}"}
    if button.url:
        shown["url"] = button.url
    if button.style:
        shown["style"] = button.style
    if button.hint:
        shown["accessibility_label"] = button.hint
    return shown


def attached(card: Card, *, buttons: bool = True) -> Json:
    """``card`` as it stands under a link: plain text objects, which every surface takes, and its buttons."""
    lines = [card.title, *(line for part in card.parts if (line := _line(part)))]
    rows = [_part(part, f"row-{n}") for n, part in enumerate(card.parts) if buttons and isinstance(part, Actions)]
    shown = [{"type": "section", "text": plain(cut(line, TEXT_LENGTH))} for line in lines]
    return {"fallback": fallback(card), "blocks": [*shown, *(block for row in rows for block in row)]}


def plain(text: str) -> Json:
    """A text object without any markup; ``:names:`` stay as they were typed."""
    return {"type": "plain_text", "text": without_marks(text), "emoji": False}


# ── the text beside the blocks ───────────────────────────────────────────────────────────────────────────────


def escape(text: str) -> str:
    """``text`` with ``&``, ``<`` and ``>`` escaped: the only three signs that Slack takes as control characters."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def fallback(card: Card) -> str:
    """The card as one plain text of at most 4,000 characters, for notifications; buttons are left out."""
    lines = [card.title, *(line for part in card.parts if (line := _line(part)))]
    return escape(cut(without_marks("\n".join(lines)), FALLBACK_LENGTH))


def _line(part: Part) -> str:
    match part:
        case Text(spans) | Note(spans):
            return "".join(map(_said, spans))
        case Facts(rows):
            return "\n".join(f"{label}: {''.join(map(_said, spans))}" for label, spans in rows)
        case Picture(alt=alt):
            return alt
        case Divider() | Actions():
            return ""
        case _:
            assert_never(part)


def _said(span: Span) -> str:
    match span:
        case str():
            return span
        case Bold(text) | Struck(text):
            return text
        case Link(text, url):
            return f"{text} ({url})"
        case When():
            return _plain_when(span)
        case Mention(name):
            return name
        case _:
            assert_never(span)


def _plain_when(when: When) -> str:
    return when.at.astimezone(UTC).strftime(_FALLBACK_DATES[when.style])
