"""Who made projects, or wrote to who did, is forgotten (interaction.md, section 6.4; docs/adr/0020)."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.engine.ports import Work
from bot.showcase.finding import without_words
from bot.showcase.model import Letter, Project, ProjectState
from bot.showcase.moves import Part, move
from bot.showcase.showing import show, subject
from bot.speech.cards import Card
from bot.speech.words import words

_EVER = datetime(1970, 1, 1, tzinfo=UTC)


def forget_maker(work: Work, person: int, *, keep_words: bool) -> bool:
    """Take somebody's projects back, and everything that was written between them and others. What is shown stays,
    nobody's, where they let their words stay (``keep_words``). False where there was nothing."""
    own, written = work.projects.by(person), work.projects.letters_of(person, _EVER)
    for project in own:
        _let_go(work, project, keep=keep_words and project.state is ProjectState.APPROVED)
    for letter in written:
        _unsay(work, letter)
    return bool(own or written)


def _let_go(work: Work, project: Project, *, keep: bool) -> None:
    for letter in work.projects.letters_to(project.number):
        _unsay(work, letter)
    nobodys = replace(project, maker=0, runs="", fresh="", reason="")
    if not keep:
        gone = replace(without_words(nobodys), title="")
        nobodys = gone if project.state is ProjectState.REMOVED else move(gone, "forget", {Part.SYSTEM})
    show(work, work.projects.save(nobodys))
    if project.image and not keep:
        work.pictures.drop(project.image)


def _unsay(work: Work, letter: Letter) -> None:
    """A letter with its answer goes, and from the messages that we wrote of it."""
    say, about = words(work.desk.language), subject(letter.project)
    told = {f"{about}/letter/{letter.number}", f"{about}/answer/{letter.number}"}
    for slot in work.slots.hanging(about):
        if slot.name in told or slot.name.startswith(f"{about}/report/{letter.number}/"):
            work.slots.hang(replace(slot, card=Card(say("Taken back by the person who wrote it."))))
    work.projects.drop_letter(letter.number)


def kept_of_maker(work: Work, person: int) -> dict[str, Any]:
    """What is kept of somebody's projects and letters, in plain values."""
    own = [
        {
            "project": each.id, "title": each.title, "link": each.url, "does": each.does, "stage": each.stage.value,
            "runs": each.runs, "help_wanted": each.help_wanted, "licence": each.licence, "picture_shows": each.alt,
            "state": each.state.value, "sent_in": each.submitted_at, "news": each.news, "news_waiting": each.fresh,
            "told": each.reason, "shown": each.times_shown,
        }
        for each in work.projects.by(person)
    ]  # fmt: skip
    letters = [
        {"project": f"S-{each.project}", "at": each.at, "text": each.text, "answer": each.answer}
        for each in work.projects.letters_of(person, _EVER)
    ]
    answers = [
        {"project": f"S-{each.project}", "at": each.answered_at, "text": each.answer}
        for project in work.projects.by(person)
        for each in work.projects.letters_to(project.number)
        if each.answer
    ]
    return {"projects": own, "letters": letters, "answers_to_letters": answers}
