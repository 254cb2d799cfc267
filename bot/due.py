"""What the clock looks at beside questions: the jobs that a desk does at times of the week, each in one line."""

from collections.abc import Callable, Iterator
from datetime import datetime

from bot.catalog.announcing import slots as announcing
from bot.digest import slots as digests
from bot.engine.ports import Work
from bot.showcase.rotation import slots as showing
from bot.speech.command import Command

Due = Callable[[Work, datetime], Iterator[tuple[str, Command]]]
"""What is to be done at a moment: each command with what makes it the same however often it is said."""
JOBS: tuple[tuple[str, Due], ...] = (("announce", announcing.due), ("showcase", showing.due), ("digest", digests.due))


def due_jobs(work: Work, at: datetime) -> Iterator[tuple[str, str, Command]]:
    """All that the jobs of a desk have to do at a moment: the job, what makes it the same, and the command."""
    return ((job, subject, command) for job, due in JOBS for subject, command in due(work, at))
