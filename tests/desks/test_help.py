"""The help fits on every platform however many commands there are: it goes on, on another page."""

import pytest

from bot.desks.handlers import help_pages, rows_of
from bot.engine.scene import Row
from bot.speech.cards import PAGE_COMPONENTS, Actions, Bold, Button, Card, Part, Text
from bot.speech.grammar import usage
from bot.speech.words import languages, words
from bot.table import ROOTS

BESIDE: list[Part] = [Actions(Button("More", "opendata-admin help P-2"), Button("Ask", "opendata ask"))]


def said(row: Row, language: str) -> Text:
    return Text(Bold(usage(row.command).split(" [")[0]), " — ", words(language)(row.summary))


@pytest.mark.parametrize("many", [1, 7, 39, 40, 41, 300])
@pytest.mark.parametrize("length", [10, 400, 3_000])
def test_every_line_is_shown_once_and_every_page_fits(many: int, length: int) -> None:
    lines = [Text(f"{number} " + "x" * length) for number in range(many)]
    pages = help_pages(lines, BESIDE, "What coordinators can do")
    assert [line for page in pages for line in page] == lines
    for page in pages:
        assert page
        Card("What coordinators can do", *page, *BESIDE, page=True)
        assert len(page) + len(BESIDE) <= PAGE_COMPONENTS


@pytest.mark.parametrize("root", ROOTS)
def test_the_real_help_fits_in_every_language(root: str) -> None:
    for language in languages():
        lines = [said(row, language) for row in rows_of(root)]
        for page in help_pages(lines, BESIDE, "x" * 100):
            Card("x" * 100, *page, *BESIDE, page=True)
