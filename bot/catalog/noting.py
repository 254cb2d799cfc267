"""Writing usage notes and approving them (interaction.md, section 2.3).

Whoever owns the data is the internal champion of the dataset's department, else another champion of it; where there is
none, a coordinator. They read the note in the champions' room, called by name; until they approve it nobody else does.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.catalog.commands import ChangeNote, DecideNote, SendNote, WriteNote
from bot.catalog.model import Dataset
from bot.catalog.naming import dataset_named
from bot.catalog.notes import LINES, LONGEST, NoteState, UsageNote
from bot.engine.ports import Work
from bot.engine.scene import Scene
from bot.engine.slots import Slot
from bot.people.model import Champion, Level
from bot.privacy import Span, find
from bot.questions.board import calling, triage_rooms
from bot.questions.guide import same
from bot.questions.moving import may_see
from bot.questions.personal import cannot_go_public, seen_in, warned
from bot.questions.views import button
from bot.speech.cards import Actions, Bold, Card, Note, Part, Text, fitting
from bot.speech.cards import Span as CardSpan
from bot.speech.forms import FieldError, Form, Pick, TextInput
from bot.speech.grammar import write
from bot.speech.plain import clean, cut, one_line
from bot.speech.reply import Reply, sentence
from bot.speech.words import Words, mark, words

REASON = 500  # characters of why a note was declined
SAYS = {
    "best": mark("Best for: {text}"),
    "not_good": mark("Not good for: {text}"),
    "watch": mark("Watch out: {text}"),
}


def note_lines(note: UsageNote, say: Words) -> list[Text]:
    """A note as a dataset's card shows it, a line for each thing that it says."""
    lines = [Text(say(SAYS[each], text=cut(getattr(note, each), LONGEST))) for each in LINES if getattr(note, each)]
    if note.source and lines:
        spans = (*lines[-1].spans, " ", say("(from {id})", id=f"Q-{note.source}"))
        lines[-1] = Text(*spans)
    return lines


def checked(work: Work, command: WriteNote | ChangeNote) -> Mapping[str, tuple[Span, ...]]:
    """What is seen in the words of a note."""
    text = clean(command.says)
    return {text: find(text, work.desk.country)} if text else {}


def write_note(scene: Scene, command: WriteNote) -> Reply:
    """Keep the note and ask whoever owns the data; their own note stands at once."""
    say, dataset = scene.say, dataset_named(scene, command.dataset)
    seen = seen_in(scene, clean(command.says))
    if cannot_go_public(seen):
        wrong = say("This holds a number that should stay private, so it can't be shown. Please take it out.")
        return Reply(errors=(FieldError("watch", wrong),))
    owner = owner_of(dataset, scene.work, scene.person.number)
    note = _written(scene, command, dataset, owner)
    note = scene.work.notes.add(replace(note, state=NoteState.KEPT) if seen else note)
    return _kept_back(note, seen, say) if seen else _sent(scene, note, dataset)


def _kept_back(note: UsageNote, seen: tuple[Span, ...], say: Words) -> Reply:
    """Its author looks first: what it may give away is said to them alone."""
    actions = Actions(
        button(say("Change it"), ChangeNote(note.number), "primary", say("Change {id}", id=note.id)),
        button(say("It's fine, send it"), SendNote(note.number), hint=say("Send {id} as it is", id=note.id)),
    )
    parts: list[Part] = [*note_lines(note, say), *warned(note.says, seen, say)]
    title = say("Please look once more. Nobody has read this note yet.")
    return Reply(card=Card(title, *fitting(parts, actions, title=title), actions))


def send_note(scene: Scene, command: SendNote) -> Reply:
    """ "It's fine, send it": its author has looked; whoever owns the data reads the warning too."""
    note, dataset = _mine(scene, command.note)
    waiting = replace(note, state=NoteState.WAITING)
    scene.work.notes.decide(waiting)
    return _sent(scene, waiting, dataset)


def change_note(scene: Scene, command: ChangeNote) -> Reply:
    """Its words are written anew, and looked through anew; the ones before are kept no longer."""
    note, dataset = _mine(scene, command.note)
    lines = {each: getattr(command, each) for each in LINES}
    reply = write_note(scene, WriteNote(dataset.short_number, **lines, source=note.source))
    if not reply.errors:
        scene.work.notes.decide(replace(note.saying({}), state=NoteState.DECLINED, decided=scene.person.number))
    return reply


def _mine(scene: Scene, number: int) -> tuple[UsageNote, Dataset]:
    note = scene.work.notes.get(number)
    dataset = scene.work.catalog.dataset(note.dataset) if note else None
    if note is None or dataset is None or note.author != scene.person.number or note.state is not NoteState.KEPT:
        raise scene.refuse("I can't find that note any more.", "E-NOTFOUND")
    return note, dataset


def _sent(scene: Scene, note: UsageNote, dataset: Dataset) -> Reply:
    """To whoever owns the data; their own note stands at once."""
    say, owner = scene.say, scene.work.roster.get(note.approver)
    if _may_decide(scene, note) and (owner is None or owner.number == scene.person.number):
        return _stands(scene, note, dataset)
    _hang(scene, note, dataset, seen=find(note.says, scene.work.desk.country))
    who = owner.public_name if owner else say("a coordinator")
    return sentence(say("Thank you. {who} is asked to approve it. Nobody else reads it before.", who=who))


def _written(scene: Scene, command: WriteNote, dataset: Dataset, owner: Champion | None) -> UsageNote:
    lines = {each: one_line(clean(getattr(command, each)))[:LONGEST] for each in LINES}
    source = scene.work.questions.get(command.source) if command.source else None
    if command.source and (source is None or source.is_private or not may_see(scene.person, source)):
        raise scene.refuse("I can't find that question. Check the number, or see your list with `/opendata status`.",
                           "E-NOTFOUND")  # fmt: skip
    me, at = scene.person.number, scene.request.at
    asked = owner.number if owner else 0
    return UsageNote(0, dataset.number, me, at, source=command.source, approver=asked).saying(lines)


def owner_of(dataset: Dataset, work: Work, author: int) -> Champion | None:
    """Who owns a dataset's data, on the roster: the internal champion of its department, else another champion of it,
    and the author only where they are the internal one. None where there is nobody."""
    theirs = [
        each
        for each in work.roster.champions
        if each.level in (Level.INTERNAL, Level.EXTERNAL) and dataset.department
        and same(each.department, dataset.department)
    ]  # fmt: skip
    inner = [each for each in theirs if each.level is Level.INTERNAL]
    others = [each for each in theirs if each.level is Level.EXTERNAL and each.number != author]
    return next(iter([*inner, *others]), None)


def _may_decide(scene: Scene, note: UsageNote) -> bool:
    return scene.person.is_coordinator or (bool(note.approver) and note.approver == scene.person.number)


def decide(scene: Scene, command: DecideNote) -> Reply:
    """Whoever owns the data, or a coordinator, approves a note or does not."""
    say, note = scene.say, scene.work.notes.get(command.note)
    dataset = scene.work.catalog.dataset(note.dataset) if note else None
    if note is None or dataset is None:
        raise scene.refuse("I can't find that note any more.", "E-NOTFOUND")
    if not _may_decide(scene, note):
        who = scene.work.roster.name(note.approver, say("a coordinator"))
        raise scene.refuse("Only {who} or a coordinator can decide on {id}.", "E-ROLE", who=who, id=note.id)
    if note.state is not NoteState.WAITING:
        return sentence(say("{id} is decided already.", id=note.id))
    if command.verdict == "approve":
        return _stands(scene, note, dataset)
    declined = replace(note, state=NoteState.DECLINED, decided=scene.person.number)
    scene.work.notes.decide(declined)
    _hang(scene, declined, dataset, why=clean(command.text)[:REASON])
    return sentence(say("All right. {id} is not shown. Whoever wrote it reads why.", id=note.id))


def _stands(scene: Scene, note: UsageNote, dataset: Dataset) -> Reply:
    """From now on everybody who looks at the dataset reads it."""
    older = scene.work.notes.standing(dataset.number)
    whole = replace(note.over(older), state=NoteState.STANDS, decided=scene.person.number)
    scene.work.notes.decide(whole)
    _hang(scene, whole, dataset)
    title = scene.say("The note stands on {dataset} now.", dataset=cut(dataset.title, 150))
    return Reply(card=Card(title, *note_lines(whole, scene.say)))


def _hang(scene: Scene, note: UsageNote, dataset: Dataset, why: str = "", seen: tuple[Span, ...] = ()) -> None:
    """The note in the champions' rooms, with whoever is asked called by name; what they decided stands there too, and
    calls its author where it was declined."""
    work, say = scene.work, words(scene.work.desk.language)
    older = work.notes.standing(dataset.number) if note.state is NoteState.WAITING else None
    beside = warned(note.says, seen, say) if seen else []
    for room in triage_rooms(work):
        asked = calling(work, note.approver, room) if note.approver else say("a coordinator")
        card = _note_card(note, older, dataset, asked, beside, work, say)
        work.slots.hang(Slot(f"{note.id}/note", room, card))
        if why:
            author = calling(work, note.author, room)
            told = Text(*say.spans("For {champion}: {why}", champion=author, why=why))
            title = say("{id} was not approved.", id=note.id)
            work.slots.hang(Slot(f"{note.id}/why", room, Card(title, told), f"{note.id}/note"))


def _note_card(
    note: UsageNote, older: UsageNote | None, dataset: Dataset, asked: CardSpan, warning: list[Part], work: Work,
    say: Words,
) -> Card:  # fmt: skip
    author = work.roster.name(note.author, say("a champion"))
    title = say("{id}: {champion} writes a usage note on {dataset}",
                id=note.id, champion=author, dataset=cut(dataset.title, 120))  # fmt: skip
    lines: list[Part] = [*note_lines(note, say)]
    if note.state is NoteState.WAITING:
        lines = [Text(*say.spans("For {champion}.", champion=asked)), *lines]
        if older is not None and note.contradicts(older):
            standing = older.saying({each: getattr(older, each) for each in note.contradicts(older)})
            lines += [Text(Bold(say("What stands now says otherwise:"))), *note_lines(standing, say)]
        lines += warning
        approve = button(say("Approve"), DecideNote(note.number, "approve"), "primary", say("Approve {id}", id=note.id))
        decline = button(say("Decline"), DecideNote(note.number, "decline"), hint=say("Decline {id}", id=note.id))
        actions = Actions(approve, decline)
        return Card(title, *fitting(lines, actions, title=title), actions)
    who = work.roster.name(note.decided, say("a coordinator"))
    stands = note.state is NoteState.STANDS
    told = say("Approved by {who}.", who=who) if stands else say("Not approved by {who}.", who=who)
    return Card(title, *lines, Note(told))


def decline_form(scene: Scene, command: DecideNote) -> Form:
    """Why not: its author reads it."""
    say = scene.say
    why = TextInput("text", say("Why not? Whoever wrote it reads this"), multiline=True, max_length=REASON)
    return Form(say("Decline a usage note"), write(DecideNote(command.note, "decline")), (why,), say("Decline"))


def change_form(scene: Scene, command: ChangeNote) -> Form:
    """The lines of a note that was kept back."""
    note = scene.work.notes.get(command.note)
    mine = note is not None and note.author == scene.person.number
    labels = _labels(scene.say)
    lines = [
        TextInput(each, labels[each], getattr(note, each) if mine else "", multiline=True, required=False,
                  max_length=LONGEST)
        for each in LINES
    ]  # fmt: skip
    return Form(scene.say("Usage note"), write(ChangeNote(command.note)), tuple(lines), scene.say("Continue"))


def _labels(say: Words) -> dict[str, str]:
    return {"best": say("Best for"), "not_good": say("Not good for"), "watch": say("Watch out")}


def note_form(scene: Scene, command: WriteNote) -> Form:
    """Five fields, of which one line is enough."""
    say = scene.say
    known = scene.work.catalog.matches(clean(command.dataset)[:LONGEST], 1) if command.dataset else ()
    value, shown = (known[0].short_number, cut(known[0].title, 70)) if known else ("", "")
    labels = _labels(say)
    lines = [
        TextInput(each, labels[each], getattr(command, each)[:LONGEST], multiline=True, required=False,
                  max_length=LONGEST)
        for each in LINES
    ]  # fmt: skip
    source = f"Q-{command.source}" if command.source else ""
    return Form(
        say("Usage note"),
        write(WriteNote()),
        (
            Pick("dataset", say("Dataset"), "dataset", value=value, shown=shown, required=True),
            *lines,
            TextInput("source", say("Which question taught it?"), source, "Q-142", required=False, max_length=12),
        ),
        say("Continue"),
    )
