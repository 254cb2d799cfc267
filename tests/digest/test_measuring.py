"""Every number of a digest, beside a second computation from the history; and that none contradicts another."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from bot.desk import Desk, Topic
from bot.digest.course import REPLIES, TAKES
from bot.digest.ledger import Ledger
from bot.digest.making import digest_of
from bot.digest.model import Digest, Found
from bot.digest.periods import NoSuchPeriod, before, month_named, week_before, week_named
from bot.digest.survival import Quantile, Waited, Waits, waits_of
from bot.people.hours import calendar
from bot.people.persons import Roster
from bot.questions.model import OPEN, Entry, Question
from tests.digest.histories import course_of, several
from tests.digest.naive import Naive, in_order
from tests.questions.made import ANA, ASKER, KIM, MARIA, champion

# Veterans Day is a holiday in this week, and the Monday after it a day on which the desk is closed.
DESK = Desk(
    "elmford",
    "Elmford",
    holidays="US-MA",
    hours="Mon-Thu 09:00-12:30, Mon-Thu 13:30-17:00, Fri 09:00-13:00",
    closed=((date(2026, 11, 16), "Moving house"),),
    topics=(Topic("Trees", department="Parks"), Topic("Permits")),
)
ROSTER = Roster((champion(ANA, "Ana"), champion(MARIA, "Maria"), champion(KIM, "Kim")))
WEEK = week_named("2026-W46", DESK.calendar)
Lived = list[tuple[Question, list[Entry]]]


def made(lived: Lived, now: datetime = WEEK.end) -> Digest:
    return digest_of(DESK, ROSTER, Found([course_of(*each) for each in lived]), WEEK, now)


nows = st.sampled_from((WEEK.end, WEEK.end + timedelta(days=9), WEEK.start + timedelta(days=2, hours=16)))


@settings(max_examples=30)
@given(several(8), nows)
def test_every_number_agrees_with_a_second_computation(lived: Lived, now: datetime) -> None:
    digest = made(lived, now)
    for found in (digest.now, digest.last):
        naive = Naive(
            [in_order(entries) for _, entries in lived], ASKER, found.period.start, found.until, DESK.calendar
        )
        assert found.asked == naive.asked()
        assert (found.open_before, found.open) == (naive.open_at(found.period.start), naive.open_at(found.until))
        assert (found.back + found.asked, found.left) == (naive.crossed(True), naive.crossed(False))
        assert found.answered == naive.answered()
        endings = found.confirmed, found.assumed, found.closed
        assert endings == tuple(naive.ended(how) for how in ("confirmed", "assumed", "closed"))
        assert (found.helpful, found.unhelpful, found.silent) == tuple(naive.said(what) for what in (True, False, None))
        assert (found.reopened.count, found.reopened.of) == naive.reopened()
        assert (found.handed_off.count, found.handed_off.of) == naive.handed_off()
        assert (found.right_first_time.count, found.right_first_time.of) == naive.right_first_time()
        ages = naive.ages()
        assert found.oldest == max(ages, default=None)
        low, middle, high, over = ({0, 1}, {2, 3}, {4, 5, 6, 7}, set(range(8, 99)))
        assert found.bands == tuple(sum(age in band for age in ages) for band in (low, middle, high, over))
        same(found.to_reply, naive.waits(is_reply))
        same(found.to_claim, naive.waits(lambda line: line.verb in TAKES))
        same(found.to_answer, naive.waits(naive.is_answer))
        same(found.to_solve, naive.waits(solves))


def is_reply(line: Entry) -> bool:
    return line.verb in REPLIES and (line.by in (ANA, MARIA, KIM) or line.verb == "confirm_community")


def solves(line: Entry) -> bool:
    return line.verb == "confirm_community" or (line.verb == "confirm" and line.by == ASKER)


def same(found: Waits, naive: tuple[tuple[float, bool] | None, ...]) -> None:
    """Equal but for what is lost in the last decimal places."""
    for mine, theirs in zip((found.median, found.p90), naive, strict=True):
        assert (mine is None) == (theirs is None)
        if mine is not None and theirs is not None:
            assert mine.reached == theirs[1]
            assert mine.hours == pytest.approx(theirs[0], abs=1e-4)


@settings(max_examples=30)
@given(several(8), nows)
def test_a_digest_never_contradicts_itself(lived: Lived, now: datetime) -> None:
    digest = made(lived, now)
    for found in (digest.now, digest.last):
        assert found.open_before + found.asked + found.back - found.left == found.open
        assert sum(found.bands) == found.open
        assert found.helpful + found.unhelpful + found.silent == found.answered
        assert all(part.count <= part.of for part in (found.reopened, found.handed_off, found.right_first_time))
        assert (found.oldest is None) == (found.open == 0)
    assert digest.now.open_before == digest.last.open
    for groups in digest.groups.values():
        counts = [(each.asked, each.before, each.open) for each in groups]
        assert tuple(map(sum, zip(*counts, strict=True))) in (
            (digest.now.asked, digest.last.asked, digest.now.open),
            (),
        )
        assert sum(each.answered for each in groups) == digest.now.answered
    listed = digest.unanswered
    assert len(listed) == sum(course_is_unanswered(each, digest.now.until) for each in lived)
    assert [each.days for each in listed] == sorted((each.days for each in listed), reverse=True)
    assert digest.is_quiet is not bool(digest.now.asked or digest.now.answered or digest.now.open or digest.now.left)


def course_is_unanswered(lived: tuple[Question, list[Entry]], until: datetime) -> bool:
    known = [entry for entry in in_order(lived[1]) if entry.at < until]
    return bool(known) and known[-1].after in OPEN and known[-1].after != "answered"


moments = st.datetimes(datetime(2026, 9, 1), datetime(2027, 4, 1), timezones=st.just(UTC))


@given(st.tuples(moments, moments, moments).map(sorted))
def test_the_ledger_says_what_the_calendar_says(three: list[datetime]) -> None:
    since, at, until = three
    for each in (DESK.calendar, calendar("Mon-Fri 22:00-24:00, Sat 00:00-03:00", "America/Santiago", "CL")):
        ledger = Ledger(each, since, until)
        assert ledger.hours(since, at) == pytest.approx(each.working_hours_between(since, at), abs=1e-9)
        assert ledger.days(since, at) == each.working_days_between(since, at)
        assert ledger.days(at, until) == each.working_days_between(at, until)


waited = st.lists(st.builds(Waited, st.integers(0, 20).map(float), st.booleans()), min_size=1, max_size=40)


@given(waited)
def test_waits_that_are_not_over_are_counted_as_scipy_counts_them(every: list[Waited]) -> None:
    found, over = waits_of(every), [each.hours for each in every if each.over]
    waiting = [each.hours for each in every if not each.over]
    assert (found.count, found.waiting) == (len(every), len(waiting))
    reached: list[list[float]] = [[], []]
    if over:
        left = ecdf(CensoredData(uncensored=over, right=waiting)).sf
        steps = list(zip(left.quantiles, left.probabilities, strict=True))
        reached = [[x for x, y in steps if y <= share + 1e-9] for share in (0.5, 0.1)]
    for mine, those in zip((found.median, found.p90), reached, strict=True):
        assert mine is not None
        assert (mine.hours, mine.reached) == ((min(those), True) if those else (max(over + waiting), False))


def test_who_counts_only_what_is_over_would_say_that_all_is_well() -> None:
    """Three quick answers and five that still wait: the half of all are not answered within an hour."""
    quick, slow = [Waited(1.0, True)] * 3, [Waited(40.0, False)] * 5
    assert waits_of([*quick, *slow]).median == Quantile(40.0, reached=False)


def test_weeks_and_months_begin_at_local_midnight() -> None:
    zone = ZoneInfo(DESK.timezone)
    assert (WEEK.first, WEEK.last) == (date(2026, 11, 9), date(2026, 11, 15))
    assert WEEK.start.astimezone(zone).hour == 0
    assert week_before(WEEK.end, DESK.calendar) == WEEK
    assert week_before(WEEK.end - timedelta(seconds=1), DESK.calendar).name == "2026-W45"
    assert before(week_named("2026-w1", DESK.calendar), DESK.calendar).name == "2025-W52"
    autumn = week_named("2026-W44", DESK.calendar)  # the clocks go back on its Sunday
    assert autumn.end - autumn.start == timedelta(days=7, hours=1)
    month = month_named("2026-03", DESK.calendar)
    assert (month.last, before(month, DESK.calendar).name) == (date(2026, 3, 31), "2026-02")
    for wrong in ("2026-W54", "2025-W53", "last", "2026-13", "0000-W01", "0001-W01", "9999-W51", "0001-01", "9999-12"):
        with pytest.raises(NoSuchPeriod, match="Write a week as"):
            (week_named if "W" in wrong else month_named)(wrong, DESK.calendar)
