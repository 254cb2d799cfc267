"""What can be asked about datasets."""

from dataclasses import dataclass

from bot.speech.command import Command, choice, said, text

KINDS = ("all", "datasets", "answers", "people")


@said("opendata find")
@dataclass(frozen=True, slots=True)
class Find(Command):
    """Search questions, answers and datasets."""

    kind: str = choice(*KINDS, help="what to look for")
    text: str = text("words to look for")


@said("opendata dataset")
@dataclass(frozen=True, slots=True)
class ShowDataset(Command):
    """See what a dataset is, who looks after it, and what to watch out for."""

    text: str = text("the dataset's name or number")
