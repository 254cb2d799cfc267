"""The two databases' full text: how words become a query, and which statements look for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import BindParameter, ColumnElement, Text, and_, bindparam, column, func, literal_column, select, table

from bot.questions.model import Share, State
from storage.prepared import Link, Prepared, among, is_given
from storage.tables import datasets, questions, said

# PostgreSQL's tsvector holds a megabyte; what stands further down in a text is not found.
VECTOR_OF = "(to_tsvector('simple', left({0}, 50000)) || to_tsvector('english', left({0}, 50000)))"
DATASET_WORDS = "(title || ' ' || department || ' ' || topics || ' ' || keywords || ' ' || description)"

_of_question = and_(questions.c.desk == said.c.desk, questions.c.number == said.c.question)
_may_be_found = ~among(questions.c.state, (State.DRAFT, State.HELD, State.WITHDRAWN, State.REMOVED))
_is_answered = among(questions.c.state, (State.ANSWERED, State.SOLVED))
_is_public = questions.c.share != Share.PRIVATE
_limit: BindParameter[int] = bindparam("limit")


@dataclass(frozen=True, slots=True)
class Index:
    """One database's full text. Each statement takes desk, match and limit; its rows begin with a number.

    ``questions`` finds the questions in whose text or answer the words stand, ``answered`` those with an answer by
    their text alone, ``datasets`` gives (number, title, description, department).
    """

    all_of: str
    any_of: str
    mark: str
    questions: Prepared
    answered: Prepared
    datasets: Prepared

    def query(self, words: Sequence[str], *, together: bool) -> str:
        """A query for all of the words, or for any; each is quoted, so that no sign in it means anything."""
        quoted = (f"{self.mark}{word.replace(self.mark, self.mark * 2)}{self.mark}" for word in words)
        return (self.all_of if together else self.any_of).join(quoted)


def _sqlite() -> Index:
    match = bindparam("match", type_=Text)

    words = table("search_words", column("rowid"), column("rank"))
    answered = table("search_answered", column("rowid"), column("rank"))
    titles = table("search_datasets", column("rowid"), column("rank"))
    return Index(
        *(" ", " OR ", '"'),
        Prepared(
            select(said.c.question, words.c.rank)
            .join_from(words, said, said.c.id == words.c.rowid)
            .join(questions, _of_question)
            .where(literal_column("search_words").op("MATCH")(match), *is_given(said, "desk"))
            .where(said.c.searched, _is_public, _may_be_found)
            .order_by(words.c.rank)
            .limit(_limit)
        ),
        Prepared(
            select(said.c.question, answered.c.rank)
            .join_from(answered, said, said.c.id == answered.c.rowid)
            .join(questions, _of_question)
            .where(literal_column("search_answered").op("MATCH")(match), *is_given(said, "desk"))
            .where(_is_public, _is_answered)
            .order_by(answered.c.rank)
            .limit(_limit)
        ),
        Prepared(
            select(datasets.c.number, datasets.c.title, datasets.c.description, datasets.c.department)
            .join_from(titles, datasets, datasets.c.id == titles.c.rowid)
            .where(literal_column("search_datasets").op("MATCH")(match), *is_given(datasets, "desk"))
            .where(datasets.c.gone_at.is_(None))
            .order_by(titles.c.rank, datasets.c.number)
            .limit(_limit)
        ),
    )


def _postgres() -> Index:
    match = bindparam("match", type_=Text)
    query = func.to_tsquery("simple", match).op("||")(func.to_tsquery("english", match))
    in_words: ColumnElement[str] = literal_column(VECTOR_OF.format("words.text"))
    in_datasets: ColumnElement[str] = literal_column(VECTOR_OF.format(DATASET_WORDS))
    rank, dataset_rank = func.ts_rank(in_words, query), func.ts_rank(in_datasets, query)
    of_words = (
        select(said.c.question, rank.label("rank"))
        .join_from(said, questions, _of_question)
        .where(in_words.op("@@")(query), *is_given(said, "desk"), said.c.searched, _is_public)
        .order_by(rank.desc(), said.c.question)
        .limit(_limit)
    )
    return Index(
        *(" & ", " | ", "'"),
        Prepared(of_words.where(_may_be_found)),
        Prepared(of_words.where(_is_answered, said.c.part == "text")),
        Prepared(
            select(datasets.c.number, datasets.c.title, datasets.c.description, datasets.c.department)
            .where(in_datasets.op("@@")(query), *is_given(datasets, "desk"), datasets.c.gone_at.is_(None))
            .order_by(dataset_rank.desc(), datasets.c.number)
            .limit(_limit)
        ),
    )


# FTS5 keeps the words of a deleted text until the parts of its index are merged (sqlite.org/fts5.html, "The 'optimize'
# Command"): a third of a second for 100,000 questions. PostgreSQL's index goes with the row, at the next vacuum.
_FORGETTING = {
    "sqlite": (
        "INSERT INTO search_words(search_words) VALUES ('optimize')",
        "INSERT INTO search_answered(search_answered) VALUES ('optimize')",
    )
}


def forget_deleted(link: Link) -> None:
    """Take the words of deleted texts out of the index for good."""
    for statement in _FORGETTING.get(link.dialect.name, ()):
        link.driver.execute(statement)


_INDEXES = {"sqlite": _sqlite(), "postgresql": _postgres()}


def index_of(link: Link) -> Index:
    """The full text of the database behind ``link``."""
    return _INDEXES[link.dialect.name]
