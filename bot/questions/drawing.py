"""Drawing: the cards of a question as it stands (interaction.md, sections 3.2 to 3.5).

Moves only say which cards of a question are no longer true; they are drawn here when the pump comes to them. See
docs/adr/0013-cards-are-drawn-when-they-are-shown.md.
"""

from dataclasses import replace

from bot.engine.ports import Work
from bot.engine.slots import Slot
from bot.questions.model import Answer, Question, State
from bot.questions.views import HIDDEN, Facets, asker_card, public_card, triage_card
from bot.speech.plain import cut, one_line
from bot.speech.words import words

CARDS = ("card", "triage", "asker")  # what is drawn here; all else is hung with its card
TITLE = 90  # Discord: a forum post's title holds 100; the number stands before it


def drawn(work: Work, slot: Slot) -> Slot:
    """The slot with its card; one that was hung with it is as it was. Raises LookupError for what nobody can draw."""
    if not slot.is_undrawn:
        return slot
    id, _, kind = slot.name.partition("/")
    question = work.questions.get(int(id.removeprefix("Q-")))
    if question is None:
        raise LookupError(slot.name)
    if question.state is State.DUPLICATE:
        question = question.but(duplicate_of=root_of(work, question).number)
    facets = facets_of(work, question)
    match kind:
        case "card":
            return _public(slot, question, facets)
        case "triage":
            return replace(slot, card=triage_card(question, facets, words(work.desk.language)))
        case "asker":
            say = words(question.asker.language)
            return replace(slot, card=asker_card(question, facets, say, work.desk.timezone))
        case _:
            raise LookupError(slot.name)


def _public(slot: Slot, question: Question, facets: Facets) -> Slot:
    """The public card carries title, labels and whether it may sleep. A forum's post is called by the question's own
    words, which are no more to be read there than on the card of what is held or removed."""
    shown = cut(one_line(question.text), TITLE) if question.state not in HIDDEN else ""
    labels = tuple(each for each in (label_of(question), question.topic) if each)
    card = public_card(question, facets, words(question.asker.language))
    return replace(slot, card=card, title=shown, labels=labels, finished=not question.is_open)


def root_of(work: Work, question: Question) -> Question:
    """The question that a duplicate is the same as in the end; it may have become one itself since."""
    seen = {question.number}
    while question.state is State.DUPLICATE and question.duplicate_of not in seen:
        seen.add(question.duplicate_of)
        first = work.questions.get(question.duplicate_of)
        if first is None:
            return question
        question = first
    return question


def facets_of(work: Work, question: Question) -> Facets:
    """What stands beside the question on its cards."""
    answered = question.state in (State.ANSWERED, State.SOLVED)
    answer = standing_answer(work, question)
    caveat = ""
    if question.dataset and question.is_open and not answered:
        caveat, _ = work.questions.last_caveat(question.dataset)
    address = answer_address(work, question) if answered else ""
    return Facets(
        work.roster, answer, caveat, address, assumed_after=work.desk.timers.assume,
        before=_corrected(work, question, answer), timezone=work.desk.timezone,
    )  # fmt: skip


def _corrected(work: Work, question: Question, answer: Answer | None) -> Answer | None:
    """What an answer put right; None where it was the first, or where that was taken out."""
    before = work.questions.answer(question.number, answer.corrects) if answer and answer.corrects else None
    return before if before is not None and before.text else None


def telling(work: Work, question: Question, number: int) -> Facets:
    """What stood beside the question when the answer of that number was told, as it is to be read now: struck through
    where it was corrected since."""
    facets, answer = facets_of(work, question), work.questions.answer(question.number, number)
    later = _correction_of(work, question, number)
    if later is not None:
        return replace(facets, answer=answer, before=None, struck_at=later.at)
    return replace(facets, answer=answer, before=_corrected(work, question, answer))


def _correction_of(work: Work, question: Question, number: int) -> Answer | None:
    """The answer that put this one right."""
    standing = work.questions.answer(question.number)
    while standing is not None and standing.corrects > number:
        standing = work.questions.answer(question.number, standing.corrects)
    return standing if standing is not None and standing.corrects == number else None


def standing_answer(work: Work, question: Question) -> Answer | None:
    """The answer of a question that stands answered; None where its words were taken out."""
    if question.state not in (State.ANSWERED, State.SOLVED):
        return None
    answer = work.questions.answer(question.number)
    return answer if answer is not None and answer.text else None


def answer_address(work: Work, question: Question) -> str:
    """The answer's stable web address, with the desk's slug; empty where no pages are served or it is private."""
    base = work.desk.public_url.rstrip("/")
    return f"{base}/{work.desk.slug}/a/{question.number}" if base and not question.is_private else ""


def label_of(question: Question) -> str:
    """The state as one of the five reserved labels (interaction.md, section 3.2)."""
    match question.state:
        case State.CLAIMED | State.SNOOZED:
            return "In progress"
        case State.WAITING_ASKER:
            return "Waiting on asker"
        case State.ANSWERED:
            return "Answered"
        case State.SOLVED | State.CLOSED | State.DUPLICATE:
            return "Solved"
        case _:
            return "Open"
