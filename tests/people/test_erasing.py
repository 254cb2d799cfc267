"""Being forgotten, looked at in the database: no table of it holds a word, a name or an id of the person afterwards."""

from dataclasses import replace

import pytest

from bot.engine.app import App
from bot.engine.ports import Store, Work
from bot.engine.request import Caller, Place, Request
from bot.people import commands as p
from bot.people.model import Identity
from bot.questions import commands as q
from bot.speech.command import Command
from bot.speech.reply import Reply
from bot.table import COMMANDS
from storage.columns import metadata
from tests.stores import ANA, ANA_ACCOUNT, BO, DESK, NOW

ROOMS = {"ask": Place("slack", "T1", "C1"), "triage": Place("slack", "T1", "C2")}
ZOE = Caller(Identity("slack", "T1", "U0ZOEZOE1"), "Zoe Quill", "es-MX")
EVE = Caller(Identity("slack", "T1", "U0EVEEVE1"), "Eve Marsh", "en-US")
ANA_CALLS = Caller(ANA_ACCOUNT, "Ana", "en-US")
BO_CALLS = Caller(Identity("slack", "T1", "U0BOBOBO1"), "Bo", "en-US")
LEFT = ("Zoe", "Quill", "U0ZOEZOE1", "quokka")  # a word of hers stands in everything that she writes


class Desk:
    """A desk on one database, where people say things in turn."""

    def __init__(self, store: Store) -> None:
        self.store, self.app, self.said = store, App(store, COMMANDS), 0

    async def say(self, who: Caller, command: Command, where: str = "ask", kind: str = "act") -> Reply:
        """Have somebody say a command."""
        self.said += 1
        request = Request(f"slack:{kind}:{self.said}", DESK.slug, who, ROOMS[where], NOW, command)
        return await self.app.handle(request)

    async def left(self) -> list[tuple[str, str]]:
        """Every table in which something of hers stands, with what it is."""

        def look(work: Work) -> list[tuple[str, str]]:
            driver = work.link.driver  # type: ignore[attr-defined]
            found = []
            for table in metadata.sorted_tables:
                for row in driver.execute(f"SELECT * FROM {table.name}").fetchall():
                    found += [(table.name, word) for word in LEFT if any(word in str(cell) for cell in row)]
            return sorted(set(found))

        return await self.store.look(DESK.slug, look)


@pytest.fixture
async def desk(store: Store) -> Desk:
    await store.save_desk(DESK)

    def found(work: Work) -> None:
        work.people.save_roster((ANA, replace(BO, slack=BO_CALLS.identity.user)), NOW)

    await store.write(DESK.slug, found)
    desk = Desk(store)
    await desk.app.place_rooms(DESK, "slack", ROOMS)
    return desk


async def lives(desk: Desk) -> None:
    """Everything that somebody can leave behind: open, answered and private questions, replies, a draft,
    help for a neighbour, things followed, choices, and a code that was never typed."""
    for number, (text, share) in enumerate(
        (
            ("Where do the trees of quokka street stand?", "named"),
            ("Who waters the trees by the quokka pond?", "unnamed"),
            ("Which trees were cut behind quokka house?", "private"),
        ),
        start=1,
    ):
        await desk.say(ZOE, q.Ask(text=text))
        await desk.say(ZOE, q.Post(number, share))
    await desk.say(ANA_CALLS, q.Claim(1))
    await desk.say(ANA_CALLS, q.WriteAnswer(1, text="They stand where the map says."))
    await desk.say(ANA_CALLS, q.PostAnswer(4))
    await desk.say(ZOE, q.Solved(1, "Zoe Quill"))
    await desk.say(ZOE, q.Tell(2, "I mean the quokka pond in the north"), kind="msg")
    await desk.say(ANA_CALLS, q.Claim(2))
    await desk.say(ANA_CALLS, q.Clarify(2, text="Which years?"))
    await desk.say(EVE, q.Ask(text="Where is the bicycle map?"))
    await desk.say(EVE, q.Post(5, "named"))
    await desk.say(EVE, q.Solved(4, "Zoe Quill"))
    await desk.say(ZOE, q.MeToo(4))
    await desk.say(ZOE, q.WriteMe(4))
    await desk.say(ZOE, p.Messages("dm"))
    await desk.say(ZOE, p.LinkMe())
    await desk.say(ZOE, q.Ask(text="A draft about the quokka"))


async def test_nothing_of_somebody_who_was_forgotten_is_left_anywhere(desk: Desk) -> None:
    await lives(desk)
    before = {table for table, _ in await desk.left()}
    assert before >= {"persons", "identities", "words", "drafts", "slots", "requests", "links", "questions"}
    reply = await desk.say(ZOE, p.Erase("nothing", "erase"))
    assert reply.card is not None
    assert await desk.left() == []
    wanted = await desk.store.look(DESK.slug, lambda work: work.questions.get(4))
    assert wanted is not None
    assert (wanted.demand, wanted.solved_by) == (0, "")


async def test_words_that_stay_are_nobodys(desk: Desk) -> None:
    await lives(desk)
    await desk.say(BO_CALLS, p.RecordsPerson(f"@{ZOE.identity.user}", "erase", "words", text="ERASE"))
    assert {word for _, word in await desk.left()} == {"quokka"}
    private = await desk.store.look(DESK.slug, lambda work: work.questions.get(3))
    assert private is not None
    assert private.text == "", "nobody reads a private question, so its words are not for others"


async def test_who_was_forgotten_comes_back_as_somebody_new(desk: Desk) -> None:
    await desk.say(ZOE, q.Status())
    before = await desk.store.look(DESK.slug, lambda work: work.people.known(ZOE.identity))
    await desk.say(ZOE, p.Erase("nothing", "no"))
    assert await desk.left() != []
    await desk.say(ZOE, p.Erase("nothing", "ERASE"))
    await desk.say(ZOE, q.Status())
    after = await desk.store.look(DESK.slug, lambda work: work.people.known(ZOE.identity))
    assert before is not None
    assert after is not None
    assert before.number != after.number
    assert (after.messages, after.chose_language) == ("", False)
