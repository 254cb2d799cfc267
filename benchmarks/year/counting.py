"""The three counters of what people read: outside hours, over somebody's cap, and twice."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable

from benchmarks.year.delivered import CARDS, Delivered, Message, Record
from bot.people.hours import Calendar
from bot.people.model import Champion
from bot.questions.model import OWNED, Entry

_NUMBER = re.compile(r"Q-(\d+)")
TAKEN = frozenset({"claim", "take_over", "handoff_accept", "reopen"})


def by_clock(message: Message, record: Record) -> bool:
    """Whether nobody's own word caused a message just then: a wait that was over, or what coordinators are told."""
    if message.kind == "needs":
        return True
    entry = record.entry(message)
    return entry is not None and not entry.by and message.kind not in CARDS


def sent_outside_hours(delivered: Delivered, record: Record, calendar: Calendar) -> list[str]:
    """What came while the desk was closed and nobody had just caused it."""
    return [
        f"{each.sent.slot} came to {each.reader} at {each.at:%a %d %b %H:%M} UTC: {each.text[:60]}"
        for each in delivered.messages
        if not calendar.is_open(each.at) and by_clock(each, record)
    ]


def told_twice(delivered: Delivered, record: Record, who: Callable[[str], str]) -> list[str]:
    """The same words twice to the same reader for the same reason, and one person called twice for one change.

    The same reason is the same kind of line, with nothing that anybody did about the question in between. ``who`` gives
    the person behind an account, so that somebody on both platforms is one person.
    """
    words: Counter[tuple[object, ...]] = Counter()
    calls: defaultdict[tuple[object, ...], list[Message]] = defaultdict(list)
    for each in delivered.messages:
        entry = record.entry(each)
        said = None if each.kind in CARDS else each.text
        since = _since(entry, record) if each.question else _all_since(each, record)
        words[each.reader, each.question, each.kind, said, since] += 1
        for person in {who(account) for account in (*each.pings, each.sent.place.person) if account}:
            if each.kind not in CARDS and _first_piece(each):
                calls[person, each.question, each.line or each.sent.slot].append(each)
    twice = [f"{key[0]} read {times} times: {key[2]} of Q-{key[1]}" for key, times in words.items() if times > 1]
    for key, told in calls.items():
        if len(told) > 1:
            twice.append(f"{key[0]} was called {len(told)} times for Q-{key[1]}: {[each.sent.slot for each in told]}")
    return twice


def _first_piece(message: Message) -> bool:
    """A long text goes on in further messages, which call nobody anew."""
    return len(message.parts) < 4 or message.parts[3] == "1"


def _all_since(message: Message, record: Record) -> tuple[object, ...]:
    """As :func:`_since`, for a message about several questions."""
    about = sorted({int(number) for number in _NUMBER.findall(message.text)})
    lines = [
        (number, [e.number for e in record.history.get(number, ()) if e.by and e.at <= message.at]) for number in about
    ]
    return tuple((number, mine[-1] if mine else 0) for number, mine in lines)


def _since(entry: Entry | None, record: Record) -> tuple[str, int]:
    """The verb of a line, and the last thing before it that somebody did themselves."""
    if entry is None:
        return "", 0
    mine = [each.number for each in record.history[entry.question][: entry.number] if each.by]
    return entry.verb, mine[-1] if mine else 0


def over_cap(record: Record, champions: dict[int, Champion], sure: set[tuple[int, int]]) -> list[str]:
    """Who came to hold more open questions than is enough for them, without having said so and without a
    coordinator's word. What comes back to them (an answer that did not help) was theirs already."""
    held: Counter[int] = Counter()
    before: dict[int, int] = {}
    over = []
    for entry in _in_order(record):
        owner = record.owners.get((entry.question, entry.number), 0) if entry.after in OWNED else 0
        if before.get(entry.question, 0) == owner:
            continue
        held[before.get(entry.question, 0)] -= 1
        held[owner] += 1
        before[entry.question] = owner
        champion = champions.get(owner)
        asked = entry.verb in TAKEN and (entry.question, entry.number) not in sure
        if champion and asked and held[owner] > champion.max_open:
            over.append(f"{champion.public_name} holds {held[owner]} after {entry.verb} of Q-{entry.question}")
    return over


def _in_order(record: Record) -> list[Entry]:
    """Every line of every history as it happened."""
    lines = [each for every in record.history.values() for each in every]
    return sorted(lines, key=lambda each: (each.at, each.question, each.number))
