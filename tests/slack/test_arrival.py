"""Starting up: what is wrong is said at once, in sentences that tell how to mend it."""

import pytest

from adapters.playground.slack import PocketSlack
from adapters.slack import SlackAdapter, SlackNotReady
from bot.engine.request import Place
from tests.slack.conftest import COMMANDS, arrived, now
from tests.slack.small_desk import GRAMMAR, TABLE, small_desk


def adapter_for(
    pocket: PocketSlack, *, bot: str = "", socket: str = "", slug: str | None = "springfield", **channels: str
) -> SlackAdapter:
    app, _ = small_desk(**channels)

    async def desk_of(team: str) -> str | None:
        return slug

    return SlackAdapter(
        app,
        bot_token=bot or pocket.bot_token,
        app_token=socket or pocket.app_token,
        api_url=pocket.api_url,
        grammar=GRAMMAR,
        table=TABLE,
        clock=now,
        desk_of=desk_of,
    )


async def troubles(adapter: SlackAdapter) -> tuple[str, ...]:
    with pytest.raises(SlackNotReady) as not_ready:
        await adapter.start()
    assert adapter.troubles == not_ready.value.troubles
    return not_ready.value.troubles


async def test_the_rooms_are_found_by_name_or_id_and_remembered() -> None:
    async with PocketSlack(commands=COMMANDS) as pocket:
        town = await arrived(pocket)
        await town.adapter.start()
        ask, triage = (pocket.workspace.channel_named(name) for name in ("ask-open-data", "champions-triage"))
        assert ask is not None
        assert triage is not None
        assert town.desk.rooms == {
            "slack/ask": Place("slack", pocket.team_id, ask.id),
            "slack/triage": Place("slack", pocket.team_id, triage.id),
        }
        assert town.adapter.troubles == ()
        await town.adapter.stop()
        await town.adapter.listen()


async def test_every_trouble_is_said_in_one_go() -> None:
    async with PocketSlack() as pocket:
        pocket.add_channel("ask-open-data", bot=False)
        found = await troubles(adapter_for(pocket, socket="xapp-wrong", ask="ask-open-data", triage="#nowhere"))
        assert [each.split(".")[0] for each in found] == [
            "The app-level token does not work: Slack refuses the token",
            "I am not in #ask-open-data",
            "I can't find #nowhere (channels, slack, triage)",
        ]
        assert "/invite @champions" in found[1]


async def test_a_wrong_bot_token_is_named() -> None:
    async with PocketSlack() as pocket:
        (found,) = await troubles(adapter_for(pocket, bot="xoxb-wrong"))
        assert found.startswith("The bot token does not work")
        assert "SLACK_BOT_TOKEN" in found


async def test_a_workspace_of_no_desk_is_named() -> None:
    async with PocketSlack() as pocket:
        (found,) = await troubles(adapter_for(pocket, slug=None))
        assert "belongs to no desk" in found
        assert pocket.team_id in found


async def test_a_slack_that_is_away_is_named_once_and_no_token_is_blamed() -> None:
    pocket = PocketSlack()
    await pocket.start()
    adapter, address = adapter_for(pocket), pocket.api_url
    await pocket.stop()
    (found,) = await troubles(adapter)
    assert found.startswith(f"{address} does not answer as Slack does: Slack cannot be reached. Check")
    assert "SLACK_API_URL" in found
    assert "token" not in found


async def test_an_address_where_something_else_answers_is_named() -> None:
    async with PocketSlack() as pocket:
        pocket.faults.break_down("auth.test", status=404)
        (found,) = await troubles(adapter_for(pocket))
        assert "does not answer as Slack does" in found
        assert "token" not in found


async def test_a_room_that_can_wait_is_a_warning() -> None:
    async with PocketSlack() as pocket:
        for name in ("ask-open-data", "champions-triage"):
            pocket.add_channel(name)
        pocket.add_channel("data-news", bot=False)
        rooms = {"ask": "ask-open-data", "triage": "champions-triage", "news": "data-news", "showcase": "nowhere"}
        adapter = adapter_for(pocket, **rooms)
        await adapter.start()
        assert [each.split(".")[0] for each in adapter.warnings] == [
            "I am not in #data-news",
            "I can't find #nowhere (channels, slack, showcase)",
        ]
        await adapter.stop()


async def test_a_desk_without_its_two_rooms_does_not_start() -> None:
    async with PocketSlack() as pocket:
        pocket.add_channel("ask-open-data")
        (found,) = await troubles(adapter_for(pocket, ask="ask-open-data"))
        assert found.startswith("desk.yml names no channel for triage. Write it there")


async def test_the_doctor_sees_green_and_red_without_a_start() -> None:
    async with PocketSlack() as pocket:
        pocket.add_channel("ask-open-data")
        adapter = adapter_for(pocket, ask="ask-open-data", triage="nowhere")
        checks = await adapter.check()
        assert [ok for ok, _, _ in checks] == [True, True, True, False]
        assert all(fix for ok, _, fix in checks if not ok)


async def test_no_token_and_no_words_reach_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    async with PocketSlack(commands=COMMANDS) as pocket:
        town = await arrived(pocket)
        await town.adapter.start()
        await pocket.hands.slash(town.ana.id, "ask-open-data", "/opendata ask Where is the secret garden?")
        await pocket.hands.open_home(town.ana.id)
        await town.adapter.stop()
        assert pocket.bot_token not in caplog.text
        assert pocket.app_token not in caplog.text
        assert "secret garden" not in caplog.text
