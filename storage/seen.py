"""The seen-set: every dataset that the desk's portals ever showed, as they show it now."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from bot.catalog.memory import Known
from bot.catalog.model import PORTAL_ID_ROOM
from bot.catalog.portals import BY_HAND, Step, StepKind
from bot.catalog.sighting import Published
from storage import desks
from storage.columns import storable
from storage.numbers import next_number
from storage.prepared import Prepared, Row, adding, is_given
from storage.tables import datasets, former_ids, portals

if TYPE_CHECKING:
    from storage.work import Unit

AT_ONCE = 2_000  # rows of which a listing of 50,000 is read
_c = datasets.c
SHOWN = (
    "portal_id",
    "title",
    "description",
    "department",
    "topics",
    "keywords",
    "page",
    "issued",
    "modified",
    "language",
)
_LIFE = ("print", "created", "published", "columns", "stopped", "correction")
_KNOWN = Prepared(
    select(
        *(_c.number, _c.portal_id, _c.print, _c.title, _c.created, _c.published, _c.columns, _c.stopped, _c.correction),
        *(_c.missing_since, _c.gone_at),
    )
    .where(*is_given(datasets, "desk", "portal"), _c.number > bindparam("after"))
    .order_by(_c.number)
    .limit(bindparam("most"))
)
_FORMER = Prepared(select(former_ids.c.portal_id, former_ids.c.dataset).where(*is_given(former_ids, "desk", "portal")))
_MISSING = Prepared(
    select(_c.number)
    .where(*is_given(datasets, "desk", "portal"), _c.missing_since.is_not(None), _c.gone_at.is_(None))
    .limit(1)
)
_AT = Prepared(select(_c.number).where(*is_given(datasets, "desk", "portal", "portal_id")))
_LEFT = Prepared(select(portals.c.number).where(*is_given(portals, "desk"), portals.c.left_at.is_not(None)))
_CALLED = Prepared(select(_c.number, _c.title).where(*is_given(datasets, "desk", "portal", "portal_id")))
_WAS_AT = Prepared(select(former_ids.c.dataset).where(*is_given(former_ids, "desk", "portal", "portal_id")))
_ID = Prepared(select(_c.portal_id, _c.portal).where(*is_given(datasets, "desk", "number")))
_ADD = Prepared(adding(datasets, "desk", "number", "portal", "first_seen", *SHOWN, *_LIFE))
_one = update(datasets).where(*is_given(datasets, "desk", "number"))
_CHANGE = Prepared(
    _one.values(
        **{name: bindparam(f"new_{name}") for name in ("portal", *SHOWN, *_LIFE)},
        **{"gone_at": None, "missing_since": None},
    )
)
_BACK = Prepared(_one.values(gone_at=None, missing_since=None))
_MISS = Prepared(_one.values(missing_since=bindparam("at")))
_RETIRE = Prepared(_one.values(gone_at=bindparam("at"), successor=bindparam("next")))
_LEAVE = Prepared(
    update(datasets).where(*is_given(datasets, "desk", "portal"), _c.gone_at.is_(None)).values(gone_at=bindparam("at"))
)
_LEAVE_OLD = Prepared(
    update(datasets)
    .where(*is_given(datasets, "desk", "portal"), _c.gone_at.is_(None), _c.first_seen.is_(None))
    .values(gone_at=bindparam("at"))
)
_NOTE_FORMER = Prepared(
    (_new := adding(former_ids, "desk", "portal", "portal_id", "dataset")).on_conflict_do_update(
        index_elements=[former_ids.c.desk, former_ids.c.portal, former_ids.c.portal_id],
        set_={"dataset": _new.excluded.dataset},
    )
)


class Seen:
    """Everything that was ever seen on one desk, in one unit of work."""

    def __init__(self, work: "Unit") -> None:
        self._work, self._link, self._desk = work, work.link, work.slug
        self._left: tuple[int, ...] | None = None

    def known(self, number: int) -> Mapping[str, Known]:
        """Everything that was ever seen on a portal, by its present id and by every one it had before."""
        same: dict[str, tuple[str, ...]] = {}
        found: list[Known] = []
        # In pieces: the lists of columns, as they are stored, are most of it, and are shared once they are read.
        while rows := self._link.rows(_KNOWN, desk=self._desk, portal=number, after=_last(found), most=AT_ONCE):
            found += [_known(row, same) for row in rows]
        by_number = {each.number: each for each in found}
        former = self._link.rows(_FORMER, desk=self._desk, portal=number)
        by_id = {portal_id: by_number[dataset] for portal_id, dataset in former if dataset in by_number}
        return by_id | {each.portal_id: each for each in found}

    def has_missing(self, number: int) -> bool:
        """Whether a dataset of a portal is missing and not gone yet."""
        return self._link.row(_MISSING, desk=self._desk, portal=number) is not None

    def add(self, portal: int, step: Step, at: datetime) -> int:
        """Have a dataset in the catalogue; gives its number where it is new to the desk, else 0."""
        if step.published is None:
            return 0
        values = _values(step.published, step.print)
        before = self._number_of(portal, values["portal_id"]) or self._on_another(values["portal_id"], values["title"])
        if before:
            self._put(before, portal, values, step.published)
            return 0
        number = next_number(self._link, self._desk, "dataset")
        self._link.run(_ADD, desk=self._desk, number=number, portal=portal, first_seen=at, **values)
        self._note_former(number, portal, step.published.former)
        return number

    def _number_of(self, portal: int, portal_id: str) -> int:
        """The number of what has that id on a portal, or had it, or was loaded by hand under it; 0 for nothing."""
        asked = {"desk": self._desk, "portal_id": portal_id}
        found = self._link.value(_AT, **asked, portal=portal) or self._link.value(_WAS_AT, **asked, portal=portal)
        return int(found or (portal != BY_HAND and self._link.value(_AT, **asked, portal=BY_HAND)) or 0)

    def _on_another(self, portal_id: str, title: str) -> int:
        """The number of what had that id and title on a portal that the desk has no more: whose address became
        another keeps its datasets, with all that people tied to them. 0 for nothing."""
        if self._left is None:
            self._left = tuple(number for (number,) in self._link.rows(_LEFT, desk=self._desk))
        for portal in self._left:
            found = self._link.row(_CALLED, desk=self._desk, portal=portal, portal_id=portal_id)
            if found is not None and found[1] == title:
                return int(found[0])
        return 0

    def change(self, portal: int, step: Step) -> None:
        """Let a dataset be what the step says. Where its id is another now, the one before leads to it, too."""
        if step.published is not None:
            self._put(step.number, portal, _values(step.published, step.print), step.published)

    def _put(self, number: int, portal: int, values: dict[str, Any], shown: Published) -> None:
        before, _ = self._link.row(_ID, desk=self._desk, number=number) or ("", 0)
        if before != values["portal_id"]:
            taken = self._link.value(_AT, desk=self._desk, portal=portal, portal_id=values["portal_id"])
            if taken is not None and taken != number:
                values["portal_id"] = before  # another has that id: each keeps its own
            else:
                self._note_former(number, portal, (before,))
        self._link.run(
            _CHANGE, desk=self._desk, number=number, new_portal=portal,
            **{f"new_{name}": each for name, each in values.items()},
        )  # fmt: skip
        self._note_former(number, portal, shown.former)

    def _note_former(self, number: int, portal: int, former: tuple[str, ...]) -> None:
        for each in former:
            if len(each) > PORTAL_ID_ROOM:
                continue  # no id of a dataset: nothing can come back under it, and no index holds it
            self._link.run(_NOTE_FORMER, desk=self._desk, portal=portal, portal_id=each, dataset=number)

    def mark(self, step: Step, portal: int, at: datetime) -> int:
        """A dataset is there again, missing or gone; gives the number of its successor, 0 for none."""
        this, successor = {"desk": self._desk, "number": step.number}, 0
        if step.kind is StepKind.BACK:
            self._link.run(_BACK, **this)
        elif step.kind is StepKind.MISS:
            self._link.run(_MISS, **this, at=at)
        else:
            successor = self._number_of(portal, step.successor) if step.successor else 0
            self._link.run(_RETIRE, **this, at=at, next=successor)
        return successor

    def leave(self, portal: int, at: datetime) -> None:
        """Nothing of a portal is in the catalogue any more."""
        if self._link.run(_LEAVE, desk=self._desk, portal=portal, at=at):
            self.switched()

    def leave_by_hand(self, at: datetime) -> None:
        """What was there before portals were remembered, and is on none of them, is gone."""
        self._link.run(_LEAVE_OLD, desk=self._desk, portal=BY_HAND, at=at)

    def read_ahead(self, stamp: str) -> None:
        """Read the names that complete for the moment at which the catalogue is switched to ``stamp``."""
        self._work.shelf.read_ahead(self._link, self._desk, stamp)

    def switched(self, stamp: str = "") -> None:
        """The catalogue is another from now on."""
        desks.catalogue_changed(self._link, self._desk, stamp)


def _last(found: list[Known]) -> int:
    return found[-1].number if found else 0


def _values(shown: Published, print: bytes) -> dict[str, Any]:
    """A dataset as its columns hold it."""
    dataset = shown.dataset
    values: dict[str, Any] = {name: getattr(dataset, name) for name in SHOWN}
    values |= {"topics": json.dumps(dataset.topics), "keywords": json.dumps(dataset.keywords)}
    values |= {"print": print, "created": shown.created, "published": shown.published}
    values |= {"stopped": shown.stopped, "correction": shown.correction}
    values["columns"] = json.dumps(shown.columns) if shown.columns else ""
    return {name: storable(each) if isinstance(each, str) else each for name, each in values.items()}


def _known(row: Row, same: dict[str, tuple[str, ...]]) -> Known:
    """``same`` holds each list of columns once: many datasets of a portal have the very same."""
    number, portal_id, print, title, created, published, columns, stopped, correction, missing, gone = row
    names = same.get(columns)
    if names is None:
        names = same[columns] = tuple(json.loads(columns)) if columns else ()
    said = (stopped, correction)
    return Known(number, portal_id, print or b"", title, created, published, names, *said, missing, gone is not None)
