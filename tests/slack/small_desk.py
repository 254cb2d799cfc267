"""A desk small enough to see through: the real App and commands, with handlers that say what they heard."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace
from typing import Any, TypeVar

from bot.catalog.commands import Find
from bot.desk import Desk
from bot.desks.commands import AdminHelp, ChampionHelp, Health, Help
from bot.engine.app import App
from bot.engine.request import Caller, Place, Request
from bot.engine.scene import Door, Row, Scene, Who
from bot.people.commands import Join, Recognise
from bot.people.model import Identity
from bot.people.persons import Person
from bot.questions.commands import (
    Ask,
    Changed,
    Claim,
    HandOff,
    Heard,
    MarkAnswer,
    Post,
    Queue,
    Status,
    TakenBack,
    Track,
    Unclear,
)
from bot.speech.cards import Actions, Button, Card, Link, Picture, Text
from bot.speech.forms import Choice, FieldError, Form, Pick, TextInput
from bot.speech.grammar import Grammar, write
from bot.speech.reply import Errand, Reply

T = TypeVar("T")
LONGEST = 200


@dataclass
class SmallDesk:
    """What the desk remembers, as a store of one desk. ``hold`` keeps every write waiting; ``broken`` makes it fail."""

    desk: Desk
    heard: list[Request] = field(default_factory=list)
    replies: dict[str, Reply] = field(default_factory=dict)
    rooms: dict[str, Place] = field(default_factory=dict)
    ours: dict[tuple[str, str], str] = field(default_factory=dict)
    traces: dict[str, tuple[object, ...]] = field(default_factory=dict)
    hold: asyncio.Event | None = None
    broken: bool = False
    datasets: tuple[str, ...] = ("Street Trees", "Bike Counts", "Tree Pits & Planters")
    writes: int = 0
    writing: asyncio.Event = field(default_factory=asyncio.Event)

    async def write(self, desk: str, act: Callable[[Any], T]) -> T:
        assert desk == self.desk.slug
        self.writes += 1
        self.writing.set()
        if self.hold is not None:
            await self.hold.wait()
        if self.broken:
            raise ConnectionError("the database is down")
        return act(self.work)

    async def look(self, desk: str, see: Callable[[Any], T]) -> T:
        assert desk == self.desk.slug
        return see(self.work)

    @property
    def work(self) -> Any:
        return SimpleNamespace(
            desk=self.desk,
            rooms=self.rooms,
            people=SimpleNamespace(caller=self._caller, known=self._known),
            catalog=SimpleNamespace(matches=self._matches),
            slots=SimpleNamespace(subject_at=lambda place: self.ours.get((place.channel or "direct", place.thread))),
            workspaces=SimpleNamespace(enter=lambda platform, team: None, gone=tuple),
            traces=SimpleNamespace(of=lambda message: self.traces.get(message, ())),
            reply_to=self.replies.get,
            keep=self._keep,
            note_room=self.rooms.__setitem__,
        )

    def _caller(self, caller: Caller, at: datetime) -> Person:
        return Person(1, caller.name, caller.identity)

    def _matches(self, words: str, limit: int) -> list[Any]:
        found = (SimpleNamespace(short_number=f"DS-{n}", title=title) for n, title in enumerate(self.datasets, 1))
        return [each for each in found if words.casefold() in each.title.casefold()][:limit]

    def _known(self, identity: Identity) -> Person | None:
        return None

    def _keep(self, request: Request, reply: Reply) -> None:
        self.heard.append(request)
        self.replies[request.id] = reply

    @property
    def commands(self) -> list[Any]:
        return [request.command for request in self.heard]


def _says(scene: Scene, command: Any) -> Reply:
    """Say the command back as a line, with what one may press next."""
    title = f"{type(command).__name__} heard"
    return Reply(card=Card(title, Text(write(command)[:400]), Actions(Button("Take it", "champion claim Q-7"))))


def _nothing(scene: Scene, command: Any) -> Reply:
    return Reply()


def _ask(scene: Scene, command: Ask) -> Reply:
    if len(command.text) > LONGEST:
        return Reply(errors=(FieldError("text", f"Please shorten this to {LONGEST} characters."),))
    return Reply(card=Card("Ask heard", Text(command.text), Actions(Button("Post question", "opendata post D-17"))))


def _ask_form(scene: Scene, command: Ask) -> Form:
    shares = (("named", "With my name"), ("unnamed", "Without my name"))
    inputs = (
        TextInput("text", "Your question", value=command.text, multiline=True),
        Pick("dataset", "Dataset", "dataset", value=command.dataset),
        Choice("share", "Post it", shares, value=command.share, required=False),
    )
    return Form("Ask a question", write(Ask(dataset=command.dataset)), inputs)


def _join(scene: Scene, command: Join) -> Reply:
    return Reply(errand=Errand("profile"))


def _recognised(scene: Scene, command: Recognise) -> Reply:
    return Reply(card=Card(f"You are {command.handle}", Text(command.email)))


def _pictured(scene: Scene, command: Queue) -> Reply:
    again = Actions(Button("Again", "champion queue all"))
    return Reply(card=Card("Queue heard", Picture(b"\x89PNG" + command.show.encode(), "Bars: 3 and 5"), again))


def _linked(scene: Scene, command: Status) -> Reply:
    link = Actions(Button("Read it on the web", url="https://data.example.gov/a/142"))
    return Reply(card=Card("Status heard", Text(Link("the answer", "https://data.example.gov/a/142")), link))


_TEXT = ("text",)
TABLE = (
    Row(Ask, _ask, Who.ANYONE, "Ask a question", Ask(text="Why?"), form=_ask_form, needs=_TEXT),
    Row(Status, _linked, Who.ANYONE, "See where your questions stand", Status(142)),
    Row(Find, _says, Who.ANYONE, "Search", Find(text="trees")),
    Row(Help, _says, Who.ANYONE, "Help", Help()),
    Row(Queue, _pictured, Who.ANYONE, "See what waits", Queue("mine")),
    Row(Claim, _says, Who.ANYONE, "Take a question", Claim(142)),
    Row(HandOff, _says, Who.ANYONE, "Pass it on", HandOff(142, "@Maria")),
    Row(ChampionHelp, _says, Who.ANYONE, "Help", ChampionHelp()),
    Row(Health, _says, Who.COORDINATOR, "Health", Health()),
    Row(AdminHelp, _says, Who.ANYONE, "Help", AdminHelp()),
    Row(Post, _says, Who.ANYONE, "Post", Post(17), door=Door.PRESSED),
    Row(Join, _join, Who.ANYONE, "Join", Join(), door=Door.PRESSED),
    Row(Heard, _nothing, Who.ANYONE, "A message", Heard("2024"), door=Door.HEARD),
    Row(Unclear, _says, Who.ANYONE, "Unclear", Unclear("how many"), door=Door.HEARD),
    Row(Track, _says, Who.ANYONE, "Track", Track("@U1", "Where?"), door=Door.HEARD),
    Row(MarkAnswer, _says, Who.ANYONE, "Mark", MarkAnswer("@U1", "There."), door=Door.HEARD),
    Row(Changed, _nothing, Who.ANYONE, "Edited", Changed("slack:msg:T:C:1", "2025"), door=Door.HEARD),
    Row(TakenBack, _nothing, Who.ANYONE, "Deleted", TakenBack("slack:msg:T:C:1"), door=Door.HEARD),
    Row(Recognise, _recognised, Who.ANYONE, "Known", Recognise(), door=Door.HEARD),
)
GRAMMAR = Grammar(row.command for row in TABLE if row.door is not Door.HEARD)


def small_desk(**channels: str) -> tuple[App, SmallDesk]:
    """The app of a desk with these channels on Slack."""
    store = SmallDesk(Desk("springfield", "Springfield", channels={"slack": channels}))
    return App(store, TABLE), store  # type: ignore[arg-type]
