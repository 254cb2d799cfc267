""" "You asked. It's here.": whoever asked for a dataset in vain is told, once; and whoever follows its topic.

Each by the way that they chose: in their direct messages where they said yes to those, else where they asked. Who wants
no messages is called by name nowhere.
"""

from collections import defaultdict
from collections.abc import Sequence

from bot.catalog.announcing.asked import Asked
from bot.catalog.announcing.commands import Announced
from bot.catalog.announcing.news import News
from bot.catalog.announcing.views import opening, titled
from bot.catalog.commands import ShowDataset
from bot.engine.ports import Work
from bot.engine.request import Place
from bot.engine.slots import IN_HOURS, Slot
from bot.people.persons import Person
from bot.questions import commands as q
from bot.questions.board import ask_room, hears_directly, the_same
from bot.questions.model import Question
from bot.questions.views import button
from bot.questions.wording import called
from bot.speech.cards import LINE_LENGTH, Actions, Bold, Button, Card, Note, Part, Span, Text, fitting
from bot.speech.grammar import write
from bot.speech.plain import cut, one_line
from bot.speech.words import Words, words

HERE = "here"
Told = dict[int, set[int]]
"""Of which datasets people were told by name, by the people's numbers."""


def tell_people(work: Work, news: Sequence[News], announcement: int) -> None:
    """Tell those who asked, then those who follow what they were not told of already."""
    told: Told = defaultdict(set)
    for each in news:
        for asked in each.asked:
            _tell_who_asked(work, asked, each, told)
    _tell_followers(work, news, announcement, told)


def _tell_who_asked(work: Work, asked: Asked, news: News, told: Told) -> None:
    """The asker, whoever asked the same, and whoever follows the question; each of them is told of it once, ever."""
    question = asked.question
    for each in (question, *the_same(work, question)):
        if _was_told(work, each):
            continue
        told[each.asker.number].add(news.dataset.number)
        where = where_asked(work, each)
        if where is not None:
            place, parent = where
            card = _here(each, news, words(each.asker.language))
            work.slots.hang(Slot(f"{each.id}/{HERE}", place, card, parent, labels=(IN_HOURS,)))
    hanging = {slot.name for slot in work.slots.hanging(question.id)}
    for person in work.follows.hearing(question.number, 0, ""):
        name = f"{question.id}/{HERE}/{person.number}"
        if name not in hanging and news.dataset.number not in told[person.number] and person.identity.user:
            told[person.number].add(news.dataset.number)
            followed = _followed_here(question, news, words(person.language))
            work.slots.hang(Slot(name, direct(person), followed, labels=(IN_HOURS,)))


def _was_told(work: Work, question: Question) -> bool:
    return any(slot.name.partition("/")[2].partition("/")[0] == HERE for slot in work.slots.hanging(question.id))


def will_be_told(work: Work, question: Question) -> bool:
    """Whether its asker would read "You asked. It's here.": once, ever, and only where they can be told."""
    return where_asked(work, question) is not None and not _was_told(work, question)


def direct(person: Person) -> Place:
    """Somebody's direct messages, where they were last heard from."""
    account = person.identity
    return Place(account.platform, account.team, person=account.user)


def where_asked(work: Work, question: Question) -> tuple[Place, str] | None:
    """Where an asker is told of what comes later, and the slot that it hangs under: their direct messages where they
    agreed to those or did not want to be seen, else the question's thread. None for whoever has left, and for who
    asked privately and wants no messages."""
    asker = question.asker
    if not asker.user or asker.has_left:
        return None
    if asker.messages == "dm" or hears_directly(question):
        return Place(asker.platform, asker.team, person=asker.user), ""
    room = None if question.is_private else ask_room(work, question)
    if room is None:
        return None
    return room, "" if room.thread else f"{question.id}/card"


def asker_called(question: Question, say: Words) -> Span:
    """The asker by mention where they are seen, unless they want no messages."""
    return say("whoever asked this") if question.asker.messages == "none" else called(question, say)


def _here(question: Question, news: News, say: Words) -> Card:
    title = say("You asked. It's here: {dataset}.", dataset=titled(news.dataset, 200))
    said = cut(one_line(question.text), 200)
    asked = say.spans("{asker}, for {id} there was no data then. Now there is.", asker=asker_called(question, say),
                      id=question.id)  # fmt: skip
    quoted = [Note(say("You asked: “{words}”", words=said))] if said else []  # of what was asked the same, and redacted
    return Card(title, Text(*asked), *quoted, Actions(*opening(news.dataset, say)))


def _followed_here(question: Question, news: News, say: Words) -> Card:
    title = say("It's here: {dataset}.", dataset=titled(news.dataset, 200))
    told = say("You follow {id}. For it there was no data then. Now there is.", id=question.id)
    return Card(title, Text(told), Actions(*opening(news.dataset, say)))


def _tell_followers(work: Work, news: Sequence[News], announcement: int, told: Told) -> None:
    """Who follows a topic reads in one message what is new in what they follow."""
    found: dict[int, tuple[Person, list[News]]] = {}
    for topic in dict.fromkeys(each.topic for each in news if each.topic):
        new = [each for each in news if each.topic == topic]
        for person in work.follows.hearing(0, 0, topic):
            theirs = [each for each in new if each.dataset.number not in told[person.number]]
            if theirs and person.identity.user:
                found.setdefault(person.number, (person, []))[1].extend(theirs)
    for person, theirs in found.values():
        card = _followed(theirs, announcement, words(person.language))
        work.slots.hang(Slot(f"AN-{announcement}/told/{person.number}", direct(person), card, labels=(IN_HOURS,)))


def _followed(news: Sequence[News], announcement: int, say: Words) -> Card:
    title = say.many("{count} new dataset in what you follow", "{count} new datasets in what you follow", len(news))
    ways = opening(news[0].dataset, say) if len(news) == 1 else [button(say("See all"), Announced(announcement))]
    ways += _stopping(news[0].topic, say)
    lines: list[Part] = [
        Text(Bold(each.dataset.short_number), f" · {titled(each.dataset)} — {cut(each.topic, 40)}") for each in news
    ]
    actions = Actions(*ways)
    return Card(title, *fitting(lines, actions, title=title), actions)


def _stopping(topic: str, say: Words) -> list[Button]:
    stop = q.Unfollow(topic=topic)
    return [button(say("Stop following"), stop)] if len(write(stop)) <= LINE_LENGTH else []


def seeing(number: int, say: Words) -> Button:
    """A button that shows a dataset's card."""
    id = f"DS-{number}"
    return button(id, ShowDataset(id), hint=say("Show {id}", id=id))
