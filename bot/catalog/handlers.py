"""Finding: search, and what a dataset is (interaction.md, section 2.2)."""

from bot.catalog.commands import KINDS, Find, ShowDataset, WriteNote
from bot.catalog.completion import meant
from bot.catalog.model import Dataset
from bot.catalog.noting import note_lines
from bot.engine.ports import Work
from bot.engine.scene import Scene
from bot.people.views import champion_line
from bot.questions import commands as q
from bot.questions.forms import draft_of
from bot.questions.personal import MASK, seen_in
from bot.questions.routing import Matter, Ranked, rank
from bot.questions.search import Hit
from bot.questions.views import button
from bot.speech.cards import Actions, Bold, Button, Card, Facts, Link, Note, Part, Text, fitting, room_in
from bot.speech.command import Command
from bot.speech.forms import Choice, Form, Pick, TextInput
from bot.speech.grammar import write
from bot.speech.plain import clean, cut, one_line
from bot.speech.reply import Reply

SHOWN = 5
LONGEST = 300  # of a search: more words find less


def found(work: Work, command: Find) -> tuple[Hit, ...]:
    """What the words find, read before the transaction."""
    return work.search.find(command.text[:LONGEST], command.kind or "all", SHOWN) if command.text else ()


def found_for_draft(work: Work, command: q.LookUp) -> tuple[Hit, ...]:
    """What a draft's words find."""
    draft = work.drafts.get(command.draft)
    return work.search.find(draft.text[:LONGEST], "all", SHOWN) if draft else ()


def find(scene: Scene, command: Find) -> Reply:
    """The best five, only for the person who searched."""
    text = clean(command.text)[:LONGEST]
    people = command.kind in ("", "all", "people")
    return _results(scene, text, q.Ask(), people, noted=not seen_in(scene, text))


def look_up(scene: Scene, command: q.LookUp) -> Reply:
    """ "Search instead": the words that were typed, searched; asking stays one press away."""
    draft = draft_of(scene, command.draft)
    return _results(scene, draft.text[:LONGEST], q.Preview(draft.number), people=True, noted=False)


def _results(scene: Scene, text: str, ask: Command, people: bool, noted: bool) -> Reply:
    """``noted``: what is not found is kept, by nobody's name, so nobody could take it back. A question's own words and
    personal data are therefore not: that search is counted without its words."""
    say = scene.say
    ask_button = button(say("Ask this question"), ask, hint=say("Ask a champion"))
    lines: list[Part] = [Text(line) for line in _people(scene, text)] if people else []
    lines = [*(Text(*_line(scene, hit)) for hit in scene.found), *lines]
    today = scene.work.desk.calendar.local_date(scene.request.at)
    scene.work.search.count(today, "" if lines else one_line(text) if noted else MASK)
    if not lines:
        title = say("Nothing found for “{words}”.", words=cut(one_line(text), 100))
        told = say("A champion may still know.")
        if noted:
            scene.work.search.note_gap(one_line(text), scene.request.at)
            told = say("A champion may still know. We noted that somebody looked for this.")
        return Reply(card=Card(title, Text(told), Actions(ask_button)))
    buttons = [_open(scene, hit) for hit in scene.found[:4]]
    title = say("Found for “{words}”", words=cut(one_line(text), 100))
    actions = Actions(*buttons, ask_button)
    return Reply(card=Card(title, *fitting(lines, actions, title=title), actions))


def _line(scene: Scene, hit: Hit) -> tuple[str | Bold, ...]:
    say = scene.say
    id = f"DS-{hit.number}" if hit.kind == "dataset" else f"Q-{hit.number}"
    kinds = {
        "dataset": say("Dataset {id}", id=id),
        "answer": say("Answer to {id}", id=id),
        "question": say("Question {id}", id=id),
    }
    more = f": {cut(one_line(hit.text), 110)}" if hit.text else ""
    return (Bold(kinds[hit.kind]), f" · {cut(one_line(hit.title), 120)}{more}")


def _open(scene: Scene, hit: Hit) -> Button:
    if hit.kind == "dataset":
        return button(
            f"DS-{hit.number}", ShowDataset(f"DS-{hit.number}"), hint=scene.say("Show {id}", id=f"DS-{hit.number}")
        )
    return button(f"Q-{hit.number}", q.Status(hit.number), hint=scene.say("Show {id}", id=f"Q-{hit.number}"))


def _people(scene: Scene, text: str) -> list[str]:
    ranked = _ranked(scene, Matter(text, scene.person.language))
    return [champion_line(each.champion, scene.say) for each in ranked if each.fits][:2]


def _ranked(scene: Scene, matter: Matter) -> tuple[Ranked, ...]:
    work = scene.work
    return rank(matter, work.desk, work.roster, work.desk.calendar, {}, scene.request.at)


def find_form(scene: Scene, command: Find) -> Form:
    """What to look for."""
    say = scene.say
    labels = {"all": say("Everything"), "datasets": say("Datasets"), "answers": say("Answers"), "people": say("People")}
    kinds = tuple((kind, labels[kind]) for kind in KINDS)
    return Form(
        say("Search"),
        write(Find()),
        (
            TextInput("text", say("Words to look for"), max_length=LONGEST),
            Choice("kind", say("Look in"), kinds, command.kind or "all", required=False),
        ),
        say("Search"),
    )


def dataset_form(scene: Scene, command: ShowDataset) -> Form:
    """Which dataset."""
    say = scene.say
    return Form(
        say("Look at a dataset"),
        write(ShowDataset()),
        (Pick("text", say("Dataset"), "dataset", required=True),),
        say("Continue"),
    )


def show(scene: Scene, command: ShowDataset) -> Reply:
    """What a dataset is, who looks after it, and what to watch out for."""
    say, work = scene.say, scene.work
    matches = work.catalog.matches(clean(command.text)[:LONGEST], SHOWN)
    if not matches:
        hint = say("I can't find a dataset called “{words}”. Try fewer words.", words=cut(clean(command.text), 80))
        ask_button = button(say("Ask about it"), q.Ask(), "primary")
        return Reply(card=Card(hint, Actions(ask_button)))
    exact = meant(command.text, matches)
    return Reply(card=_card(scene, exact) if exact else _did_you_mean(scene, matches))


def _did_you_mean(scene: Scene, matches: tuple[Dataset, ...]) -> Card:
    lines = [Text(Bold(each.short_number), f" · {cut(each.title, 150)}") for each in matches]
    buttons = [
        button(each.short_number, ShowDataset(each.short_number), hint=scene.say("Show {id}", id=each.short_number))
        for each in matches
    ]
    return Card(scene.say("Did you mean one of these?"), *lines, Actions(*buttons))


def _card(scene: Scene, dataset: Dataset) -> Card:
    say, work = scene.say, scene.work
    title = f"{dataset.short_number} · {cut(dataset.title, 200)}"
    rows: list[tuple[str, tuple[str, ...]]] = []
    if dataset.department:
        rows.append((say("Department"), (cut(dataset.department, 120),)))
    if dataset.modified:
        rows.append((say("Last update"), (say.day(dataset.modified, work.desk.timezone),)))
    rows.append((say("Champion"), (champion_of(scene, dataset) or say("nobody yet"),)))
    parts: list[Part] = [*_ending(scene, dataset), Facts(tuple(rows))]
    parts += good_for(scene, dataset)
    if dataset.page and len(dataset.page) < 400:
        parts.append(Text(Link(say("Open dataset"), dataset.page)))
    add = [button(say("Add a note"), WriteNote(dataset.short_number))] if scene.person.is_champion else []
    successor = f"DS-{found}" if (found := work.finds.ending(dataset.number).successor) else ""
    after = [button(successor, ShowDataset(successor), hint=say("Show {id}", id=successor))] if successor else []
    parts.append(Actions(button(say("Ask about it"), q.Ask(dataset=dataset.short_number), "primary"), *add, *after))
    text = cut(dataset.description, room_in(*parts, title=title) - 20)
    return Card(title, *([Text(text)] if text else []), *parts)


def _ending(scene: Scene, dataset: Dataset) -> list[Text]:
    """That it has left the portal, and what takes its place; nothing where it is there."""
    say, ending = scene.say, scene.work.finds.ending(dataset.number)
    successor = scene.work.catalog.dataset(ending.successor) if ending.successor else None
    lines = [Text(Bold(say("It has left the portal.")))] if ending.gone else []
    if successor is not None:
        named = f"{cut(successor.title, 120)} ({successor.short_number})"
        lines.append(Text(Bold(say("It is replaced by {dataset}.", dataset=named))))
    return lines


def champion_of(scene: Scene, dataset: Dataset) -> str:
    """The public name of whoever looks after a dataset; "" for nobody."""
    ranked = _ranked(scene, Matter("", dataset=dataset))
    return next((each.champion.public_name for each in ranked if each.fits), "")


def good_for(scene: Scene, dataset: Dataset) -> list[Part]:
    """What its champions say of it: the usage note that stands, and what an answer warned of."""
    say, work = scene.say, scene.work
    note = work.notes.standing(dataset.number)
    lines: list[Part] = [*note_lines(note, say)] if note else []
    caveat, source = work.questions.last_caveat(dataset.number)
    if caveat and not (note and note.watch):
        lines.append(Note(say("Watch out: {caveat} (from {id})", caveat=cut(caveat, 300), id=f"Q-{source}")))
    return lines or [Note(say("No notes yet on what this is good for."))]
