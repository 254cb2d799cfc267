"""Personal data in what goes public: looked for before it is posted, and said to its author (interaction.md, 6.2).

The check takes a millisecond for a long text, so that the rows of the table run it beforehand, on a reader; a handler
that was given nothing looks itself. What is said of a find quotes the author's own words, and nobody else reads it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.desk import Desk
from bot.engine.ports import Work
from bot.engine.scene import Scene
from bot.privacy import Kind, Span, find, small_counts
from bot.questions import commands as q
from bot.questions.model import Draft, Share
from bot.speech.cards import Card, Note, Part, Text, room_in
from bot.speech.plain import clean, cut, one_line
from bot.speech.reply import Reply, sentence
from bot.speech.words import Words, mark

LISTED = 3
QUOTED = 40  # characters
MASK = "•••"
LOOKS_LIKE = {
    Kind.EMAIL: mark("This looks like an e-mail address: “{words}”."),
    Kind.PHONE: mark("This looks like a phone number: “{words}”."),
    Kind.SSN: mark("This looks like a personal ID number: “{words}”."),
    Kind.CARD: mark("This looks like a card number: “{words}”."),
    Kind.IBAN: mark("This looks like a bank account number: “{words}”."),
    Kind.ADDRESS: mark("This looks like a street address: “{words}”."),
    Kind.COORDINATES: mark("This looks like the exact place of a house: “{words}”."),
    Kind.PLATE: mark("This looks like a license plate: “{words}”."),
    Kind.BIRTHDATE: mark("This looks like a date of birth: “{words}”."),
    Kind.CASE: mark("This looks like a case number: “{words}”."),
}
_COUNTED = re.compile(r"(?: ?[^\W\d_]+)?")

Seen = Mapping[str, tuple[Span, ...]]


def asked(work: Work, command: q.Ask | q.Edit) -> Seen:
    """What is seen in the words of a question."""
    return {} if getattr(command, "share", "") == Share.PRIVATE else said(work, command)


def said(work: Work, command: Any) -> Seen:
    """What is seen in the words of a command."""
    text = clean(command.text)
    return {text: find(text, work.desk.country)} if text else {}


def drafted(work: Work, command: q.Preview | q.Post | q.SayIt | q.Agree) -> Seen:
    """What is seen in the words of a draft."""
    draft = work.drafts.get(command.draft)
    return {draft.text: find(draft.text, work.desk.country)} if draft else {}


def answered(work: Work, command: q.WriteAnswer | q.EditAnswer) -> Seen:
    """What is seen in an answer, its caveat and its source."""
    text = _whole(clean(command.text), clean(command.caveat)[:500], clean(command.source)[:500])
    return {text: _in_answer(text, work.desk)}


def answer_drafted(work: Work, command: q.PostAnswer) -> Seen:
    """What is seen in the draft of an answer."""
    draft = work.drafts.get(command.draft)
    text = _whole(draft.text, draft.caveat, draft.source) if draft else ""
    return {text: _in_answer(text, work.desk)} if text else {}


def seen_in(scene: Scene, text: str) -> tuple[Span, ...]:
    """What in a text looks like personal data."""
    found = scene.seen.get(text)
    return find(text, scene.work.desk.country) if found is None else found


def answer_of(draft: Draft) -> str:
    """All words of an answer that go public."""
    return _whole(draft.text, draft.caveat, draft.source)


def seen_in_answer(scene: Scene, draft: Draft) -> tuple[Span, ...]:
    """What in an answer looks like personal data, small counts of people included."""
    text = answer_of(draft)
    found = scene.seen.get(text)
    return _in_answer(text, scene.work.desk) if found is None else found


def _whole(*words: str) -> str:
    return "\n".join(words)


def _in_answer(text: str, desk: Desk) -> tuple[Span, ...]:
    personal = find(text, desk.country)
    counts = [
        each for each in small_counts(text) if not any(other.overlaps(each.start, each.end) for other in personal)
    ]
    return tuple(sorted((*personal, *counts)))


def cannot_go_public(spans: Sequence[Span]) -> bool:
    """Whether one of them is certain: then nobody but its author decides, and only between changing and keeping it."""
    return any(each.certain for each in spans)


def masked(text: str, spans: Sequence[Span]) -> str:
    """The text as it may be copied: what is certain is dotted out."""
    for each in sorted(spans, reverse=True):
        if each.certain:
            text = text[: each.start] + MASK + text[each.end :]
    return text


def copied(scene: Scene, text: str) -> str:
    """What somebody said for all to see anyway, as our copies of it read: what is certain is dotted out in them."""
    return masked(text, seen_in(scene, text))


def with_word_on_mask(reply: Reply, text: str, copy: str, say: Words) -> Reply:
    """The reply, and a word to its author where the copy is not what they wrote."""
    if text == copy:
        return reply
    told = say(
        "Part of it looks like a number that should stay private. Our copies leave it out. You may want to delete it."
    )
    if reply.card is None:
        return sentence(told)
    if room_in(*reply.card.parts, title=reply.card.title) < len(told) * 2:
        return reply
    return replace(reply, card=Card(reply.card.title, *reply.card.parts, Note(told)))


def warned(text: str, spans: Sequence[Span], say: Words, ask: str = "") -> list[Part]:
    """What is said of each find, the certain ones first; of more than three the rest is counted. ``ask`` comes last:
    what its author can do."""
    order = sorted(spans, key=lambda each: (not each.certain, each.kind is Kind.SMALL_COUNT, each.start))
    lines = [_line(text, each, say) for each in order[:LISTED]]
    if (more := len(order) - LISTED) > 0:
        lines.append(say("and {count} more", count=more))
    if ask:
        lines = [f"{lines[0]} {ask}"] if len(lines) == 1 else [*lines, ask]
    return [Text(each) for each in lines]


def _line(text: str, found: Span, say: Words) -> str:
    words = cut(one_line(text[found.start : found.end]), QUOTED)
    if found.kind is Kind.SMALL_COUNT:
        goes_on = _COUNTED.match(text, found.end)
        words = cut(one_line(text[found.start : goes_on.end() if goes_on else found.end]), QUOTED)
        return say("“{words}” is a small count. Could it tell who they are?", words=words)
    told = say("It can't be shown to everyone.") if found.certain else say("Everyone here could see it.")
    return f"{say(LOOKS_LIKE[found.kind], words=words)} {told}"
