"""Years of questions, written straight into the tables: nobody has the time to live them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from bot.desk import Desk
from bot.desks.model import Limits, Topic
from bot.questions.model import OWNED, State

YEARS = 5
PATTERNS = 1009  # a prime, so that no topic or person meets the same lives again and again
ASKERS, CHAMPIONS = 5_000, 40
UNTIL = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)  # a Monday morning in New York
TOPICS = tuple(f"Topic {number}" for number in range(1, 13))
NO_LIMITS = Limits(open=10**6, per_day=10**6, seconds_between=0)
DESK = Desk(
    "benchmark", "Benchmark", topics=tuple(Topic(name, department="Public Works") for name in TOPICS), limits=NO_LIMITS
)

_ASKERS_OWN = frozenset({"submit", "asker_reply", "confirm", "reject"})
_LINE = tuple[str, str, timedelta]  # verb, where it leads, how long after asking


@dataclass(frozen=True, slots=True)
class Row:
    """One question as its columns, and its lines as those of ``entries``."""

    question: tuple[Any, ...]
    lines: list[tuple[Any, ...]]


QUESTION_COLUMNS = (
    *("desk", "number", "version", "asker", "share", "origin", "platform", "asked_at", "changed_at", "language"),
    *("dataset", "topic", "state", "level", "owner", "confirmed", "close_reason", "erased", "entries"),
)
LINE_COLUMNS = ("desk", "question", "number", "verb", "before", "after", "by", "at", "platform")


def rows(questions: int, moment: Callable[[datetime], Any] = lambda at: at) -> Iterator[Row]:
    """So many questions over five years, the last of them just before :data:`UNTIL`; moments as ``moment`` makes
    them."""
    chance = Random(1)
    patterns = [[(verb, after.value, later) for verb, after, later in _life(chance)] for _ in range(PATTERNS)]
    step = timedelta(days=365 * YEARS) / questions
    begin = UNTIL - step * questions
    for index in range(questions):
        yield _row(index + 1, begin + step * index, patterns[index % PATTERNS], moment)


def _life(chance: Random) -> list[tuple[str, State, timedelta]]:
    """One way that a question goes: most are answered within days, few are never."""
    at = timedelta(hours=chance.expovariate(1 / 6))
    lines = [("submit", State.OFFERED, timedelta()), ("claim", State.CLAIMED, at)]
    if chance.random() < 0.002:
        return lines
    if chance.random() < 0.2:
        back = at + timedelta(hours=chance.expovariate(1 / 4))
        at = back + timedelta(hours=chance.expovariate(1 / 20))
        lines += [("clarify", State.WAITING_ASKER, back), ("asker_reply", State.CLAIMED, at)]
    at += timedelta(hours=chance.expovariate(1 / 24))
    if chance.random() < 0.05:
        return [*lines, ("close", State.CLOSED, at)]
    lines.append(("answer", State.ANSWERED, at))
    if chance.random() < 0.1:
        at += timedelta(hours=chance.expovariate(1 / 10))
        lines += [("reject", State.CLAIMED, at), ("answer", State.ANSWERED, at + timedelta(hours=5))]
        at += timedelta(hours=5)
    sure = chance.random() < 0.6
    after = timedelta(hours=chance.expovariate(1 / 20)) if sure else timedelta(days=7)
    return [*lines, ("confirm" if sure else "assume", State.SOLVED, at + after)]


def _row(number: int, asked: datetime, life: list[_LINE], moment: Callable[[datetime], Any]) -> Row:
    asker, champion, slug = number % ASKERS + 1, ASKERS + number % CHAMPIONS + 1, DESK.slug
    lines: list[tuple[Any, ...]] = []
    before, at, place = "draft", asked, 0
    for verb, after, later in life:
        if asked + later >= UNTIL:
            break
        at, place = asked + later, place + 1
        by = asker if verb in _ASKERS_OWN else 0 if verb == "assume" else champion
        lines.append((slug, number, place, verb, before, after, by, moment(at), "slack"))
        before = after
    owner = champion if before in OWNED else 0
    confirmed = {"confirm": "true", "assume": "assumed"}.get(lines[-1][3], "")
    reason = "no_data" if before == "closed" else ""
    question = (
        *(slug, number, 1, asker, "named", "slack/T1/C1//", "slack", moment(asked), moment(at)),
        *("en" if number % 7 else "es", number % 400, TOPICS[number % len(TOPICS)], before, "external", owner),
        *(confirmed, reason, False, place),
    )
    return Row(question, lines)
