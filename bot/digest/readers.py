"""Who reads which digest, and where: each human once, and nobody directly who does not want it (section 3.8)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.engine.ports import Work
from bot.engine.request import Place
from bot.engine.rooms import rooms_for
from bot.people.model import Champion, Level
from bot.questions.board import accounts_of, triage_rooms

_ANSWERERS = frozenset({Level.EXTERNAL, Level.INTERNAL})


@dataclass(frozen=True, slots=True)
class Reader:
    """One place where a digest is shown: somebody's direct messages (``person``) or a room (0), in its language.
    ``instead`` says that it is read there because nobody else could be told."""

    place: Place
    language: str
    person: int = 0
    instead: bool = False

    @property
    def is_room(self) -> bool:
        """Whether others read it there too."""
        return not self.person


def readers(work: Work, audience: str, at: datetime) -> list[Reader]:
    """Everybody who gets a digest at a moment."""
    match audience:
        case "champions":
            return [found for each in work.roster.champions if (found := _champion(work, each))]
        case "executive":
            return _executives(work, at)
        case "public":
            return [_room(work, each) for each in public_rooms(work)]
        case _:
            return _coordinators(work, at)


def directly(work: Work, champion: Champion) -> Reader | None:
    """Somebody's direct messages, where they joined and can be written to: one account, the one last heard from."""
    for account in accounts_of(work, champion.number) if champion.pinned and not champion.has_left else ():
        place = Place(account.platform, account.team, person=account.user)
        if not work.slots.is_refused(place):
            person = work.people.person(champion.number)
            return Reader(place, person.language if person else work.desk.language, champion.number)
    return None


def _there(work: Work, at: datetime) -> Sequence[Champion]:
    """The coordinators who are not away; all of them where everybody is."""
    every = work.roster.coordinators
    return [each for each in every if not each.is_away(at, work.desk.calendar)] or every


def _coordinators(work: Work, at: datetime) -> list[Reader]:
    to = work.desk.digest.to
    people = [found for each in _there(work, at) if (found := directly(work, each))] if to != "channel" else []
    instead = to == "dm" and not people
    rooms = triage_rooms(work) if to != "dm" or instead else ()
    return [*people, *(_room(work, each, instead=instead) for each in rooms)]


def _champion(work: Work, champion: Champion) -> Reader | None:
    """Whose row asks for a weekly message, or who said themselves that we may write to them."""
    if champion.level not in _ANSWERERS or champion.row.notify not in ("weekly", "dm"):
        return None
    person = work.people.person(champion.number)
    agreed = champion.row.notify == "weekly" or (person is not None and person.messages == "dm")
    return directly(work, champion) if agreed else None


def _executives(work: Work, at: datetime) -> list[Reader]:
    """Executives; where none of them can be written to, the coordinators hand it on. Nobody where there are none."""
    every = [each for each in work.roster.champions if each.level is Level.EXECUTIVE]
    found = [reader for each in every if (reader := directly(work, each))]
    if found or not every:
        return found
    return [
        Reader(each.place, each.language, each.person, instead=True)
        for one in _there(work, at)
        if (each := directly(work, one))
    ]


def public_rooms(work: Work) -> Iterator[Place]:
    """Where everybody reads: the news rooms, and on a platform without one the rooms in which people ask."""
    news = rooms_for(work, "news")
    yield from news
    on = {(each.platform, each.team) for each in news}
    yield from (each for each in rooms_for(work, "ask") if (each.platform, each.team) not in on)


def _room(work: Work, place: Place, *, instead: bool = False) -> Reader:
    return Reader(place, work.desk.language, instead=instead)
