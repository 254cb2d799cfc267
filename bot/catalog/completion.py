"""Completing a dataset's name while somebody types it.

An exact number or portal id comes first, then titles in which every typed word begins a word. Only where
there are none, titles that are alike (slips of the finger), and at last titles that share some of the words.
Case and accents never matter.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, Protocol, TypeVar

from rapidfuzz import fuzz, process

from bot.catalog.model import Dataset, parse_number

# Of 100, as rapidfuzz counts. Below, one shared word among many is enough: "tree inventory" is 78 % of
# "affordable housing inventory".
ALIKE = 82.0
# Shorter words are like everything, and nobody mistypes two letters.
SHORTEST_FUZZY = 4
LONGEST_QUERY = 200

_ACCENTS = re.compile("[\u0300-\u036f]")
_NOT_WORDS = re.compile(r"[\W_]+")


class Named(Protocol):
    """What completion needs to know of a dataset."""

    @property
    def number(self) -> int:
        """The desk's short number, 0 for none."""

    @property
    def portal_id(self) -> str:
        """The portal's own identifier."""

    @property
    def title(self) -> str:
        """The name people know."""


T = TypeVar("T", bound=Named)


class Titles(Generic[T]):
    """The titles of one desk, folded once so that each typed letter costs only a search.

    Folding 50,000 titles takes a third of a second: build it when the catalogue changes, not for each letter.
    """

    def __init__(self, datasets: Iterable[T]) -> None:
        self.datasets = tuple(datasets)
        self.folded = [fold(dataset.title) for dataset in self.datasets]
        # A space in front lets one substring search ask "does a word begin with this?".
        self.padded = [f" {title}" for title in self.folded]
        # The titles of several words by their first one: which of them stand in a text is then quickly seen.
        self._by_first: dict[str, list[int]] = {}
        for at, title in enumerate(self.folded):
            if " " in title:
                self._by_first.setdefault(title.partition(" ")[0], []).append(at)
        self._numbers = {dataset.number: at for at, dataset in enumerate(self.datasets) if dataset.number}
        self._ids: dict[str, int] = {}
        for at, dataset in enumerate(self.datasets):
            self._ids.setdefault(dataset.portal_id.casefold(), at)

    def __len__(self) -> int:
        return len(self.datasets)

    def named_in(self, text: str) -> list[int]:
        """The places of the datasets whose whole title, of two words or more, stands in a text; longest first."""
        folded = f" {fold(text)} "
        near = {at for word in folded.split() for at in self._by_first.get(word, ())}
        found = [at for at in near if f" {self.folded[at]} " in folded]
        return sorted(found, key=lambda at: (-len(self.folded[at]), at))

    def exactly(self, words: str) -> Iterator[int]:
        """The places of the datasets whose number or portal id is ``words``."""
        number = parse_number(words)
        for at in (self._numbers.get(number or 0), self._ids.get(words.strip().casefold())):
            if at is not None:
                yield at


def named_in(text: str, titles: Titles[T], limit: int) -> list[T]:
    """Return up to ``limit`` datasets that a text names by their whole title."""
    return [titles.datasets[at] for at in titles.named_in(text)[:limit]]


def fold(text: str) -> str:
    """Return ``text`` in lower case, without accents, with everything between words as one space."""
    plain = text if text.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return _NOT_WORDS.sub(" ", plain.casefold()).strip()


def meant(words: str, matches: Sequence[Dataset]) -> Dataset | None:
    """The one of the ``matches`` that ``words`` name clearly: by title, number or id, or as the only one."""
    if not matches:
        return None
    best, wanted = matches[0], words.strip().casefold()
    names = (best.title.casefold(), best.portal_id.casefold(), best.short_number.casefold(), str(best.number))
    return best if len(matches) == 1 or wanted in names else None


def best_matches(words: str, titles: Titles[T], limit: int) -> list[T]:
    """Return up to ``limit`` datasets that ``words`` may mean, the likeliest first.

    Without words the first ones come in their own order, so that an empty field still offers something.
    """
    if limit <= 0:
        return []
    words = words[:LONGEST_QUERY]
    query = fold(words)
    if not words.strip():
        return list(titles.datasets[:limit])
    found = list(dict.fromkeys([*titles.exactly(words), *_beginning(query, titles)]))
    found = found or _alike(query, titles, limit) or _sharing(query, titles)
    return [titles.datasets[at] for at in found[:limit]]


def _beginning(query: str, titles: Titles[T]) -> list[int]:
    """Titles in which every word of the query begins a word, those with the least left over first."""
    places = list(range(len(titles))) if query else []
    for word in query.split():
        places = [at for at in places if f" {word}" in titles.padded[at]]
    return sorted(places, key=lambda at: _order(query, titles.folded[at]))


def _order(query: str, title: str) -> tuple[bool, int, int, bool, str]:
    # "park" means Park Boundaries before Parking Tickets: whole words first, and a plural is whole. "tree"
    # means Street Trees before Tree Planting Requests: the more of a title is typed, the likelier it is.
    words = title.split()
    whole = sum(word in words or f"{word}s" in words for word in query.split())
    return title != query, -whole, len(words), not title.startswith(query), title


def _alike(query: str, titles: Titles[T], limit: int) -> list[int]:
    """Titles that resemble the query: the same words among others, or a slip of the finger."""
    if len(query) < SHORTEST_FUZZY:
        return []
    for scorer in (fuzz.token_set_ratio, fuzz.partial_ratio):
        found = process.extract(query, titles.folded, scorer=scorer, score_cutoff=ALIKE, limit=limit)
        # partial_ratio is blind to which side is the part: a title of two letters is in every query.
        kept = [at for title, _, at in found if len(title) >= SHORTEST_FUZZY]
        if kept:
            return kept
    return []


def _sharing(query: str, titles: Titles[T]) -> list[int]:
    """Titles that share at least one longer word's beginning: "tree inventory" still finds Street Trees."""
    starts = [f" {word}" for word in query.split() if len(word) >= SHORTEST_FUZZY]
    shared = {at: hits for at, title in enumerate(titles.padded) if (hits := sum(start in title for start in starts))}
    return sorted(shared, key=lambda at: (-shared[at], _order(query, titles.folded[at])))
