"""When projects are shown, and when the owners of the data are thanked: what the clock has to say of it."""

from collections.abc import Iterator
from datetime import datetime

from bot.desks.weekly_jobs import WeeklyJob
from bot.engine.ports import Work
from bot.engine.scene import Scene
from bot.showcase.model import ProjectState
from bot.showcase.rotation.commands import ReckonSlots, ShowDue, ThanksDue
from bot.showcase.rotation.fair import Line, line_of
from bot.speech.reply import NOTHING, Reply

SHOWING = WeeklyJob("showcase", lambda desk: desk.showcase.slots)
# Once a week, however many slots a week has.
THANKING = WeeklyJob("thanks", lambda desk: desk.showcase.slots[:1])
JOBS: tuple[tuple[WeeklyJob, type[ShowDue] | type[ThanksDue]], ...] = ((SHOWING, ShowDue), (THANKING, ThanksDue))


def due(work: Work, at: datetime) -> Iterator[tuple[str, ReckonSlots | ShowDue | ThanksDue]]:
    """What is to be done at a moment: each with what makes it the same however often it is said."""
    if work.condition.is_paused:
        return
    if any(job.is_astray(work.desk, work.appointments.get(job.name), at) for job, _ in JOBS):
        yield f"plan:{at.isoformat()}", ReckonSlots()
    for job, command in JOBS:
        if moment := job.has_come(work, at):
            yield f"{job.name}:{moment.isoformat()}", command(moment)


def reckon(scene: Scene, command: ReckonSlots) -> Reply:
    """Write down when the next slots are."""
    for job, _ in JOBS:
        job.taken(scene.work, scene.request.at)
    return NOTHING


def is_silent(work: Work) -> bool:
    """Whether slots pass and nothing is public: the desk is paused, or practises."""
    return work.desk.practice or work.condition.is_paused


def line(work: Work) -> Line:
    """All that wait to be shown, as things stand."""
    return line_of(work.projects.of(list(ProjectState)), work.rotation.turns())
