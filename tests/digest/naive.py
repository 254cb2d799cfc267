"""The digest's numbers a second time: slowly, from the history alone, and without a line of ``bot/digest``.

Each number is one question asked of every history. Working time is the calendar's own, and waits that are not over are
counted by SciPy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from scipy.stats import CensoredData, ecdf

from bot.people.hours import Calendar
from bot.questions.model import Entry

OPEN = {"held", "unrouted", "offered", "claimed", "waiting_asker", "snoozed", "answered"}


def in_order(history: Sequence[Entry]) -> list[Entry]:
    """What was heard late, at the moment of what had been done before it was heard."""
    return [replace(line, at=max(each.at for each in history[: n + 1])) for n, line in enumerate(history)]


@dataclass
class Naive:
    """The histories of all questions, and the week."""

    histories: Sequence[Sequence[Entry]]
    asker: int
    start: datetime
    until: datetime
    calendar: Calendar

    def state(self, history: Sequence[Entry], at: datetime) -> str:
        before = [line for line in history if line.at < at]
        return str(before[-1].after) if before else "draft"

    def in_week(self, line: Entry) -> bool:
        return self.start <= line.at < self.until

    def how_many(self, wanted: Callable[[Sequence[Entry]], bool]) -> int:
        return sum(1 for history in self.histories if wanted(self.known(history)))

    def known(self, history: Sequence[Entry]) -> list[Entry]:
        return [line for line in history if line.at < self.until]

    def asked(self) -> int:
        return self.how_many(lambda h: bool(h) and self.in_week(h[0]))

    def open_at(self, at: datetime) -> int:
        return sum(self.state(history, at) in OPEN for history in self.histories)

    def crossed(self, into: bool) -> int:
        every = [line for history in self.histories for line in history if self.in_week(line)]
        return sum((line.before in OPEN, line.after in OPEN) == (not into, into) for line in every)

    def is_answer(self, line: Entry) -> bool:
        return line.verb in ("answer", "confirm_community")

    def answered(self) -> int:
        return self.how_many(lambda h: any(self.in_week(line) and self.is_answer(line) for line in h))

    def ending(self, line: Entry) -> str:
        if line.before in OPEN and line.after == "solved":
            own = line.verb == "confirm_community" or (line.verb == "confirm" and line.by == self.asker)
            return "confirmed" if own else "assumed"
        return "closed" if line.before in OPEN and line.after == "closed" else ""

    def ended(self, how: str) -> int:
        def last(history: Sequence[Entry]) -> str:
            found = [self.ending(line) for line in history if self.in_week(line) and self.ending(line)]
            return found[-1] if found else ""

        return self.how_many(lambda h: last(h) == how)

    def verdicts(self, history: Sequence[Entry]) -> list[tuple[datetime, bool]]:
        said = []
        for line in history:
            if line.verb == "reject":
                said.append((line.at, False))
            if line.verb == "confirm_community" or (line.verb == "confirm" and line.by == self.asker):
                said.append((line.at, True))
        return said

    def said(self, what: bool | None) -> int:
        def of(history: Sequence[Entry]) -> bool:
            if not any(self.in_week(line) and self.is_answer(line) for line in history):
                return False
            found = self.verdicts(history)
            return (found[-1][1] if found else None) is what

        return self.how_many(of)

    def reopened(self) -> tuple[int, int]:
        def first(history: Sequence[Entry]) -> datetime | None:
            return next((line.at for line in history if self.in_week(line) and self.ending(line)), None)

        def again(history: Sequence[Entry]) -> bool:
            at = first(history)
            return at is not None and any(line.verb == "reopen" and line.at >= at for line in history)

        return self.how_many(again), self.how_many(lambda h: first(h) is not None)

    def handed_off(self) -> tuple[int, int]:
        def answered(history: Sequence[Entry]) -> bool:
            return any(self.in_week(line) and self.is_answer(line) for line in history)

        def handed(history: Sequence[Entry]) -> bool:
            first = next((line.at for line in history if self.is_answer(line)), None)
            passed = [line.at for line in history if line.verb in ("handoff_accept", "take_over")]
            return answered(history) and first is not None and any(at <= first for at in passed)

        return self.how_many(handed), self.how_many(answered)

    def right_first_time(self) -> tuple[int, int]:
        def judged(history: Sequence[Entry]) -> bool:
            first = next((line for line in history if self.is_answer(line)), None)
            return first is not None and self.in_week(first) and bool(self.verdicts(history))

        def right(history: Sequence[Entry]) -> bool:
            if not judged(history) or not self.verdicts(history)[0][1]:
                return False
            at = self.verdicts(history)[0][0]
            return not any(line.verb in ("correct", "retract_answer") and line.at <= at for line in history)

        return self.how_many(right), self.how_many(judged)

    def paused(self, history: Sequence[Entry], states: set[str], end: datetime) -> list[tuple[datetime, datetime]]:
        """From when to when a question stood in one of ``states``, up to ``end``."""
        moments = [(line.at, str(line.after)) for line in history if line.at < end]
        moments = [each for at, each in enumerate(moments) if not at or moments[at - 1][1] != each[1]]
        if not moments:
            return []
        ends = [*(at for at, _ in moments[1:]), end]
        return [(at, until) for (at, state), until in zip(moments, ends, strict=True) if state in states]

    def age(self, history: Sequence[Entry], until: datetime) -> int:
        days, last = self.calendar.working_days_between, until - timedelta(microseconds=1)
        pauses = self.paused(history, {"waiting_asker", "answered"}, until)
        return days(history[0].at, last) - sum(days(since, min(end, last)) for since, end in pauses)

    def ages(self) -> list[int]:
        return [self.age(h, self.until) for h in self.histories if self.state(h, self.until) in OPEN]

    def waits(self, is_it: Callable[[Entry], bool]) -> tuple[Any, ...]:
        """Median and 90th percentile of the hours up to the first line that ``is_it``: (hours, reached) or None."""
        over: list[float] = []
        waiting: list[float] = []
        for history in self.histories:
            known = self.known(history)
            if not known or not self.in_week(known[0]):
                continue
            event = next((line.at for line in known if is_it(line)), None)
            left = [line.at for line in known if line.before in OPEN and line.after not in OPEN]
            gone = self.state(history, self.until) not in OPEN
            end = event or (self.last_move(known) if gone and left else self.until)
            hours = self.calendar.working_hours_between
            silent = sum(hours(*each) for each in self.paused(known, {"waiting_asker"}, end))
            (over if event else waiting).append(max(round(hours(known[0].at, end) - silent, 6), 0.0))
        return tuple(self.quantile(over, waiting, share) for share in (0.5, 0.1))

    def last_move(self, known: Sequence[Entry]) -> datetime:
        return [line.at for line in known if line.before != line.after][-1]

    def quantile(self, over: list[float], waiting: list[float], share: float) -> tuple[float, bool] | None:
        if not over and not waiting:
            return None
        if not over:
            return max(waiting), False
        left = ecdf(CensoredData(uncensored=over, right=waiting)).sf
        reached = [x for x, y in zip(left.quantiles, left.probabilities, strict=True) if y <= share + 1e-9]
        return (min(reached), True) if reached else (max(over + waiting), False)
