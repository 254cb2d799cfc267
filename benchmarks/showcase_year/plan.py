"""The plan of the year: what people do about projects, and what breaks. The seed decides all of it beforehand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from random import Random

from benchmarks.showcase_year.cities import MAKERS, START
from benchmarks.year.city import DISCORD, SLACK, marker

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
PROCESS, KILL = "process", "kill"


@dataclass(frozen=True, slots=True)
class Plan:
    """How large a year is. A fifth of the projects are of the first desk, which shows one a week."""

    projects: int = 200
    days: int = 365
    seed: int = 1

    @property
    def ends(self) -> datetime:
        """Its last moment."""
        return START + self.days * DAY


@dataclass(frozen=True, slots=True, order=True)
class Act:
    """Somebody does something about a project of a desk (0 or 1) at a moment. ``project`` is the plan's own number, by
    which its words are known; ``maker`` who made it."""

    at: datetime
    order: int
    desk: int
    what: str
    project: int = 0
    maker: int = 0


@dataclass(frozen=True, slots=True)
class Outage:
    """Something is down from a moment until another: a platform, the ``process``; or a pump is killed in between."""

    what: str
    since: datetime
    until: datetime


def acts(plan: Plan, random: Random) -> list[Act]:
    """All that people do, in order."""
    numbers = count(1)
    found = [each for number in range(1, plan.projects + 1) for each in _life(plan, number, random, numbers)]
    for desk, part in ((0, 0.35), (1, 0.6)):
        since = START + plan.days * part * DAY
        found.append(Act(since, next(numbers), desk, "pause"))
        found.append(Act(since + 0.04 * plan.days * DAY, next(numbers), desk, "resume"))
    # Somebody takes back what was just shown, while one of the platforms has not shown it yet.
    for each in outages(plan):
        regrets = [Act(each.since + 25 * HOUR, next(numbers), desk, "regret") for desk in (0, 1)]
        found += regrets if each.what in (SLACK, DISCORD) else []
    return sorted(each for each in found if each.at < plan.ends)


def _life(plan: Plan, number: int, random: Random, numbers: Iterator[int]) -> Iterator[Act]:
    """What becomes of one project: most are approved in bursts, some get news, are changed, chosen, or taken back."""
    desk = 0 if number % 5 == 0 else 1
    maker = random.choice([1, 1, 1, 2, 2, 3, random.randint(4, MAKERS)])
    # Nothing is approved in the middle of the year for a while: then the queue runs dry.
    part = random.choice([random.uniform(0, 0.4), random.uniform(0.6, 0.93)])
    at = START + int(part * plan.days / 3) * 3 * DAY + 2 * HOUR + random.random() * HOUR

    def act(what: str, when: datetime) -> Act:
        return Act(when, next(numbers), desk, what, number, maker)

    yield act("approve", at)
    for _ in range(random.choices((0, 1, 2), (6, 3, 1))[0]):
        told = at + random.uniform(0.05, 0.5) * plan.days * DAY
        yield act("tell", told)
        yield act("decide", told + random.uniform(1, 60) * HOUR)
    if random.random() < 0.12:
        changed = at + random.uniform(0, 30) * DAY
        yield act("edit", changed)
        yield act("approve", changed + random.uniform(1, 200) * HOUR)
    if random.random() < 0.15:
        yield act(random.choice(("next", "skip", "on")), at + random.uniform(0, 10) * DAY)
        if random.random() < 0.2:
            yield act("usual", at + 10 * DAY + HOUR)
    if random.random() < 0.15:
        yield act(random.choice(("withdraw", "withdraw", "remove")), at + random.uniform(0, 0.4) * plan.days * DAY)


def outages(plan: Plan) -> list[Outage]:
    """Each platform is down over slots twice, the process for days twice; and pumps are killed while they show."""
    found = []
    for part, what, days in (
        *((0.12, SLACK, 1.6), (0.2, PROCESS, 4.0), (0.3, DISCORD, 3.2), (0.66, SLACK, 3.0), (0.75, PROCESS, 3.5)),
        *((0.82, DISCORD, 0.3), (0.26, KILL, 7.0), (0.63, KILL, 7.0), (0.9, KILL, 7.0)),
    ):
        since = START + int(plan.days * part) * DAY
        since += timedelta(days=(3 - since.weekday()) % 7, hours=3)  # a Thursday
        found.append(Outage(what, since, since + days * DAY))
    return found


def title(desk: int, project: int) -> str:
    """What a project is called; no two have its last word."""
    return f"Shade Finder {marker('p', 1_000 * desk + project)}"
