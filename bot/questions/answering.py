"""Answering: written, looked at, posted (interaction.md, sections 2.3 and 3.5)."""

from dataclasses import replace

from bot.engine.scene import Scene
from bot.questions import commands as q
from bot.questions import correcting
from bot.questions.drafting import drafted, is_too_long, seen_in_draft, to_be_shortened
from bot.questions.forms import draft_of, use_draft
from bot.questions.model import OPEN, Draft, DraftKind, Question, State
from bot.questions.moves import IllegalMove, NotYours, Role
from bot.questions.moving import ANSWER_WAITS, act, illegal, not_yours, question_of, roles_of, undelivered
from bot.questions.naming import asked_back, subject_of
from bot.questions.personal import cannot_go_public
from bot.questions.previews import answer_preview
from bot.questions.without_asker import ended
from bot.speech.plain import clean
from bot.speech.reply import Reply, sentence

WRITTEN = (DraftKind.ANSWER, DraftKind.CORRECTION)


def write_answer(scene: Scene, command: q.WriteAnswer) -> Reply:
    """Keep the answer as a draft and show it to its champion before anybody else sees it."""
    question = question_of(scene, command.question)
    _may_answer(scene, question)
    subject = subject_of(scene, command.dataset)
    draft = scene.work.drafts.add(
        Draft(
            0, DraftKind.ANSWER, scene.person.number, clean(command.text), scene.request.at, scene.request.where,
            question=question.number, dataset=subject.dataset or question.dataset,
            caveat=clean(command.caveat)[:500], source=clean(command.source)[:500],
        )
    )  # fmt: skip
    return asked_back(draft, subject, scene.say) if subject.trouble else previewed(scene, draft, question)


def _may_answer(scene: Scene, question: Question) -> None:
    roles = roles_of(scene.person, question)
    if Role.ASKER in roles and Role.COORDINATOR not in roles:
        raise illegal(scene, IllegalMove(question, "claim", "own question"))
    if not roles & {Role.CHAMPION, Role.OWNER}:
        raise not_yours(scene, NotYours(question, "answer", "role"))
    answered = question.state is State.ANSWERED and not _other_owner(scene, question)
    if question.state not in OPEN - {State.HELD} or answered:
        raise illegal(scene, IllegalMove(question, "answer"))


def previewed(scene: Scene, draft: Draft, question: Question) -> Reply:
    """The answer as it would be posted, or the request to shorten it; the text is kept either way."""
    if is_too_long(scene, draft):
        return to_be_shortened(scene, draft)
    owner = _other_owner(scene, question)
    seen = seen_in_draft(scene, draft, question)
    may_take = Role.COORDINATOR in roles_of(scene.person, question)
    made = answer_preview(
        draft, question, drafted(scene, draft), scene.work.roster, owner, scene.say, seen, may_take=may_take
    )
    return Reply(card=made)


def _other_owner(scene: Scene, question: Question) -> str:
    """The name of whoever else looks after the question; empty where nobody does or it is this person's."""
    if question.owner in (0, scene.person.number):
        return ""
    return scene.work.roster.name(question.owner)


def edit(scene: Scene, command: q.EditAnswer) -> Reply:
    """Take the changed words into the draft and show it again."""
    draft = draft_of(scene, command.draft, *WRITTEN)
    question = question_of(scene, draft.question)
    if draft.used:
        return sentence(scene.say("Your answer to {id} was already posted.", id=question.id))
    subject = subject_of(scene, command.dataset)
    changed = replace(
        draft, text=clean(command.text), dataset=subject.dataset or draft.dataset,
        caveat=clean(command.caveat)[:500], source=clean(command.source)[:500],
    )  # fmt: skip
    scene.work.drafts.save(changed)
    if draft.kind is DraftKind.CORRECTION:
        return correcting.previewed(scene, changed, question)
    return asked_back(changed, subject, scene.say) if subject.trouble else previewed(scene, changed, question)


def post(scene: Scene, command: q.PostAnswer) -> Reply:
    """The answer appears where the question was asked. Pressing twice posts once."""
    draft, say = draft_of(scene, command.draft, *WRITTEN), scene.say
    question = question_of(scene, draft.question)
    if draft.used:
        return sentence(say("Your answer to {id} was already posted.", id=question.id))
    if draft.kind is DraftKind.CORRECTION:
        return correcting.posted(scene, draft, question)
    if is_too_long(scene, draft) or cannot_go_public(seen_in_draft(scene, draft, question)):
        return previewed(scene, draft, question)
    _may_answer(scene, question)
    is_anothers = bool(_other_owner(scene, question))
    may_take = not is_anothers or Role.COORDINATOR in roles_of(scene.person, question)
    if (command.helping == "take_over" and may_take) or (not is_anothers and not command.helping):
        return _post(scene, draft, question)
    # Whoever looked after it has changed since the preview: what was meant for a helper is not posted as the answer.
    helping = is_anothers and command.helping == "as_helper"
    return _help(scene, draft, question) if helping else previewed(scene, draft, question)


def _help(scene: Scene, draft: Draft, question: Question) -> Reply:
    number = scene.work.questions.add_answer(replace(drafted(scene, draft), helper=True))
    helped = act(scene, question, "helper_reply", note=draft.text)
    scene.work.traces.became(draft.number, question.number, f"answer/{number}", f"note/{helped.entries}")
    use_draft(scene, draft, question.number)
    if waits := undelivered(scene, question, ANSWER_WAITS):
        return sentence(waits)
    return sentence(scene.say("Posted as a helper reply to {id}.", id=question.id))


def _post(scene: Scene, draft: Draft, question: Question) -> Reply:
    say = scene.say
    if question.owner != scene.person.number and question.state is State.CLAIMED:
        question = act(scene, question, "take_over", owner=scene.person.number)
    number = scene.work.questions.add_answer(drafted(scene, draft))
    scene.work.traces.became(draft.number, question.number, f"answer/{number}")
    answered = act(scene, question, "answer", owner=scene.person.number)
    use_draft(scene, draft, question.number)
    if answered.asker.has_left:
        ended(scene, answered)
        return sentence(say("Posted. {id} is answered.", id=question.id),
                        say("The person who asked has left. Others can read the answer."))  # fmt: skip
    if waits := undelivered(scene, question, ANSWER_WAITS):
        return sentence(say("{id} is answered.", id=question.id), waits)
    title = say("Posted. {id} is answered.", id=question.id)
    return sentence(title, say("Next move: the person who asked. They were told."))


def discard(scene: Scene, command: q.Discard) -> Reply:
    """The draft of an answer is thrown away."""
    draft = draft_of(scene, command.draft, *WRITTEN)
    if draft.used:
        return sentence(scene.say("Your answer to {id} was already posted.", id=f"Q-{draft.question}"))
    scene.work.drafts.drop(draft.number)
    return sentence(scene.say("Thrown away. Nothing was posted."))
