"""Copies: the lines and notices that repeat somebody's words, drawn anew when the words have changed.

The cards themselves are drawn from the question at every move. These are what hangs around them: lines in threads, and
what was shown to one person. Their slots carry the number of the history's line that they tell of (``line/3/1``).
"""

from collections.abc import Iterator
from dataclasses import replace

from bot.engine.ports import Work
from bot.engine.slots import Slot
from bot.questions.answer_lines import follower_line, same_line
from bot.questions.lines import desk_line, private_line, public_line
from bot.questions.model import Entry, Question
from bot.questions.views import LEAST_TEXT, Facets
from bot.speech.cards import Actions, Card, Text, room_in
from bot.speech.plain import cut
from bot.speech.words import Words, mark, words

REMINDS = frozenset({"remind", "remind_again"})  # these repeat what the asker was asked for
_PUBLIC = ("line", "dm")  # what the askers' side reads, in the asker's language
_SHORTER = mark("This part is no longer needed: the text became shorter.")


def parts_of(slot: Slot) -> tuple[str, int, int]:
    """What a slot is, which line of the history it tells of, and which piece of it: ("line", 3, 1). What tells of none,
    and is called by the moment at which it came ("added"), has the line 0."""
    kind, _, rest = slot.name.partition("/")[2].partition("/")
    line, _, piece = rest.partition("/")
    return kind, int(line) if line.isdigit() else 0, int(piece) if piece.isdigit() else 1


def _told_of(work: Work, question: Question, entry: Entry) -> Iterator[tuple[Slot, str, int, Words]]:
    for slot in work.slots.hanging(question.id):
        kind, line, piece = parts_of(slot)
        if line == entry.number:
            yield slot, kind, piece, words(question.asker.language if kind in _PUBLIC else work.desk.language)


def say_instead(work: Work, question: Question, entry: Entry, sentence: str) -> None:
    """Say ``sentence``, of the catalogue, in place of everything that tells of one line of the history."""
    for slot, _, _, say in _told_of(work, question, entry):
        work.slots.hang(replace(slot, card=Card(say(sentence))))


def redraw(work: Work, question: Question, entry: Entry, facets: Facets) -> None:
    """Draw everything that tells of one line of the history anew. A text that has grown beyond its cards goes on in
    one more; one that became shorter leaves a word in those that it no longer needs."""
    for slot, kind, piece, say in _told_of(work, question, entry):
        if kind in _PUBLIC:
            _redraw_public(work, slot, piece, public_line(question, entry, facets, say), say)
            continue
        card = desk_line(question, entry, facets, say) if kind == "desk" else None
        card = private_line(question, entry, say) if kind == "owner" else card
        if kind == "same" and (duplicate := work.questions.get(piece)) is not None:
            card = same_line(question, entry, facets, duplicate, words(duplicate.asker.language))
        if kind == "told" and (person := work.people.person(piece)) is not None:
            card = follower_line(question, entry, facets, words(person.language))
        if card is not None:
            work.slots.hang(replace(slot, card=card))


def _redraw_public(work: Work, slot: Slot, piece: int, cards: tuple[Card, ...], say: Words) -> None:
    work.slots.hang(replace(slot, card=cards[piece - 1] if piece <= len(cards) else Card(say(_SHORTER))))
    if piece != 1:
        return
    stem = slot.name.rpartition("/")[0]
    for number, card in enumerate(cards[1:], start=2):  # those that hang already are only changed
        work.slots.hang(replace(slot, name=f"{stem}/{number}", card=card))


def with_new_words(work: Work, question: Question) -> None:
    """Draw anew what repeats the question's own words to one champion: what its owner was told in private, and what
    stands where it is being passed on, or where somebody inside is asked."""
    say, history = words(work.desk.language), {each.number: each for each in work.questions.history(question.number)}
    for slot in work.slots.hanging(question.id):
        kind, line, _ = parts_of(slot)
        if kind == "owner" and line in history and (card := private_line(question, history[line], say)) is not None:
            work.slots.hang(replace(slot, card=card))
        if kind in ("inside", "second") or (kind == "handoff" and not question.is_private):
            work.slots.hang(replace(slot, card=_passed_on(slot.card, question, say)))


def _passed_on(card: Card, question: Question, say: Words) -> Card:
    """The card of a question that is being passed on; its words stand in the second paragraph."""
    called, old, *rest = card.parts
    if not isinstance(old, Text) or isinstance(called, Actions):
        return card
    room = room_in(called, *rest, title=card.title) - 40
    return Card(card.title, called, Text(say("“{text}”", text=cut(question.text, max(room, LEAST_TEXT)))), *rest)
