"""Full text over what may be found: SQLite's FTS5, PostgreSQL's tsvector.

What people type never reaches a query language: it is cut into words first, and each word is quoted.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from sqlalchemy import Text, and_, case, cast, func, literal, select

from bot.questions.model import Share, State
from bot.questions.search import Hit, telling_words
from bot.speech.plain import clean
from storage import fulltext
from storage.prepared import Prepared, adding, among, is_given
from storage.tables import answers, gaps, questions, said, searches

if TYPE_CHECKING:
    from storage.work import Unit

# Beyond this many candidates nothing likelier is found by looking longer.
_CANDIDATES = 40
_LONGEST_TEXT, _LONGEST_GAP = 2_000, 300
_ANSWERED = (State.ANSWERED, State.SOLVED)
_HIDDEN = (State.DRAFT, State.HELD, State.WITHDRAWN, State.REMOVED)

_q = questions.c
_standing = (
    select(func.max(answers.c.number))
    .where(answers.c.desk == _q.desk, answers.c.question == _q.number, answers.c.helper.is_(False))
    .correlate(questions)
    .scalar_subquery()
)
_answer = said.alias("answer")
# A question as a hit shows it: its own words, and those of the answer that stands.
_SHOWN = Prepared(
    select(
        said.c.text,
        case((among(_q.state, _ANSWERED), func.coalesce(_answer.c.text, "")), else_="").label("answer"),
    )
    .select_from(questions)
    .join(said, and_(said.c.desk == _q.desk, said.c.question == _q.number, said.c.part == "text"))
    .outerjoin(
        _answer,
        and_(
            _answer.c.desk == _q.desk,
            _answer.c.question == _q.number,
            _answer.c.part == literal("answer/").concat(cast(_standing, Text)),
        ),
    )
    .where(
        *is_given(questions, "desk", "number"),
        _q.share != Share.PRIVATE,
        ~among(_q.state, _HIDDEN),
    )
)
_GAP = Prepared(
    (_new := adding(gaps, "desk", "words", "last_at").values(times=1)).on_conflict_do_update(
        index_elements=[gaps.c.desk, gaps.c.words],
        set_={"times": gaps.c.times + 1, "last_at": _new.excluded.last_at},
    )
)
_COUNT = Prepared(
    adding(searches, "desk", "day", "words")
    .values(times=1)
    .on_conflict_do_update(
        index_elements=[searches.c.desk, searches.c.day, searches.c.words],
        set_={"times": searches.c.times + 1},
    )
)


class Search:
    """The searches of one desk, in one unit of work."""

    def __init__(self, work: "Unit") -> None:
        self._link, self._desk = work.link, work.slug
        self._index = fulltext.index_of(work.link)

    def answered(self, words: str, limit: int) -> tuple[Hit, ...]:
        """Public questions that have an answer, most alike first; ``alike`` is 0 to 100 (token_set_ratio)."""
        text = clean(words[:_LONGEST_TEXT])
        found = self._questions(self._index.answered, text, together=False)
        hits = (hit for hit in self._hits(found, text) if hit.text)
        return tuple(sorted(hits, key=lambda hit: -hit.alike)[:limit])

    def find(self, words: str, kind: str, limit: int) -> tuple[Hit, ...]:
        """Public questions, answers and datasets, best first, the kinds taken in turn.

        ``kind`` is all, datasets or answers. People are on the roster and not in here: there are no hits for them.
        """
        text = clean(words[:_LONGEST_TEXT])
        datasets = self._datasets(text, limit) if kind in ("all", "datasets") else []
        found = self._public(text) if kind in ("all", "answers") else []
        asked = [hit for hit in self._hits(found, text) if kind == "all" or hit.kind == "answer"]
        in_turn = chain.from_iterable(zip_longest(datasets, asked))
        return tuple([hit for hit in in_turn if hit is not None][:limit])

    def note_gap(self, words: str, at: datetime) -> None:
        """Remember that a search found nothing: what people look for and the city does not have."""
        text = clean(words)[:_LONGEST_GAP]
        if text:
            self._link.run(_GAP, desk=self._desk, words=text, last_at=at)

    def count(self, day: date, in_vain: str = "") -> None:
        """Count a search of that day; ``in_vain`` are its words where it found nothing."""
        self._link.run(_COUNT, desk=self._desk, day=day, words=clean(in_vain)[:_LONGEST_GAP])

    def _public(self, text: str) -> list[int]:
        """Questions in which all the words stand; where there are none, those in which any does."""
        all_words = self._questions(self._index.questions, text, together=True)
        return all_words or self._questions(self._index.questions, text, together=False)

    def _questions(self, statement: Prepared, text: str, *, together: bool) -> list[int]:
        match = self._index.query(telling_words(text), together=together)
        if not match:
            return []
        rows = self._link.rows(statement, desk=self._desk, match=match, limit=_CANDIDATES)
        return list(dict.fromkeys(number for number, *_ in rows))

    def _hits(self, numbers: Sequence[int], text: str) -> Iterator[Hit]:
        for number in numbers:
            found = self._link.row(_SHOWN, desk=self._desk, number=number)
            if found is not None:
                asked, answer = found
                yield Hit("answer" if answer else "question", number, asked, answer, _alike(text, asked))

    def _datasets(self, text: str, limit: int) -> list[Hit]:
        words = telling_words(text)
        for together in (True, False):
            match = self._index.query(words, together=together)
            rows = self._link.rows(self._index.datasets, desk=self._desk, match=match, limit=limit) if match else []
            if rows:
                return [
                    Hit("dataset", number, title, description, _alike(text, title), office)
                    for number, title, description, office, *_ in rows
                ]
        return []


def _alike(words: str, title: str) -> int:
    return round(fuzz.token_set_ratio(words.casefold(), title.casefold()))
