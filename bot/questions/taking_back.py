"""Taking back: what was hung about a question says its asker's words no longer.

The card itself is drawn anew from the question. This is for what hangs around it: lines in threads, and what was
shown to one person. Whatever was meant to be posted and is not posted yet is changed as well.
"""

from collections.abc import Collection
from dataclasses import replace

from bot.engine.ports import Work
from bot.engine.slots import Slot
from bot.questions.copies import parts_of, redraw
from bot.questions.drawing import CARDS, facets_of
from bot.questions.model import CloseReason, Question, State
from bot.questions.wording import STATE_FOR_ALL
from bot.speech.cards import Card, Mention, Part, Span, Text
from bot.speech.words import Words, words

PUBLIC = (
    "line",
    "dm",
    "told",
    "same",
    "here",
    "changed",
)  # what the askers' side and the followers read: line/3/1, told/3/17
QUOTING = (
    "owner",
    "added",
    "handoff",
    "inside",
    "second",
    "keep",
    "held",
)  # what repeats the question's words to one person, or asks about them


def take_back(work: Work, question: Question, sentence: str, *, keep: bool = False) -> None:
    """Say ``sentence`` in place of every line that repeats the asker's words or calls them.

    ``sentence`` is in English, of the catalogue. With ``keep`` what champions said stays, without the asker's name.
    """
    own = _own(work, question)
    for slot in work.slots.hanging(question.id):
        kind, entry, _ = parts_of(slot)
        if kind in CARDS:
            continue
        say = words(question.asker.language if kind in (*PUBLIC, "keep") else work.desk.language)
        if kind in QUOTING or entry in own or (kind in PUBLIC and not keep):
            work.slots.hang(replace(slot, card=Card(say(sentence))))
        elif kind in PUBLIC:
            work.slots.hang(nameless(slot, {question.asker.user}, say))
    called_no_more(work, question)
    if question.close_reason == CloseReason.NO_DATA:
        _thanked_no_more(work, question)


def _thanked_no_more(work: Work, question: Question) -> None:
    """Announcements of what they asked for say their name no longer."""
    for slot in work.forgetting.naming(question.asker.number):
        if slot.name.startswith("AN-") and not slot.place.person:
            work.slots.hang(nameless(slot, {question.asker.user}, words(work.desk.language)))


def put_by(work: Work, question: Question) -> None:
    """While a question is held, what its asker has added is read no more in public than the question itself."""
    own, say = _own(work, question), words(question.asker.language)
    for slot in work.slots.hanging(question.id):
        kind, entry, _ = parts_of(slot)
        if kind == "line" and entry in own:
            work.slots.hang(replace(slot, card=Card(say(STATE_FOR_ALL[State.HELD]))))


def bring_back(work: Work, question: Question) -> None:
    """A question that was held goes on, with what its asker had added before."""
    own, facets = _own(work, question), facets_of(work, question)
    for entry in work.questions.history(question.number):
        if entry.number in own:
            redraw(work, question, entry, facets)


def _own(work: Work, question: Question) -> set[int]:
    """The lines of the history that are its asker's."""
    return {entry.number for entry in work.questions.history(question.number) if entry.by == question.asker.number}


def called_no_more(work: Work, duplicate: Question) -> None:
    """Whoever asked a duplicate is called no more by the lines that told them of the first question."""
    number, seen, say = duplicate.duplicate_of, {duplicate.number}, words(duplicate.asker.language)
    while number and number not in seen:
        seen.add(number)
        for slot in work.slots.hanging(f"Q-{number}"):
            kind, _, told = slot.name.partition("/")[2].partition("/")
            if kind == "same" and told.rpartition("/")[2] == str(duplicate.number):
                work.slots.hang(nameless(slot, {duplicate.asker.user}, say))
        first = work.questions.get(number)
        number = first.duplicate_of if first is not None else 0


def nameless(slot: Slot, accounts: Collection[str], say: Words) -> Slot:
    """The slot with nobody of these accounts called on its card; one that is drawn when it is shown stays as it is."""
    if slot.is_undrawn:
        return slot
    parts = [_without(part, accounts, say) for part in slot.card.parts]
    return replace(slot, card=Card(slot.card.title, *parts, page=slot.card.page))


def _without(part: Part, accounts: Collection[str], say: Words) -> Part:
    """The paragraph with somebody's name replaced by who they were to the question."""
    if not isinstance(part, Text):
        return part
    return Text(*(_unnamed(span, accounts, say) for span in part.spans))


def _unnamed(span: Span, accounts: Collection[str], say: Words) -> Span:
    return say("whoever asked this") if isinstance(span, Mention) and span.user in accounts else span
