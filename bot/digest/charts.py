"""The pictures of a digest, as values: what is drawn, and the words that stand for it.

A picture is made of the same numbers as the lines of its section, and says nothing more: who cannot see it misses
nothing (interaction.md, section 3.8). drawing.py makes pictures of these.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.digest.model import Digest, Group
from bot.digest.periods import Period
from bot.digest.wording import LISTED, called, joined
from bot.speech.plain import cut
from bot.speech.words import Words

LABEL = 24  # characters of a name that is drawn: as many of the widest letters as a phone of 360 pixels has room for
PERIODS = 6  # weeks or months beside each other: as many as find room, each with its number and day
FEWEST = 3  # with fewer, "and the week before" in the five numbers says the same
TOPICS = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """One number: what it is of, itself, and what is written at its end. ``enough`` is where a line is drawn across."""

    label: str
    value: int
    said: str
    enough: int = 0


@dataclass(frozen=True, slots=True)
class Panel:
    """Bars of one kind, under a heading of their own where there are several kinds."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """One picture. ``alt`` says every number of it; ``note`` is printed below; ``upright`` bars stand side by side."""

    title: str
    panels: tuple[Panel, ...]
    alt: str
    note: str = ""
    upright: bool = False


def ages(title: str, bands: Sequence[tuple[str, int]], note: str, say: Words) -> Chart | None:
    """How old the open questions are, with what an age is; None where nothing is open."""
    bars = tuple(Bar(label, count, str(count)) for label, count in bands)
    return _rows(title, bars, say, note) if any(count for _, count in bands) else None


def weeks(digest: Digest, title: str, say: Words) -> Chart | None:
    """Asked, answered and open, week by week or month by month; None before there is something to compare."""
    if not has_course(digest):
        return None
    past = digest.past
    kinds = (
        (say("Questions asked"), [each.asked for each in past]),
        (say("Questions answered"), [each.answered for each in past]),
        (say("Open at the end"), [each.open for each in past]),
    )
    days = [_short(each.period, say) for each in past]
    panels = tuple(
        Panel(name, tuple(Bar(day, count, str(count)) for day, count in zip(days, counts, strict=True)))
        for name, counts in kinds
    )
    said = [f"{each.title}: {joined(_said(bar, say) for bar in each.bars)}." for each in panels]
    return Chart(title, panels, _alt(title, said, "", say), upright=True)


def has_course(digest: Digest) -> bool:
    """Whether there are enough weeks or months to show how things go."""
    return len(digest.past) >= FEWEST


def loads(digest: Digest, title: str, say: Words) -> Chart | None:
    """What each champion holds beside what is enough for them, in the roster's order; None where nobody holds any."""
    shown = digest.loads[:LISTED]
    bars = tuple(
        Bar(_name(each.name, say), each.open, say("{open} (enough: {enough})", open=each.open, enough=each.enough),
            each.enough) for each in shown
    )  # fmt: skip
    note = say("The line across a bar is what is enough. A striped bar is beyond it.")
    return _rows(title, bars, say, note) if any(each.open for each in shown) else None


def topics(groups: Sequence[Group], title: str, say: Words) -> Chart | None:
    """How many asked about each of these topics; None where there is nothing to compare."""
    bars = tuple(Bar(_name(each.name, say), each.asked, str(each.asked)) for each in groups[:TOPICS])
    return _rows(title, bars, say) if len(bars) > 1 else None


def _rows(title: str, bars: tuple[Bar, ...], say: Words, note: str = "") -> Chart:
    said = [f"{joined(_said(each, say) for each in bars)}."]
    return Chart(title, (Panel("", bars),), _alt(title, said, note, say), note)


def _said(bar: Bar, say: Words) -> str:
    return say("{what}: {count}", what=bar.label, count=bar.said)


def _alt(title: str, said: Sequence[str], note: str, say: Words) -> str:
    return cut(" ".join((say("Bar chart: {title}.", title=title), *said, *([note] if note else []))), 1024)


def _name(name: str, say: Words) -> str:
    return cut(called(name, say), LABEL)


def _short(period: Period, say: Words) -> str:
    """The first day of a week, or the month, in as few characters as stand under a bar."""
    return say.short_month(period.first) if period.is_month else say.short_day(period.first)
