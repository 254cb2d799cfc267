"""The words for numbers: how long something took, how many there were, and what hides what is small."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from bot.digest.model import SMALL
from bot.digest.periods import Period
from bot.digest.survival import Quantile
from bot.speech.plain import cut
from bot.speech.words import Words

NAME = 60  # characters of a topic, a dataset or a person
LISTED = 10  # lines of each list
T = TypeVar("T")


def span_of(hours: Quantile | None, say: Words) -> str:
    """How many working hours; "more than" the longest wait so far where too few are over."""
    if hours is None:
        return say("nothing to measure")
    count = round(hours.hours)
    if not hours.reached:
        return _more_than(hours.hours, say)
    if not count:
        return say("less than 1 working hour")
    return say.many("{count} working hour", "{count} working hours", count)


def _more_than(hours: float, say: Words) -> str:
    if hours < 1:
        minutes = int(hours * 60)
        return say.many("more than {count} working minute", "more than {count} working minutes", minutes)
    return say.many("more than {count} working hour", "more than {count} working hours", int(hours))


def days_of(count: int, say: Words) -> str:
    """So many working days."""
    if not count:
        return say("less than 1 working day")
    return say.many("{count} working day", "{count} working days", count)


def called(name: str, say: Words) -> str:
    """A topic or dataset by name, short enough; what has none is said so."""
    return cut(name, NAME) or say("no topic")


def listed(found: Sequence[T], line: Callable[[T], str], say: Words) -> tuple[str, ...]:
    """A line for each of those that are shown, and how many more there are: of ten thousand, ten are written out."""
    more = len(found) - LISTED
    return (*map(line, found[:LISTED]), *([say("and {count} more", count=more)] if more > 0 else []))


def public_count(count: int, say: Words) -> str:
    """A number as everybody may read it: below :data:`bot.digest.model.SMALL` it could point to a person."""
    return str(count) if count == 0 or count >= SMALL else say("fewer than {count}", count=SMALL)


def when_of(period: Period, say: Words) -> str:
    """The week or the month, as a title says it."""
    if period.is_month:
        return say.month(period.first)
    return say("week of {day}", day=say.day(period.first))


def days_away(away: tuple[date, date], say: Words) -> str:
    """From when to when somebody is away."""
    first, last = away
    if first == last:
        return say("away {day}", day=say.day(first))
    return say("away {first} to {last}", first=say.day(first), last=say.day(last))


def joined(pieces: Iterable[str]) -> str:
    """Pieces in a row."""
    return ", ".join(pieces)
