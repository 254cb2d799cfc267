"""Appointments: what is due at fixed times of the week, and when next."""

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from bot.desks.appointments import Appointment
from storage.prepared import Prepared, adding, is_given
from storage.tables import appointments

if TYPE_CHECKING:
    from storage.work import Unit

_a = appointments.c
_one = select(_a.job, _a.due, _a.plan, _a.paused_at, _a.told).where(*is_given(appointments, "desk", "job"))
_GET = Prepared(_one)
_TAKE = Prepared(_one.with_for_update())
_MAKE = Prepared(
    (_new := adding(appointments, "desk", "job", "due", "plan", "paused_at", "told")).on_conflict_do_update(
        index_elements=[_a.desk, _a.job],
        set_={name: _new.excluded[name] for name in ("due", "plan", "paused_at", "told")},
    )
)
_MOVE = Prepared(
    update(appointments)
    .where(*is_given(appointments, "desk", "job"), _a.due == bindparam("before"))
    .values(due=bindparam("new_due"), plan=bindparam("new_plan"), told=bindparam("new_told"))
)


class Appointments:
    """The appointments of one desk, in one unit of work."""

    def __init__(self, work: "Unit") -> None:
        self._link, self._desk = work.link, work.slug

    def get(self, job: str) -> Appointment | None:
        """The next one of a job; None where none was ever made."""
        found = self._link.row(_GET, desk=self._desk, job=job)
        return Appointment(*found) if found is not None else None

    def take(self, job: str) -> Appointment | None:
        """As :meth:`get`; until this unit of work has ended nobody else can take it, or move it on."""
        found = self._link.row(_TAKE, desk=self._desk, job=job)
        return Appointment(*found) if found is not None else None

    def make(self, appointment: Appointment) -> None:
        """Write one down in the place of what was there."""
        self._link.run(_MAKE, desk=self._desk, **asdict(appointment))

    def move(self, job: str, due: datetime, to: Appointment) -> bool:
        """Move an appointment on from the moment when it was ``due``; False where somebody else has."""
        values = {"new_due": to.due, "new_plan": to.plan, "new_told": to.told}
        return self._link.run(_MOVE, desk=self._desk, job=job, before=due, **values) == 1
