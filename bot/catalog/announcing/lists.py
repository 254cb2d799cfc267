"""Lists of datasets on pages that every platform shows."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.catalog.announcing.views import titled
from bot.catalog.model import Dataset
from bot.questions.views import button
from bot.speech.cards import Actions, Bold, Button, Card, Part, Text
from bot.speech.command import Command
from bot.speech.plain import cut
from bot.speech.words import Words

ON_A_PAGE = 15
_TITLE, _BESIDE = 120, 60
Line = tuple[Dataset, str]
"""A dataset, and what stands behind its title."""
Each = TypeVar("Each")


def list_card(
    title: str, every: Sequence[Each], line: Callable[[Each], Line | None], page: int, turned: Callable[[int], Command],
    say: Words, *ways: Button,
) -> Card:  # fmt: skip
    """One page of a list; ``line`` reads one of ``every``, and is asked for those of the page alone: anybody may press
    "See all" of thousands. ``turned`` is the command that shows another page. ``ways`` stand below every page."""
    pages = max(1, -(-len(every) // ON_A_PAGE))
    at = min(max(page, 1), pages)
    lines = map(line, every[(at - 1) * ON_A_PAGE : at * ON_A_PAGE])
    shown: list[Part] = [_line(*each) for each in lines if each is not None]
    turns = []
    if at > 1:
        turns.append(button(say("Back"), turned(at - 1)))
    if at < pages:
        turns.append(button(say("More"), turned(at + 1), "" if ways else "primary"))
    told = [Text(say("Page {page} of {pages}", page=at, pages=pages))] if pages > 1 else []
    rows = [Actions(*each) for each in (turns, ways) if each]
    return Card(title, *(shown or [Text("—")]), *told, *rows, page=True)


def _line(dataset: Dataset, beside: str) -> Text:
    behind = f" — {cut(beside, _BESIDE)}" if beside else ""
    return Text(Bold(dataset.short_number), f" · {titled(dataset, _TITLE)}{behind}")
