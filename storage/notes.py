"""Usage notes: what champions say of datasets, and whether whoever owns the data has approved it."""

from typing import TYPE_CHECKING

from sqlalchemy import Column, Integer, Table, Text, bindparam, literal_column, select, update

from bot.catalog.notes import NoteState, UsageNote
from storage.columns import Moment, Said, count, desk, metadata, number, of, of_desk, partial, words
from storage.numbers import next_number
from storage.prepared import Prepared, Row, adding, among, is_given

if TYPE_CHECKING:
    from storage.work import Unit

notes = Table(
    "notes",
    metadata,
    desk(),
    number(),
    Column("dataset", Integer, nullable=False),
    Column("author", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    words("best", Said),
    words("not_good", Said),
    words("watch", Said),
    count("source"),
    count("approver"),
    count("decided"),
    Column("state", Text, nullable=False),
    of_desk(),
    of("persons", "author"),
    partial("notes_standing", "desk", "dataset", where="state = 'stands'"),
)
_n = notes.c
_FIELDS = (
    *("number", "dataset", "author", "at", "best", "not_good", "watch", "source", "approver", "decided", "state"),
)
_whole = select(*(_n[name] for name in _FIELDS))
_ADD = Prepared(adding(notes, "desk", *_FIELDS))
_GET = Prepared(_whole.where(*is_given(notes, "desk", "number")))
_stands = _n.state == literal_column(f"'{NoteState.STANDS.value}'")
_STANDING = Prepared(_whole.where(*is_given(notes, "desk", "dataset"), _stands).order_by(_n.number.desc()).limit(1))
_ALL_STANDING = Prepared(_whole.where(*is_given(notes, "desk"), _stands).order_by(_n.dataset, _n.number.desc()))
_WAITING = Prepared(
    _whole.where(*is_given(notes, "desk"), among(_n.state, (NoteState.WAITING,)))
    .order_by(_n.number)
    .limit(bindparam("most"))
)
_REPLACE = Prepared(
    update(notes)
    .where(*is_given(notes, "desk", "dataset"), _stands)
    .values(state=literal_column(f"'{NoteState.REPLACED.value}'"))
)
_DECIDED = ("best", "not_good", "watch", "source", "decided", "state")
_DECIDE = Prepared(
    update(notes)
    .where(*is_given(notes, "desk", "number"), among(_n.state, (NoteState.WAITING, NoteState.KEPT)))
    .values({name: bindparam(f"new_{name}") for name in _DECIDED})
)


class Notes:
    """The usage notes of one desk, in one unit of work."""

    def __init__(self, work: "Unit") -> None:
        self._link, self._desk = work.link, work.slug

    def add(self, note: UsageNote) -> UsageNote:
        """Write a new note; gives it the desk's next number."""
        values = {name: getattr(note, name) for name in _FIELDS}
        values["number"] = next_number(self._link, self._desk, "note")
        self._link.run(_ADD, desk=self._desk, **values)
        return _note(tuple(values[name] for name in _FIELDS))

    def get(self, number: int) -> UsageNote | None:
        """The note with that number."""
        found = self._link.row(_GET, desk=self._desk, number=number)
        return _note(found) if found is not None else None

    def standing(self, dataset: int) -> UsageNote | None:
        """The note that stands for a dataset."""
        found = self._link.row(_STANDING, desk=self._desk, dataset=dataset)
        return _note(found) if found is not None else None

    def all_standing(self) -> tuple[UsageNote, ...]:
        """Every note that stands, in the order of the datasets' short numbers."""
        newest: dict[int, UsageNote] = {}
        for note in map(_note, self._link.rows(_ALL_STANDING, desk=self._desk)):
            newest.setdefault(note.dataset, note)
        return tuple(newest.values())

    def waiting(self, limit: int) -> tuple[UsageNote, ...]:
        """The notes that wait for a yes, the oldest first."""
        return tuple(map(_note, self._link.rows(_WAITING, desk=self._desk, most=limit)))

    def decide(self, note: UsageNote) -> bool:
        """Write a decided note: one that stands now takes the place of the one before. False where the note was
        decided already."""
        if note.state is NoteState.STANDS:
            self._link.run(_REPLACE, desk=self._desk, dataset=note.dataset)
        decided = {f"new_{name}": getattr(note, name) for name in _DECIDED}
        return self._link.run(_DECIDE, desk=self._desk, number=note.number, **decided) == 1


def _note(row: Row) -> UsageNote:
    values = dict(zip(_FIELDS, row, strict=True))
    return UsageNote(**{**values, "state": NoteState(values["state"])})
