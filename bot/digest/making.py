"""A digest from what was read: the same values for every audience, each counted once."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from bot.desk import Desk
from bot.digest.course import Course, Life
from bot.digest.ledger import Ledger
from bot.digest.measuring import Seen, measured, see
from bot.digest.model import (
    Coming,
    Coverage,
    Digest,
    Flow,
    Found,
    Group,
    Load,
    Measures,
    Missing,
    Need,
    Open,
    Tally,
    Want,
)
from bot.digest.periods import Period, before
from bot.digest.survival import Waited, waits_of
from bot.people.model import Champion, Level
from bot.people.persons import Roster
from bot.questions.guide import folded
from bot.questions.model import OWNED, CloseReason, State

_By = Callable[[Course], str]

ALONE = 1  # a topic with so many champions, or fewer, is told of
UNCLAIMED_DAYS = 2  # working days: §4.2's escalation to the department has come and gone
_HOMELESS = frozenset({State.UNROUTED, State.OFFERED})
_ANSWERERS = frozenset({Level.EXTERNAL, Level.INTERNAL})


def digest_of(desk: Desk, roster: Roster, found: Found, period: Period, now: datetime) -> Digest:
    """The digest of ``period`` as it stood at its end, or at ``now`` where that has not come."""
    earlier = before(period, desk.calendar)
    ledger = Ledger(desk.calendar, _first(found.courses, earlier.start), min(period.end, now))
    seen, last = see(found.courses, (period, earlier), now, ledger)
    groups = {name: tuple(_groups(seen, last, by)) for name, by in _ways(desk, found).items()}
    coverage = tuple(_coverage(desk, roster, groups))
    loads = tuple(_loads(desk, roster, seen))
    this, that = measured(seen), measured(last)
    return Digest(
        desk.name, period, this, that,
        needs=tuple(_needs(seen, coverage, loads, found.review)),
        unanswered=tuple(_open(each, seen) for each in seen.unanswered()),
        loads=loads, groups=groups, coverage=coverage, missing=tuple(_missing(seen, found.titles)),
        helped=found.helped, searches=found.searches, review=found.review,
        coming=tuple(_coming(desk, roster, found, period)), timezone=desk.timezone,
        names={each.number: each.public_name for each in roster.champions},
        past=_past(this, that, found.earlier),
    )  # fmt: skip


def _past(now: Measures, last: Measures, earlier: Iterable[Flow]) -> tuple[Tally, ...]:
    """The weeks or months up to this one, the oldest first, from the first in which there was anything to tell. What
    was open at the end of one is what was open before the next."""
    found = [Tally(each.period, each.asked, each.answered, each.open) for each in (now, last)]
    still = last.open_before
    for each in earlier:
        found.append(Tally(each.period, each.asked, each.answered, still))
        still -= each.gained
    while found and not (found[-1].asked or found[-1].answered or found[-1].open):
        found.pop()
    return tuple(reversed(found))


def _first(courses: Iterable[Course], start: datetime) -> datetime:
    return min((each.lines[0].at for each in courses if each.lines), default=start)


def _ways(desk: Desk, found: Found) -> Mapping[str, _By]:
    topics = {folded(each.name): each.department for each in desk.topics}
    return {
        "topic": lambda course: course.topic,
        "dataset": lambda course: found.titles.get(course.dataset, "") if course.dataset else "",
        "department": lambda course: found.offices.get(course.dataset) or topics.get(folded(course.topic), ""),
        "platform": lambda course: course.platform,
        "language": lambda course: course.language,
    }


def _groups(seen: Seen, last: Seen, by: _By) -> Iterator[Group]:
    """Every name that a question of the period, or one that is open, has; the most asked first."""
    asked: defaultdict[str, list[Waited]] = defaultdict(list)
    for life in seen.asked:
        asked[by(life.course)].append(seen.to_reply[life.course.number])
    answered, still, earlier = (
        Counter([by(each.course) for each in lives]) for lives in (seen.answered, seen.open, last.asked)
    )
    names = asked.keys() | answered.keys() | still.keys() | earlier.keys()
    for name in sorted(names, key=lambda name: (-len(asked[name]), -still[name], name)):
        waits = asked[name]
        yield Group(name, len(waits), earlier[name], answered[name], still[name], waits_of(waits))


def _open(life: Life, seen: Seen) -> Open:
    course = life.course
    return Open(course.number, course.topic, seen.ages[course.number], life.state, course.owner)


def _coverage(desk: Desk, roster: Roster, groups: Mapping[str, tuple[Group, ...]]) -> Iterator[Coverage]:
    """Topics and departments with nobody or one champion, those with the most questions first."""
    able = [each for each in roster.champions if each.level in _ANSWERERS and not each.has_left]
    topics, came = [each.name for each in desk.topics], groups["topic"]
    found = [Coverage("topic", each, sum(_takes(one, each) for one in able), _came(came, each)) for each in topics]
    departments = {folded(each): each for each in _departments(desk, groups)}
    for key, name in departments.items():
        those = sum(folded(one.department) == key for one in able)
        found.append(Coverage("department", name, those, _came(groups["department"], name)))
    thin = [each for each in found if each.champions <= ALONE]
    yield from sorted(thin, key=lambda each: (-each.asked, each.champions, each.kind != "topic", each.name))


def _departments(desk: Desk, groups: Mapping[str, tuple[Group, ...]]) -> Iterator[str]:
    yield from (each.department for each in desk.topics if each.department)
    yield from (each.name for each in groups["department"] if each.name and each.asked)


def _takes(champion: Champion, topic: str) -> bool:
    return any(each == "*" or folded(each) == folded(topic) for each in champion.topics)


def _came(groups: Iterable[Group], name: str) -> int:
    return sum(each.asked for each in groups if folded(each.name) == folded(name))


def _loads(desk: Desk, roster: Roster, seen: Seen) -> Iterator[Load]:
    """Everybody who holds or answered something, in the roster's order: it is no league table."""
    held = Counter(each.course.owner for each in seen.open if each.state in OWNED)
    done: Counter[int] = Counter()
    for life in seen.answered:
        done.update({by for at, by in life.answers if by and seen.holds(at)})
    for each in roster.champions:
        away = _away(each, seen.period)
        if held[each.number] or done[each.number] or away:
            yield Load(each.number, each.public_name, held[each.number], each.max_open, done[each.number], away)


def _away(champion: Champion, period: Period) -> tuple[date, date] | None:
    """The days of the week after the period on which somebody is away."""
    first, last = period.last + timedelta(days=1), period.last + timedelta(days=7)
    if champion.away_until is None or champion.has_left:
        return None
    since, until = max(champion.away_from or first, first), min(champion.away_until, last)
    return (since, until) if since <= until else None


def _missing(seen: Seen, titles: Mapping[int, str]) -> Iterator[Missing]:
    """What was closed in the period because the City has no such data, by dataset or topic; the most wanted first."""
    found: defaultdict[str, list[Course]] = defaultdict(list)
    for each in seen.lives:
        course = each.course
        ended = each.state is State.CLOSED and each.over is not None and seen.holds(each.over)
        if ended and course.close_reason == CloseReason.NO_DATA:
            found[titles.get(course.dataset, "") or course.topic].append(course)
    every = [Missing(name, sum(each.people for each in those), tuple(sorted(each.number for each in those)))
             for name, those in found.items()]  # fmt: skip
    yield from sorted(every, key=lambda each: (-each.people, each.name))


def _needs(
    seen: Seen, coverage: Iterable[Coverage], loads: Iterable[Load], review: Mapping[str, int]
) -> Iterator[Need]:
    """What only a coordinator can move, in the order of :class:`Want`; within one, the longest or the most first."""
    nobody = {folded(each.name) for each in coverage if each.kind == "topic" and not each.champions}
    lost: list[Need] = []
    waits: list[Need] = []
    for each in seen.unanswered():
        course, days = each.course, seen.ages[each.course.number]
        if each.state is State.HELD:
            yield Need(Want.HELD, course.number, days)
        elif each.state in _HOMELESS and folded(course.topic) in nobody:
            lost.append(Need(Want.HOMELESS, course.number, days, name=course.topic))
        elif each.state is State.UNROUTED or (each.state in _HOMELESS and days >= UNCLAIMED_DAYS):
            waits.append(Need(Want.UNCLAIMED, course.number, days, name=course.topic))
    yield from lost
    yield from waits
    for load in sorted(loads, key=lambda each: each.enough - each.open):
        if load.open > load.enough:
            yield Need(Want.OVERLOADED, load.person, load.open, load.enough, load.name)
    yield from (Need(Want.REVIEW, count=count, name=kind) for kind, count in sorted(review.items()) if count)


def _coming(desk: Desk, roster: Roster, found: Found, period: Period) -> list[Coming]:
    """The week after the period: what is planned, days off, who is away and which questions wake."""
    away = [(each.public_name, days) for each in roster.champions if (days := _away(each, period))]
    leaves = [Coming(first, name, last, "away") for name, (first, last) in away]
    return sorted(
        [*_days_off(desk, period), *leaves, *found.coming], key=lambda each: (each.day, each.kind, each.number)
    )


def _days_off(desk: Desk, period: Period) -> Iterator[Coming]:
    """Days of the week after the period on which the desk does not work although it usually would."""
    for days in range(1, 8):
        day = period.last + timedelta(days=days)
        why = desk.calendar.day_off(day)
        if why and desk.calendar.hours.on(day.weekday()):
            yield Coming(day, why)
