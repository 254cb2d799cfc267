"""What must be true at the end of every year (interaction.md, section 5.2): each promise with what breaks it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from html import unescape

from adapters.slack.render import fallback
from benchmarks.year import city
from benchmarks.year.city import SLACK
from benchmarks.year.delivered import CARDS, Delivered, Message, Record
from bot.engine.request import Place
from bot.engine.slots import Slot
from bot.questions.invariants import broken
from bot.questions.model import OWNED, Share, State

ENDS = frozenset({State.SOLVED, State.CLOSED, State.WITHDRAWN, State.REMOVED, State.DUPLICATE})
WAITS_FOR_ASKER = frozenset({State.WAITING_ASKER, State.ANSWERED})
COMMUNITY = frozenset({"card", "line", "dm", "asker", "pointer", "found"})


def one_owner(record: Record) -> Iterator[str]:
    """Exactly one owner while a question is claimed, snoozed or waits for its asker; at each line of its history."""
    for question in record.questions.values():
        yield from broken(question)
    for number, lines in record.history.items():
        for entry in lines:
            if entry.after in OWNED and not record.owners.get((number, entry.number)):
                yield f"Q-{number} was {entry.after} and nobody's after {entry.verb}"


def no_timer_closes(record: Record) -> Iterator[str]:
    """The clock ends nothing that waits for the desk."""
    for number, lines in record.history.items():
        for entry in lines:
            if not entry.by and entry.after in ENDS and entry.before not in WAITS_FOR_ASKER:
                yield f"the clock ended Q-{number}: {entry.verb} from {entry.before}"


def notes_stay_inside(delivered: Delivered, record: Record) -> Iterator[str]:
    """No note reaches whoever asked, or the public."""
    for each in delivered.messages:
        if each.kind in COMMUNITY and city.marker("note", each.question) in each.text:
            yield f"{each.sent.slot} tells a note in {each.reader}"


def private_is_private(delivered: Delivered, record: Record, rooms: Iterable[Place]) -> Iterator[str]:
    """A private question has no public card, and its words are in no room."""
    private = {n for n, each in record.questions.items() if each.share is Share.PRIVATE}
    for each in delivered.messages:
        if each.question in private and each.kind in ("card", "line"):
            yield f"{each.sent.slot} of a private question hangs in {each.reader}"
        if each.sent.place.channel and not each.sent.place.person and "privatexq" in each.text:
            yield f"{each.sent.slot} tells a private question's words in {each.reader}"


def one_cause(delivered: Delivered, record: Record) -> Iterator[str]:
    """Every line that anybody reads has one request behind it."""
    for each in delivered.messages:
        if each.line and len(record.causes.get((each.question, each.line), ())) != 1:
            yield f"{each.sent.slot} has the causes {record.causes.get((each.question, each.line))}"


def card_in_place(delivered: Delivered) -> Iterator[str]:
    """A state changes the card in place: one card for a question and room; and adds at most one line to a thread."""
    cards = Counter((each.sent.slot, each.sent.place) for each in delivered.messages if each.kind in CARDS)
    yield from (f"{slot} hangs {times} times at {place.key}" for (slot, place), times in cards.items() if times > 1)
    lines: defaultdict[tuple[str, int, int], list[Message]] = defaultdict(list)
    for each in delivered.messages:
        if each.line and each.kind in ("line", "desk", "dm"):
            lines[each.reader, each.question, each.line].append(each)
    for told in lines.values():
        if sum(len(each.parts) < 4 or each.parts[3] == "1" for each in told) > 1:
            yield f"one change told twice in {told[0].reader}: {[each.sent.slot for each in told]}"


def walls_are_true(delivered: Delivered, wanted: Iterable[Slot]) -> Iterator[str]:
    """What should hang hangs, and says what it should."""
    shown = {(each.sent.slot, each.sent.place): each for each in delivered.messages}
    for slot in wanted:
        message = shown.get((slot.name, slot.place))
        if message is None:
            yield f"{slot.name} does not hang at {slot.place.key}"
        elif message.platform == SLACK and unescape(message.text) != unescape(fallback(slot.card)):
            yield f"{slot.name} says {message.text[:60]!r} instead of {slot.card.title[:60]!r}"
