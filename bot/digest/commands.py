"""What coordinators say about digests, what their buttons say, and what the clock and the pump say."""

from dataclasses import dataclass
from datetime import datetime

from bot.digest.model import AUDIENCES
from bot.speech.command import Command, choice, name, number, said

PARTS = ("needs", "unanswered", "loads", "topics", "gaps", "coming")


@said("opendata-admin digest preview")
@dataclass(frozen=True, slots=True)
class DigestPreview(Command):
    """See a digest as its readers would; nobody else does."""

    audience: str = choice(*AUDIENCES, help="whose: coordinators unless told")
    week: str = name("another week or month, like 2026-W48 or 2026-11", longest=10)
    page: int = number("P", "the page, such as P-2")


@said("opendata-admin digest now")
@dataclass(frozen=True, slots=True)
class DigestNow(Command):
    """Send the digest of the last whole week or month at once, unless it was sent."""

    audience: str = choice(*AUDIENCES, help="whose: coordinators unless told")


@said("opendata-admin digest audience")
@dataclass(frozen=True, slots=True)
class DigestAudience(Command):
    """See who gets which digest, when and where."""


@said("opendata digest meaning")
@dataclass(frozen=True, slots=True)
class DigestMeaning(Command):
    """See what each number of a digest counts."""


@said("opendata-admin digest rest")
@dataclass(frozen=True, slots=True)
class DigestRest(Command):
    """See the whole of a list that a digest shows the beginning of."""

    part: str = choice(*PARTS)
    week: str = name("a week or a month", longest=10)
    page: int = number("P")


@said("opendata-admin digest rebalance")
@dataclass(frozen=True, slots=True)
class Rebalance(Command):
    """See what somebody holds, and pass some of it on."""

    champion: int = number("C")


@said("opendata-admin digest due")
@dataclass(frozen=True, slots=True)
class DigestDue(Command):
    """The clock says that a digest is due."""

    audience: str = "coordinators"
    due: datetime | None = None


@said("opendata-admin digest reckon")
@dataclass(frozen=True, slots=True)
class ReckonDigests(Command):
    """The clock says that the next digests have to be reckoned."""


@said("opendata-admin digest refused")
@dataclass(frozen=True, slots=True)
class DigestRefused(Command):
    """The pump says that a platform refuses a digest, in a room or in somebody's direct messages (``directly``)."""

    audience: str = "coordinators"
    period: str = ""
    platform: str = ""
    text: str = ""
    directly: bool = False
