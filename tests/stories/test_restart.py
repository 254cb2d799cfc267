"""The pump dies, answers are lost, everything comes twice: no card is missing, stale or doubled afterwards."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.engine.slots import Lease
from bot.questions.drawing import drawn
from tests.patience import PATIENCE
from tests.stories.town import Town

TREES = "Why does the tree map miss Elm Street?"
STEPS = ("before the call", "before the answer", "before the settle")
# What somebody does, and which call of the pump it breaks in.
DEEDS = (("asks", "post"), ("claims", "post"), ("claims", "edit"), ("answers", "post"), ("answers", "edit"))


class PowerCut(BaseException):
    """Nobody catches it: whoever meets it is gone."""


class Fuse:
    """The platform as the pump sees it. At one step of one call the pump dies; what runs beside it stands still."""

    def __init__(self, platform: Any, call: str, step: str) -> None:
        self._platform, self._at = platform, (call, step)
        self.blown = asyncio.Event()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._platform, name)

    async def post(self, lease: Lease) -> str:
        number: str = await self._through("post", self._platform.post, lease)
        return number

    async def edit(self, lease: Lease) -> None:
        await self._through("edit", self._platform.edit, lease)

    async def _through(self, call: str, act: Callable[[Lease], Awaitable[Any]], lease: Lease) -> Any:
        await self._blow(call, "before the call")
        result = await act(lease)
        await self._blow(call, "before the settle")
        return result

    async def _blow(self, call: str, step: str) -> None:
        if self.blown.is_set():
            task = asyncio.current_task()
            assert task is not None
            task.set_name("caught")
            await asyncio.Event().wait()
        if (call, step) == self._at:
            self.blown.set()
            raise PowerCut


async def walls_are_right(town: Town, question: str = "Q-1") -> None:
    """Every card of the question hangs once, and shows what is wanted."""
    wanted = await town.sees(lambda work: [drawn(work, slot) for slot in work.slots.hanging(question)])
    assert wanted
    for slot in wanted:
        assert town.stage.showing(slot) == [town.stage.shown_as(slot)], slot.name


async def do(town: Town, deed: str) -> None:
    """What somebody does, without waiting for the walls."""
    stage, ana, maria = town.stage, town.ana, town.maria
    match deed:
        case "asks":
            await stage.press(ana.id, stage.only_you(ana.id)[-1], "Post with my name")
        case "claims":
            await stage.press(maria.id, town.room("triage").card("Q-1"), "Claim")
        case "answers":
            await stage.press(maria.id, stage.only_you(maria.id)[-1], "Post answer")


async def until(town: Town, deed: str) -> None:
    """Tell the story up to that deed."""
    await town.ana.types(f"/opendata ask {TREES}")
    if deed != "asks":
        await town.ana.presses("Post with my name")
    if deed == "answers":
        await town.maria.presses("Claim", on="Q-1")
        await town.maria.types("/champion answer Q-1 City trees only.")


async def end_of_the_story(town: Town, deed: str) -> None:
    """Whatever happened, the story goes on where it was."""
    if deed == "asks":
        await town.maria.presses("Claim", on="Q-1")
    if deed != "answers":
        await town.maria.answers("Q-1", "City trees only.")
    await town.ana.presses("This solved it", on="Q-1")
    await walls_are_right(town)
    town.room("ask").shows("Q-1", "Solved", "City trees only.")
    assert await town.verbs("Q-1") == ["submit", "claim", "answer", "confirm"]


@pytest.mark.parametrize(("deed", "call"), DEEDS)
@pytest.mark.parametrize("step", STEPS)
async def test_the_pump_dies(town: Town, deed: str, call: str, step: str) -> None:
    await until(town, deed)
    if step == "before the answer":
        fault = town.stage.holds(call)
        await do(town, deed)
        await asyncio.wait_for(fault.reached.wait(), PATIENCE)
    else:
        name = town.stage.name
        fuse = Fuse(town.service.platforms[name], call, step)
        town.service.platforms[name] = fuse
        await do(town, deed)
        await asyncio.wait_for(fuse.blown.wait(), PATIENCE)
    await town.falls_over()
    await town.opens(None)
    await town.settles()
    await walls_are_right(town)
    await end_of_the_story(town, deed)


@pytest.mark.parametrize("deed", ["asks", "answers"])
@pytest.mark.parametrize("kind", ["lose_answer", "lose_call", "late_answer", "break_down", "refuse", "rate_limit"])
async def test_answers_are_lost_and_late(town: Town, kind: str, deed: str) -> None:
    await until(town, deed)
    town.hasty = True
    for call in ("post", "edit"):
        town.stage.breaks(kind, call, times=2)
    await do(town, deed)
    await town.settles()
    await walls_are_right(town)
    town.stage.mends()
    await end_of_the_story(town, deed)


async def test_nothing_changes_when_everything_comes_twice(town: Town) -> None:
    ana, maria = town.ana, town.maria
    town.stage.says_everything_twice()
    await ana.types(f"/opendata ask {TREES}")
    await ana.presses("Post with my name")
    await maria.presses("Claim", on="Q-1")
    await maria.mentions_bot("clarify Which years?", in_thread_of="Q-1")
    await ana.replies_in_thread("Q-1", "2024")
    await ana.mentions_bot("reply And 2025", in_thread_of="Q-1")
    await maria.types("/champion answer Q-1 City trees only.")
    await maria.presses("Post answer")
    await ana.presses("This solved it", on="Q-1")
    assert await town.verbs("Q-1") == [
        "submit", "claim", "clarify", "asker_reply", "add_detail", "answer", "confirm",
    ]  # fmt: skip
    await walls_are_right(town)
    assert len(town.room("ask").cards()) == 1
    told = [each.text for each in town.stage.only_you(ana.id)]
    assert sum("We added this to Q-1" in each for each in told) == 1


async def test_what_is_said_while_the_connection_changes_is_heard_once(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.asks(TREES)
    await maria.presses("Claim", on="Q-1")
    card = town.room("ask").card("Q-1")
    await town.stage.changes_connection()
    await ana.replies_to(card, "2024")  # may meet the old connection: then it comes again
    assert await town.verbs("Q-1") == ["submit", "claim", "add_detail"]


# A line under a forum post that was deleted twice waits as long as the post does, so that town never comes to rest.
@pytest.mark.parametrize("town", ["slack", "discord"], indirect=True)
async def test_a_deleted_card_is_posted_once_more_and_then_left_alone(town: Town) -> None:
    ana, maria, kofi = town.ana, town.maria, town.kofi
    await ana.asks(TREES)
    for number in (1, 2):
        await town.stage.deletes(town.room("ask").card("Q-1"))
        await (maria.types("/champion claim Q-1") if number == 1 else maria.answers("Q-1", "City trees only."))
        assert len(town.room("ask").cards()) == (1 if number == 1 else 0)
    await kofi.types("/opendata-admin health")
    kofi.sees_only_you("Something needs you.", "deleted")


async def test_a_whole_story_survives_a_restart_after_every_line(town: Town) -> None:
    ana, maria = town.ana, town.maria
    await ana.types(f"/opendata ask {TREES}")
    await town.reopens()
    await ana.presses("Post with my name")
    await town.reopens()
    await maria.presses("Claim", on="Q-1")
    await town.reopens()
    await maria.types("/champion answer Q-1 City trees only.")
    await town.reopens()
    await maria.presses("Post answer")
    await town.reopens()
    await ana.presses("This solved it", on="Q-1")
    await walls_are_right(town)
    town.room("ask").shows("Q-1", "Solved")
