"""What can be asked about projects: by who made one, by who reads of one, and by coordinators."""

from dataclasses import dataclass

from bot.showcase.model import ALT, HELP, LICENCE, LINK, RUNS, TITLE, LetterKind, Stage
from bot.speech.command import Command, choice, name, number, said, text

_STAGES = tuple(each.value for each in Stage)
_MOST_NAMED = 400  # characters of several names of datasets


@said("opendata showcase")
@dataclass(frozen=True, slots=True)
class Showcase(Command):
    """Show what you built with the city's data, or change it."""

    project: int = number("S", "a project of yours, such as S-12")
    title: str = name("what it is called", longest=TITLE)
    link: str = name("its web address", longest=LINK)
    dataset: str = name("the city's datasets in it", completes="dataset", longest=_MOST_NAMED)
    stage: str = choice(*_STAGES, help="how far it has come")
    by: str = choice("me", "other", help="who made it")
    text: str = text("what it does, and for whom")


@said("opendata showcase-edit")
@dataclass(frozen=True, slots=True)
class EditSketch(Command):
    """Change what you wrote of a project before it is sent."""

    draft: int = number("D")
    title: str = name(longest=TITLE)
    link: str = name(longest=LINK)
    dataset: str = name(completes="dataset", longest=_MOST_NAMED)
    stage: str = choice(*_STAGES)
    text: str = text()


@said("opendata showcase-more")
@dataclass(frozen=True, slots=True)
class MoreOfIt(Command):
    """Say more of a project: a picture, who runs it, which help it wants, its licence."""

    draft: int = number("D")
    step: str = choice("done")
    picture: str = name(longest=LINK)
    alt: str = name(longest=ALT)
    runs: str = name(longest=RUNS)
    help_wanted: str = name(longest=HELP)
    licence: str = name(longest=LICENCE)


@said("opendata showcase-data")
@dataclass(frozen=True, slots=True)
class ItsData(Command):
    """Say which of the city's datasets are in a project."""

    draft: int = number("D")
    first: str = name(completes="dataset")
    second: str = name(completes="dataset")
    third: str = name(completes="dataset")
    fourth: str = name(completes="dataset")
    fifth: str = name(completes="dataset")


@said("opendata showcase-add")
@dataclass(frozen=True, slots=True)
class AddData(Command):
    """Say that one more dataset is in a project."""

    draft: int = number("D")
    dataset: str = name(completes="dataset")


@said("opendata showcase-look")
@dataclass(frozen=True, slots=True)
class LookAtIt(Command):
    """Look at a project before it is sent, without its picture where there is trouble with it."""

    draft: int = number("D")
    picture: str = choice("none")


@said("opendata showcase-send")
@dataclass(frozen=True, slots=True)
class SendIt(Command):
    """Send a project for review."""

    draft: int = number("D")


@said("opendata showcase-cancel")
@dataclass(frozen=True, slots=True)
class CancelIt(Command):
    """Do not send it."""

    draft: int = number("D")


@said("opendata suggested")
@dataclass(frozen=True, slots=True)
class Suggest(Command):
    """A message was chosen in its menu, because it tells of a project. Who wrote it is only compared with who chose
    it."""

    author: str = ""
    text: str = ""
    message: str = ""
    nothing_to_ask: str = ""


@said("opendata showcase-checked")
@dataclass(frozen=True, slots=True)
class LinkChecked(Command):
    """What was found at a project's link: ``found`` is "fine", "dead" or "forbidden", ``trouble`` says why."""

    draft: int = 0
    url: str = ""
    found: str = ""
    trouble: str = ""


@said("opendata showcase-image")
@dataclass(frozen=True, slots=True)
class TakeImage(Command):
    """The picture at an address was fetched and is kept as ``image``; or ``trouble`` says why not."""

    draft: int = 0
    url: str = ""
    image: str = ""
    trouble: str = ""


@said("opendata projects")
@dataclass(frozen=True, slots=True)
class MyProjects(Command):
    """See where your projects stand, and what people wrote to you about them."""

    project: int = number("S", "a project of yours, such as S-12")


@said("opendata showcase-news")
@dataclass(frozen=True, slots=True)
class TellNews(Command):
    """Say what is new in a project of yours."""

    project: int = number("S")
    text: str = text()


@said("opendata showcase-withdraw")
@dataclass(frozen=True, slots=True)
class WithdrawIt(Command):
    """Take a project of yours back."""

    project: int = number("S")
    sure: str = choice("yes")


@said("opendata showcase-datasets")
@dataclass(frozen=True, slots=True)
class SeeData(Command):
    """See which of the city's datasets are in a project."""

    project: int = number("S")


@said("opendata showcase-write")
@dataclass(frozen=True, slots=True)
class WriteMaker(Command):
    """Write to who made a project, through us."""

    project: int = number("S")
    kind: str = choice(*(each.value for each in LetterKind))
    text: str = text()


@said("opendata showcase-answer")
@dataclass(frozen=True, slots=True)
class AnswerLetter(Command):
    """Answer somebody who wrote to you about a project, through us."""

    letter: int = number("M")
    text: str = text()


@said("opendata showcase-report")
@dataclass(frozen=True, slots=True)
class ReportLetter(Command):
    """Show a coordinator what somebody wrote to you."""

    letter: int = number("M")


@said("opendata-admin showcase review")
@dataclass(frozen=True, slots=True)
class Review(Command):
    """See which projects wait, or look at one."""

    project: int = number("S", "only this project, such as S-12")


@said("opendata-admin showcase approve")
@dataclass(frozen=True, slots=True)
class Approve(Command):
    """Let a project be shown. ``edition`` is the one that was looked at, 0 for the newest."""

    project: int = number("S")
    edition: int = number("E")


@said("opendata-admin showcase change")
@dataclass(frozen=True, slots=True)
class AskChange(Command):
    """Ask who made a project to change something."""

    project: int = number("S")
    edition: int = number("E")
    text: str = text()


@said("opendata-admin showcase decline")
@dataclass(frozen=True, slots=True)
class DeclineIt(Command):
    """Decline a project, with a reason."""

    project: int = number("S", "the project, such as S-12")
    edition: int = number("E", "which version of it you looked at")
    reason: str = choice("link", "login", "no_data", "unclear", "harm", "not_fit", "other", help="why not")
    text: str = text("more about why; whoever sent it reads this")


@said("opendata-admin showcase news")
@dataclass(frozen=True, slots=True)
class DecideNews(Command):
    """Let a project's news be told, or not."""

    project: int = number("S")
    edition: int = number("E")
    verdict: str = choice("approve", "decline")


@said("opendata-admin showcase remove")
@dataclass(frozen=True, slots=True)
class RemoveIt(Command):
    """Remove a project from everywhere."""

    project: int = number("S", "the project, such as S-12")
    text: str = text("why; whoever sent it reads this")
