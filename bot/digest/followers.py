"""Followers: what became in a week of what somebody follows "in the digest", in one message instead of many.

It goes to those who agreed to direct messages; everybody else finds what they follow with ``/opendata status``.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.catalog.announcing.changes import TOLD_AT_ONCE, change_lines
from bot.catalog.announcing.people import direct
from bot.catalog.finds import FindState
from bot.desks.weekly_jobs import labels_at
from bot.digest.model import Digest, Moved
from bot.digest.wording import LISTED, when_of
from bot.engine.askers import Follow
from bot.engine.ports import Work
from bot.engine.slots import Slot
from bot.people.persons import Person
from bot.questions.commands import Status, Unfollow
from bot.questions.guide import same
from bot.questions.views import HIDDEN, button
from bot.questions.wording import STATE_FOR_ALL, heading
from bot.speech.cards import Actions, Card, Note, Part, Text, fitting
from bot.speech.words import Words, words


def tell_followers(work: Work, digest: Digest, at: datetime) -> int:
    """One message for each of them in whose matters something has moved; gives how many."""
    labels = labels_at(work.desk, at)
    told = 0
    for person, follows in work.follows.weekly():
        say = words(person.language)
        lines = [*_questions(work, digest.moved, follows, person, say), *_changes(work, digest, follows, say)]
        if lines and person.identity.user:
            name = f"digest/followers/{digest.period.name}/1"
            work.slots.hang(Slot(name, direct(person), _card(digest, lines, say), labels=labels))
            told += 1
    return told


def _questions(
    work: Work, moved: Sequence[Moved], follows: Sequence[Follow], person: Person, say: Words
) -> Iterator[Part]:
    """Where the questions stand that were answered, corrected or closed; never what is private, or one's own."""
    for each in moved:
        if any(_is_about(follow, each) for follow in follows):
            question = work.questions.get(each.number)
            mine = question is not None and question.asker.number == person.number
            if question is not None and not mine and not question.is_private and question.state not in HIDDEN:
                yield Text(heading(question, STATE_FOR_ALL, work.roster, say))


def _is_about(follow: Follow, moved: Moved) -> bool:
    match follow.kind:
        case "question":
            return follow.subject == str(moved.number)
        case "dataset":
            return follow.subject == str(moved.dataset)
        case _:
            return bool(moved.topic) and same(follow.subject, moved.topic)


def _changes(work: Work, digest: Digest, follows: Sequence[Follow], say: Words) -> Iterator[Part]:
    """What has changed in the datasets, as those hear it at once who follow by direct message."""
    for follow in follows:
        for find in work.finds.about(int(follow.subject)) if follow.kind == "dataset" else ():
            was_shown = find.state is FindState.SHOWN and digest.period.start <= find.at < digest.period.end
            if was_shown and find.kind in TOLD_AT_ONCE:
                yield from change_lines(work, find, say)


def _card(digest: Digest, lines: list[Part], say: Words) -> Card:
    title = say("What you follow, {when}", when=when_of(digest.period, say))
    ways = Actions(button(say("See all"), Status()), button(say("Stop following"), Unfollow()))
    more = Note(say("and {count} more", count=len(lines)))
    shown = fitting(lines[:LISTED], more, ways, title=title)
    rest = [Note(say("and {count} more", count=len(lines) - len(shown)))] if len(lines) > len(shown) else []
    return Card(title, *shown, *rest, ways)
