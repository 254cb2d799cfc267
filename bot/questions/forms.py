"""Forms: what each unfinished command still asks for, in at most five fields."""

from dataclasses import replace
from typing import Any

from bot.engine.errors import Conflict
from bot.engine.scene import Scene
from bot.questions import commands as q
from bot.questions.model import Draft, DraftKind, Share
from bot.questions.wording import REASONS, SHARES
from bot.speech.cards import INPUT_TEXT, LINE_LENGTH
from bot.speech.command import Command
from bot.speech.forms import Choice, Form, Input, Pick, TextInput
from bot.speech.grammar import write
from bot.speech.plain import cut
from bot.speech.words import Words


def _form(scene: Scene, title: str, command: Command, *inputs: Input | None, submit: str = "") -> Form:
    say = scene.say
    return Form(title, write(command), tuple(each for each in inputs if each), submit or say("Continue"))


def _question(scene: Scene, command: Any) -> Input | None:
    """A field for the question, where its number was left out."""
    if command.question:
        return None
    return Pick("question", scene.say("Which question?"), "question", required=True)


def question_field(scene: Scene, command: Any) -> tuple[Input, ...]:
    """A field for the question where its number was left out; none where it was said."""
    field = _question(scene, command)
    return (field,) if field else ()


def _text(
    say: Words, label: str, *, hint: str = "", value: str = "", required: bool = True, longest: int = 1500
) -> Input:
    return TextInput("text", label, value, hint, multiline=True, required=required, max_length=longest)


def _bare(command: Any, **kept: Any) -> Any:
    """The command without its words: they go into the form's fields, never into its line."""
    return type(command)(**kept)


def ask(scene: Scene, command: q.Ask) -> Form:
    """One field is enough to ask; the others may stay empty."""
    say = scene.say
    share = command.share or scene.work.desk.share_default
    return _form(
        scene,
        say("Ask a data question"),
        _bare(command),
        _text(say, say("Your question"), hint=say("For example: Why does the tree map miss Elm Street?")),
        Pick("dataset", say("Dataset, if you know it"), "dataset", value=command.dataset, shown=command.dataset),
        _shares(say, share),
        submit=say("Look before posting"),
    )


def _shares(say: Words, value: str) -> Choice:
    options = tuple((each.value, say(SHARES[each])) for each in Share)
    return Choice("share", say("How do you want to be seen?"), options, value, required=False)


def edit(scene: Scene, command: q.Edit) -> Form:
    """The draft with everything that was written."""
    say, draft = scene.say, draft_of(scene, command.draft)
    return _form(
        scene,
        say("Edit your question"),
        q.Edit(command.draft),
        _text(say, say("Your question"), value=draft.text[:INPUT_TEXT], longest=INPUT_TEXT),
        _dataset(scene, draft),
        submit=say("Look before posting"),
    )


def draft_of(scene: Scene, number: int, *kinds: DraftKind) -> Draft:
    """The person's own draft, of a question unless other ``kinds`` are named. Refuses where it is unknown, somebody
    else's, or of another kind: an answer or a roster is never posted as a question."""
    draft = scene.work.drafts.get(number)
    of = kinds or (DraftKind.QUESTION, DraftKind.TRACK)
    if draft is None or draft.person != scene.person.number or draft.kind not in of:
        raise scene.refuse("I can't find that draft any more. Please start again with `/opendata ask`.", "E-NOTFOUND")
    return draft


def use_draft(scene: Scene, draft: Draft, question: int) -> None:
    """Mark the draft as having become ``question``.

    Raises Conflict where a second press was quicker: run again, the handler finds what the draft has become.
    """
    if not scene.work.drafts.use(draft, question):
        raise Conflict


def _dataset(scene: Scene, draft: Draft) -> Pick:
    found = scene.work.catalog.dataset(draft.dataset) if draft.dataset else None
    value, shown = (found.short_number, cut(found.title, 70)) if found else ("", "")
    return Pick("dataset", scene.say("Dataset, if you know it"), "dataset", value=value, shown=shown)


def rephrase(scene: Scene, command: q.Rephrase) -> Form:
    """The words that were kept back."""
    say, draft = scene.say, draft_of(scene, command.draft, DraftKind.SAID)
    text = _text(say, say("Your words"), value=draft.text[:INPUT_TEXT], longest=INPUT_TEXT)
    return _form(scene, say("Edit what you wrote"), q.Rephrase(command.draft), text, submit=say("Post"))


def which(scene: Scene, command: Any) -> Form:
    """Only the question's number is missing; what was said beside it stays, in a field where it may be long."""
    say, said = scene.say, getattr(command, "text", "")
    line = replace(command, text="") if said else command
    if len(write(line)) > LINE_LENGTH:
        line = type(command)()
    note = _text(say, say("Your note"), value=said[:1500], required=False) if said else None
    return _form(scene, say("Which question?"), line, _question(scene, command), note)


def tell(scene: Scene, command: q.Tell) -> Form:
    """What the asker wants to add."""
    say = scene.say
    return _form(
        scene, say("Add to your question"), q.Tell(command.question), _question(scene, command),
        _text(say, say("What do you want to add?")),
    )  # fmt: skip


def not_yet(scene: Scene, command: q.NotYet) -> Form:
    """One line why the answer was not enough."""
    say = scene.say
    return _form(
        scene, say("Not solved yet"), q.NotYet(command.question), _question(scene, command),
        _text(say, say("What is still missing?")),
    )  # fmt: skip


def reopen(scene: Scene, command: q.Reopen) -> Form:
    """Why a question is taken up again."""
    say = scene.say
    return _form(
        scene, say("Open it again"), q.Reopen(command.question), _question(scene, command),
        _text(say, say("Why? One line is enough.")),
    )  # fmt: skip


def answer(scene: Scene, command: q.WriteAnswer) -> Form:
    """The answer, with what to watch out for and its source."""
    say = scene.say
    return _form(
        scene,
        say("Answer {id}", id=f"Q-{command.question}") if command.question else say("Answer a question"),
        q.WriteAnswer(command.question),
        _question(scene, command),
        _text(say, say("Your answer"), value=command.text[:3000], longest=3000),
        Pick("dataset", say("Dataset"), "dataset", value=command.dataset, shown=command.dataset[:70]),
        TextInput("caveat", say("Watch out for"), command.caveat, required=False, max_length=500),
        TextInput("source", say("Link to the source"), command.source, required=False, max_length=500),
        submit=say("Look before posting"),
    )


def edit_answer(scene: Scene, command: q.EditAnswer) -> Form:
    """The answer's draft with everything that was written."""
    say, draft = scene.say, draft_of(scene, command.draft, DraftKind.ANSWER, DraftKind.CORRECTION)
    return _form(
        scene,
        say("Edit your answer"),
        q.EditAnswer(command.draft),
        _text(say, say("Your answer"), value=draft.text[:3000], longest=3000),
        _dataset(scene, draft),
        TextInput("caveat", say("Watch out for"), draft.caveat, required=False, max_length=500),
        TextInput("source", say("Link to the source"), draft.source, required=False, max_length=500),
        submit=say("Look before posting"),
    )


def clarify(scene: Scene, command: q.Clarify) -> Form:
    """The one thing that is needed from the asker."""
    say = scene.say
    picks = (
        ("dataset", say("Which dataset")),
        ("dates", say("Which dates or years")),
        ("area", say("Which area")),
        ("purpose", say("What it is for")),
    )
    return _form(
        scene, say("Ask for one thing"), q.Clarify(command.question), _question(scene, command),
        Choice("pick", say("What do you need?"), picks, command.pick, required=False),
        _text(say, say("In your own words"), hint=say("For example: Which years do you need?"), required=False),
    )  # fmt: skip


def hand_off(scene: Scene, command: q.HandOff) -> Form:
    """To whom, and what they should know."""
    say = scene.say
    return _form(
        scene, say("Pass it on"), q.HandOff(command.question), _question(scene, command),
        Pick("to", say("To which champion?"), "champion", required=True),
        _text(say, say("What should they know?"), value=command.text[:1500], required=False),
    )  # fmt: skip


def decline(scene: Scene, command: q.Decline) -> Form:
    """Why a question that was passed on goes back."""
    say = scene.say
    return _form(
        scene, say("Not now"), q.Decline(command.question), _question(scene, command), _text(say, say("Why not?"))
    )


def duplicate(scene: Scene, command: q.Duplicate) -> Form:
    """Which question it is the same as."""
    say = scene.say
    return _form(
        scene, say("Asked before"), q.Duplicate(command.question), _question(scene, command),
        Pick("of", say("Which question is it the same as?"), "question", required=True),
    )  # fmt: skip


def route(scene: Scene, command: q.Route) -> Form:
    """Where a question should go instead."""
    say = scene.say
    return _form(
        scene, say("Route elsewhere"), q.Route(command.question), _question(scene, command),
        Pick("topic", say("Topic"), "topic", value=command.topic, shown=command.topic[:70]),
        Pick("dataset", say("Dataset"), "dataset", value=command.dataset, shown=command.dataset[:70]),
    )  # fmt: skip


def note(scene: Scene, command: q.NoteIt) -> Form:
    """A note for champions."""
    say = scene.say
    return _form(
        scene, say("Note for champions"), q.NoteIt(command.question), _question(scene, command),
        _text(say, say("Staff only; may be a public record")),
    )  # fmt: skip


def close(scene: Scene, command: q.Close) -> Form:
    """Why a question is set aside, and where to go instead."""
    say = scene.say
    reasons = tuple((each, cut(say(REASONS[each]), 70)) for each in q.REASONS)
    return _form(
        scene, say("Set it aside"), q.Close(command.question), _question(scene, command),
        Choice("reason", say("Why?"), reasons, command.reason),
        _text(say, say("In plain words, and the next step"), value=command.text[:1500], required=False),
    )  # fmt: skip


def assign(scene: Scene, command: q.Assign) -> Form:
    """Who should take it."""
    return _form(
        scene, scene.say("Give it to a champion"), q.Assign(command.question), _question(scene, command),
        Pick("to", scene.say("To which champion?"), "champion", required=True),
    )  # fmt: skip


def hold(scene: Scene, command: q.Hold) -> Form:
    """Why it is held back."""
    say = scene.say
    return _form(
        scene, say("Hold it back"), q.Hold(command.question), _question(scene, command), _text(say, say("Why?"))
    )


def remove(scene: Scene, command: q.Remove) -> Form:
    """Why it is removed."""
    say = scene.say
    return _form(
        scene, say("Remove a question"), q.Remove(command.question), _question(scene, command),
        _text(say, say("Why? The person who asked may ask for it")),
    )  # fmt: skip


def redact(scene: Scene, command: Any) -> Form:
    """Why words are taken out."""
    say = scene.say
    return _form(
        scene, say("Take words out"), _bare(command, question=command.question, what=command.what),
        _question(scene, command), _text(say, say("Why? Only champions read this")),
    )  # fmt: skip


def reason_form(scene: Scene, title: str, command: Command, label: str) -> Form:
    """Why something is done to the desk."""
    return _form(scene, title, _bare(command), _text(scene.say, label, longest=500))
