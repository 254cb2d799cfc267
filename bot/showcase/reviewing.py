"""Reviewing: coordinators look at what waits, and decide; whoever sent it in hears (interaction.md, §2.4 and §8)."""

from bot.engine.scene import Scene
from bot.questions.moderation.limits import deed
from bot.questions.views import button
from bot.showcase.commands import Approve, AskChange, DecideNews, DeclineIt, MyProjects, RemoveIt, Review, Showcase
from bot.showcase.finding import act, project_of, reviewed
from bot.showcase.forms import NOTE
from bot.showcase.model import Project, ProjectState
from bot.showcase.showing import coordinators_card, show, subject, tell, words_of
from bot.showcase.wording import FIXABLE, REASONS
from bot.speech.cards import Actions, Button, Card, Part, Text, fitting
from bot.speech.forms import FieldError
from bot.speech.plain import clean, cut, one_line
from bot.speech.reply import Reply, sentence
from bot.speech.words import Words

LISTED = 10


def review(scene: Scene, command: Review) -> Reply:
    """Everything that waits, what was sent in first at the front; or one project, wherever it stands."""
    say = scene.say
    if command.project:
        return Reply(card=coordinators_card(scene.work, project_of(scene, command.project), say))
    waiting = scene.work.projects.waiting()
    if not waiting:
        return sentence(say("No project waits for you."))
    title = say.many("{count} project waits for you.", "{count} projects wait for you.", len(waiting))
    buttons = [button(each.id, Review(each.number), hint=say("Look at {id}", id=each.id)) for each in waiting[:LISTED]]
    rows = [Actions(*buttons[at : at + 5]) for at in range(0, len(buttons), 5)]
    lines: list[Part] = [Text(_line(scene, each)) for each in waiting[:LISTED]]
    if (more := len(waiting) - LISTED) > 0:
        lines.append(Text(say("and {count} more", count=more)))
    return Reply(card=Card(title, *fitting(lines, *rows, title=title, page=True), *rows, page=True))


def _line(scene: Scene, project: Project) -> str:
    say = scene.say
    since = say.day(project.submitted_at, scene.work.desk.timezone)
    what = say("has news") if project.state is ProjectState.APPROVED else say("sent in {day}", day=since)
    return f"{project.id}: {cut(project.title, 150)}, {what}"


def approve(scene: Scene, command: Approve) -> Reply:
    """It may be shown from now on; its maker hears, and whoever looks after its data is thanked by the week."""
    say, at = scene.say, scene.request.at
    project = reviewed(scene, command.project, command.edition)
    changed = act(
        scene, project, "approve", approved_at=project.approved_at or at, decided_by=scene.person.number, reason=""
    )
    scene.work.moderation.note(deed(scene, "showcase_approve", note=project.id))
    show(scene.work, changed)
    told = words_of(scene.work, changed.maker)
    title = told("Good news: {title} is approved.", title=cut(changed.title, 240))
    shown = Text(told("It is shown when its turn comes. If something is new in it, tell us and we show it again."))
    _tell(scene, changed, Card(title, shown, Actions(_see(changed, told))))
    return sentence(say("{id} is approved. It is shown when its turn comes.", id=changed.id))


def ask_change(scene: Scene, command: AskChange) -> Reply:
    """Its maker reads what to change, and sends it again."""
    say, why = scene.say, clean(command.text)[:NOTE]
    project = reviewed(scene, command.project, command.edition)
    changed = act(scene, project, "ask_change", decided_by=scene.person.number, reason=why)
    scene.work.moderation.note(deed(scene, "showcase_change", note=project.id))
    show(scene.work, changed)
    told = words_of(scene.work, changed.maker)
    title = told("Thank you for {title}. Before we show it, please change one thing.", title=cut(changed.title, 240))
    _tell(scene, changed, Card(title, Text(why), Actions(_mend(changed, told), _see(changed, told))))
    return sentence(say("All right. Whoever sent {id} in reads what to change.", id=changed.id))


def decline(scene: Scene, command: DeclineIt) -> Reply:
    """A kind reason, and words of one's own; what can be mended can be sent again."""
    say = scene.say
    project = reviewed(scene, command.project, command.edition)
    told = words_of(scene.work, project.maker)
    why = one_line(f"{told(REASONS[command.reason][1])} {clean(command.text)[:NOTE]}")
    if command.reason == "other" and not clean(command.text):
        wrong = say("Please say in your own words why not: whoever sent it reads this.")
        return Reply(errors=(FieldError("text", wrong),))
    # Nothing of it counts as approved any more: sent in again, it is as little public as something new.
    changed = act(scene, project, "decline", approved_at=None, decided_by=scene.person.number, reason=why)
    scene.work.moderation.note(deed(scene, "showcase_decline", note=f"{project.id}: {command.reason}"))
    show(scene.work, changed)
    parts: list[Part] = [Text(why)]
    ways = [_see(changed, told)]
    if command.reason in FIXABLE:
        parts.append(Text(told("Change that and send it again, and we will look again.")))
        ways.insert(0, _mend(changed, told))
    _tell(scene, changed, Card(told("Thank you for {title}.", title=cut(changed.title, 240)), *parts, Actions(*ways)))
    return sentence(say("{id} is declined. Whoever sent it in reads why.", id=changed.id))


def decide_news(scene: Scene, command: DecideNews) -> Reply:
    """What is new is told with the project, which is shown again; or it is not told."""
    say, project = scene.say, reviewed(scene, command.project, command.edition)
    if not project.fresh:
        return sentence(say("{id} has no news that waits.", id=project.id))
    yes, by = command.verdict != "decline", scene.person.number
    news = {"news": project.fresh, "news_at": scene.request.at} if yes else {}
    changed = act(scene, project, "approve_news" if yes else "decline_news", fresh="", decided_by=by, **news)
    scene.work.moderation.note(deed(scene, "showcase_news", note=f"{project.id}: {'yes' if yes else 'no'}"))
    show(scene.work, changed)
    told, named = words_of(scene.work, changed.maker), {"title": cut(changed.title, 240)}
    title = told("Your news of {title} is told with it, when its turn comes.", **named) if yes else told(
        "Thank you for the news of {title}. We do not tell it this time.", **named
    )  # fmt: skip
    _tell(scene, changed, Card(title, Actions(_see(changed, told))))
    return sentence(say("The news of {id} is told with it.", id=changed.id) if yes else say(
        "The news of {id} is not told.", id=changed.id))  # fmt: skip


def remove(scene: Scene, command: RemoveIt) -> Reply:
    """It goes from everywhere; a sentence stands where it was shown."""
    say, why = scene.say, clean(command.text)[:NOTE]
    project = project_of(scene, command.project)
    changed = act(scene, project, "remove", decided_by=scene.person.number, reason=why)
    scene.work.moderation.note(deed(scene, "showcase_remove", note=f"{project.id}: {why}"))
    show(scene.work, changed)
    told = words_of(scene.work, changed.maker)
    title = told("{title} is no longer shown.", title=cut(changed.title, 240))
    _tell(scene, changed, Card(title, Text(told("Reason: {why}", why=cut(why, 900)))))
    return sentence(say("{id} is removed from everywhere.", id=changed.id))


def _tell(scene: Scene, project: Project, card: Card) -> None:
    """In direct messages; each decision has a message of its own."""
    name = f"{subject(project.number)}/told/{project.version}"
    tell(scene.work, project.maker, name, card)


def _see(project: Project, say: Words) -> Button:
    return button(say("Where it stands"), MyProjects(project.number), hint=say("Show {id}", id=project.id))


def _mend(project: Project, say: Words) -> Button:
    return button(say("Change it"), Showcase(project.number), "primary", say("Change {id}", id=project.id))
