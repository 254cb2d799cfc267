"""Enough already: an answer or a dataset that spares somebody their question (interaction.md, section 3.1).

Only an explicit "This answers it" counts, as answered from the library (section 11).
"""

from bot.engine.ports import Work
from bot.engine.scene import Scene
from bot.questions import commands as q
from bot.questions.forms import draft_of, use_draft
from bot.questions.model import Draft
from bot.questions.moving import may_see
from bot.questions.search import Hit
from bot.speech.cards import Card, Link, Note, Part, Text
from bot.speech.plain import cut
from bot.speech.reply import Reply
from bot.speech.words import Words

SHOWN_PAGE = 400  # characters of an address that stands on a card beside other words


def titled(work: Work, text: str, limit: int) -> tuple[Hit, ...]:
    """The datasets that a question names by their whole title."""
    found = work.catalog.named_in(text, limit)
    return tuple(Hit("title", each.number, each.title, each.description, 100, each.department) for each in found)


def helped(scene: Scene, command: q.Helped) -> Reply:
    """ "This answers it": the draft is done, it is counted, and what was enough is shown whole."""
    draft = draft_of(scene, command.draft)
    card = _dataset(scene, command.dataset) if command.dataset else _answer(scene, command.question)
    if not draft.used:
        use_draft(scene, draft, command.question or -command.dataset)
        kind, number = ("dataset", command.dataset) if command.dataset else ("question", command.question)
        scene.work.follows.note_helped(kind, number, scene.work.desk.calendar.local_date(scene.request.at))
    return Reply(card=card)


def _answer(scene: Scene, number: int) -> Card:
    answer, question = scene.work.questions.answer(number), scene.work.questions.get(number)
    if answer is None or question is None or question.is_private or not may_see(scene.person, question):
        raise scene.refuse("That answer is no longer there. Choose “None of these” to go on.", "E-NOTFOUND")
    return Card(scene.say("Good. {id} answered it.", id=question.id), Text(cut(answer.text, 1_400)))


def _dataset(scene: Scene, number: int) -> Card:
    say, dataset = scene.say, scene.work.catalog.dataset(number)
    if dataset is None:
        raise scene.refuse("That dataset is no longer there. Choose “None of these” to go on.", "E-NOTFOUND")
    parts: list[Part] = [Text(cut(dataset.description, 900))] if dataset.description else []
    is_safe = dataset.page.startswith("https://") and not any(sign in dataset.page for sign in " <>|\n")
    if is_safe and len(dataset.page) < SHOWN_PAGE:
        parts.append(Note(Link(say("Open it"), dataset.page)))
    return Card(say("Good. {title} ({id}) has it.", title=cut(dataset.title, 200), id=dataset.short_number), *parts)


def said_enough(draft: Draft, say: Words) -> str:
    """What somebody reads who comes back to a draft for which something was enough."""
    if draft.used < 0:
        return say("You said that DS-{number} answers it.", number=-draft.used)
    return say("You said that Q-{number} answers it.", number=draft.used)
