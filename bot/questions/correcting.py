"""Correcting: an answer that turned out to be wrong (interaction.md, section 4.3 h).

The new text stands where the old one stood; the old one is struck through wherever it was said, with its date. Everyone
who follows the question, or whom the old answer had helped, is told once.
"""

from dataclasses import replace

from bot.engine.scene import Scene
from bot.questions import commands as q
from bot.questions.answer_views import Facets, answer_beside
from bot.questions.copies import redraw
from bot.questions.drafting import drafted, is_too_long, seen_in_draft, to_be_shortened
from bot.questions.drawing import standing_answer, telling
from bot.questions.forms import question_field, use_draft
from bot.questions.mending import entry_of
from bot.questions.model import Answer, Draft, DraftKind, Question
from bot.questions.moves import IllegalMove, NotYours, Role
from bot.questions.moving import ANSWER_WAITS, act, illegal, not_yours, question_of, roles_of, undelivered
from bot.questions.personal import answer_of, cannot_go_public, warned
from bot.questions.views import button
from bot.speech.cards import Actions, Card, Note, Part
from bot.speech.forms import Form, TextInput
from bot.speech.grammar import write
from bot.speech.plain import clean
from bot.speech.reply import Reply, sentence


def correct(scene: Scene, command: q.Correct) -> Reply:
    """Keep the correction as a draft and show it to whoever wrote it before anybody else sees it."""
    question = question_of(scene, command.question)
    _to_correct(scene, question)
    draft = scene.work.drafts.add(
        Draft(
            0, DraftKind.CORRECTION, scene.person.number, clean(command.text), scene.request.at, scene.request.where,
            question=question.number, dataset=question.dataset,
            caveat=clean(command.caveat)[:500], source=clean(command.source)[:500],
        )
    )  # fmt: skip
    return previewed(scene, draft, question)


def _to_correct(scene: Scene, question: Question) -> Answer:
    """The answer that stands. Refuses where there is none, or where it is neither theirs nor a coordinator's."""
    if not roles_of(scene.person, question) & {Role.OWNER, Role.COORDINATOR}:
        raise not_yours(scene, NotYours(question, "correct", "role"))
    standing = standing_answer(scene.work, question)
    if standing is None:
        raise illegal(scene, IllegalMove(question, "correct"))
    return standing


def previewed(scene: Scene, draft: Draft, question: Question) -> Reply:
    """The correction as it would be posted, or the request to shorten it; the text is kept either way."""
    if is_too_long(scene, draft):
        return to_be_shortened(scene, draft)
    say, id = scene.say, question.id
    standing = _to_correct(scene, question)
    seen = seen_in_draft(scene, draft, question)
    posts = [] if cannot_go_public(seen) else [button(say("Post correction"), q.PostAnswer(draft.number), "primary")]
    edit = button(say("Edit"), q.EditAnswer(draft.number), "" if posts else "primary", say("Edit your answer"))
    cancel = button(say("Cancel"), q.Discard(draft.number), hint=say("Throw this answer away"))
    told = Note(say("The old answer is struck through. Everyone who follows it, or whom it helped, is told once."))
    title = say("Check your correction of {id} before we post it", id=id)
    tail: list[Part] = [*warned(answer_of(draft), seen, say), told, Actions(*posts, edit, cancel)]
    facets = Facets(scene.work.roster, before=standing, timezone=scene.work.desk.timezone)
    new = replace(drafted(scene, draft), corrects=standing.number)
    return Reply(card=Card(title, *answer_beside(question, new, facets, say, *tail, title=title), *tail))


def posted(scene: Scene, draft: Draft, question: Question) -> Reply:
    """The correction stands where the answer stood. Pressing twice posts once."""
    say = scene.say
    standing = _to_correct(scene, question)
    if is_too_long(scene, draft) or cannot_go_public(seen_in_draft(scene, draft, question)):
        return previewed(scene, draft, question)
    number = scene.work.questions.add_answer(replace(drafted(scene, draft), corrects=standing.number))
    scene.work.traces.became(draft.number, question.number, f"answer/{number}")
    changed = act(scene, question, "correct")
    use_draft(scene, draft, question.number)
    _strike(scene, changed, standing.number)
    if waits := undelivered(scene, changed, ANSWER_WAITS):
        return sentence(say("The answer to {id} is corrected.", id=changed.id), waits)
    told = say("Everyone who follows it, or whom it helped, is told.")
    return sentence(say("Posted. The answer to {id} is corrected.", id=changed.id), told)


def _strike(scene: Scene, question: Question, number: int) -> None:
    """The old answer is struck through in every line that said it."""
    entry = entry_of(scene, question, number)
    if entry is not None:
        redraw(scene.work, question, entry, telling(scene.work, question, number))


def correct_form(scene: Scene, command: q.Correct) -> Form:
    """The answer as it stands, to be put right."""
    say = scene.say
    now = standing_answer(scene.work, question_of(scene, command.question)) if command.question else None
    text, caveat, source = (now.text, now.caveat, now.source) if now else ("", "", "")
    return Form(
        say("Correct the answer"),
        write(q.Correct(command.question)),
        (
            *question_field(scene, command),
            TextInput("text", say("The correct answer"), (command.text or text)[:3000], multiline=True,
                      max_length=3000),
            TextInput("caveat", say("Watch out for"), command.caveat or caveat, required=False, max_length=500),
            TextInput("source", say("Link to the source"), command.source or source, required=False, max_length=500),
        ),
        say("Look before posting"),
    )  # fmt: skip
