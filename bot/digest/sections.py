"""What a digest says, section by section, in words; pages, plain text and HTML are made of these. What is a list stands
in :mod:`bot.digest.lists`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot.digest import charts
from bot.digest.charts import Chart
from bot.digest.commands import DigestMeaning
from bot.digest.model import Digest, Measures, Part
from bot.digest.periods import Period
from bot.digest.wording import called, days_of, joined, span_of
from bot.questions.views import button
from bot.speech.cards import Button
from bot.speech.words import Words

WORDS = 5  # searched in vain
_NONE: Mapping[Chart, bytes] = {}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines, what is said more quietly below them, and buttons that act on them. ``chart`` shows the
    same numbers; ``png`` is its picture, and ``dark`` one for a dark page, where somebody has drawn them."""

    title: str
    lines: tuple[str, ...]
    note: str = ""
    buttons: tuple[Button, ...] = ()
    chart: Chart | None = None
    png: bytes = b""
    dark: bytes = b""


def illustrated(
    sections: Iterable[Section], pictures: Mapping[Chart, bytes], dark: Mapping[Chart, bytes] = _NONE
) -> tuple[Section, ...]:
    """The sections with those pictures of their charts that there are."""
    return tuple(
        replace(each, png=pictures.get(each.chart, b""), dark=dark.get(each.chart, b"")) if each.chart else each
        for each in sections
    )


def in_review(kind: str, count: int, say: Words) -> str:
    """How many of a kind wait for a coordinator's yes."""
    match kind:
        case "notes":
            return say.many("{count} usage note waits for a yes.", "{count} usage notes wait for a yes.", count)
        case "showcase":
            return say.many("{count} project waits for review.", "{count} projects wait for review.", count)
        case _:
            return say("{kind}: {count} to look at", kind=kind, count=count)


def five_numbers(digest: Digest, say: Words) -> Section:
    """What came, what was done, and how long it took, with the same of the period before in brackets."""
    now, last = digest.now, digest.last
    month = digest.period.is_month
    title = (
        say("This month in five numbers (the month before in brackets)")
        if month
        else say("This week in five numbers (the week before in brackets)")
    )
    return Section(
        title,
        (
            say("Asked {now} ({last}).", now=now.asked, last=last.asked),
            say("Answered {now} ({last}).", now=now.answered, last=last.answered),
            say("Solved and confirmed {now} ({last}).", now=now.confirmed, last=last.confirmed),
            say("Typical first reply: {now} ({last}).", now=_typical(now, say), last=_typical(last, say)),
            say("Oldest open: {now} ({last}).", now=_oldest(now, say), last=_oldest(last, say)),
        ),
        buttons=(meaning(say),),
    )


def meaning(say: Words) -> Button:
    """The way to what each number counts."""
    return button(say("What the numbers mean"), DigestMeaning())


def _typical(measures: Measures, say: Words) -> str:
    return span_of(measures.to_reply.median, say)


def _oldest(measures: Measures, say: Words) -> str:
    return say("nothing is open") if measures.oldest is None else days_of(measures.oldest, say)


def waits(digest: Digest, say: Words) -> Section:
    """How long people waited, for half of them and for nine of ten."""
    now = digest.now
    rows = (
        (say("first reply"), now.to_reply),
        (say("taken by a champion"), now.to_claim),
        (say("got an answer"), now.to_answer),
        (say("solved, by the word of who asked"), now.to_solve),
    )
    lines = [
        say("{what}: half in {half}, nine of ten in {most}", what=what, half=span_of(each.median, say),
            most=span_of(each.p90, say))
        for what, each in rows if each.count
    ]  # fmt: skip
    note = say("Of what was asked in this time; what still waits is counted for as long as it has waited.")
    return Section(say("How long people waited"), tuple(lines), note if lines else "")


def ages(digest: Digest, say: Words) -> Section:
    """How old the open questions are."""
    title = say("How old are open questions ({count})", count=digest.now.open)
    note = say("Age counts working days since the person asked, minus days we waited for them.")
    names = (say("0–1 working day"), say("2–3"), say("4–7"), say("8 or more"))
    bands = list(zip(names, digest.now.bands, strict=True))
    lines = tuple(say("{what}: {count}", what=name, count=count) for name, count in bands)
    return Section(title, lines, note, chart=charts.ages(title, bands, note, say))


def course(digest: Digest, say: Words) -> Section:
    """How things go, week by week or month by month."""
    title = say("Month by month") if digest.period.is_month else say("Week by week")
    if not charts.has_course(digest):
        return Section(title, ())
    lines = [
        say("{when}: asked {asked}, answered {answered}, open at the end {open}", when=_beginning(each.period, say),
            asked=each.asked, answered=each.answered, open=each.open)
        for each in digest.past
    ]  # fmt: skip
    return Section(title, tuple(lines), chart=charts.weeks(digest, title, say))


def _beginning(period: Period, say: Words) -> str:
    return say.month(period.first) if period.is_month else say("Week of {day}", day=say.day(period.first))


def helped(digest: Digest, say: Words) -> Section:
    """What people said of answers, and how the questions ended."""
    now = digest.now
    lines = []
    if now.answered:
        lines.append(say("Yes {yes}, no {no}, no reply {silent}.", yes=now.helpful, no=now.unhelpful,
                         silent=now.silent))  # fmt: skip
    if now.confirmed or now.assumed or now.closed:
        lines.append(say("Solved: {sure} confirmed by who asked, {assumed} assumed. Closed without: {closed}.",
                         sure=now.confirmed, assumed=now.assumed, closed=now.closed))  # fmt: skip
    rates = (
        (say("right the first time"), now.right_first_time),
        (say("opened again"), now.reopened),
        (say("handed on before the answer"), now.handed_off),
    )
    lines += [_rate(what, each, say) for what, each in rates if each.of]
    return Section(say("Did it help"), tuple(lines))


def _rate(what: str, part: Part, say: Words) -> str:
    return say("{what}: {count} of {all}", what=what, count=part.count, all=part.of)


def without_waiting(digest: Digest, say: Words) -> Section:
    """What was there already, and what was searched for in vain."""
    lines, found = [], digest.searches
    if digest.helped:
        lines.append(
            say.many("{count} person picked an existing answer.", "{count} people picked an existing answer.",
                     digest.helped)
        )  # fmt: skip
    if found.times:
        lines.append(say("Searches: {count}; {empty} found nothing.", count=found.times, empty=found.in_vain))
    if found.words:
        words = [f"“{called(each, say)}” ({times})" for each, times in found.words[:WORDS]]
        lines.append(say("Searched for in vain: {words}", words=joined(words)))
    return Section(say("Answered without waiting"), tuple(lines))


def pipeline(digest: Digest, say: Words) -> Section:
    """What waits for a yes."""
    lines = [in_review(kind, count, say) for kind, count in sorted(digest.review.items()) if count]
    return Section(say("Pipeline"), tuple(lines))
