"""What can be asked about datasets."""

from dataclasses import dataclass

from bot.catalog.notes import LONGEST
from bot.speech.command import Command, choice, name, number, said, text

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


@said("opendata shared")
@dataclass(frozen=True, slots=True)
class Shared(Command):
    """Somebody shared the address of a dataset's page in a room where the desk shows what it is."""

    dataset: int = number("DS")


@said("champion usage-note")
@dataclass(frozen=True, slots=True)
class WriteNote(Command):
    """Say what a dataset is good for, what it is not, and what to watch out for."""

    dataset: str = name("the dataset", completes="dataset")
    best: str = name("what it is best for", longest=LONGEST)
    not_good: str = name("what it is not good for", longest=LONGEST)
    watch: str = name("what to watch out for", longest=LONGEST)
    source: int = number("Q", "the question that taught it")

    @property
    def says(self) -> str:
        """All that it says; empty where nothing was filled in yet."""
        return "\n".join(each for each in (self.best, self.not_good, self.watch) if each)


@said("champion note-decided")
@dataclass(frozen=True, slots=True)
class DecideNote(Command):
    """Approve a usage note, or not."""

    note: int = number("N")
    verdict: str = choice("approve", "decline")
    text: str = text("why not")

    @property
    def whole(self) -> str:
        """The verdict, once it has its reason where it needs one."""
        return self.verdict if self.verdict == "approve" or self.text else ""


@said("champion note-sent")
@dataclass(frozen=True, slots=True)
class SendNote(Command):
    """Send a usage note on although it may say something personal: its author has looked."""

    note: int = number("N")


@said("champion note-changed")
@dataclass(frozen=True, slots=True)
class ChangeNote(Command):
    """Change a usage note that was kept back."""

    note: int = number("N")
    best: str = name("what it is best for", longest=LONGEST)
    not_good: str = name("what it is not good for", longest=LONGEST)
    watch: str = name("what to watch out for", longest=LONGEST)

    @property
    def says(self) -> str:
        """All that it says; empty where nothing was filled in yet."""
        return "\n".join(each for each in (self.best, self.not_good, self.watch) if each)


@said("opendata-admin portal-read")
@dataclass(frozen=True, slots=True)
class Polled(Command):
    """A portal was read, and what people have to know of it is not what they were told."""

    portal: int = number("P")


@said("opendata-admin portal-right")
@dataclass(frozen=True, slots=True)
class TrustPortal(Command):
    """Say that a portal shows so few datasets because there are no more."""

    portal: int = number("P")


@said("opendata-admin portal-wait")
@dataclass(frozen=True, slots=True)
class AwaitPortal(Command):
    """Say that a portal shows too few datasets, and that we wait until it shows them again."""

    portal: int = number("P")


@said("opendata-admin usage-notes")
@dataclass(frozen=True, slots=True)
class ReviewNotes(Command):
    """See the usage notes that wait for a yes, and decide on them."""
