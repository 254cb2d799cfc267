"""What every platform must do with what people do there. A platform's test subclasses :class:`HearingContract`.

The desk is the small one (:mod:`tests.slack.small_desk`); people act through the platform's pocket server, and the real
SDK hears them. Cards are those that the real table makes of its own examples.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import timedelta
from typing import Any, Protocol

from bot.catalog.commands import Find
from bot.engine.errors import PlatformError
from bot.engine.request import Request
from bot.engine.scene import Door
from bot.questions.commands import Ask, Claim
from bot.questions.drawing import drawn
from bot.speech.cards import Bold, Card, Facts, Link, Note, Text
from bot.table import COMMANDS
from storage.store import SqlStore
from tests.contract.platform import Stage, lease
from tests.engine.desk import Elmford
from tests.slack.small_desk import SmallDesk
from tests.stories import desk as elm

LONGEST_WAIT = 3.0  # seconds that Slack and Discord give for an acknowledgement


class HearingStage(Stage, Protocol):
    """The platform's world, with somebody in it who uses the bot."""

    desk: SmallDesk
    recorded: Mapping[str, Callable[[], Request]]

    async def type(self, line: str) -> float:
        """Somebody uses a slash command in ``room``; the seconds until it was acknowledged."""

    async def press(self, label: str) -> float:
        """They press a button on the newest message that only they see."""

    async def fill(self, text: str) -> None:
        """They open the form for a question, write this into it and send it in."""

    async def told(self) -> list[str]:
        """What they were told, on the form or beside it, once the adapter has nothing more to tell."""

    def says_everything_twice(self) -> None:
        """From now on the platform delivers everything a second time."""

    async def settled(self) -> None:
        """Wait until everything is heard."""

    def whole(self, message: str) -> str:
        """A message of ours in ``room``: its words, and those on its buttons."""


class HearingContract:
    """Subclass it with a fixture ``stage``."""

    async def test_every_recorded_payload_is_the_same_request_each_time(self, stage: HearingStage) -> None:
        assert len(stage.recorded) >= 5
        ids = set()
        for name, read in stage.recorded.items():
            first, again = read(), read()
            assert first == again, name
            assert first.id.startswith(f"{stage.room.platform}:"), name
            ids.add(first.id)
        assert "" not in ids

    async def test_what_is_delivered_twice_is_handled_and_answered_once(self, stage: HearingStage) -> None:
        stage.says_everything_twice()
        await stage.type("opendata find trees")
        await stage.settled()
        assert [each.command for each in stage.desk.heard] == [Find(text="trees")]
        assert sum("Find heard" in each for each in await stage.told()) == 1

    async def test_our_own_words_are_not_heard(self, stage: HearingStage) -> None:
        message = await stage.platform.post(lease(stage.room, "@champions ask Where are the trees?"))
        await stage.platform.post(replace(lease(stage.room, "claim Q-142", "Q-142/line"), thread=message))
        await stage.settled()
        assert stage.desk.heard == []

    async def test_a_click_is_the_typed_line(self, stage: HearingStage) -> None:
        await stage.type("champion claim Q-7")
        await stage.type("opendata find trees")
        await stage.press("Take it")
        assert [each.command for each in stage.desk.heard] == [Claim(7), Find(text="trees"), Claim(7)]

    async def test_a_form_is_the_command_completed(self, stage: HearingStage) -> None:
        await stage.fill("Where are the trees?")
        await stage.settled()
        assert [replace(each, share="") for each in stage.desk.commands] == [Ask(text="Where are the trees?")]

    async def test_what_is_wrong_with_a_form_reaches_the_person(self, stage: HearingStage) -> None:
        await stage.fill("x" * 201)
        assert any("Please shorten this to 200 characters." in each for each in await stage.told())

    async def test_it_is_acknowledged_in_time_though_the_handler_is_slow(self, stage: HearingStage) -> None:
        stage.desk.hold = asyncio.Event()
        assert 0 < await stage.type("champion claim Q-142") < LONGEST_WAIT
        assert not any("Claim heard" in each for each in await _before(stage))
        stage.desk.hold.set()
        assert any("Claim heard" in each for each in await stage.told())

    async def test_every_example_card_is_shown_and_nothing_of_it_dropped(
        self, stage: HearingStage, sqlite_store: SqlStore
    ) -> None:
        cards = await examples(sqlite_store)
        assert len(cards) > len(COMMANDS) / 2
        for number, card in enumerate(cards):
            hung = lease(stage.room, name=f"example/{number}")
            try:
                message = await stage.platform.post(replace(hung, slot=replace(hung.slot, card=card)))
            except PlatformError as refused:
                raise AssertionError(f"{card.title}: {refused.why}") from refused
            shown = _bare(stage.whole(message))
            assert [each for each in _said(card) if _bare(each) not in shown] == [], card.title


async def _before(stage: HearingStage) -> list[str]:
    """What they were told so far, while the adapter still works."""
    return stage.only_for(stage.person)


def _bare(text: str) -> str:
    """Without spaces, and without the backticks that make a command stand out where a platform can show it."""
    return "".join(text.replace("`", "").split())


def _said(card: Card) -> Iterator[str]:
    """The plain words of a card, those on its buttons too. Dates and names are each platform's own."""
    yield card.title
    for part in card.parts:
        spans: list[Any] = []
        if isinstance(part, Text | Note):
            spans = list(part.spans)
        elif isinstance(part, Facts):
            spans = [each for label, found in part.rows for each in (label, *found)]
        yield from (each.text if isinstance(each, Bold | Link) else each for each in spans
                    if isinstance(each, str | Bold | Link))  # fmt: skip
    yield from (each.label for each in card.buttons)


async def examples(store: SqlStore) -> list[Card]:
    """The cards that the table's examples lead to, said on a real desk by those who may say them; and those that a
    question hangs up in its life."""
    desk = Elmford(store)
    cards: list[Card] = []
    for place, row in enumerate(COMMANDS):
        # Some examples rename topics, mute people or let time pass: each finds the desk as it was, and somebody new.
        await desk.opens()
        desk.at += timedelta(minutes=31)
        asker = replace(elm.ANA, id=f"U0ANA{place:04}")
        number = await desk.asked(asker, text=f"Where is tree {place} of Elm Street?")
        example = row.example
        if "question" in {each.name for each in fields(example)}:
            example = replace(example, question=number)  # type: ignore[call-arg]
        for who in (elm.KOFI, elm.MARIA) if row.door is not Door.HEARD else (asker,):
            if (reply := await desk.hears(who, example)).card is not None:
                cards.append(reply.card)
        await desk.hears(asker, f"opendata withdraw Q-{number} keep:nothing")
    hung = await store.lease(desk.at, 200, 30.0)
    drawings = await desk.sees(lambda work: [drawn(work, each.slot).card for each in hung])
    unique = {repr(each): each for each in [*cards, *drawings]}
    return list(unique.values())
