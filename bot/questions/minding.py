"""Minding what is said in a question's thread by form or command: it is kept back where it looks like personal data.

What has a preview of its own (a question, an answer) is minded there. Here it is what would be posted at once: the
asker's reply, the request for detail, the reason of a closing or of putting aside.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.engine.remembering import Trace
from bot.engine.scene import Scene
from bot.questions import championing, following, snoozing
from bot.questions import commands as q
from bot.questions.forms import draft_of, use_draft
from bot.questions.model import Draft, DraftKind
from bot.questions.moving import question_of
from bot.questions.personal import cannot_go_public, seen_in, warned
from bot.questions.previews import said_preview
from bot.speech.cards import Text
from bot.speech.command import Command
from bot.speech.forms import FieldError
from bot.speech.grammar import Grammar, write
from bot.speech.plain import clean
from bot.speech.reply import Reply, sentence

Saying = q.Tell | q.Clarify | q.Close | q.Snooze
_GRAMMAR = Grammar((q.Tell, q.Clarify, q.Close, q.Snooze))
_HANDLERS: dict[type[Command], Callable[[Scene, Any], Reply]] = {
    q.Tell: following.tell,
    q.Clarify: championing.clarify,
    q.Close: championing.close,
    q.Snooze: snoozing.snooze,
}


def said(scene: Scene, command: Saying) -> Reply:
    """Do it, unless its words look like personal data and everyone could see them: then its author looks first."""
    question, text = question_of(scene, command.question), clean(command.text)
    if question.is_private or not text or not seen_in(scene, text):
        return _HANDLERS[type(command)](scene, command)
    draft = Draft(
        0, DraftKind.SAID, scene.person.number, text, scene.request.at, scene.request.where,
        question=question.number, source=write(replace(command, text="")),
    )  # fmt: skip
    draft = scene.work.drafts.add(draft)
    if scene.request.is_message:
        author = scene.request.who.identity.user
        scene.work.traces.keep(Trace(scene.request.id, author, draft=draft.number, part=draft.id))
    return _kept_back(scene, draft)


def _kept_back(scene: Scene, draft: Draft) -> Reply:
    """The words with what they look like. A form that cannot be taken says why, and stays open with its words."""
    seen = seen_in(scene, draft.text)
    card = said_preview(draft, seen, scene.say)
    if not cannot_go_public(seen):
        return Reply(card=card)
    first = warned(draft.text, seen, scene.say)[0]
    told = "".join(each for each in first.spans if isinstance(each, str)) if isinstance(first, Text) else card.title
    return Reply(card=card, errors=(FieldError("text", told),))


def say_it(scene: Scene, command: q.SayIt) -> Reply:
    """ "It's fine, post": the author has looked. What is certain stays back, whatever was pressed."""
    draft = draft_of(scene, command.draft, DraftKind.SAID)
    question = question_of(scene, draft.question)
    if draft.used:
        return sentence(scene.say("This was already posted to {id}.", id=question.id))
    if not question.is_private and cannot_go_public(seen_in(scene, draft.text)):
        return _kept_back(scene, draft)
    return _posted(scene, draft)


def rephrase(scene: Scene, command: q.Rephrase) -> Reply:
    """The changed words are posted, unless they too look like personal data."""
    draft = replace(draft_of(scene, command.draft, DraftKind.SAID), text=clean(command.text))
    question = question_of(scene, draft.question)
    if draft.used:
        return sentence(scene.say("This was already posted to {id}.", id=question.id))
    scene.work.drafts.save(draft)
    return _kept_back(scene, draft) if seen_in(scene, draft.text) else _posted(scene, draft)


def _posted(scene: Scene, draft: Draft) -> Reply:
    command: Any = _GRAMMAR.read(draft.source)
    before = question_of(scene, draft.question)
    reply = _HANDLERS[type(command)](scene, replace(command, text=draft.text))
    after = scene.work.questions.get(draft.question)
    if after is not None and after.entries > before.entries:  # it may have been too long, or come too late
        scene.work.traces.became(draft.number, after.number, f"note/{after.entries}")
        use_draft(scene, draft, after.number)
    return reply
