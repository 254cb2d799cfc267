"""Drafts of answers: what they would be as an answer, and what in them looks like personal data."""

from bot.engine.scene import Scene
from bot.privacy import Span
from bot.questions import commands as q
from bot.questions.model import Answer, Draft, Question
from bot.questions.personal import seen_in_answer
from bot.questions.views import button
from bot.speech.cards import Actions, Card
from bot.speech.forms import FieldError
from bot.speech.reply import Reply


def drafted(scene: Scene, draft: Draft) -> Answer:
    """The answer that a draft would be, by whoever posts it now."""
    return Answer(
        draft.question, scene.person.number, scene.request.at, draft.text, draft.caveat, draft.source, draft.dataset,
        platform=scene.request.who.identity.platform,
    )  # fmt: skip


def seen_in_draft(scene: Scene, draft: Draft, question: Question) -> tuple[Span, ...]:
    """What in an answer looks like personal data; nothing where only its asker reads it."""
    return () if question.is_private else seen_in_answer(scene, draft)


def is_too_long(scene: Scene, draft: Draft) -> bool:
    """Whether an answer is longer than the desk allows."""
    return len(draft.text) > scene.work.desk.limits.answer_length


def to_be_shortened(scene: Scene, draft: Draft) -> Reply:
    """The request to shorten an answer; its text is kept."""
    say = scene.say
    told = say(
        "Your answer has {length} characters. Please shorten it to {longest}. Nothing is lost: your text is kept.",
        length=len(draft.text), longest=scene.work.desk.limits.answer_length,
    )  # fmt: skip
    actions = Actions(button(say("Edit"), q.EditAnswer(draft.number), "primary"))
    return Reply(card=Card(told, actions), errors=(FieldError("text", told),))
