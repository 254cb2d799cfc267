"""Pictures on Slack, beyond the contract: sent up once, waited for, sent up again; and in whispers."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from adapters.playground.slack import PocketSlack
from adapters.playground.slack.workspace import Message
from adapters.slack.pace import Pace
from bot.engine.errors import Later, Rejected
from bot.engine.request import Place
from tests.contract.pictures import HALL, TREES, TRY, posted, showing
from tests.slack.conftest import COMMANDS, Town, arrived


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    """A town in which posts need not rest: what is tried again is tried at once."""
    async with PocketSlack(commands=COMMANDS) as pocket:
        town = await arrived(pocket, Pace(per_second=1_000, burst=1_000))
        await town.adapter.start()
        await pocket.sockets.connected()
        yield town
        await town.adapter.stop()


def room(town: Town, name: str = "ask-open-data") -> Place:
    found = next(each for each in town.pocket.workspace.channels.values() if each.name == name)
    return Place("slack", town.pocket.team_id, found.id)


def images(town: Town) -> list[dict[str, Any]]:
    messages = town.pocket.sight.messages(room(town).channel)
    return [each for message in messages for each in message.blocks if each["type"] == "image"]


def seen(town: Town) -> list[tuple[bytes, str]]:
    return [(town.pocket.core.files.body(each["slack_file"]["id"]), each["alt_text"]) for each in images(town)]


async def test_a_picture_is_sent_up_once_for_all_cards(town: Town) -> None:
    shown = showing(room(town), HALL, TRY)
    message = await posted(town.adapter, shown)
    await posted(town.adapter, showing(room(town, "champions-triage"), HALL, TREES))
    await town.adapter.edit(replace(showing(room(town), HALL), message=message))
    assert [call.method for call in town.pocket.calls].count("files.getUploadURLExternal") == 2


async def test_slack_is_given_time_to_look_through_a_picture(town: Town) -> None:
    town.pocket.core.files.slow = 3
    waits = []
    for _ in range(3):
        with pytest.raises(Later) as later:
            await town.adapter.post(showing(room(town), HALL, TRY))
        waits.append(later.value.seconds)
    assert waits == [1, 2, 4]
    await town.adapter.post(showing(room(town), HALL, TRY))
    assert seen(town) == [(HALL.png, HALL.alt)]
    assert [call.method for call in town.pocket.calls].count("files.getUploadURLExternal") == 1


async def test_a_picture_whose_file_somebody_deleted_is_sent_up_again(town: Town) -> None:
    shown = showing(room(town), HALL, TRY)
    message = await posted(town.adapter, shown)
    (file,) = [each["slack_file"]["id"] for each in images(town)]
    town.pocket.core.files.delete(file)
    with pytest.raises(Later, match="again"):
        await town.adapter.edit(replace(shown, message=message))
    await town.adapter.edit(replace(shown, message=message))
    assert seen(town) == [(HALL.png, HALL.alt)]


async def test_a_picture_that_slack_never_takes_is_told_and_not_tried_for_ever(town: Town) -> None:
    town.pocket.core.files.slow = 1_000
    with pytest.raises(Rejected, match="does not take the picture"):
        await posted(town.adapter, showing(room(town), HALL, TRY), most=60)
    assert town.pocket.sight.messages(room(town).channel) == []
    assert 1 < [call.method for call in town.pocket.calls].count("files.getUploadURLExternal") < 9


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "upload", "files.completeUploadExternal"])
async def test_wherever_sending_up_breaks_it_is_tried_again(town: Town, method: str) -> None:
    town.pocket.faults.lose_call(method)
    with pytest.raises(Later):
        await town.adapter.post(showing(room(town), HALL, TRY))
    assert town.pocket.sight.messages(room(town).channel) == []
    await town.adapter.post(showing(room(town), HALL, TRY))
    assert seen(town) == [(HALL.png, HALL.alt)]


async def test_other_refusals_of_a_card_with_a_picture_keep_their_meaning(town: Town) -> None:
    town.pocket.faults.refuse("is_archived", "chat.postMessage")
    with pytest.raises(Rejected, match="is archived"):
        await town.adapter.post(showing(room(town), HALL, TRY))


async def asks_for_the_queue(town: Town) -> Message:
    await town.pocket.hands.slash(town.ana.id, "ask-open-data", "/champion queue")
    return await town.whispered(town.ana.id)


async def test_a_whisper_shows_its_picture_and_the_one_that_replaces_it_too(town: Town) -> None:
    whisper = await asks_for_the_queue(town)
    assert [each["type"] for each in whisper.blocks] == ["rich_text", "image", "actions"]
    assert town.pocket.core.files.body(whisper.blocks[1]["slack_file"]["id"]).startswith(b"\x89PNG")
    await town.pocket.hands.press(town.ana.id, "ask-open-data", whisper.ts, "Again")
    await town.adapter.quiet()
    (again,) = town.pocket.sight.whispers(town.ana.id)
    assert again.blocks[1]["alt_text"] == "Bars: 3 and 5"


async def test_a_whisper_waits_a_moment_for_slack_to_know_its_picture(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.slack.whispers._UNTIL_KNOWN", (0.0, 0.0, 0.0))
    town.pocket.core.files.slow = 2
    whisper = await asks_for_the_queue(town)
    assert whisper.blocks[1]["type"] == "image"


async def test_where_a_picture_is_not_taken_its_words_are_whispered(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.slack.whispers._UNTIL_KNOWN", (0.0, 0.0))
    town.pocket.core.files.slow = 1_000
    whisper = await asks_for_the_queue(town)
    assert "Bars: 3 and 5" in whisper.text
    assert [each["type"] for each in whisper.blocks] == ["rich_text", "rich_text", "actions"]
    town.pocket.faults.refuse("missing_scope", "files.getUploadURLExternal")
    await town.pocket.hands.press(town.ana.id, "ask-open-data", whisper.ts, "Again")
    await town.adapter.quiet()
    assert "Bars: 3 and 5" in town.pocket.sight.whispers(town.ana.id)[-1].text
