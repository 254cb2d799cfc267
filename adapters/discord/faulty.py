"""What was wrong with a form: Discord closes it when it is sent in, so everything that was typed is given back."""

from collections.abc import Iterable

from bot.speech.cards import Actions, Button, Card, Part, Text, fitting
from bot.speech.plain import pieces
from bot.speech.words import Words

PIECE = 1_400


def cards(sentences: Iterable[str], typed: Iterable[str], line: str, say: Words) -> list[Card]:
    """One card with each sentence and a button that opens the form of ``line`` again, and every typed word, on as many
    more cards as they need. Without a ``line`` there is no button."""
    title, *others = sentences
    kept = [Text(piece) for each in typed for piece in pieces(each, PIECE)]
    given_back = say("Here is what you wrote, so that it is not lost:")
    intro: list[Part] = [*map(Text, others), *([Text(given_back)] if kept else [])]
    edit: list[Part] = [Actions(Button(say("Edit"), line, style="primary"))] if line else []
    shown = fitting(kept, *intro, *edit, title=title)
    made = [Card(title, *intro, *shown, *edit)]
    rest = kept[len(shown) :]
    while rest:
        shown = fitting(rest, title=given_back)
        made.append(Card(given_back, *shown))
        rest = rest[len(shown) :]
    return made
