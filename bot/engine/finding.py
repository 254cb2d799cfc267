"""Where handlers look for what the city has and what was said before: two rooms of a unit of work."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from bot.catalog.model import Dataset
from bot.questions.search import Hit


class Catalog(Protocol):
    """The desk's datasets."""

    def dataset(self, number: int) -> Dataset | None:
        """The dataset with the desk's short number."""

    def matches(self, words: str, limit: int) -> tuple[Dataset, ...]:
        """The datasets whose name, number or portal id ``words`` come nearest to, best first."""

    def at(self, address: str) -> Dataset | None:
        """The dataset whose page is at an address, however it is spelled."""

    def named_in(self, text: str, limit: int) -> tuple[Dataset, ...]:
        """The datasets that a text names by their whole title."""

    def load(self, datasets: Sequence[Dataset], at: datetime) -> tuple[int, int, int]:
        """Make what is of no portal equal to ``datasets``, in one go: (new, changed, gone). Numbers stay with the
        portal's id."""

    def size(self) -> int:
        """How many datasets there are."""


class Search(Protocol):
    """Full text over what may be found."""

    def answered(self, words: str, limit: int) -> tuple[Hit, ...]:
        """Public questions that have an answer, most alike first."""

    def find(self, words: str, kind: str, limit: int) -> tuple[Hit, ...]:
        """Public questions, answers and datasets, best first; ``kind`` is all, datasets, answers or people."""

    def note_gap(self, words: str, at: datetime) -> None:
        """Remember that a search found nothing: what people look for and the city does not have."""

    def count(self, day: date, in_vain: str = "") -> None:
        """Count a search of that day; ``in_vain`` are its words where it found nothing, or a mask where
        they may not be kept."""
