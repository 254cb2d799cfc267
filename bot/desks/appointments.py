"""Appointments: what a desk does at fixed times of the week, and when it does it next (the port that storage fills).

What is due is a date in a row: whoever moves it on does what was due, in the same transaction, and nobody else can.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Appointment:
    """The next time of one job ("announce"). ``plan`` is what ``due`` was reckoned from: where it differs from the plan
    of now, the date is reckoned anew. ``paused_at`` is since when a coordinator wants none of it; ``told`` names
    the newest week or month that a job has told of ("2026-W48"), where it tells of those."""

    job: str
    due: datetime
    plan: str
    paused_at: datetime | None = None
    told: str = ""


class Appointments(Protocol):
    """The appointments of one desk."""

    def get(self, job: str) -> Appointment | None:
        """The next one of a job; None where none was ever made."""

    def take(self, job: str) -> Appointment | None:
        """As :meth:`get`; until this unit of work has ended nobody else can take it, or move it on."""

    def make(self, appointment: Appointment) -> None:
        """Write one down in the place of what was there."""

    def move(self, job: str, due: datetime, to: Appointment) -> bool:
        """Move an appointment on from the moment when it was ``due``; False where somebody else has."""
