"""Sending a project: the draft becomes one that waits for a coordinator; or a change of one that does (§2.2, §6.5)."""

from datetime import timedelta

from bot.engine.scene import Scene
from bot.questions.forms import use_draft
from bot.questions.model import Draft
from bot.questions.personal import cannot_go_public, seen_in
from bot.questions.views import button
from bot.showcase.commands import LookAtIt, MyProjects, SendIt
from bot.showcase.drafting import look
from bot.showcase.finding import act, mine
from bot.showcase.looking_over import as_project, trouble_with
from bot.showcase.model import Project, ProjectState
from bot.showcase.moves import Part, move
from bot.showcase.showing import show
from bot.showcase.sketch import FORBIDDEN, UNCHECKED, Sketch, my_draft
from bot.speech.cards import Actions, Card, Text
from bot.speech.plain import cut
from bot.speech.reply import Reply

BETWEEN = timedelta(days=7)  # two projects of one person (interaction.md, section 6.5)


def send(scene: Scene, command: SendIt) -> Reply:
    """The draft is sent, once: pressed again it says what became of it."""
    scene.work.people.one_at_a_time(scene.person.number)  # two drafts sent at once are counted one after the other
    draft, sketch = my_draft(scene, command.draft)
    if draft.used:
        return _thanks(scene, mine(scene, draft.used))
    wrong = trouble_with(scene, draft, sketch)
    unread = sketch.link_is in (UNCHECKED, FORBIDDEN) or cannot_go_public(seen_in(scene, sketch.says))
    if wrong is not None or unread:
        return wrong or look(scene, LookAtIt(draft.number))
    if not sketch.project and (stopped := _too_soon(scene, draft)) is not None:
        return stopped
    project = _sent(scene, draft, sketch)
    use_draft(scene, draft, project.number)
    show(scene.work, project)
    return _thanks(scene, project)


def _sent(scene: Scene, draft: Draft, sketch: Sketch) -> Project:
    if not sketch.project:
        fresh = as_project(scene, draft, sketch)
        return scene.work.projects.add(move(fresh, "submit", {Part.MAKER}))
    before = mine(scene, sketch.project)
    changed = sketch.in_words(before)
    return act(scene, changed, "edit", edition=before.edition + 1, reason="", decided_by=0)


def _too_soon(scene: Scene, draft: Draft) -> Reply | None:
    """One new project a week: when the next may come, and the draft stays. Coordinators bring those of others."""
    say, last = scene.say, scene.work.projects.last_sent(scene.person.number)
    if last is None or scene.request.at - last >= BETWEEN or scene.person.is_coordinator:
        return None
    again = last + BETWEEN
    told = say(
        "You sent a project in this week. One a week is the limit, so everyone gets a turn. You can send this one "
        "{when}. Your draft is kept for 24 hours.", when=say.moment(again, scene.work.desk.timezone),
    )  # fmt: skip
    return Reply(card=Card(told, Actions(button(say("Look at it"), LookAtIt(draft.number)))))


def _thanks(scene: Scene, project: Project) -> Reply:
    say = scene.say
    title = say("Thank you. {title} is {id}.", title=cut(project.title, 240), id=project.id)
    told = [say("A coordinator looks at it before anybody else sees it. You will hear from us.")]
    if project.state is not ProjectState.REVIEW:
        told = []
    if project.approved_at is not None and project.state is ProjectState.REVIEW:
        told.append(say("What is shown already stays as it is until then."))
    if scene.work.condition.is_paused:
        told.append(say("The desk is paused just now. Your project is looked at when it goes on."))
    see = button(say("Where it stands"), MyProjects(project.number))
    return Reply(card=Card(title, *map(Text, told), Actions(see)))
