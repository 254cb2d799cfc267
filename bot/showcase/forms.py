"""The forms of a project: what it is; more of it; its data; and what is written about it. At most five fields each."""

from bot.engine.scene import Scene
from bot.showcase.addresses import first_in
from bot.showcase.commands import (
    AnswerLetter,
    AskChange,
    DeclineIt,
    EditSketch,
    ItsData,
    MoreOfIt,
    RemoveIt,
    Showcase,
    Suggest,
    TellNews,
    WriteMaker,
)
from bot.showcase.finding import changing, letter_to, mine, project_of
from bot.showcase.model import ALT, DATASETS, DOES, HELP, LICENCE, LINK, NEWS, RUNS, TITLE, LetterKind, Stage
from bot.showcase.sketch import Sketch, my_draft, sketch_of
from bot.showcase.wording import REASONS, STAGES
from bot.speech.cards import INPUT_TEXT
from bot.speech.command import Command
from bot.speech.forms import Choice, Form, Input, Pick, TextInput
from bot.speech.grammar import write
from bot.speech.plain import clean, cut
from bot.speech.words import Words

NOTE = 500  # characters of what people write to each other about a project
LETTER = 800
_FIELDS = ("first", "second", "third", "fourth", "fifth")


def showcase_form(scene: Scene, command: Showcase) -> Form:
    """What was built: one of somebody's own projects, or a new one with what they typed already."""
    if command.project:
        sketch = sketch_of(changing(scene, command.project))
        return _what_it_is(scene, sketch, Showcase(command.project))
    known = scene.work.catalog.matches(clean(command.dataset)[:LINK], 1) if command.dataset else ()
    typed = Sketch(command.title, command.link, command.text, tuple(each.number for each in known), command.stage or
                   Stage.LIVE.value)  # fmt: skip
    return _what_it_is(scene, typed, Showcase(by=command.by), command.dataset if not known else "")


def suggest_form(scene: Scene, command: Suggest) -> Form:
    """The same, with what a message says. Who wrote it is compared with who chose it, and never kept."""
    text = clean(command.text)
    sketch = Sketch(link=first_in(text), does=text[:INPUT_TEXT])
    own = command.author.lstrip("@") == scene.person.identity.user
    return _what_it_is(scene, sketch, Showcase(by="me" if own else "other"))


def edit_form(scene: Scene, command: EditSketch) -> Form:
    """What was written so far."""
    return _what_it_is(scene, my_draft(scene, command.draft)[1], EditSketch(command.draft))


def _what_it_is(scene: Scene, sketch: Sketch, command: Command, named: str = "") -> Form:
    say = scene.say
    number = next(iter(sketch.datasets), 0)
    suggests = sketch.suggested or getattr(command, "by", "") == "other"
    inputs = (
        _line("title", say("What is it called?"), sketch.title, TITLE),
        _line("link", say("Its web address"), sketch.link, LINK, hint="https://"),
        _lines("text", say("What does it do, and for whom?"), sketch.does, DOES),
        _dataset(scene, "dataset", say("Which of the city's datasets is in it?"), number, named),
        Choice("stage", say("How far has it come?"), _stages(say), sketch.stage, required=False),
    )
    intro = say("You did not make it, so its maker is not named, and nobody can write to them through us.")
    title = say("A project to show")
    return Form(title, write(command), inputs, say("Continue"), intro if suggests else "")


def more_form(scene: Scene, command: MoreOfIt) -> Form:
    """All that may stay empty."""
    say, (_, sketch) = scene.say, my_draft(scene, command.draft)
    inputs = (
        _line("picture", say("A picture of it: its web address"), sketch.picture, LINK, needed=False, hint="https://"),
        _line("alt", say("What does the picture show?"), sketch.alt, ALT, needed=False),
        _line("runs", say("Who runs it?"), sketch.runs, RUNS, needed=False, hint=say("For example: Code for Elmford")),
        _line("help_wanted", say("Do you want help? With what?"), sketch.help_wanted, HELP, needed=False),
        _line("licence", say("Under which licence?"), sketch.licence, LICENCE, needed=False, hint="MIT"),
    )
    return Form(say("More about it"), write(MoreOfIt(command.draft, "done")), inputs, say("Look at it"))


def data_form(scene: Scene, command: ItsData) -> Form:
    """Up to five datasets."""
    say, (_, sketch) = scene.say, my_draft(scene, command.draft)
    numbers = (*sketch.datasets, *(0 for _ in range(DATASETS)))[:DATASETS]
    inputs = tuple(
        _dataset(scene, name, say("Dataset {number}", number=at + 1), numbers[at]) for at, name in enumerate(_FIELDS)
    )
    return Form(say("The data in it"), write(ItsData(command.draft)), inputs, say("Look at it"))


def _line(name: str, label: str, value: str, longest: int, *, needed: bool = True, hint: str = "") -> TextInput:
    return TextInput(name, label, value, hint, required=needed, max_length=max(longest, min(len(value), INPUT_TEXT)))


def _lines(name: str, label: str, value: str, longest: int) -> TextInput:
    value = value[:INPUT_TEXT]
    return TextInput(name, label, value, multiline=True, max_length=max(longest, len(value)))


def _dataset(scene: Scene, name: str, label: str, number: int, named: str = "") -> Input:
    found = scene.work.catalog.dataset(number) if number else None
    value, shown = (found.short_number, cut(found.title, 70)) if found else (named, named[:70])
    return Pick(name, label, "dataset", value=value, shown=shown)


def _stages(say: Words) -> tuple[tuple[str, str], ...]:
    return tuple((each.value, say(STAGES[each])) for each in Stage)


def news_form(scene: Scene, command: TellNews) -> Form:
    """What is new in a project."""
    say, project = scene.say, mine(scene, command.project)
    words = _lines("text", say("What is new in it?"), project.fresh, NEWS)
    return Form(say("News of a project"), write(TellNews(project.number)), (words,), say("Send for review"))


def letter_form(scene: Scene, command: WriteMaker) -> Form:
    """A letter to who made a project."""
    say, project = scene.say, project_of(scene, command.project)
    kind = command.kind or LetterKind.ASK.value
    helps = kind == LetterKind.HELP
    label = say("What can you help with?") if helps else say("What do you want to know?")
    title = say("I want to help") if helps else say("Ask the maker")
    intro = say("It goes to whoever made it, through us. They don't read your name unless you write it.")
    line = write(WriteMaker(project.number, kind))
    return Form(title, line, (_lines("text", label, "", LETTER),), say("Send"), intro)


def answer_form(scene: Scene, command: AnswerLetter) -> Form:
    """The answer to a letter."""
    say, (letter, _) = scene.say, letter_to(scene, command.letter)
    words = _lines("text", say("Your answer"), "", LETTER)
    return Form(say("Answer"), write(AnswerLetter(letter.number)), (words,), say("Send"))


def change_form(scene: Scene, command: AskChange) -> Form:
    """What its maker should change."""
    say = scene.say
    words = _lines("text", say("What should they change? They read this"), "", NOTE)
    line = write(AskChange(command.project, command.edition))
    return Form(say("Ask for a change"), line, (words,), say("Send"))


def decline_form(scene: Scene, command: DeclineIt) -> Form:
    """Why not: a reason, and words of one's own."""
    say = scene.say
    project = () if command.project else (_line("project", say("Which project?"), "", 12, hint="S-12"),)
    reasons = tuple((name, say(label)) for name, (label, _) in REASONS.items())
    own = TextInput("text", say("In your own words; they read this"), command.text[:NOTE], multiline=True,
                    required=False, max_length=NOTE)  # fmt: skip
    inputs = (*project, Choice("reason", say("Why can't we show it?"), reasons, command.reason), own)
    return Form(say("Decline a project"), write(DeclineIt(command.project, command.edition)), inputs, say("Decline"))


def remove_form(scene: Scene, command: RemoveIt) -> Form:
    """Why it goes."""
    say = scene.say
    project = () if command.project else (_line("project", say("Which project?"), "", 12, hint="S-12"),)
    why = _lines("text", say("Why? Whoever sent it reads this"), command.text, NOTE)
    return Form(say("Remove a project"), write(RemoveIt(command.project)), (*project, why), say("Remove"))
