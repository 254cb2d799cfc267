"""The app: every request is handled once, in one unit of work, and every refusal is kind."""

import asyncio
import secrets
import unicodedata
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

import structlog

from bot.desk import Desk
from bot.engine.errors import ChampionsError, Refusal, frames_of
from bot.engine.mentions import without_ids
from bot.engine.ports import Store, Work
from bot.engine.reckoning import giving_way, not_looking
from bot.engine.request import Place, Request
from bot.engine.scene import Row, Scene, Who
from bot.people.persons import Person
from bot.privacy import Span
from bot.questions.search import Hit
from bot.speech.cards import Actions, Button, Card, Text
from bot.speech.command import Command, args_of
from bot.speech.plain import cut
from bot.speech.reply import NOTHING, Errand, Reply
from bot.speech.words import known_language, words

T = TypeVar("T")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})
log = structlog.get_logger(__name__)


class Failed(ChampionsError):
    """Our own fault: the request was not handled and nothing of it was kept.

    ``reply`` says so and gives the person's text back. A platform that delivers again should be left unanswered.
    """

    def __init__(self, reply: Reply, reference: str) -> None:
        super().__init__(reference)
        self.reply, self.reference = reply, reference


class App:
    """The middle: give it requests, get replies. It knows no platform and no database by name.

    ``away`` says which platforms cannot be reached just now, and since when. ``errands`` are the slow works
    that are not the platform's own, by name: each gives the command with which it comes back. ``paint`` makes PNG of
    SVG; without it nothing has pictures.
    """

    def __init__(self, store: Store, table: Iterable[Row], away: Callable[[], Mapping[str, datetime]] = dict) -> None:
        self.store, self.away = store, away
        self.paint: Callable[[Sequence[str]], Awaitable[Sequence[bytes]]] | None = None
        self.errands: dict[str, Callable[[Request, Errand], Awaitable[Command]]] = {}
        self.table: Mapping[type[Command], Row] = {row.command: row for row in table}

    async def handle(self, request: Request) -> Reply:
        """Handle a request: durable when this returns, and the same reply however often it comes.

        A command that lacks something it needs is answered by its form; that neither writes nor counts as handled.
        Raises :class:`Failed` where the fault is ours.
        """
        row = self.table[type(request.command)]
        try:
            return await self._handle(row, request)
        except Refusal as refusal:
            return whisper(refusal)
        except Exception as fault:  # whatever it is, the person gets their text back and a reference
            raise _failed(request, fault) from fault

    async def _handle(self, row: Row, request: Request) -> Reply:
        if row.needs and lacks(row, request.command):
            opened, request = await self.store.look(request.desk, lambda work: _opened(row, request, work))
            if opened is not None:
                return opened
        found, seen = await self._beforehand(row, request)
        kept = await self._worked_out(row, request)
        away = self.away()
        return await self.store.write(request.desk, lambda work: once(row, request, work, found, away, seen, kept))

    async def _beforehand(self, row: Row, request: Request) -> tuple[tuple[Hit, ...], Mapping[str, tuple[Span, ...]]]:
        """What is too slow for the one writer, read on a reader in one go."""
        looks, checks, command = row.looks, row.checks, request.command
        if looks is None and checks is None:
            return (), {}

        def read(work: Work) -> tuple[tuple[Hit, ...], Mapping[str, tuple[Span, ...]]]:
            return looks(work, command) if looks else (), checks(work, command) if checks else {}

        return await self.store.look(request.desk, read)

    async def _worked_out(self, row: Row, request: Request) -> Any:
        """What the row reads, and what it makes of that: neither looks nor the writer wait for the making."""
        if row.reads is None:
            return None
        if row.works is None:
            return await self.store.look(request.desk, lambda work: _read(row, request, work))
        with giving_way(), not_looking():
            found = await self.store.scan(request.desk, lambda work: _read(row, request, work))
            made = None if found is None else await asyncio.to_thread(row.works, found)
        return made if made is None else await self._pictured(row, request, made)

    async def _pictured(self, row: Row, request: Request, made: Any) -> Any:
        """What was made, with its pictures where somebody can paint them."""
        if row.draws is None or row.shows is None or self.paint is None:
            return made
        with giving_way():
            drawn = await asyncio.to_thread(row.draws, request.command, made)
        painted = await self.paint(list(drawn.values())) if drawn else []
        return row.shows(made, {what: png for what, png in zip(drawn, painted, strict=True) if png})

    async def look(self, desk: str, see: Callable[[Work], T]) -> T:
        """Read without writing, on a reader: completion, Home, pages, health."""
        return await self.store.look(desk, see)

    async def place_rooms(
        self, desk: Desk, platform: str, found: Mapping[str, Place], team: str = "", *, among: bool = False
    ) -> None:
        """Remember where a desk's rooms ("ask", "triage", …) are on a platform that has just been reached; ``team`` is
        the workspace in which the app is (again). Rooms that the desk's settings no longer name are forgotten; those
        that are named and not found may be back later. Where the workspace is one ``among`` several, each keeps its
        own."""

        def write(work: Work) -> None:
            if team:
                work.workspaces.enter(platform, team)
            where = _where(work, platform, team) if among else platform
            for name in tuple(work.rooms):
                on, _, purpose = name.partition("/")
                if on == where and purpose not in found and not desk.channel(platform, purpose):
                    work.forget_room(name)
            for name, place in found.items():
                if work.rooms.get(f"{where}/{name}") != place:
                    work.note_room(f"{where}/{name}", place)

        await self.store.write(desk.slug, write)


def _where(work: Work, platform: str, team: str) -> str:
    """How a workspace's rooms begin: the first workspace's by their platform's name, every other's by its id too."""
    first = next((place.team for name, place in work.rooms.items() if name.startswith(f"{platform}/")), team)
    return platform if first == team else f"{platform}@{team}"


def lacks(row: Row, command: Command) -> bool:
    """True where the command is still without something that it needs."""
    return any(_is_empty(getattr(command, name)) for name in row.needs)


def _is_empty(value: object) -> bool:
    """Words of nothing but space and signs that nobody sees (controls, joiners, marks of direction) are none."""
    if isinstance(value, str):
        return all(unicodedata.category(sign) in _UNSEEN for sign in value)
    return not value


def once(
    row: Row, request: Request, work: Work, found: tuple[Hit, ...] = (), away: Mapping[str, datetime] | None = None,
    seen: Mapping[str, tuple[Span, ...]] | None = None, kept: Any = None,
) -> Reply:  # fmt: skip
    """Handle ``request`` in ``work`` unless it was handled before; then give the reply it was given."""
    before = work.reply_to(request.id)
    if before is not None:
        return before
    person = _caller(request, work)
    scene = Scene(request, work, person, words(person.language), found, away or {}, seen or {}, kept)
    _check(row, scene)
    command = without_ids(in_place(request, work).command, request.who.identity, work, scene.say)
    act = row.muted if row.muted is not None and person.is_muted(request.at) else row.handler
    reply = act(scene, command)
    work.keep(request, reply)
    return reply


def _caller(request: Request, work: Work) -> Person:
    """Who speaks. Where a platform does not say who did something, it is nobody, of whom nothing is written down."""
    if not request.who.identity.user:
        return Person(0, "", request.who.identity, work.desk.language)
    return work.people.caller(request.who, request.at)


def in_place(request: Request, work: Work) -> Request:
    """The request with the question's number filled in where it was left out in the question's own thread."""
    kind: type = type(request.command)
    numbers = _questions_in(kind)
    if not numbers or getattr(request.command, numbers[-1]) or not request.where.thread:
        return request
    here = question_at(request.where, work)
    said = getattr(request.command, numbers[0])
    if not here or (said and len(numbers) == 1):
        return request
    # "@bot duplicate Q-118" in the thread of Q-142 names the other question, not its own.
    filled = {numbers[0]: here, numbers[-1]: said} if said else {numbers[0]: here}
    return replace(request, command=replace(request.command, **filled))


@cache
def _questions_in(kind: type) -> tuple[str, ...]:
    """The fields of a command that hold a question's number."""
    return tuple(key for key, arg in args_of(kind).items() if arg.prefix == "Q")


def question_at(where: Place, work: Work) -> int:
    """The number of the question whose thread ``where`` is; 0 for any other thread."""
    name = work.slots.subject_at(where) or ""
    number = name.partition("/")[0].removeprefix("Q-")
    return int(number) if number.isdigit() else 0


def _read(row: Row, request: Request, work: Work) -> Any:
    """What the row reads for whoever may say its command; None for anybody else, who is refused afterwards."""
    person = work.people.known(request.who.identity)
    allowed = row.who is Who.ANYONE or (person is not None and (row.who is Who.CHAMPION or person.is_coordinator))
    return row.reads(work, request.command, request.at) if row.reads and allowed else None


def _opened(row: Row, request: Request, work: Work) -> tuple[Reply | None, Request]:
    request = in_place(request, work)
    if not lacks(row, request.command):
        return None, request
    person = work.people.known(request.who.identity)
    if person is None:
        language = known_language(request.who.locale or work.desk.language)
        person = Person(0, request.who.name, request.who.identity, language)
    scene = Scene(request, work, person, words(person.language))
    _check(row, scene)
    if row.form is None:
        return None, request
    return Reply(form=row.form(scene, request.command)), request


def _check(row: Row, scene: Scene) -> None:
    person, say = scene.person, scene.say
    if row.who is Who.CHAMPION and not person.is_champion:
        raise Refusal(
            say("Only champions can do this. If you want to ask something, use `/opendata ask`."),
            "E-ROLE",
            (Button(say("I am on the roster"), "champion join"),),
        )
    if row.who is Who.COORDINATOR and not person.is_coordinator:
        names = ", ".join(each.public_name for each in scene.work.roster.coordinators)
        raise Refusal(
            say("Only coordinators can do this. The coordinators are: {names}.", names=cut(names, 800) or "—"), "E-ROLE"
        )


def whisper(refusal: Refusal) -> Reply:
    """The reply that says a refusal, with the next step as buttons where there is one."""
    parts = (Actions(*refusal.buttons),) if refusal.buttons else ()
    return Reply(card=Card(refusal.sentence, *parts))


def _failed(request: Request, fault: Exception) -> Failed:
    reference = secrets.token_hex(2).upper()
    log.error(
        "request failed",
        code="E-UNKNOWN",
        reference=reference,
        command=type(request.command).__name__,
        desk=request.desk,
        fault=type(fault).__name__,
        frames=frames_of(fault),
    )
    say = words(request.who.locale or "en")
    title = say(
        "Something went wrong on our side. Please try again in a minute. Reference: {reference}.",
        reference=reference,
    )
    return Failed(Reply(card=Card(title, *_given_back(request.command, say))), reference)


def _given_back(command: Command, say: Any) -> tuple[Text, ...]:
    """The person's own words, so that they can be copied and sent again."""
    for key, arg in args_of(type(command)).items():
        if arg.kind == "text" and (said := getattr(command, key)):
            return (Text(say("Here is what you wrote, so that it is not lost:")), Text(cut(said, 1_400)))
    return ()


__all__ = ["NOTHING", "App", "Failed", "in_place", "once", "question_at", "whisper"]
