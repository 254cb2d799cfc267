"""The catalogue: the desk's datasets."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select, update

from bot.catalog.completion import best_matches, named_in
from bot.catalog.model import Dataset
from bot.catalog.portals import BY_HAND
from storage import desks
from storage.columns import storable
from storage.numbers import next_number
from storage.prepared import Link, Prepared, Row, adding, is_given
from storage.tables import datasets

if TYPE_CHECKING:
    from storage.work import Unit

_c = datasets.c
_FIELDS = (
    *("portal_id", "title", "description", "department", "topics", "keywords", "page", "issued", "modified"),
    *("language", "number"),
)
_NUMBER = _FIELDS.index("number")
_whole = select(*(_c[name] for name in _FIELDS))
_GET = Prepared(_whole.where(*is_given(datasets, "desk", "number")))
_ALL = Prepared(_whole.where(*is_given(datasets, "desk"), _c.gone_at.is_(None)).order_by(_c.number))
_SIZE = Prepared(select(func.count()).select_from(datasets).where(*is_given(datasets, "desk"), _c.gone_at.is_(None)))
_KNOWN = Prepared(select(*(_c[name] for name in _FIELDS), _c.gone_at).where(*is_given(datasets, "desk", "portal")))
_ADD = Prepared(adding(datasets, "desk", *_FIELDS))
_CHANGE = Prepared(
    update(datasets)
    .where(*is_given(datasets, "desk", "number"))
    .values(gone_at=None, **{name: bindparam(f"new_{name}") for name in _FIELDS if name != "number"})
)
_GO = Prepared(update(datasets).where(*is_given(datasets, "desk", "number")).values(gone_at=bindparam("at")))


class Catalog:
    """The datasets of one desk, in one unit of work."""

    def __init__(self, work: "Unit") -> None:
        self._work, self._link, self._desk = work, work.link, work.slug

    def dataset(self, number: int) -> Dataset | None:
        """The dataset with the desk's short number, also where it has left the portal since."""
        found = self._link.row(_GET, desk=self._desk, number=number)
        return None if found is None else _dataset(found)

    def matches(self, words: str, limit: int) -> tuple[Dataset, ...]:
        """The datasets whose name, number or portal id ``words`` come nearest to, best first."""
        titles = self._work.shelf.titles(self._link, self._desk)
        return tuple(each.dataset for each in best_matches(words, titles, limit))

    def at(self, address: str) -> Dataset | None:
        """The dataset whose page is at an address, however it is spelled."""
        return self._work.shelf.pages(self._link, self._desk).at(address)

    def named_in(self, text: str, limit: int) -> tuple[Dataset, ...]:
        """The datasets that a text names by their whole title."""
        titles = self._work.shelf.titles(self._link, self._desk)
        return tuple(each.dataset for each in named_in(text, titles, limit))

    def load(self, datasets: Sequence[Dataset], at: datetime) -> tuple[int, int, int]:
        """Make what is of no portal equal to ``datasets``: (new, changed, gone). Numbers stay with the portal's id.

        One that was gone and is there again counts as new and has its old number.
        """
        known = {row[0]: row for row in self._link.rows(_KNOWN, desk=self._desk, portal=BY_HAND)}
        wanted = {storable(each.portal_id): each for each in datasets}
        new = [each for name, each in wanted.items() if name not in known]
        back = [name for name in wanted if name in known and known[name][-1] is not None]
        changed = [
            name
            for name, each in wanted.items()
            if name in known and name not in back and _row(each)[:-1] != known[name][: len(_FIELDS) - 1]
        ]
        gone = [row[-2] for name, row in known.items() if name not in wanted and row[-1] is None]
        self._add(new)
        self._change([(wanted[name], known[name][-2]) for name in (*back, *changed)])
        self._link.many(_GO, ({"desk": self._desk, "number": number, "at": at} for number in gone))
        if new or back or changed or gone:
            desks.catalogue_changed(self._link, self._desk)
        return len(new) + len(back), len(changed), len(gone)

    def size(self) -> int:
        """How many datasets there are."""
        return int(self._link.value(_SIZE, desk=self._desk))

    def _add(self, new: Sequence[Dataset]) -> None:
        numbered = (replace(each, number=next_number(self._link, self._desk, "dataset")) for each in new)
        rows = [dict(zip(_FIELDS, _row(each), strict=True)) for each in numbered]
        self._link.many(_ADD, ({"desk": self._desk, **row} for row in rows))

    def _change(self, changed: Sequence[tuple[Dataset, int]]) -> None:
        for dataset, number in changed:
            values: dict[str, Any] = {
                f"new_{name}": value for name, value in zip(_FIELDS[:-1], _row(dataset), strict=False)
            }
            self._link.run(_CHANGE, desk=self._desk, number=number, **values)


class Shelved:
    """A dataset as its row has it: of 50,000 that names complete by, the few that are meant are made whole."""

    __slots__ = ("_row",)

    def __init__(self, row: Row) -> None:
        self._row = row

    @property
    def number(self) -> int:
        """The desk's short number."""
        return int(self._row[_NUMBER])

    @property
    def portal_id(self) -> str:
        """The portal's own identifier."""
        return str(self._row[0])

    @property
    def title(self) -> str:
        """The name people know."""
        return str(self._row[1])

    @property
    def dataset(self) -> Dataset:
        """All of it."""
        return _dataset(self._row)


def all_datasets(link: Link, desk: str) -> list[Shelved]:
    """Every dataset that the desk's portals have, by number."""
    same: dict[str, str] = {}  # departments, topics and keywords are those of many datasets: kept once
    return [Shelved((*row[:3], *(same.setdefault(each, each) for each in row[3:6]), *row[6:]))
            for row in link.rows(_ALL, desk=desk)]  # fmt: skip


def _row(dataset: Dataset) -> Row:
    """The dataset as its columns hold it, in the order of ``_FIELDS``."""
    lists = {"topics": json.dumps(dataset.topics), "keywords": json.dumps(dataset.keywords)}
    values = (lists[name] if name in lists else getattr(dataset, name) for name in _FIELDS)
    return tuple(storable(value) if isinstance(value, str) else value for value in values)


def _dataset(row: Row) -> Dataset:
    values = dict(zip(_FIELDS, row, strict=True))
    for name in ("topics", "keywords"):
        values[name] = tuple(json.loads(values[name]))
    return Dataset(**values)
