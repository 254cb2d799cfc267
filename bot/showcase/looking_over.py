"""Looking over a project before it is sent: what is wrong with it, and how everybody would see it."""

from collections.abc import Mapping
from typing import Any

from bot.catalog.commands import Find
from bot.engine.ports import Work
from bot.engine.scene import Scene
from bot.privacy import Span, find
from bot.questions.model import Draft, DraftKind
from bot.questions.personal import cannot_go_public, seen_in, warned
from bot.questions.views import button
from bot.showcase.commands import CancelIt, EditSketch, ItsData, MoreOfIt, SendIt
from bot.showcase.model import ALT, DOES, HELP, LICENCE, RUNS, TITLE, Project, ProjectState
from bot.showcase.sketch import DEAD, FORBIDDEN, Sketch, sketch_in
from bot.showcase.views import shown_as
from bot.speech.cards import Actions, Card, Note, Part, Text
from bot.speech.forms import FieldError
from bot.speech.plain import cut
from bot.speech.reply import Reply

# Of each field how much of it there may be, and in which form it is changed.
_MOST = {"title": TITLE, "does": DOES, "runs": RUNS, "help_wanted": HELP, "licence": LICENCE, "alt": ALT}
_IN_THE_FIRST = {"title": "title", "does": "text"}


def drafted(work: Work, command: Any) -> Mapping[str, tuple[Span, ...]]:
    """What is seen in the words of a draft; in those that are said now, where they are about the project itself."""
    draft = work.drafts.get(command.draft)
    text = sketch_in(draft).says if draft and draft.kind is DraftKind.SHOWCASE else ""
    return {text: find(text, work.desk.country)} if text else {}


def trouble_with(scene: Scene, draft: Draft, sketch: Sketch, why: str = "") -> Reply | None:
    """What keeps a project from being sent, with how to mend it; None where nothing does. ``why`` says what was wrong
    with its link."""
    return (
        _unnamed(scene, draft, sketch)
        or _too_long(scene, draft, sketch)
        or _wrong_link(scene, draft, sketch, why)
        or _no_data(scene, draft, sketch)
        or _known(scene, draft, sketch)
    )


def _mend(scene: Scene, draft: Draft, field: str, told: str) -> Reply:
    say = scene.say
    change = EditSketch(draft.number) if field in ("title", "text", "link", "dataset") else MoreOfIt(draft.number)
    kept = Text(say("Nothing is sent yet. What you wrote is kept."))
    return Reply(card=Card(told, kept, Actions(button(say("Change it"), change, "primary"))),
                 errors=(FieldError(field, told),))  # fmt: skip


def _unnamed(scene: Scene, draft: Draft, sketch: Sketch) -> Reply | None:
    if not sketch.title:
        return _mend(scene, draft, "title", scene.say("It needs a name."))
    return None if sketch.does else _mend(scene, draft, "text", scene.say("Please say what it does."))


def _too_long(scene: Scene, draft: Draft, sketch: Sketch) -> Reply | None:
    for name, most in _MOST.items():
        if (length := len(getattr(sketch, name))) > most:
            told = scene.say("That has {length} characters. Please shorten it to {longest}.", length=length,
                             longest=most)  # fmt: skip
            return _mend(scene, draft, _IN_THE_FIRST.get(name, name), told)
    return None


def _wrong_link(scene: Scene, draft: Draft, sketch: Sketch, why: str) -> Reply | None:
    say = scene.say
    if not sketch.url:
        told = say("That is no web address that everybody can open. It should look like https://example.org.")
        return _mend(scene, draft, "link", told)
    if sketch.link_is == FORBIDDEN:
        return _mend(scene, draft, "link", cut(why, 600) or say("I can't go where this link leads. Give another one."))
    return None


def _no_data(scene: Scene, draft: Draft, sketch: Sketch) -> Reply | None:
    """What uses none of the city's data is not for here: where to look instead."""
    say = scene.say
    if sketch.datasets:
        return None
    told = say("Which of the city's datasets is in it? We show what is made with them.")
    ways = Actions(button(say("Name a dataset"), EditSketch(draft.number), "primary"), button(say("Search"), Find()))
    kept = Text(say("Nothing is sent yet. What you wrote is kept."))
    other = Text(say("Something made with other data is welcome in the channel, in your own words."))
    return Reply(card=Card(told, other, kept, ways), errors=(FieldError("dataset", told),))


def _known(scene: Scene, draft: Draft, sketch: Sketch) -> Reply | None:
    """An address that stands already: it is named to whoever may know of it."""
    say, there = scene.say, scene.work.projects.standing_at(sketch.address)
    if there is None or there.number == sketch.project:
        return None
    if there.maker == scene.person.number:
        told = say("You sent this link in already. It is {id}: {title}.", id=there.id, title=cut(there.title, 150))
    elif there.state is ProjectState.APPROVED:
        told = say("This link is here already. It is {id}: {title}.", id=there.id, title=cut(there.title, 150))
    else:
        told = say("Somebody sent this link in already. A coordinator is looking at it.")
    return _mend(scene, draft, "link", told)


def as_project(scene: Scene, draft: Draft, sketch: Sketch) -> Project:
    """The project that a draft would be, sent now by whoever wrote it."""
    before = scene.work.projects.get(sketch.project) if sketch.project else None
    fresh = Project(0, "", "", "", "", (), scene.person.number, draft.where, scene.request.at)
    return sketch.in_words(before or fresh)


def preview(scene: Scene, draft: Draft, sketch: Sketch) -> Reply:
    """Only its maker sees it so; nothing is sent before they say it."""
    say, number = scene.say, draft.number
    seen = seen_in(scene, sketch.says)
    beside: list[Part] = [Note(say("Only you see this. Nobody else does before a coordinator has looked at it."))]
    before = scene.work.projects.get(sketch.project) if sketch.project else None
    if before is not None and before.is_public:
        told = say("What is shown stays as it is until a coordinator has looked. Until then it is not shown again.")
        beside.append(Note(told))
    if sketch.link_is == DEAD:
        beside.append(Text(say("Its link did not answer when we looked.")))
    beside += warned(sketch.says, seen, say)
    ways = [] if cannot_go_public(seen) else [button(say("Send for review"), SendIt(number), "primary")]
    ways += [
        button(say("Change it"), EditSketch(number)),
        button(say("Say more about it"), MoreOfIt(number)),
        button(say("Its data"), ItsData(number)),
        button(say("Cancel"), CancelIt(number)),
    ]
    return Reply(card=shown_as(as_project(scene, draft, sketch), scene.work, say, *ways, beside=beside))
