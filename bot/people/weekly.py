"""A week of opening hours, as people write it: "Mon-Thu 09:00-13:00, Fri 10:00-12:00" (interaction.md
§7.1)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.engine.errors import ChampionsError
from bot.hints import did_you_mean, quoted

Span = tuple[int, int]  # minutes after midnight: from, to (to is not included; at most 1440)

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTER = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_GROUPS = {"daily": range(7), "everyday": range(7), "weekdays": range(5), "weekends": range(5, 7)}

_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*|\s+(?:to|until)\s+", re.IGNORECASE)
_CLOCK = r"\d{1,2}(?:[:.h]\d{2}|h)?\s*(?:[ap]\.?m\b\.?)?"
_PIECE = re.compile(
    rf"(?P<times>{_CLOCK}-{_CLOCK})|(?P<days>[^\W\d_]+(?:-[^\W\d_]+)?):?|(?P<stray>[^\s,;&]+)", re.IGNORECASE
)
_MOMENT = re.compile(r"(\d{1,2})(?:[:.h](\d{2})|h)?\s*(?:([ap])\.?m\.?)?", re.IGNORECASE)
_TIME_OF_WEEK = re.compile(rf"\s*(?P<day>[^\W\d_]+)[\s:,]*(?P<time>{_CLOCK})\s*", re.IGNORECASE)
_MINUTES_OF_DAY = 1440
_LONGEST = 500
_MOST_SPANS = 4  # a day; so a week written out always fits into _LONGEST


class HoursError(ChampionsError, ValueError):
    """The text does not say when someone works; the message says what is wrong and what to write."""


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """For each day of the week, Monday first, the spans in which it is open: in order, apart, never empty."""

    days: tuple[tuple[Span, ...], ...]

    def on(self, weekday: int) -> tuple[Span, ...]:
        """The spans of a weekday (Monday is 0)."""
        return self.days[weekday]

    def __str__(self) -> str:
        """The week as :func:`parse_hours` reads it, days with the same hours drawn together."""
        runs: list[list[int]] = []
        for day in (each for each in range(7) if self.days[each]):
            if runs and runs[-1][-1] == day - 1 and self.days[runs[-1][0]] == self.days[day]:
                runs[-1].append(day)
            else:
                runs.append([day])
        return ", ".join(f"{_run(run)} {_spans(self.days[run[0]])}" for run in runs)


@lru_cache(maxsize=1024)
def parse_hours(text: str) -> WeeklyHours:
    """The week that ``text`` describes, in local time.

    Understood are days and ranges of them ("Mon-Thu", "Fri-Mon", "Mon, Wed", "weekdays", "daily") followed by
    times ("9-12", "09:00-13:00", "1pm-5pm", up to 24:00); further times without a day belong to the same
    days. Raises :class:`HoursError` with a sentence that says what to write instead.
    """
    if not text.strip():
        raise HoursError("The hours are empty. Write for example 'Mon-Fri 09:00-17:00'.")
    if len(text) > _LONGEST:
        raise HoursError(f"The hours are longer than {_LONGEST} characters. Write them as 'Mon-Fri 09:00-17:00'.")
    week: list[list[Span]] = [[] for _ in DAYS]
    for days, span in _clauses(text):
        for day in days:
            week[day].append(span)
    merged = tuple(_merged(spans) for spans in week)
    if any(len(spans) > _MOST_SPANS for spans in merged):
        raise HoursError(f"A day has more than {_MOST_SPANS} times. Draw some of them together.")
    return WeeklyHours(merged)


def parse_moment(text: str) -> tuple[int, int]:
    """The weekday (Monday is 0) and the minutes after midnight of one time of the week: "Tue 10:00", "fridays 11am".
    Raises :class:`HoursError` with a sentence that says what to write instead."""
    found = _TIME_OF_WEEK.fullmatch(text)
    if not found:
        raise HoursError(f"{quoted(text.strip())} is not a time of the week. Write for example 'Tue 10:00'.")
    minutes = _minutes(found["time"])
    if minutes >= _MINUTES_OF_DAY:
        raise HoursError(f"{quoted(text.strip())} is the end of a day. Write the next day with 00:00.")
    return _day(found["day"].lower()), minutes


def _clauses(text: str) -> Iterator[tuple[list[int], Span]]:
    days: list[int] = []
    timed = True
    for piece in _PIECE.finditer(_DASHES.sub("-", text)):
        if piece["times"]:
            if not days:
                raise HoursError(f"{quoted(piece[0])} has no day before it. Write 'Mon-Fri {piece[0]}'.")
            timed = True
            yield days, _span(piece["times"])
        elif piece["days"] and piece["days"].lower() != "and":
            days = (days if not timed else []) + _days(piece["days"])
            timed = False
        elif piece["stray"]:
            raise HoursError(f"{quoted(piece[0])} is not a time or a day. Write times as '09:00-17:00'.")
    if not timed or not days:
        raise HoursError(f"{quoted(text.strip())} names a day without a time. Write 'Mon-Fri 09:00-17:00'.")


def _days(text: str) -> list[int]:
    first, _, last = text.lower().partition("-")
    if not last and first in _GROUPS:
        return list(_GROUPS[first])
    start = _day(first)
    end = _day(last) if last else start
    return [(start + step) % 7 for step in range((end - start) % 7 + 1)]


def _day(word: str) -> int:
    if word in _SHORTER:
        return _SHORTER[word]
    for number, name in enumerate(_FULL):
        if word in (name, name + "s", name[:3], name[:2]):
            return number
    known = [*DAYS, *(name.capitalize() for name in _FULL)]
    raise HoursError(f"{quoted(word)} is not a day of the week{did_you_mean(word, known)} Use Mon, Tue, … Sun.")


def _span(text: str) -> Span:
    first, _, last = text.partition("-")
    start, end = _minutes(first), _minutes(last) or 1440  # what ends at 00:00 ends with the day
    if start >= end:
        raise HoursError(
            f"{quoted(text)} ends before it starts. For a night write both days: 'Mon 22:00-24:00, Tue 00:00-06:00'."
        )
    return start, end


def _minutes(text: str) -> int:
    found = _MOMENT.match(text)
    hour, minute, half = (int(found[1]), int(found[2] or 0), found[3]) if found else (99, 0, None)
    if half:
        hour = hour % 12 + (12 if half.lower() == "p" else 0) if 1 <= hour <= 12 else 99
    if minute > 59 or hour * 60 + minute > 1440:
        raise HoursError(f"{quoted(text.strip())} is not a time of day. Write it as 09:00 or 17:30.")
    return hour * 60 + minute


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for start, end in sorted(spans):
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return tuple(kept)


def _run(days: list[int]) -> str:
    return DAYS[days[0]] if len(days) == 1 else f"{DAYS[days[0]]}-{DAYS[days[-1]]}"


def _spans(spans: tuple[Span, ...]) -> str:
    return ", ".join(f"{a // 60:02}:{a % 60:02}-{b // 60:02}:{b % 60:02}" for a, b in spans)
