"""The cards of announcements: one dataset, many as one, and the whole list (interaction.md, section 3.6)."""

import re
from collections.abc import Sequence
from datetime import datetime

from bot.catalog.announcing.asked import Asked
from bot.catalog.announcing.commands import Announced
from bot.catalog.announcing.news import News, by_topic
from bot.catalog.model import Dataset
from bot.catalog.noting import note_lines
from bot.engine.ports import Work
from bot.questions import commands as q
from bot.questions.routing import Matter, rank
from bot.questions.views import button
from bot.speech.cards import LINE_LENGTH, Actions, Bold, Button, Card, Mention, Part, Span, Text, fitting, room_in
from bot.speech.grammar import write
from bot.speech.plain import clean, cut, one_line
from bot.speech.words import Words

NAMED = 3  # of each topic, and of the questions that asked for one dataset
IN_TITLE = 5  # topics
LONGEST_PAGE = 512  # Discord: the address of a button
_TITLE, _IN_LIST, _TOPIC, _DESCRIBED = 200, 80, 40, 300
_SENTENCE = re.compile(r"(?<=[.!?…])\s")


def titled(dataset: Dataset, room: int = _IN_LIST) -> str:
    """A dataset's title on one line of a card, whatever the portal has put there."""
    return cut(one_line(clean(dataset.title)), room) or dataset.short_number


def announcement_card(news: Sequence[News], number: int, work: Work, at: datetime, say: Words) -> Card:
    """What a room reads: one dataset whole, or many in few words."""
    return single_card(news[0], work, at, say) if len(news) == 1 else grouped_card(news, number, say)


def single_card(news: News, work: Work, at: datetime, say: Words) -> Card:
    """One dataset: what it is, what it is good for, who looks after it, who asked for it."""
    dataset, topic, title = news.dataset, cut(news.topic, _TOPIC), titled(news.dataset, _TITLE)
    heading = say("Now public: {dataset}", dataset=title) if news.later else say("New data: {dataset}", dataset=title)
    heading = f"{heading} — {topic}" if topic else heading
    note = work.notes.standing(dataset.number)
    parts: list[Part] = [*note_lines(note, say)] if note else []
    if champion := champion_for(dataset, work, at):
        parts.append(Text(say("Champion: {champion}", champion=cut(champion, 80))))
    if news.asked:
        parts.append(Text(*asked_line(news.asked, say)))
    actions = Actions(*_ways(dataset, news.topic, say))
    about = cut(one_line(_SENTENCE.split(clean(dataset.description), 1)[0]), _DESCRIBED)
    shown = [Text(about)] if about and room_in(*parts, actions, title=heading) > _DESCRIBED else []
    return Card(heading, *shown, *parts, actions)


def champion_for(dataset: Dataset, work: Work, at: datetime) -> str:
    """The public name of whoever looks after a dataset; "" for nobody."""
    ranked = rank(Matter("", dataset=dataset), work.desk, work.roster, work.desk.calendar, {}, at)
    return next((each.champion.public_name for each in ranked if each.fits), "")


def asked_line(asked: Sequence[Asked], say: Words) -> tuple[Span, ...]:
    """Thanks to those who asked for it in vain; by name only who asked under their name for all to see."""
    people = sum(each.people for each in asked)
    public = [each for each in asked if not each.question.is_private][:NAMED]
    if not public:
        return (say.many("Someone asked for this. Thank you.", "{count} people asked for this. Thank you.", people),)
    told = say.many("Someone asked for this:", "{count} people asked for this:", people)
    ids = [span for each in public for span in (", ", *_asker(each))][1:]
    return (told, " ", *ids, ". ", say("Thank you."))


def _asker(asked: Asked) -> tuple[Span, ...]:
    question = asked.question
    if not asked.is_named:
        return (question.id,)
    # By their name alone on every platform: they are told where they asked, and nobody is called twice. Their account
    # stands beside it so that whoever is forgotten is found here too.
    return f"{question.id} (", Mention(cut(question.asker.name, 60), "", question.asker.user), ")"


def opening(dataset: Dataset, say: Words) -> list[Button]:
    """The ways to a dataset: its page where it has one that a button can lead to, and a question about it."""
    id = dataset.short_number
    ways = [button(say("Ask about it"), q.Ask(dataset=id), "primary", say("Ask about {id}", id=id))]
    if dataset.page and len(dataset.page) <= LONGEST_PAGE:
        ways.insert(0, Button(say("Open dataset"), url=dataset.page, hint=say("Open {id}", id=id)))
    return ways


def _ways(dataset: Dataset, topic: str, say: Words) -> list[Button]:
    id, ways = dataset.short_number, opening(dataset, say)
    follow = q.Follow(topic=topic) if topic else q.Follow(dataset=id)
    if len(write(follow)) <= LINE_LENGTH:
        ways.append(button(say("Follow topic") if topic else say("Follow dataset"), follow))
    return ways


def grouped_card(news: Sequence[News], number: int, say: Words) -> Card:
    """Many datasets by topic, at most three of each by name; the rest is counted, and one press away."""
    topics = by_topic(news)
    heads = [f"{_topic(topic, say)} ({len(there)})" for topic, there in list(topics.items())[:IN_TITLE]]
    if (more := len(topics) - IN_TITLE) > 0:
        heads.append(say.many("{count} more topic", "{count} more topics", more))
    title = say.many("{count} new dataset", "{count} new datasets", len(news))
    heading = f"{title} — {', '.join(heads)}"
    all_of_it = say.many("See all {count}", "See all {count}", len(news))
    actions = Actions(button(all_of_it, Announced(number), "primary"), button(say("Follow a topic"), q.Follow()))
    first = _first(news, say)
    lines: list[Part] = [Text(Bold(_topic(topic, say)), f": {_named(there, say)}") for topic, there in topics.items()]
    shown = fitting(lines, *first, actions, title=heading)
    return Card(heading, *shown, *first, actions)


def _topic(topic: str, say: Words) -> str:
    return cut(topic, _TOPIC) or say("Other data")


def _named(news: Sequence[News], say: Words) -> str:
    names = "; ".join(titled(each.dataset) for each in news[:NAMED])
    more = len(news) - NAMED
    return say("{names} and {count} more", names=names, count=more) if more > 0 else names


def _first(news: Sequence[News], say: Words) -> list[Part]:
    """Where to look first: what most people have asked for in vain."""
    most = max(news, key=lambda each: each.wanted)
    if not most.wanted:
        return []
    told = say.many(
        "First place to look: {dataset} (asked for by {count} person).",
        "First place to look: {dataset} (asked for by {count} people).",
        most.wanted, dataset=titled(most.dataset),
    )  # fmt: skip
    return [Text(told)]
