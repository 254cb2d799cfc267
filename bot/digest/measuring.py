"""The numbers of one week or month, from the lives of its questions. Each is defined in docs/digest.md, and once here.

Means are never taken: one question that waited sixty days would hide in them, or hide all others.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.digest.course import UNANSWERED, Course, Life, lives
from bot.digest.ledger import Ledger
from bot.digest.model import BANDS, Measures, Part
from bot.digest.periods import Period
from bot.digest.survival import waits_of


class Seen:
    """One period as it stood at its end, or at ``now`` where that has not come: the lives behind the numbers."""

    def __init__(self, courses: Iterable[Course], period: Period, now: datetime, ledger: Ledger) -> None:
        self.period, self.until, self.ledger = period, min(period.end, now), ledger
        self.lives = tuple(lives(courses, self.until))
        start = period.start  # no life knows of anything after the period
        self.asked = tuple([each for each in self.lives if each.asked >= start])
        self.open = tuple([each for each in self.lives if each.is_open])
        self.answered = tuple([each for each in self.lives if each.answers and each.answers[-1][0] >= start])
        self.ages = {each.course.number: each.age(ledger) for each in self.open}
        self.to_reply = {each.course.number: each.waited(ledger, each.replied) for each in self.asked}

    def holds(self, at: datetime) -> bool:
        """Whether a moment lies in the period."""
        return self.period.start <= at < self.until

    def unanswered(self) -> list[Life]:
        """What is open and has no answer yet, the oldest first."""
        found = [each for each in self.open if each.state in UNANSWERED]
        return sorted(found, key=lambda each: (-self.ages[each.course.number], each.asked, each.course.number))


def measured(seen: Seen) -> Measures:
    """The numbers of a period."""
    ledger, asked = seen.ledger, seen.asked
    # To be asked is to come as well, and no coming back.
    start = seen.period.start
    back = sum([at >= start for each in seen.lives for at in each.came]) - len(asked)
    left = sum([at >= start for each in seen.lives for at in each.left])
    endings = Counter(_endings(seen))
    verdicts = Counter([each.verdict() for each in seen.answered])
    return Measures(
        seen.period,
        seen.until,
        asked=len(asked),
        back=back,
        left=left,
        open_before=len(seen.open) - len(asked) - back + left,
        open=len(seen.open),
        answered=len(seen.answered),
        confirmed=endings["confirmed"],
        assumed=endings["assumed"],
        closed=endings["closed"],
        helpful=verdicts[True],
        unhelpful=verdicts[False],
        silent=verdicts[None],
        reopened=_reopened(seen),
        handed_off=_handed_off(seen.answered),
        right_first_time=_right_first_time(seen),
        to_reply=waits_of(seen.to_reply.values()),
        to_claim=waits_of(each.waited(ledger, each.claimed) for each in asked),
        to_answer=waits_of(each.waited(ledger, each.answered) for each in asked),
        to_solve=waits_of(each.waited(ledger, each.confirmed) for each in asked),
        bands=bands_of(seen.ages.values()),
        oldest=max(seen.ages.values(), default=None),
    )


def bands_of(ages: Iterable[int]) -> tuple[int, ...]:
    """How many are of each age, by :data:`bot.digest.model.BANDS`."""
    of_age = Counter(ages)
    return tuple(
        sum([count for age, count in of_age.items() if low <= age and (high is None or age <= high)])
        for low, high in BANDS
    )


def _endings(seen: Seen) -> list[str]:
    """How each question ended that did in the period, by the last time that it did."""
    return [each.endings[-1][1] for each in seen.lives if each.endings and seen.holds(each.endings[-1][0])]


def _reopened(seen: Seen) -> Part:
    """Of the questions that were solved or closed in the period, those that somebody opened again after that."""
    late = [each for each in seen.lives if each.endings and seen.holds(each.endings[-1][0])]
    ended = [(each, first) for each in late if (first := _first_ending(seen, each))]
    return Part(sum([any(at >= first for at in each.reopened) for each, first in ended]), len(ended))


def _first_ending(seen: Seen, life: Life) -> datetime | None:
    return next((at for at, _ in life.endings if seen.holds(at)), None)


def _handed_off(answered: Sequence[Life]) -> Part:
    """Of the questions answered in the period, those that another champion had taken over before their first answer."""
    return Part(sum([any(at <= each.answers[0][0] for at in each.handed) for each in answered]), len(answered))


def _right_first_time(seen: Seen) -> Part:
    """Of the questions whose first answer came in the period and whose asker has said something of it: those where that
    was yes, with an answer that was not corrected or taken back before."""
    judged = [each for each in seen.lives if each.answered and seen.holds(each.answered) and each.verdicts]
    return Part(sum([_is_right(each) for each in judged]), len(judged))


def _is_right(life: Life) -> bool:
    at, yes = life.verdicts[0]
    return yes and not any(moment <= at for moment in life.revised)
