"""Cards of projects: the one that everybody sees, the coordinators', and what stands in the place of one that is gone
(interaction.md, section 3.7)."""

from collections.abc import Sequence

from bot.catalog.model import Dataset
from bot.engine.ports import Work
from bot.questions.views import button
from bot.showcase.commands import Approve, AskChange, DecideNews, DeclineIt, RemoveIt, SeeData, WriteMaker
from bot.showcase.finding import datasets_of
from bot.showcase.model import LetterKind, Project, ProjectState, Stage
from bot.showcase.wording import STAGES, STATES
from bot.speech.cards import Actions, Bold, Button, Card, Facts, Link, Note, Part, Picture, Span, Text, room_in
from bot.speech.plain import cut
from bot.speech.words import Words

TITLE_ROOM = 240  # by worst_length
LEAST_TEXT = 200
_NAME_ROOM = 120
_LINE_ROOM = 300


def project_card(project: Project, work: Work, say: Words) -> Card:
    """The project as everybody sees it, with how to try it, see its data, and reach its maker through us; nothing on it
    says who that is."""
    return shown_as(project, work, say, *_ways(project, say))


def shown_as(project: Project, work: Work, say: Words, *ways: Button, beside: Sequence[Part] = ()) -> Card:
    """The same with other buttons, and with other parts before them: what its maker looks at before it is sent."""
    title = say("Made with the city's data: {title}", title=cut(project.title, TITLE_ROOM))
    news = [Text(Bold(say("What is new:")), " ", cut(project.news, 700))] if project.news else []
    about = _about(project, datasets_of(work, project.datasets), say)
    parts: list[Part] = [*news, *about, *picture_of(project, work), *beside, *([Actions(*ways)] if ways else [])]
    return Card(title, _does(project, parts, title), *parts, page=True)


def picture_of(project: Project, work: Work) -> list[Picture]:
    """Its picture, where it has one."""
    png = work.pictures.get(project.image) if project.image else None
    return [Picture(png, cut(project.alt, 900))] if png is not None and project.alt else []


def _ways(project: Project, say: Words) -> list[Button]:
    named, number = {"title": cut(project.title, 40)}, project.number
    ways = [
        Button(say("Try it"), url=project.url, hint=_short(say("Try {title}", **named))),
        button(say("See the data"), SeeData(number), hint=_short(say("See the data in {title}", **named))),
    ]
    if project.has_maker:
        asks, helps = (WriteMaker(number, kind.value) for kind in (LetterKind.ASK, LetterKind.HELP))
        ways += [
            button(say("Ask the maker"), asks, hint=_short(say("Ask the maker of {title}", **named))),
            button(say("I want to help"), helps, hint=_short(say("Help with {title}", **named))),
        ]
    return ways


def _short(hint: str) -> str:
    return hint[:75]


def _does(project: Project, beside: Sequence[Part], title: str) -> Text:
    """What it does, as much of it as there is room for beside everything else."""
    room = room_in(*beside, title=title, page=True) - 10
    return Text(cut(project.does, max(room, LEAST_TEXT)) or "—")


def _about(project: Project, datasets: Sequence[Dataset], say: Words) -> list[Part]:
    """Its data, its stage, and what else its maker said of it."""
    names = ", ".join(cut(each.title, _NAME_ROOM) for each in datasets)
    rows: list[tuple[str, tuple[Span, ...]]] = [(say("Uses"), (names or say("data that is no longer published"),))]
    rows.append((say("Stage"), (say(STAGES[project.stage]),)))
    said = (
        (say("Run by"), project.runs),
        (say("Help wanted"), project.help_wanted),
        (say("Licence"), project.licence),
    )
    rows += [(label, (cut(text, _LINE_ROOM),)) for label, text in said if text]
    old = [Note(say("It is no longer worked on."))] if project.stage is Stage.ARCHIVED else []
    return [Facts(tuple(rows)), *old, Note(say("A community project, not run by the City."))]


def gone_card(project: Project, say: Words) -> Card:
    """What stands where a project was shown that is not shown any more."""
    match project.state:
        case ProjectState.WITHDRAWN:
            return Card(say("{id} was taken back by who made it.", id=project.id), page=True)
        case _:
            return Card(say("{id} is no longer shown here.", id=project.id), page=True)


def review_card(
    project: Project, datasets: Sequence[Dataset], maker: str, decider: str, warning: Sequence[Part], say: Words
) -> Card:
    """What coordinators read of a project, wherever it stands; ``maker`` is who sent it in, ``decider`` who decided
    last, and ``warning`` what in its words looks like personal data."""
    state = say("has news") if project.state is ProjectState.APPROVED and project.fresh else say(STATES[project.state])
    title = say("{id}: {title} ({state})", id=project.id, title=cut(project.title, TITLE_ROOM), state=state)
    if project.state in (ProjectState.WITHDRAWN, ProjectState.REMOVED):
        return Card(say("{id}: a project ({state})", id=project.id, state=state), *_decided(project, decider, say),
                    page=True)  # fmt: skip
    ways = _decisions(project, say)
    beside: list[Part] = [
        Text(Link(cut(project.url, _LINE_ROOM), project.url)),
        *([Text(Bold(say("What is new:")), " ", cut(project.fresh, 700))] if project.fresh else []),
        *_about(project, datasets, say),
        *_sent_by(project, maker, say), *warning, *_decided(project, decider, say),
        *([Actions(*ways)] if ways else []),
    ]  # fmt: skip
    return Card(title, _does(project, beside, title), *beside, page=True)


def _sent_by(project: Project, maker: str, say: Words) -> list[Part]:
    told = (
        say("Suggested by {name}, who did not make it.", name=maker)
        if project.suggested
        else say("Sent in by {name}.", name=maker)
    )
    again = [Note(say("This is version {number} of it.", number=project.edition))] if project.edition > 1 else []
    dead = [Text(Bold(say("Its link did not answer when we looked.")))] if project.dead else []
    return [Note(told), *again, *dead]


def _decided(project: Project, decider: str, say: Words) -> list[Part]:
    if not decider:
        return []
    why = [Note(say("Its maker was told: {text}", text=cut(project.reason, 700)))] if project.reason else []
    return [Note(say("Decided by {name}.", name=decider)), *why]


def _decisions(project: Project, say: Words) -> list[Button]:
    """What a coordinator can do with it now; each decision carries the version that they see."""
    number, edition, id = project.number, project.edition, project.id
    if project.state is ProjectState.REVIEW:
        return [
            button(say("Approve"), Approve(number, edition), "primary", say("Approve {id}", id=id)),
            button(say("Ask for a change"), AskChange(number, edition), hint=say("Ask for a change of {id}", id=id)),
            button(say("Decline"), DeclineIt(number, edition), hint=say("Decline {id}", id=id)),
        ]
    if project.state is ProjectState.APPROVED:
        yes, no = (DecideNews(number, each) for each in ("approve", "decline"))
        news = [
            button(say("Tell the news"), yes, "primary", say("Tell the news of {id}", id=id)),
            button(say("Don't tell it"), no, hint=say("Do not tell the news of {id}", id=id)),
        ]
        remove = button(say("Remove"), RemoveIt(number), hint=say("Remove {id}", id=id))
        return [*(news if project.fresh else []), remove]
    return []
