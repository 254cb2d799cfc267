"""Needs: what coordinators are told, all that comes at once in one message (interaction.md, section 4.2)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from bot.engine.ports import Work
from bot.engine.request import Place
from bot.engine.slots import IN_HOURS, Slot
from bot.questions.board import accounts_of, triage_rooms
from bot.questions.commands import More
from bot.questions.model import Question, State
from bot.questions.views import button
from bot.speech.cards import BUTTONS_IN_A_ROW, Actions, Button, Card, Note, Part, Text, room_in
from bot.speech.plain import cut
from bot.speech.words import Words, words

LISTED = 10
MOST_WAITING = 500  # questions that are looked at
ABOUT = 40  # characters of what a question is about
_NUMBER = re.compile(r"\d+")


def need(work: Work, question: Question, at: datetime, said: Callable[[Words], str], *, quoting: bool = False) -> None:
    """Tell the coordinators in their direct messages that a question needs them, and why (``said``). What can be read
    from the same moment on stands in the same message: so does all that comes between closing and opening. Where none
    of them can be written to, the champions' room is told; what quotes somebody (``quoting``) about a private question
    waits for a coordinator, who finds it by ``health``."""
    about = f"needs/{work.desk.calendar.next_open(at):%Y%m%dT%H%M%S}"
    hanging = {(slot.name, slot.place): slot.card for slot in work.slots.hanging(about)}
    for number, place, say in whom(work, at):
        name = f"{about}/{number}"
        hidden = quoting and question.is_private and not number
        why = say("a coordinator has to read why; it is private.") if hidden else said(say)
        card = extended(hanging.get((name, place)), question, why, say)
        work.slots.hang(Slot(name, place, card, labels=(IN_HOURS,)))


def say_instead(work: Work, question: Question, told: str) -> None:
    """Say ``told`` in place of every reason that coordinators were given for a question: some quote a champion."""
    for slot in work.slots.hanging("needs"):
        if not any(isinstance(part, Text) and _is_about(part, question) for part in slot.card.parts):
            continue
        line = Text(f"{question.id}: {told}")
        parts = [line if isinstance(part, Text) and _is_about(part, question) else part for part in slot.card.parts]
        work.slots.hang(replace(slot, card=Card(slot.card.title, *parts)))


def whom(work: Work, at: datetime) -> Iterator[tuple[int, Place, Words]]:
    """The coordinators who are there, by number, each with their direct messages and in their words; the champions'
    rooms where none of them has joined."""
    joined = False
    every = work.roster.coordinators
    for each in [one for one in every if not one.is_away(at, work.desk.calendar)] or every:
        account = next(iter(accounts_of(work, each.number)), None) if each.pinned else None
        if account is not None:
            joined = True
            person = work.people.person(each.number)
            say = words(person.language if person else work.desk.language)
            yield each.number, Place(account.platform, account.team, person=account.user), say
    for room in () if joined else triage_rooms(work):
        yield 0, room, words(work.desk.language)


def tell_coordinators(work: Work, at: datetime, name: str, told: Callable[[Words], Card]) -> None:
    """Hang a card for each of the coordinators, in their own words; ``name`` says what it is about, once and for
    all."""
    for number, place, say in whom(work, at):
        work.slots.hang(Slot(f"{name}/{number}", place, told(say), labels=(IN_HOURS,)))


def extended(before: Card | None, question: Question, why: str, say: Words) -> Card:
    """The card with one more question on it; where it is full, the rest is counted."""
    lines = [part for part in before.parts if isinstance(part, Text)] if before else []
    buttons, more = list(before.buttons) if before else [], _more(before)
    subject = cut(question.dataset_title or question.topic, ABOUT)
    line = Text(f"{question.id} ({subject}): {why}" if subject else f"{question.id}: {why}")
    made = button(question.id, More(question.number), hint=say("More for {id}", id=question.id))
    if before is not None and any(each.line == made.line for each in buttons):
        return _once_more(before, question, why)
    if len(lines) < LISTED and _fits(lines, line, [*buttons, made], say):
        lines, buttons = [*lines, line], [*buttons, made]
    else:
        more += 1
    rest = [Note(say("and {count} more", count=more))] if more else []
    return Card(_title(len(lines) + more, say), *lines, *rest, *_rows(buttons))


def _once_more(card: Card, question: Question, why: str) -> Card:
    """The card with one more reason on a question's own line; where it has no room, the button leads there anyway."""
    parts = [_added(part, question, why) for part in card.parts]
    return Card(card.title, *parts) if room_in(*parts, title=card.title) > 0 else card


def _added(part: Part, question: Question, why: str) -> Part:
    told = part.spans[0] if isinstance(part, Text) and _is_about(part, question) else None
    return Text(f"{told} {why}") if isinstance(told, str) and why not in told else part


def _is_about(line: Text, question: Question) -> bool:
    return str(line.spans[0]).startswith((f"{question.id} (", f"{question.id}:"))


def _title(count: int, say: Words) -> str:
    return say.many("{count} question needs a coordinator", "{count} questions need a coordinator", count)


def _fits(lines: list[Text], line: Text, buttons: list[Button], say: Words) -> bool:
    note = Note(say("and {count} more", count=9_999))
    return room_in(*lines, line, note, *_rows(buttons), title=_title(9_999, say)) > 0


def _rows(buttons: list[Button]) -> list[Actions]:
    return [Actions(*buttons[at : at + BUTTONS_IN_A_ROW]) for at in range(0, len(buttons), BUTTONS_IN_A_ROW)]


def _more(card: Card | None) -> int:
    """How many the card counts without listing them."""
    said = [part.spans[0] for part in card.parts if isinstance(part, Note)] if card else []
    return sum(int(found[0]) for each in said if isinstance(each, str) and (found := _NUMBER.search(each)))


def waiting(work: Work) -> tuple[Question, ...]:
    """The questions that only a coordinator can move, whether anybody told one or not: those that are held, and the
    private ones that were taken to an executive."""
    held = work.questions.queue(states=(State.HELD,), limit=MOST_WAITING)
    taken = work.questions.queue(states=(State.OFFERED, State.CLAIMED), limit=MOST_WAITING)
    return (*held, *(each for each in taken if each.is_private and each.level == "executive"))
