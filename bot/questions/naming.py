"""Naming: what somebody meant by the name of a dataset or a topic (interaction.md, section 2.2).

What is not clear is asked back and never guessed: a guess would send the question to the wrong person.
"""

from dataclasses import dataclass
from typing import Any

from bot.catalog.completion import meant
from bot.catalog.model import Dataset
from bot.engine.scene import Scene
from bot.questions import commands as q
from bot.questions.guide import same, topics_known
from bot.questions.model import Draft, DraftKind
from bot.questions.views import button
from bot.speech.cards import Actions, Button, Card, Part, Text
from bot.speech.forms import FieldError
from bot.speech.plain import clean, cut, one_line
from bot.speech.reply import Reply
from bot.speech.words import Words

CHOICES = 3


@dataclass(frozen=True, slots=True)
class Subject:
    """The dataset and the topic that were meant. ``trouble`` says what is not clear about ``field``, empty where all
    is; ``choices`` are the datasets that may have been meant."""

    dataset: int = 0
    topic: str = ""
    trouble: str = ""
    field: str = ""
    choices: tuple[Dataset, ...] = ()

    @property
    def sentence(self) -> str:
        """The trouble with its choices, in one line."""
        named = ", ".join(f"{cut(each.title, 150)} ({each.short_number})" for each in self.choices)
        return f"{self.trouble} {named}".strip()


def subject_of(scene: Scene, dataset: str = "", topic: str = "") -> Subject:
    """What the words for a dataset and a topic mean; nothing is meant by no words."""
    say = scene.say
    known = _topic(scene, topic) if topic else ""
    if topic and not known:
        return Subject(trouble=_unknown_topic(scene, topic), field="topic")
    if not dataset:
        return Subject(topic=known)
    matches = scene.work.catalog.matches(clean(dataset), CHOICES)
    found = meant(dataset, matches)
    if found is not None:
        return Subject(found.number, known)
    if matches:
        return Subject(topic=known, trouble=say("Did you mean one of these?"), field="dataset", choices=matches)
    words = cut(one_line(clean(dataset)), 80)
    told = say("I can't find a dataset called “{words}”. Try fewer words.", words=words)
    return Subject(topic=known, trouble=told, field="dataset")


def _topic(scene: Scene, words: str) -> str:
    topics = topics_known(scene.work.desk, scene.work.roster)
    return next((each.name for each in topics if same(each.name, words)), "")


def _unknown_topic(scene: Scene, words: str) -> str:
    topics = ", ".join(each.name for each in topics_known(scene.work.desk, scene.work.roster))
    return scene.say(
        "I don't know the topic “{topic}”. The topics are: {topics}.",
        topic=cut(one_line(clean(words)), 60), topics=cut(topics, 800) or "—",
    )  # fmt: skip


def asked_back(draft: Draft, subject: Subject, say: Words) -> Reply:
    """What was meant is asked; the text is kept in the draft, and one may go on without the name."""
    lines: list[Part] = [Text(f"{each.short_number} · {cut(each.title, 150)}") for each in subject.choices]
    kept = Text(say("Nothing is posted yet. Your text is kept."))
    card = Card(subject.trouble, *lines, kept, Actions(*_ways_on(draft, subject, say)))
    return Reply(card=card, errors=(FieldError(subject.field, subject.sentence),))


def _ways_on(draft: Draft, subject: Subject, say: Words) -> list[Button]:
    if draft.kind is DraftKind.ANSWER:
        return [button(say("Edit"), q.EditAnswer(draft.number), "primary")]
    chosen: list[Any] = [q.Preview(draft.number, each.short_number) for each in subject.choices]
    picks = [
        button(each.short_number, command, hint=say("It is about {id}", id=each.short_number))
        for each, command in zip(subject.choices, chosen, strict=True)
    ]
    edit = button(say("Edit"), q.Edit(draft.number), hint=say("Edit your question"))
    return [*picks, edit, button(say("Go on without it"), q.Preview(draft.number), "primary")]
