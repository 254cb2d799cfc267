"""What a digest says, section by section, in words; pages, plain text and HTML are made of these."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.digest import charts
from bot.digest.charts import Chart
from bot.digest.model import Coverage, Digest, Group, Measures, Need, Open, Part, Want
from bot.digest.periods import Period
from bot.digest.wording import called, days_away, days_of, joined, listed, span_of
from bot.people.commands import RosterAdd
from bot.questions.commands import Assign, More, Queue
from bot.questions.views import button
from bot.questions.wording import STATE_FOR_CHAMPIONS
from bot.speech.cards import Button
from bot.speech.words import Words

MOVED = 3  # topics that went up, and that went down
WORDS = 5  # searched in vain


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


def needs(digest: Digest, say: Words) -> Section:
    """What only a coordinator can move, first of all."""
    lines = [_need(each, say) for each in digest.needs]
    buttons = {each.line: each for need in digest.needs for each in _buttons(need, say)}
    return Section(
        say("Needs you ({count})", count=len(lines)),
        tuple(listed(lines, say)) or (say("Nothing needs you."),),
        buttons=tuple(buttons.values())[:10],
    )


def _need(need: Need, say: Words) -> str:
    id, topic, days = f"Q-{need.number}", called(need.name, say), days_of(need.count, say)
    match need.want:
        case Want.HELD:
            return say("{id} is held back until you have looked at it. It is {days} old.", id=id, days=days)
        case Want.HOMELESS:
            return say("{id} has waited {days}; nobody looks after “{topic}”.", id=id, days=days, topic=topic)
        case Want.UNCLAIMED:
            return say("{id} ({topic}) has waited {days}, and nobody has taken it.", id=id, days=days, topic=topic)
        case Want.OVERLOADED:
            return say.many(
                "{champion} holds {count} open question; {enough} is enough for them.",
                "{champion} holds {count} open questions; {enough} are enough for them.",
                *(need.count,),
                champion=topic,
                enough=need.enough,
            )
        case Want.REVIEW:
            return in_review(need.name, need.count, say)


def in_review(kind: str, count: int, say: Words) -> str:
    """How many of a kind wait for a coordinator's yes."""
    match kind:
        case "notes":
            return say.many("{count} usage note waits for a yes.", "{count} usage notes wait for a yes.", count)
        case "showcase":
            return say.many("{count} project waits for review.", "{count} projects wait for review.", count)
        case _:
            return say("{kind}: {count} to look at", kind=kind, count=count)


def _buttons(need: Need, say: Words) -> list[Button]:
    id = f"Q-{need.number}"
    match need.want:
        case Want.HELD:
            return [button(say("Look at {id}", id=id), More(need.number))]
        case Want.HOMELESS:
            return [button(say("Assign {id}", id=id), Assign(need.number)), button(say("Add champion"), RosterAdd())]
        case Want.UNCLAIMED:
            return [button(say("Assign {id}", id=id), Assign(need.number))]
        case Want.OVERLOADED:
            return [button(say("See who holds what"), Queue("all"))]
        case Want.REVIEW:
            return []


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
    )


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


def unanswered(digest: Digest, names: "Names", say: Words) -> Section:
    """What has no answer yet, the oldest first."""
    lines = [_open(each, names, say) for each in digest.unanswered]
    return Section(say("Not answered yet, oldest first ({count})", count=len(lines)), tuple(listed(lines, say)))


def _open(each: Open, names: "Names", say: Words) -> str:
    state = say(STATE_FOR_CHAMPIONS[each.state], champion=names(each.owner) or say("a champion"))
    values = {"id": f"Q-{each.number}", "topic": called(each.topic, say), "days": days_of(each.days, say)}
    return say("{id} ({topic}): {days}. {state}", state=state, **values)


class Names:
    """The public names of champions, by number."""

    def __init__(self, digest: Digest) -> None:
        self._names = {each.person: each.name for each in digest.loads}

    def __call__(self, number: int) -> str:
        """The name; "" for nobody, and for whoever left the roster."""
        return self._names.get(number, "")


def loads(digest: Digest, say: Words) -> Section:
    """Who carries what, in the roster's order: this is no league table."""
    lines = []
    for each in digest.loads:
        line = say("{champion}: {open} open (enough: {enough}), {answered} answered", champion=called(each.name, say),
                   open=each.open, enough=each.enough, answered=each.answered)  # fmt: skip
        lines.append(joined([line, days_away(each.away, say)]) if each.away else line)
    title = say("Who carries what")
    return Section(title, tuple(listed(lines, say)), chart=charts.loads(digest, title, say))


def topics(digest: Digest, say: Words) -> Section:
    """What people asked about more, and less, than before; what the City does not have; and who is missing."""
    groups = [each for each in digest.groups.get("topic", ()) if each.name]
    up = sorted((each for each in groups if each.asked > each.before), key=_change, reverse=True)
    down = sorted((each for each in groups if each.asked < each.before), key=_change)
    lines = []
    if up:
        lines.append(say("Up: {topics}", topics=_changes(up, say)))
    if down:
        lines.append(say("Down: {topics}", topics=_changes(down, say)))
    if digest.missing:
        people = [_wanted(called(each.name, say), each.people, say) for each in digest.missing[:WORDS]]
        lines.append(say("Asked for, but no such data exists: {names}", names=joined(people)))
    lines += _thin(digest.coverage, say)
    return Section(say("Topics"), tuple(lines))


def _wanted(name: str, people: int, say: Words) -> str:
    return say.many("{name} ({count} person)", "{name} ({count} people)", people, name=name)


def _change(group: Group) -> int:
    return group.asked - group.before


def _changes(groups: list[Group], say: Words) -> str:
    return joined(f"{called(each.name, say)} {_change(each):+d}".replace("-", "−") for each in groups[:MOVED])


def _thin(coverage: Iterable[Coverage], say: Words) -> list[str]:
    """Where nobody is, or one champion alone, and questions came."""
    nobody = [each for each in coverage if not each.champions and each.asked]
    alone = [each for each in coverage if each.champions == 1 and each.asked]
    lines = []
    if nobody:
        lines.append(say("Nobody looks after: {names}", names=_weighed(nobody, say)))
    if alone:
        lines.append(say("One champion alone looks after: {names}", names=_weighed(alone, say)))
    return lines


def _weighed(coverage: list[Coverage], say: Words) -> str:
    return joined(_came(called(each.name, say), each.asked, say) for each in coverage[:WORDS])


def _came(name: str, questions: int, say: Words) -> str:
    return say.many("{name} ({count} question)", "{name} ({count} questions)", questions, name=name)


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


def coming(digest: Digest, say: Words) -> Section:
    """What the days after bring."""
    lines = [say("{day}: {what}", day=say.day(each.day), what=called(each.what, say)) for each in digest.coming]
    return Section(say("Coming up"), tuple(listed(lines, say)))


def pipeline(digest: Digest, say: Words) -> Section:
    """What waits for a yes."""
    lines = [in_review(kind, count, say) for kind, count in sorted(digest.review.items()) if count]
    return Section(say("Pipeline"), tuple(lines))
