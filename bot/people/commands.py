"""What can be asked about the people of a desk."""

from dataclasses import dataclass
from datetime import date

from bot.people.model import Level
from bot.people.roster.columns import COLUMNS
from bot.speech.command import Command, choice, day, name, number, said, text
from bot.speech.words import languages

HELD = ("keep", "pass", "release")
KEPT = ("nothing", "words")
FORMATS = ("csv", "json", "both")


@said("opendata champions")
@dataclass(frozen=True, slots=True)
class Champions(Command):
    """See who looks after what."""

    text: str = text("a topic")


@said("opendata me link")
@dataclass(frozen=True, slots=True)
class LinkMe(Command):
    """Join your accounts on two platforms: without a code you get one, with it they become one person."""

    text: str = text("the code that your other account was given")


WAYS = ("dm", "thread", "none")


@said("opendata me language")
@dataclass(frozen=True, slots=True)
class Language(Command):
    """Choose the language in which we write to you."""

    language: str = choice(*languages(), help="the language in which we write to you")


@said("opendata me messages")
@dataclass(frozen=True, slots=True)
class Messages(Command):
    """Choose whether we may write to you directly."""

    how: str = choice(*WAYS, help="direct messages, in the thread only, or none")


@said("opendata me privacy")
@dataclass(frozen=True, slots=True)
class Privacy(Command):
    """See what we keep of you, why, and for how long."""


@said("opendata me export")
@dataclass(frozen=True, slots=True)
class Export(Command):
    """Get everything that we keep of you."""

    page: int = number("P", "the page, such as P-2")


@said("opendata me erase")
@dataclass(frozen=True, slots=True)
class Erase(Command):
    """Be forgotten; ``text`` is the typed confirmation."""

    keep: str = choice(*KEPT, help="what becomes of your public questions")
    text: str = text("the word that confirms it")


@said("opendata-admin records export")
@dataclass(frozen=True, slots=True)
class RecordsExport(Command):
    """Every question that was asked between two days with all that became of it, as files for a records request."""

    since: date | None = day("the first day, like 2026-01-01", bare=True)  # noqa: RUF009 (as in attrs)
    until: date | None = day("the last day; today where you leave it out")  # noqa: RUF009
    format: str = choice(*FORMATS, help="what kind of files: csv, json, or both")


@said("opendata-admin records person")
@dataclass(frozen=True, slots=True)
class RecordsPerson(Command):
    """Export or erase what is kept of somebody, on their wish; ``text`` is the typed confirmation of erasing."""

    who: str = name("whom", person=True)
    do: str = choice("export", "erase", help="export or erase")
    keep: str = choice(*KEPT, help="what becomes of their public questions")
    page: int = number("P", "the page, such as P-2")
    text: str = text("the word that confirms it")

    @property
    def whole(self) -> str:
        """Whom it is about, once it is clear what to do; to erase takes the confirmation as well."""
        return self.who if self.do == "export" or (self.do and self.text) else ""


@said("champion join")
@dataclass(frozen=True, slots=True)
class Join(Command):
    """Say that you are on the roster; your account is looked up."""


@said("champion listme")
@dataclass(frozen=True, slots=True)
class ListMe(Command):
    """Agree to be listed; your account is looked up once more, because a line is never proof."""


@said("champion recognise")
@dataclass(frozen=True, slots=True)
class Recognise(Command):
    """What the platform says of the caller's own account: how an errand comes back, never typed."""

    email: str = name("e-mail address")
    handle: str = name("handle")
    agreed: bool = False


@said("champion hasleft")
@dataclass(frozen=True, slots=True)
class HasLeft(Command):
    """A platform says that an account is no longer there: deactivated, or gone from the server."""

    account: str = name("the account", person=True)


@said("champion away")
@dataclass(frozen=True, slots=True)
class Away(Command):
    """Say until when you are away, who covers for you, and what happens to the questions that you hold."""

    until: date | None = day("your last day away, like 2026-10-14", bare=True)  # noqa: RUF009 (as in attrs)
    cover: str = name("who covers for you", person=True, completes="champion")
    held: str = choice(*HELD, help="your open questions: keep, pass to cover, or release")
    starts: date | None = day("your first day away; today where you leave it out")  # noqa: RUF009


@said("champion leaves")
@dataclass(frozen=True, slots=True)
class LeaveBegins(Command):
    """The clock says that the first day of somebody's leave has come."""

    person: int = number("P")


@said("champion back")
@dataclass(frozen=True, slots=True)
class Back(Command):
    """Say that you are back."""


@said("opendata-admin roster import")
@dataclass(frozen=True, slots=True)
class RosterImport(Command):
    """Compare a pasted roster with the desk's; nothing changes before you say so."""

    text: str = text("the roster as CSV or YAML", verbatim=True)


@said("opendata-admin roster apply")
@dataclass(frozen=True, slots=True)
class RosterApply(Command):
    """Take over a roster that was compared."""

    draft: int = number("D")


@said("opendata-admin roster list")
@dataclass(frozen=True, slots=True)
class RosterList(Command):
    """See everybody on the roster."""


@said("opendata-admin roster check")
@dataclass(frozen=True, slots=True)
class RosterCheck(Command):
    """See what is missing: topics without a champion, champions without an account."""


@said("opendata-admin roster checked")
@dataclass(frozen=True, slots=True)
class RosterChecked(Command):
    """The platforms were asked who of the roster is still there: how that errand comes back, never typed."""


@said("opendata-admin roster export")
@dataclass(frozen=True, slots=True)
class RosterExport(Command):
    """See the roster as CSV."""


@said("opendata-admin roster add")
@dataclass(frozen=True, slots=True)
class RosterAdd(Command):
    """Add somebody to the roster. Nobody is messaged, and nobody is listed before they join."""

    public_name: str = name("the name that askers read")
    level: str = choice(*Level)
    account: str = name("an account or e-mail address", person=True, longest=254)
    department: str = name("whose data they know")
    topics: str = name("topics with ; between them", longest=1000)


@said("opendata-admin roster edit")
@dataclass(frozen=True, slots=True)
class RosterEdit(Command):
    """Change one thing about somebody on the roster."""

    who: str = name("a champion", person=True, completes="champion")
    column: str = choice(*COLUMNS, help="what to change")
    text: str = text("the new value, or: none", verbatim=True)


@said("opendata-admin roster remove")
@dataclass(frozen=True, slots=True)
class RosterRemove(Command):
    """Take somebody off the roster; first you say what becomes of their open questions."""

    who: str = name("a champion", person=True, completes="champion")
    held: str = choice("release", "keep")
