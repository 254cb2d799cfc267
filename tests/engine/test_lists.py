"""Lists and pages: whatever the desk is full of, each still fits, in every language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.catalog.model import Dataset
from bot.engine.ports import Work
from bot.people.commands import RosterChecked
from bot.people.model import Level, RosterRow
from bot.questions import commands as q
from bot.speech.words import languages
from tests.engine.desk import Elmford
from tests.questions.read import pressed, said
from tests.stories import desk as elm

FULL = ("&" * 300, "😀" * 150, "w " * 150, "ع\u200f" * 150, "trees <!channel> " * 17)
EVERYBODY = (
    "status",
    "status 1",
    "find trees",
    "find kind:datasets trees",
    "dataset DS-1",
    "dataset trees",
    "champions",
    "champions Trees",
    "champions " + "&" * 500,
    "help",
    "ask Where are the trees?",
)
CHAMPIONS = (
    "queue",
    "queue all",
    "queue unclaimed",
    "queue waiting",
    "help",
    "more 1",
    "claim 2",
    "route 3 topic:nowhere",
    "handoff 1 to:nobody",
    "handoff 1 @nobody",
    "duplicate 1 2",
)
COORDINATORS = (
    "roster list",
    "roster import public_name,level\nx",
    "health",
    "help",
    "setup 7F3A",
    "question assign 3 to:nobody",
    "question hold 3 why",
    "question release 3",
    "question remove 3 why",
)


CHECKED = {"opendata-admin": (RosterChecked(),)}  # comes back once the platforms were asked


def roster(full: str) -> tuple[RosterRow, ...]:
    """The desk's own people, and forty more with names and topics as long as a roster takes them."""
    topics = tuple(f"{full[:80]} {number}" for number in range(20))
    more = (
        RosterRow(
            f"{full[:74]} {n}", list(Level)[n % 4], full[:100], topics, backup=f"{full[:70]} gone", slack="x@y.example"
        )
        for n in range(40)
    )
    renamed = replace(elm.ROSTER[1], public_name=full[:80], department=full[:100])
    return (elm.ROSTER[0], renamed, *elm.ROSTER[2:], *more)


async def filled(desk: Elmford, full: str) -> None:
    """A desk that is full to the brim: people, datasets and questions, all as long as may be."""
    datasets = [Dataset(f"d{n}", f"{full} trees {n}"[-300:], full * 16, full[:200]) for n in range(8)]

    def write(work: Work) -> None:
        work.people.save_roster(roster(full), desk.at)
        work.catalog.load(datasets, desk.at)

    await desk.store.write(desk.slug, write)
    for who in (elm.ANA, elm.LUZ, elm.EVE):
        for number in (1, 2, 3):
            asker = replace(who, name=full[:200])
            reply = await desk.hears(asker, q.Ask(dataset=f"DS-{number}", text=f"{number} {full * 5}"[:1500]))
            assert reply.card is not None
            post = next(command for command in pressed(reply.card) if isinstance(command, q.Post | q.Preview))
            await desk.hears(asker, q.Post(post.draft, "named"))
    await desk.hears(elm.KOFI, q.ReleaseHold(1))  # what calls everybody is held
    await desk.hears(elm.MARIA, q.Claim(1))


@pytest.mark.parametrize("full", FULL, ids=["escaped", "emoji", "words", "Arabic", "pings"])
async def test_every_list_fits_when_the_desk_is_full(desk: Elmford, full: str) -> None:
    await filled(desk, full)
    for tongue in languages():
        for who, root, lines in (
            (elm.ANA, "opendata", EVERYBODY),
            (elm.MARIA, "champion", CHAMPIONS),
            (elm.KOFI, "opendata-admin", COORDINATORS),
        ):
            reader = replace(who, locale=tongue)
            for line in (*lines, *CHECKED.get(root, ())):
                said_so = f"{root} {line}" if isinstance(line, str) else line
                reply = await desk.hears(reader, said_so)
                assert reply.card is not None, line
                assert said(reply.card).strip()
                pressed(reply.card)


async def test_a_list_says_how_many_it_could_not_show(desk: Elmford) -> None:
    await filled(desk, "&" * 300)
    reply = await desk.hears(elm.KOFI, "champion queue all")
    assert reply.card is not None
    assert "9 questions, oldest first" in reply.card.title
    assert "and " in said(reply.card).splitlines()[-1]
