"""What can be asked about announcements, by coordinators and by those who read one; and what the clock says."""

from dataclasses import dataclass
from datetime import datetime

from bot.speech.command import Command, choice, name, number, said, text


@said("opendata-admin announce preview")
@dataclass(frozen=True, slots=True)
class AnnouncePreview(Command):
    """See what is announced next, where, and whom it would tell."""


@said("opendata-admin announce now")
@dataclass(frozen=True, slots=True)
class AnnounceNow(Command):
    """Announce at once what waits, or one dataset of it."""

    text: str = text("only this dataset: its name or number")


@said("opendata-admin announce hold")
@dataclass(frozen=True, slots=True)
class AnnounceHold(Command):
    """Hold a dataset back from the next announcement."""

    text: str = text("the dataset's name or number")


@said("opendata-admin announce skip")
@dataclass(frozen=True, slots=True)
class AnnounceSkip(Command):
    """Never announce a dataset."""

    text: str = text("the dataset's name or number")


@said("opendata-admin announce pause")
@dataclass(frozen=True, slots=True)
class AnnouncePause(Command):
    """Announce nothing until it is resumed; what is found waits."""


@said("opendata-admin announce resume")
@dataclass(frozen=True, slots=True)
class AnnounceResume(Command):
    """Announce again, from the next slot on."""


@said("opendata-admin announce list")
@dataclass(frozen=True, slots=True)
class AnnounceList(Command):
    """See every dataset that waits or is held."""

    hold: int = number("H", "only what is held as one, such as H-3")
    page: int = number("P", "the page, such as P-2")


@said("opendata-admin announce subscribe")
@dataclass(frozen=True, slots=True)
class AnnounceSubscribe(Command):
    """Have a channel hear of new data: all of it, or a topic, a department, a word."""

    channel: str = name("the channel, like #traffic-data", longest=100)
    topic: str = name("a topic", completes="topic")
    department: str = name("a department", longest=80)
    keyword: str = name("a word of the title or the description", longest=80)


@said("opendata-admin announce unsubscribe")
@dataclass(frozen=True, slots=True)
class AnnounceUnsubscribe(Command):
    """Have a channel hear of new data no longer, or no longer of one thing."""

    channel: str = name("the channel, like #traffic-data", longest=100)
    topic: str = name("only this topic", completes="topic")
    department: str = name("only this department", longest=80)
    keyword: str = name("only this word", longest=80)


@said("opendata-admin announce decide")
@dataclass(frozen=True, slots=True)
class DecideHold(Command):
    """Announce what is held as one, or say that it is not new."""

    hold: int = number("H")
    verdict: str = choice("announce", "not_new")


@said("opendata-admin announce again")
@dataclass(frozen=True, slots=True)
class AnnounceAgain(Command):
    """Try once more to show an announcement that a platform refused."""

    announcement: int = number("AN")


@said("opendata-admin announce refused")
@dataclass(frozen=True, slots=True)
class NotAnnounced(Command):
    """The pump says that a platform refuses an announcement."""

    announcement: int = 0
    platform: str = ""
    text: str = ""


@said("opendata announced")
@dataclass(frozen=True, slots=True)
class Announced(Command):
    """See every dataset of an announcement."""

    announcement: int = number("AN")
    page: int = number("P")


@said("opendata-admin announce due")
@dataclass(frozen=True, slots=True)
class SlotDue(Command):
    """The clock says that a slot has come."""

    due: datetime | None = None


@said("opendata-admin announce look")
@dataclass(frozen=True, slots=True)
class LookThrough(Command):
    """The clock says that there are finds to be looked through, or that the next slot has to be reckoned."""
