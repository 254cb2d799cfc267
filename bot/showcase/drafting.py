"""Describing a project, step by step: what it is, what else there is to say, and how it will look (section 2.2).

Each step is kept as a draft before anything about it is said: whatever is wrong, nothing that was typed is lost.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.engine.scene import Scene
from bot.questions.model import Draft
from bot.questions.moderation.muting import still
from bot.questions.naming import Subject, subject_of
from bot.questions.views import button
from bot.showcase.addresses import tidy
from bot.showcase.commands import (
    AddData,
    CancelIt,
    EditSketch,
    ItsData,
    LinkChecked,
    LookAtIt,
    MoreOfIt,
    Showcase,
    Suggest,
    TakeImage,
)
from bot.showcase.finding import changing
from bot.showcase.forms import suggest_form
from bot.showcase.looking_over import preview, trouble_with
from bot.showcase.model import DATASETS
from bot.showcase.sketch import DEAD, UNCHECKED, Sketch, keep, my_draft, new_draft, open_draft, sketch_of
from bot.speech.cards import Actions, Card, Part, Text
from bot.speech.forms import FieldError
from bot.speech.plain import clean, cut, one_line
from bot.speech.reply import Errand, Reply
from bot.speech.words import said_in


def showcase(scene: Scene, command: Showcase) -> Reply:
    """Keep what was written as a draft, of a new project or of a change of one's own, and go on from there."""
    before = sketch_of(changing(scene, command.project)) if command.project else Sketch(suggested=command.by == "other")
    return _written(scene, new_draft(scene, before), before, command)


def suggest(scene: Scene, command: Suggest) -> Reply:
    """The form with what a message says; nothing of the message is kept before it is filled in."""
    return Reply(form=suggest_form(scene, command))


def kept(scene: Scene, command: Showcase) -> Reply:
    """While they are muted nothing is looked at or sent; what they wrote stays a draft."""
    showcase(scene, command)
    return still(scene, command)


def edit(scene: Scene, command: EditSketch) -> Reply:
    """Take the changed words into the draft."""
    draft, before = open_draft(scene, command.draft)
    return _written(scene, draft, before, command)


def _written(scene: Scene, draft: Draft, before: Sketch, command: Showcase | EditSketch) -> Reply:
    numbers, unclear = _named(scene, command.dataset.split(";"))
    others = tuple(each for each in before.datasets[1:] if each not in numbers)
    sketch = replace(
        before, title=one_line(clean(command.title)), link=command.link.strip(), does=clean(command.text),
        datasets=(*numbers, *others)[:DATASETS] if numbers or others else (), stage=command.stage or before.stage,
    )  # fmt: skip
    draft = keep(scene, draft, sketch)
    if unclear is not None:
        return _which(scene, draft, unclear)
    return onwards(scene, draft, sketch)


def _named(scene: Scene, said: Sequence[str]) -> tuple[tuple[int, ...], Subject | None]:
    """The datasets that were named, and what is not clear about the first that is not."""
    found: list[int] = []
    unclear = None
    for words in filter(None, map(str.strip, said)):
        subject = subject_of(scene, words)
        unclear = unclear or (subject if subject.trouble else None)
        if subject.dataset and subject.dataset not in found:
            found.append(subject.dataset)
    return tuple(found), unclear


def _which(scene: Scene, draft: Draft, unclear: Subject, field: str = "dataset") -> Reply:
    """Which dataset was meant is asked; everything else is kept."""
    say = scene.say
    lines: list[Part] = [Text(f"{each.short_number} · {cut(each.title, 150)}") for each in unclear.choices]
    picks = [
        button(each.short_number, AddData(draft.number, each.short_number), hint=say("It is about {id}",
               id=each.short_number))
        for each in unclear.choices
    ]  # fmt: skip
    change = button(say("Change it"), EditSketch(draft.number))
    kept = Text(say("Nothing is sent yet. What you wrote is kept."))
    card = Card(unclear.trouble, *lines, kept, Actions(*picks, change))
    return Reply(card=card, errors=(FieldError(field, unclear.sentence),))


def add_data(scene: Scene, command: AddData) -> Reply:
    """One more dataset that is in it."""
    draft, sketch = open_draft(scene, command.draft)
    numbers, unclear = _named(scene, (command.dataset,))
    if unclear is not None:
        return _which(scene, draft, unclear)
    sketch = replace(sketch, datasets=(*dict.fromkeys((*sketch.datasets, *numbers)),)[:DATASETS])
    return onwards(scene, keep(scene, draft, sketch), sketch)


def its_data(scene: Scene, command: ItsData) -> Reply:
    """All the datasets that are in it, in the order in which they are named."""
    draft, sketch = open_draft(scene, command.draft)
    said = {each: getattr(command, each) for each in ("first", "second", "third", "fourth", "fifth")}
    numbers, unclear = _named(scene, tuple(said.values()))
    sketch = replace(sketch, datasets=numbers[:DATASETS])
    draft = keep(scene, draft, sketch)
    if unclear is not None:
        wrong = next(name for name, words in said.items() if words and subject_of(scene, words).trouble)
        return _which(scene, draft, unclear, wrong)
    return look(scene, LookAtIt(draft.number))


def onwards(scene: Scene, draft: Draft, sketch: Sketch) -> Reply:
    """What comes after a project was described: what is wrong with it; a look at its link; what else there is to
    say."""
    if (wrong := trouble_with(scene, draft, sketch)) is not None:
        return wrong
    if sketch.link_is == UNCHECKED:
        title = scene.say("Kept. I am looking at the link.")
        return Reply(card=Card(title), errand=Errand("link", text=f"{draft.number} {sketch.url}"))
    return _and_more(scene, draft, sketch)


def link_checked(scene: Scene, command: LinkChecked) -> Reply:
    """What was found at the link. One that does not answer is no reason to stop: its maker is told, and whoever
    looks at the project is too. One that leads where we do not go is turned down."""
    draft, sketch = my_draft(scene, command.draft)
    if command.url != sketch.url:  # it was changed meanwhile, and is looked at anew
        return onwards(scene, draft, sketch)
    sketch = replace(sketch, checked=command.found, checked_link=command.url)
    draft = keep(scene, draft, sketch)
    trouble = said_in(scene.say, command.trouble)
    return trouble_with(scene, draft, sketch, trouble) or _and_more(scene, draft, sketch, trouble)


def _and_more(scene: Scene, draft: Draft, sketch: Sketch, trouble: str = "") -> Reply:
    say, dead = scene.say, []
    if sketch.link_is == DEAD:
        why = say("The link did not answer: {why} You can go on; a coordinator is told as well.", why=cut(trouble, 400))
        dead = [Text(why if trouble else say("Its link did not answer when we looked."))]
    ways = Actions(
        button(say("Say more about it"), MoreOfIt(draft.number), "primary"),
        button(say("Look at it"), LookAtIt(draft.number)),
        button(say("Change it"), EditSketch(draft.number)),
    )
    more = Text(say("A picture, who runs it, which help it wants, its licence: all of that may stay empty."))
    return Reply(card=Card(say("Kept. Do you want to say more?"), *dead, more, ways))


def more(scene: Scene, command: MoreOfIt) -> Reply:
    """Keep what else there is to say; a picture is fetched, and needs words for those who cannot see it."""
    draft, before = open_draft(scene, command.draft)
    sketch = replace(
        before, picture=command.picture.strip(), alt=one_line(clean(command.alt)), runs=one_line(clean(command.runs)),
        help_wanted=one_line(clean(command.help_wanted)), licence=one_line(clean(command.licence)),
    )  # fmt: skip
    if before.picture and not sketch.picture:
        sketch = replace(sketch, image="", pictured="")
    draft = keep(scene, draft, sketch)
    if (wrong := _wrong_picture(scene, draft, sketch)) is not None:
        return wrong
    if sketch.picture and tidy(sketch.picture) != sketch.pictured:
        title = scene.say("Kept. I am fetching the picture.")
        return Reply(card=Card(title), errand=Errand("image", text=f"{draft.number} {tidy(sketch.picture)}"))
    return look(scene, LookAtIt(draft.number))


def _wrong_picture(scene: Scene, draft: Draft, sketch: Sketch) -> Reply | None:
    say = scene.say
    if sketch.picture and not tidy(sketch.picture):
        field, told = "picture", say("That is no web address. It should look like https://example.org/map.png.")
    elif (sketch.picture or sketch.image) and not sketch.alt:
        field = "alt"
        told = say("A picture needs words for those who cannot see it: say in a sentence what it shows.")
    else:
        return None
    return _without_picture(scene, draft, told, field)


def _without_picture(scene: Scene, draft: Draft, told: str, field: str) -> Reply:
    say = scene.say
    ways = Actions(
        button(say("Change it"), MoreOfIt(draft.number), "primary"),
        button(say("Go on without a picture"), LookAtIt(draft.number, "none")),
    )
    return Reply(card=Card(told, Text(say("Nothing is sent yet. What you wrote is kept.")), ways),
                 errors=(FieldError(field, told),))  # fmt: skip


def take_image(scene: Scene, command: TakeImage) -> Reply:
    """The picture was fetched, or not: then one may try another, or go on without."""
    draft, sketch = my_draft(scene, command.draft)
    if command.trouble:
        return _without_picture(scene, draft, cut(said_in(scene.say, command.trouble), 600), "picture")
    if command.url == tidy(sketch.picture):
        draft = keep(scene, draft, replace(sketch, image=command.image, pictured=command.url))
    return look(scene, LookAtIt(draft.number))


def look(scene: Scene, command: LookAtIt) -> Reply:
    """The project as everybody would see it, with what in it looks like personal data."""
    draft, sketch = my_draft(scene, command.draft)
    if command.picture == "none":
        sketch = replace(sketch, picture="", alt="", image="", pictured="")
        draft = keep(scene, draft, sketch)
    if sketch.link_is == UNCHECKED:
        return onwards(scene, draft, sketch)
    if (wrong := trouble_with(scene, draft, sketch) or _wrong_picture(scene, draft, sketch)) is not None:
        return wrong
    return preview(scene, draft, sketch)


def cancel(scene: Scene, command: CancelIt) -> Reply:
    """Nothing is sent; the draft stays for a day."""
    draft, say = my_draft(scene, command.draft)[0], scene.say
    again = button(say("Resume draft"), LookAtIt(draft.number), "primary")
    return Reply(card=Card(say("Not sent. Your draft is kept for 24 hours."), Actions(again)))
