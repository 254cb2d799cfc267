"""Posting: a question that begins as a thread of its own in the ask forum (interaction.md, section 3.2)."""

from bot.engine.app import question_at
from bot.engine.ports import Work
from bot.engine.remembering import Trace
from bot.engine.scene import Scene
from bot.questions import commands as q
from bot.questions.asking import leads_for
from bot.questions.hearing import agree
from bot.questions.model import Draft, DraftKind, Share
from bot.questions.search import Hit
from bot.speech.plain import clean
from bot.speech.reply import NOTHING, Reply


def leads(work: Work, command: q.Posted) -> tuple[Hit, ...]:
    """The datasets that the words of the post point to."""
    return leads_for(work, clean(command.text))


def posted(scene: Scene, command: q.Posted) -> Reply:
    """A thread that somebody began in the ask forum is their question: it is public already, so nobody is asked
    whether to post it, and its card becomes the first reply. Whatever hinders it is said, with the words kept."""
    text, where = clean(command.text), scene.request.where
    if not text or question_at(where, scene.work):
        return NOTHING
    draft = scene.work.drafts.add(
        Draft(0, DraftKind.TRACK, scene.person.number, text, scene.request.at, where.room, thread=where.thread)
    )
    author = scene.request.who.identity.user
    scene.work.traces.keep(Trace(scene.request.id, author, draft=draft.number, part=draft.id))
    return agree(scene, q.Agree(draft.number, Share.NAMED))
