"""Redacting and restoring: words out of everything that we posted and keep, and a removed question back as it was."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.engine.ports import Work
from bot.engine.scene import Scene
from bot.questions import needs
from bot.questions.answer_views import Facets
from bot.questions.commands import moderating as m
from bot.questions.copies import REMINDS, parts_of, redraw
from bot.questions.drawing import CARDS, facets_of, telling
from bot.questions.mending import ANSWERING
from bot.questions.model import Entry, Question, State
from bot.questions.moving import act, question_of
from bot.questions.taking_back import PUBLIC, QUOTING, nameless, put_by
from bot.speech.cards import Card, Note
from bot.speech.plain import clean
from bot.speech.reply import Reply, sentence
from bot.speech.words import mark, words

REPEATING = REMINDS | {"reword"}  # lines of the history that have no words of their own, and say others'
OF_DATASETS = ("here", "changed")  # "It's here", and what has changed in a dataset that somebody asked about
GONE = mark("A coordinator took these words out.")


def redact(scene: Scene, command: m.Redact) -> Reply:
    """The question's words and all that was written about it are gone from every copy; its number, its dates and, where
    nobody says otherwise, its answers stay."""
    question, say = question_of(scene, command.question), scene.say
    everything = command.what == "everything"
    history = {entry.number: entry for entry in scene.work.questions.history(question.number)}
    scene.work.questions.black_out(question.number, answers=everything)
    # The words are gone from the database before the cards are drawn again, so no copy of them is hung.
    note = clean(command.text)[:1_500]
    # A helper's name is in somebody's own words too.
    helper = words(question.asker.language)("a community member") if question.solved_by else ""
    changed = act(scene, question.but(text=""), "redact", erased=True, note=note, solved_by=helper)
    _cover(scene.work, changed, history, everything)
    needs.say_instead(scene.work, changed, words(scene.work.desk.language)(GONE))
    told = say("The words of {id} are gone from everything that we posted and keep.", id=changed.id)
    theirs = say("What people wrote in messages of their own is theirs: a moderator can delete it where it stands.")
    return sentence(told, theirs)


def _cover(work: Work, question: Question, history: Mapping[int, Entry], everything: bool) -> None:
    """Say that words were taken out in place of every line that repeats some. ``history`` is as it was before."""
    for slot in work.slots.hanging(question.id):
        kind, line, _ = parts_of(slot)
        if kind in OF_DATASETS:  # called by people and finds, not by lines of the history
            work.slots.hang(replace(slot, card=_unquoted(slot.card)))
            continue
        say = words(question.asker.language if kind in (*PUBLIC, "keep") else work.desk.language)
        entry = history.get(line)
        answer = entry is not None and entry.verb in ANSWERING and kind in PUBLIC
        if kind in CARDS or (entry is None and kind not in QUOTING):
            continue
        if answer and not everything:
            work.slots.hang(nameless(slot, {question.asker.user}, say))
        elif kind in QUOTING or answer or (entry is not None and (entry.note or entry.verb in REPEATING)):
            work.slots.hang(replace(slot, card=Card(say(GONE))))


def _unquoted(card: Card) -> Card:
    """What tells of a dataset repeats the question in a note, and stays without it."""
    return Card(card.title, *(part for part in card.parts if not isinstance(part, Note)), page=card.page)


def restore(scene: Scene, command: m.Restore) -> Reply:
    """A removed question is where it was, and its thread says again what it said."""
    question = question_of(scene, command.question)
    history = scene.work.questions.history(question.number)
    changed = act(scene, question, "restore", to=question.prior)
    for entry, facets in _lines(scene.work, changed, history):
        redraw(scene.work, changed, entry, facets)
    if changed.state is State.HELD:
        put_by(scene.work, changed)
    return sentence(scene.say("{id} is back, as it was.", id=changed.id))


def _lines(work: Work, question: Question, history: tuple[Entry, ...]) -> Iterator[tuple[Entry, Facets]]:
    """Every line of the history, with what stood beside the question when it was told."""
    facets, answers = facets_of(work, question), 0
    for entry in history:
        if entry.verb in ANSWERING:
            answers += 1
            yield entry, telling(work, question, answers)
        else:
            yield entry, facets
