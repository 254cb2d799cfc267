"""The portals of a desk, and what polls found that has yet to be taken in."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, or_, select, update

from bot.catalog.memory import Memory
from bot.catalog.portals import Portal, Step, Told, address
from bot.desks.model import Source
from storage.numbers import next_number
from storage.prepared import Prepared, Row, adding, is_given
from storage.staging import steps_in, text_of
from storage.tables import portals, staged

if TYPE_CHECKING:
    from storage.work import Unit

_p = portals.c
_MEMORY = ("baseline_at", "counted_at", "size", "quarantined_at")
_FIELDS = (
    *("number", "kind", "url", *_MEMORY, "shown", "polled_at", "next_at", "validators", "failures", "failing_since"),
    *("reading_until", "trouble", "told", "left_at"),
)
_SAVED = tuple(name for name in _FIELDS if name not in ("number", "url", "told"))
_whole = select(*(_p[name] for name in _FIELDS)).where(*is_given(portals, "desk"))
_ALL = Prepared(_whole.order_by(_p.number))
_GET = Prepared(_whole.where(*is_given(portals, "number")))
_ADD = Prepared(adding(portals, "desk", "number", "kind", "url"))
_one = update(portals).where(*is_given(portals, "desk", "number"))
_SAVE = Prepared(_one.values({name: bindparam(f"new_{name}") for name in _SAVED}))
_TOLD = Prepared(_one.values(told=bindparam("what")))
_PROGRESS = Prepared(_one.values(shown=bindparam("count")))
_due = bindparam("due", type_=_p.next_at.type)
_CLAIM = Prepared(
    _one.where(or_(_p.next_at == _due, _p.next_at.is_(None) & _due.is_(None)))
    .where(or_(_p.reading_until.is_(None), _p.reading_until <= bindparam("at", type_=_p.next_at.type)))
    .values(reading_until=bindparam("until"))
)
_AWAIT = Prepared(_one.values(waiting=bindparam("then")))
_AWAITED = Prepared(select(_p.waiting).where(*is_given(portals, "desk", "number")))
_of_portal = is_given(staged, "desk", "portal")
_of_part = (*_of_portal, *is_given(staged, "part"))
_STAGE = Prepared(adding(staged, "desk", "portal", "part", "steps"))
_PARTS = Prepared(select(staged.c.part).where(*_of_portal).order_by(staged.c.part))
_PART = Prepared(select(staged.c.steps).where(*_of_part))
_DROP = Prepared(delete(staged).where(*_of_part))
_DROP_ALL = Prepared(delete(staged).where(*_of_portal))


class Portals:
    """The portals of one desk, in one unit of work."""

    def __init__(self, work: "Unit") -> None:
        self._work, self._link, self._desk = work, work.link, work.slug

    def settle(self, sources: Sequence[Source], at: datetime) -> tuple[Portal, ...]:
        """Make the portals those of the desk's settings; gives them, in that order."""
        before = {each.url: each for each in self._every()}
        wanted = {address(source): source.kind for source in sources}
        for url, portal in before.items():
            if url not in wanted and portal.left_at is None:
                self._leave(portal, at)
        return tuple(self._settled(before.get(url), url, kind) for url, kind in wanted.items())

    def _settled(self, before: Portal | None, url: str, kind: str) -> Portal:
        if before is None:
            number = next_number(self._link, self._desk, "portal")
            self._link.run(_ADD, desk=self._desk, number=number, kind=kind, url=url)
            return Portal(number, kind, url)
        if before.kind == kind and before.left_at is None:
            return before
        # What another kind of listing says of the same datasets is read anew; which they are is known.
        again = replace(before, kind=kind, validators="", next_at=None, left_at=None)
        self.save(again)
        return again

    def _leave(self, portal: Portal, at: datetime) -> None:
        self._work.seen.leave(portal.number, at)
        self.drop_all(portal.number)
        self.save(Portal(portal.number, portal.kind, portal.url, left_at=at))
        self.told(portal.number, Told.NOTHING)

    def all(self) -> tuple[Portal, ...]:
        """The portals that the desk has, by number."""
        return tuple(each for each in self._every() if each.left_at is None)

    def _every(self) -> list[Portal]:
        return [_portal(row) for row in self._link.rows(_ALL, desk=self._desk)]

    def get(self, number: int) -> Portal | None:
        """The portal with that number."""
        found = self._link.row(_GET, desk=self._desk, number=number)
        return _portal(found) if found is not None else None

    def claim(self, portal: Portal, at: datetime, until: datetime) -> bool:
        """Take it upon us to read a portal; False where somebody was quicker."""
        mine = {"desk": self._desk, "number": portal.number}
        return self._link.run(_CLAIM, **mine, due=portal.next_at, at=at, until=until) == 1

    def save(self, portal: Portal) -> None:
        """Write what is remembered of a portal; what coordinators were told stays as it was."""
        self._link.run(_SAVE, desk=self._desk, number=portal.number, **{f"new_{k}": v for k, v in _row(portal).items()})

    def told(self, number: int, told: Told) -> None:
        """Write what coordinators were told."""
        self._link.run(_TOLD, desk=self._desk, number=number, what=told.value)

    def progress(self, number: int, shown: int) -> None:
        """Write how many datasets were shown so far."""
        self._link.run(_PROGRESS, desk=self._desk, number=number, count=shown)

    def stage(self, portal: int, part: int, steps: Sequence[Step]) -> None:
        """Put a part of what a poll found aside."""
        self._link.run(_STAGE, desk=self._desk, portal=portal, part=part, steps=text_of(steps))

    def await_parts(self, portal: Portal) -> None:
        """All parts are put aside; ``portal`` is what is remembered once they are taken in."""
        values = {name: str(each) if isinstance(each, datetime) else each for name, each in _row(portal).items()}
        self._link.run(_AWAIT, desk=self._desk, number=portal.number, then=json.dumps(values))

    def awaited(self, number: int) -> Portal | None:
        """What is to be remembered once the parts are taken in; None where they are not all put aside."""
        text, before = self._link.value(_AWAITED, desk=self._desk, number=number), self.get(number)
        if not text or before is None:
            return None
        values = json.loads(text)
        for name in (each for each in values if each.endswith(("_at", "_since", "_until"))):
            values[name] = datetime.fromisoformat(values[name]) if values[name] else None
        return _portal((number, before.url, before.told), ("number", "url", "told"), values)

    def parts(self, number: int) -> tuple[int, ...]:
        """The parts that wait to be taken in, in order."""
        return tuple(part for (part,) in self._link.rows(_PARTS, desk=self._desk, portal=number))

    def part(self, portal: int, part: int) -> tuple[Step, ...]:
        """One of them; () where it was taken in."""
        text = self._link.value(_PART, desk=self._desk, portal=portal, part=part)
        return steps_in(text) if text else ()

    def drop(self, portal: int, part: int) -> None:
        """It was taken in."""
        self._link.run(_DROP, desk=self._desk, portal=portal, part=part)

    def drop_all(self, portal: int) -> None:
        """Forget what was put aside."""
        self._link.run(_DROP_ALL, desk=self._desk, portal=portal)
        self._link.run(_AWAIT, desk=self._desk, number=portal, then="")


def _row(portal: Portal) -> dict[str, Any]:
    memory = {name: getattr(portal.memory, name) for name in _MEMORY}
    return {name: memory[name] if name in memory else getattr(portal, name) for name in _SAVED}


def _portal(row: Row, names: Sequence[str] = _FIELDS, more: dict[str, Any] | None = None) -> Portal:
    values = dict(zip(names, row, strict=True)) | (more or {})
    memory = Memory(**{name: values.pop(name) for name in _MEMORY})
    return Portal(**{**values, "memory": memory, "told": Told(values["told"])})
