"""Reading cards: everything that stands on one, and what its buttons say."""

from __future__ import annotations

from bot.speech.cards import Bold, Card, Facts, Link, Mention, Note, Part, Span, Struck, Text, When
from bot.speech.command import Command
from bot.speech.grammar import write
from bot.table import GRAMMAR


def said(card: Card) -> str:
    """Everything that one reads on a card, first line first."""
    return "\n".join([card.title, *(line for part in card.parts for line in _lines(part))])


def pressed(card: Card) -> list[Command]:
    """What the buttons say; each is a line that the grammar reads, and would write the same way."""
    lines = [button.line for button in card.buttons if button.line]
    commands = [GRAMMAR.read(line) for line in lines]
    assert [write(command) for command in commands] == lines
    assert all(len(line) <= 100 for line in lines)
    return commands


def _lines(part: Part) -> list[str]:
    match part:
        case Text(found) | Note(found):
            return ["".join(map(_plain, found))]
        case Facts(rows):
            return [f"{label}: {''.join(map(_plain, found))}" for label, found in rows]
        case _:
            return []


def _plain(span: Span) -> str:
    match span:
        case str():
            return span
        case Bold(text) | Struck(text) | Link(text):
            return text
        case Mention(name):
            return f"@{name}"
        case When(at):
            return at.isoformat()
