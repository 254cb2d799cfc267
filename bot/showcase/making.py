"""What makers do with their projects: see where they stand, tell news, take them back (interaction.md, section 2.2)."""

from datetime import timedelta

from bot.catalog.commands import ShowDataset
from bot.engine.scene import Scene
from bot.questions.model import DraftKind
from bot.questions.personal import cannot_go_public, seen_in
from bot.questions.views import button
from bot.showcase.commands import AnswerLetter, LookAtIt, MyProjects, SeeData, Showcase, TellNews, WithdrawIt
from bot.showcase.finding import act, datasets_of, mine, parts_of, project_of, without_words
from bot.showcase.model import NEWS, Letter, Project, ProjectState
from bot.showcase.moves import verbs_from
from bot.showcase.showing import show
from bot.showcase.wording import STATES
from bot.speech.cards import Actions, Bold, Button, Card, Link, Note, Part, Text, fitting
from bot.speech.forms import FieldError
from bot.speech.plain import clean, cut, one_line
from bot.speech.reply import Reply, sentence

SHOWN = 5
LETTERS_SHOWN_FOR = timedelta(days=30)


def my_projects(scene: Scene, command: MyProjects) -> Reply:
    """One of somebody's projects, or all of them, with what people wrote about them."""
    return _one(scene, mine(scene, command.project)) if command.project else Reply(card=overview(scene))


def overview(scene: Scene) -> Card:
    """Where somebody's projects stand, what was written to them, and what they were answered."""
    say, work, me = scene.say, scene.work, scene.person.number
    own = [each for each in work.projects.by(me) if each.state is not ProjectState.REMOVED] if me else []
    draft = work.drafts.newest(me, DraftKind.SHOWCASE) if me else None
    resume = [button(say("Resume draft"), LookAtIt(draft.number))] if draft else []
    written = work.projects.letters_of(me, scene.request.at - LETTERS_SHOWN_FOR) if me else ()
    answered = [_answered(scene, each) for each in written if each.answer]
    if not (own or answered):
        title = say("You have not sent a project in yet.")
        return Card(title, Actions(button(say("Show a project"), Showcase(), "primary"), *resume))
    letters = [each for project in own[:SHOWN] for each in open_letters(scene, project)]
    lines = [Text(_line(scene, each)) for each in own[:SHOWN]]
    parts: list[Part] = [*lines, *(Text(_heading(scene, each)) for each in letters), *answered]
    ways = [button(each.id, MyProjects(each.number), hint=say("Show {id}", id=each.id)) for each in own[:3]]
    ways += [_answer(scene, each) for each in letters[:1]]
    rows = [Actions(*(ways + resume)[:5])] if ways or resume else []
    title = say.many("You have sent in {count} project.", "You have sent in {count} projects.", len(own))
    return Card(title, *fitting(parts, *rows, title=title), *rows)


def concerns(scene: Scene) -> bool:
    """Whether Home has something to say to somebody about projects."""
    work, me = scene.work, scene.person.number
    return bool(me) and bool(work.projects.by(me) or work.drafts.newest(me, DraftKind.SHOWCASE))


def open_letters(scene: Scene, project: Project) -> list[Letter]:
    """What was written about a project and has no answer yet."""
    since = scene.request.at - LETTERS_SHOWN_FOR
    return [each for each in scene.work.projects.letters_to(project.number) if not each.answer and each.at >= since]


def _line(scene: Scene, project: Project) -> str:
    news = f", {scene.say('its news waits for a coordinator')}" if project.waits and project.fresh else ""
    return f"{project.id}: {cut(project.title, 100)} ({scene.say(STATES[project.state])}{news})"


def _heading(scene: Scene, letter: Letter) -> str:
    return scene.say("Somebody wrote about {id}: “{text}”", id=f"S-{letter.project}",
                     text=cut(one_line(letter.text), 200))  # fmt: skip


def _answered(scene: Scene, letter: Letter) -> Text:
    return Text(scene.say("You wrote about {id}, and were answered: “{text}”", id=f"S-{letter.project}",
                          text=cut(one_line(letter.answer), 300)))  # fmt: skip


def _answer(scene: Scene, letter: Letter) -> Button:
    say = scene.say
    return button(say("Answer {id}", id=letter.id), AnswerLetter(letter.number))


def _one(scene: Scene, project: Project) -> Reply:
    say = scene.say
    title = _line(scene, project)
    shown = project.times_shown
    parts: list[Part] = [Text(cut(project.does, 700))] if project.does else []
    if project.reason:
        parts.append(Text(Bold(say("You were told:")), " ", cut(project.reason, 600)))
    if shown:
        parts.append(Note(say.many("It was shown {count} time.", "It was shown {count} times.", shown)))
    letters = open_letters(scene, project)
    parts += [Text(_heading(scene, each)) for each in letters[:2]]
    ways = [*_ways(scene, project), *(_answer(scene, each) for each in letters[:1])]
    rows = [Actions(*ways[:5])] if ways else []
    return Reply(card=Card(title, *fitting(parts, *rows, title=title), *rows))


def _ways(scene: Scene, project: Project) -> list[Button]:
    say, number, id = scene.say, project.number, project.id
    verbs = verbs_from(project.state, parts_of(scene.person, project))
    offered = {
        "tell_news": button(say("Tell what is new"), TellNews(number), hint=say("Tell what is new in {id}", id=id)),
        "edit": button(say("Change it"), Showcase(number), hint=say("Change {id}", id=id)),
        "withdraw": button(say("Take it back"), WithdrawIt(number), hint=say("Take {id} back", id=id)),
    }
    return [made for verb, made in offered.items() if verb in verbs]


def tell_news(scene: Scene, command: TellNews) -> Reply:
    """What is new waits for a coordinator like the project itself did; until then nothing changes."""
    say, project = scene.say, mine(scene, command.project)
    text = clean(command.text)
    if len(text) > NEWS:
        told = say("That has {length} characters. Please shorten it to {longest}.", length=len(text), longest=NEWS)
        return Reply(card=Card(told, Text(cut(text, 1_400))), errors=(FieldError("text", told),))
    if cannot_go_public(seen_in(scene, text)):
        told = say("This holds a number that should stay private, so it can't be shown. Please take it out.")
        return Reply(card=Card(told, Text(cut(text, 1_400))), errors=(FieldError("text", told),))
    changed = act(scene, project, "tell_news", fresh=text, edition=project.edition + 1)
    show(scene.work, changed)
    return sentence(say("Thank you. A coordinator looks at it; then {id} is shown again with its news.", id=project.id))


def withdraw(scene: Scene, command: WithdrawIt) -> Reply:
    """Asked once more, then it goes from everywhere, and its words with it."""
    say, project = scene.say, mine(scene, command.project)
    if not command.sure:
        title = say("Take {id} back? It goes from everywhere, and what you wrote with it.", id=project.id)
        yes = button(
            say("Yes, take it back"), WithdrawIt(project.number, "yes"), hint=say("Take {id} back", id=project.id)
        )
        keep = button(say("Keep it"), MyProjects(project.number), "primary", say("Keep {id}", id=project.id))
        return Reply(card=Card(title, Actions(keep, yes)))
    changed = act(scene, without_words(project), "withdraw")
    if project.image:
        scene.work.pictures.drop(project.image)
    show(scene.work, changed)
    return sentence(say("Done. {id} is taken back.", id=project.id))


def see_data(scene: Scene, command: SeeData) -> Reply:
    """The datasets that are in a project, each with its page."""
    say, project = scene.say, project_of(scene, command.project)
    found = datasets_of(scene.work, project.datasets)
    if not found:
        return sentence(say("The data in {id} is no longer published.", id=project.id))
    lines: list[Part] = [
        Text(Link(cut(each.title, 150), each.page) if each.page else cut(each.title, 150), f" ({each.short_number})")
        for each in found
    ]
    ways = Actions(
        *(button(each.short_number, ShowDataset(each.short_number), hint=say("Show {id}", id=each.short_number))
          for each in found)
    )  # fmt: skip
    # What is being looked at is nobody's to read yet: not even what a project is called that was approved before.
    seen = project.state is ProjectState.APPROVED or parts_of(scene.person, project)
    title = say("The data in {title}", title=cut(project.title, 200) if seen else project.id)
    return Reply(card=Card(title, *fitting(lines, ways, title=title), ways))
