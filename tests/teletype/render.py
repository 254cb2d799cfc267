"""Cards as lines of text. There are no buttons: each says the line to type instead."""

from collections.abc import Iterator
from datetime import UTC
from typing import assert_never

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
from bot.speech.forms import Form


def lines(card: Card) -> list[str]:
    """Every line of ``card``, its title first."""
    return [card.title, *(line for part in card.parts for line in _part(part))]


def form_lines(form: Form) -> list[str]:
    """What a form asks, and the line that is the answer to it."""
    asked = [f"{each.label}: {each.name}" for each in form.inputs]
    return [form.title, *([form.intro] if form.intro else []), *asked, f"Type: /{form.does} …"]


def _part(part: Part) -> Iterator[str]:
    match part:
        case Text(spans) | Note(spans):
            yield from _words(spans).split("\n")
        case Facts(rows):
            yield from (f"{label}: {_words(spans)}" for label, spans in rows)
        case Divider():
            yield "---"
        case Picture(alt=alt):
            yield f"[{alt}]"
        case Actions(buttons):
            yield from map(_button, buttons)
        case _:
            assert_never(part)


def _button(button: Button) -> str:
    return f"  [{button.label}] {button.url or '/' + button.line}"


def _words(spans: tuple[Span, ...]) -> str:
    return "".join(map(_said, spans))


def _said(span: Span) -> str:
    match span:
        case str():
            return span
        case Bold(text) | Struck(text):
            return text
        case Link(text, url):
            return f"{text} ({url})"
        case When(at):
            return at.astimezone(UTC).strftime("%d %b %Y, %H:%M UTC")
        case Mention(name):
            return name
        case _:
            assert_never(span)
