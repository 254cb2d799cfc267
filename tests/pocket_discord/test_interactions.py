"""Commands, buttons, modals: what a person does, through the real discord.py, and back."""

import asyncio
from typing import Any

import discord
import pytest
from discord import app_commands

from adapters.playground.discord import NoSuchThing, PocketDiscord
from tests.pocket_discord.town import App, Ticks, Town, ask_command


async def reply(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("heard", ephemeral=True)


async def with_view(interaction: discord.Interaction) -> None:
    view = discord.ui.View()
    view.add_item(discord.ui.Button(label="Claim", custom_id="claim Q-1"))
    view.add_item(discord.ui.Button(label="Closed", custom_id="closed", disabled=True))
    view.add_item(discord.ui.Button(label="Look", url="https://example.org/"))
    options = [discord.SelectOption(label="Trees", value="t"), discord.SelectOption(label="Transit", value="b")]
    view.add_item(discord.ui.Select(custom_id="topic", placeholder="Choose a topic", options=options))
    await interaction.response.send_message("Q-1", view=view)


async def open_modal(interaction: discord.Interaction) -> None:
    modal = discord.ui.Modal(title="Ask", custom_id="ask")
    modal.add_item(discord.ui.Label(text="Question", component=discord.ui.TextInput(custom_id="q", max_length=20)))
    options = [discord.SelectOption(label="Soon", value="soon"), discord.SelectOption(label="Later", value="later")]
    modal.add_item(discord.ui.Label(text="When", component=discord.ui.Select(custom_id="when", options=options)))
    await interaction.response.send_modal(modal)


@pytest.fixture
async def synced(app: App) -> App:
    ask_command(app.tree)
    await app.tree.sync()
    return app


async def test_a_slash_command_arrives_with_its_options(pocket: PocketDiscord, synced: App, town: Town) -> None:
    synced.answer = reply
    line = "/opendata ask question: Where are: the trees? dataset: trees"
    done = await pocket.hands.slash("ana", "ask-open-data", line)
    assert (done.acknowledged, done.refused) == (True, "")
    data: Any = synced.seen[0].data
    (group,) = data["options"]
    assert (data["name"], group["name"]) == ("opendata", "ask")
    assert {each["name"]: each["value"] for each in group["options"]} == {
        "question": "Where are: the trees?",
        "dataset": "trees",
    }
    assert synced.seen[0].locale is discord.Locale.spain_spanish
    assert synced.seen[0].user.id == int(town.ana.id)


async def test_an_only_you_reply_is_seen_by_one_and_gone_on_reload(pocket: PocketDiscord, synced: App) -> None:
    synced.answer = reply
    await pocket.hands.slash("ana", "ask-open-data", "/opendata ask question: Where?")
    assert [each.text for each in pocket.sight.whispers("ana")] == ["heard"]
    assert pocket.sight.whispers("bo") == []
    assert pocket.sight.messages("ask-open-data") == []
    (seen,) = pocket.sight.what_sees("ana")["channels"][0]["messages"]
    assert seen["only_you"]
    pocket.hands.reload("ana")
    assert pocket.sight.whispers("ana") == []
    assert pocket.sight.what_sees("ana")["channels"][0]["messages"] == []


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("/opendata ask", "required"),
        ("/opendata ask dataset: trees", "required"),
        ("/opendata sing", "no command"),
        ("/nothing", "no command"),
        ("/opendata ask where are the trees", "option"),
    ],
)
async def test_what_the_client_would_not_send_nobody_hears_of(
    pocket: PocketDiscord, synced: App, line: str, says: str
) -> None:
    done = await pocket.hands.slash("ana", "ask-open-data", line)
    assert says in done.refused
    assert synced.seen == []


async def test_options_may_be_given_by_name(pocket: PocketDiscord, synced: App) -> None:
    synced.answer = reply
    await pocket.hands.slash("ana", "ask-open-data", "/opendata ask", options={"question": "x: y"})
    data: Any = synced.seen[0].data
    assert data["options"][0]["options"] == [{"name": "question", "type": 3, "value": "x: y"}]


async def test_an_option_completes_itself(pocket: PocketDiscord, synced: App) -> None:
    async def complete(interaction: discord.Interaction) -> None:
        data: Any = interaction.data
        focused = next(each for each in data["options"][0]["options"] if each.get("focused"))
        choices = [app_commands.Choice(name=f"{focused['value']} of the city", value="t-1")]
        await interaction.response.autocomplete(choices)

    # the tree answers by itself; a second answer would be refused
    done = await pocket.hands.complete("ana", "ask-open-data", "/opendata ask question: Where?", "dataset", "trees")
    assert list(done.options) == [{"name": "trees of the city", "value": "trees"}]


async def test_a_deferred_answer_thinks_and_is_filled(pocket: PocketDiscord, synced: App) -> None:
    go_on = asyncio.Event()

    async def defer(interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await go_on.wait()
        await interaction.edit_original_response(content="found three")
        await interaction.followup.send("and one more", ephemeral=True)

    synced.answer = defer
    done = await pocket.hands.slash("ana", "ask-open-data", "/opendata ask question: Where?")
    assert done.acknowledged
    (thinking,) = pocket.sight.whispers("ana")
    assert (thinking.thinking, thinking.text) == (True, "")
    go_on.set()
    await pocket.changes.until(lambda: len(pocket.sight.whispers("ana")) == 2)
    assert [each.text for each in pocket.sight.whispers("ana")] == ["found three", "and one more"]


async def test_a_button_is_pressed_by_its_words_or_its_id(pocket: PocketDiscord, synced: App) -> None:
    synced.answer = with_view
    shown = await pocket.hands.slash("ana", "ask-open-data", "/opendata ask question: Where?")
    message = shown.ts

    async def update(interaction: discord.Interaction) -> None:
        await interaction.response.edit_message(content="Q-1 taken", view=None)

    synced.answer = update
    assert (await pocket.hands.press("bo", "ask-open-data", message, "Claim")).acknowledged
    data: Any = synced.seen[-1].data
    assert data["custom_id"] == "claim Q-1"
    (seen,) = pocket.sight.messages("ask-open-data")
    assert (seen.text, seen.labels) == ("Q-1 taken", [])


async def test_a_select_takes_values_and_labels(pocket: PocketDiscord, synced: App) -> None:
    synced.answer = with_view
    shown = await pocket.hands.slash("ana", "ask-open-data", "/opendata ask question: Where?")
    synced.answer = reply
    await pocket.hands.press("bo", "ask-open-data", shown.ts, "topic", selected="Transit")
    data: Any = synced.seen[-1].data
    assert data["values"] == ["b"]
    with pytest.raises(NoSuchThing, match="no option"):
        await pocket.hands.press("bo", "ask-open-data", shown.ts, "topic", selected="Water")
    with pytest.raises(NoSuchThing, match="cannot be pressed"):
        await pocket.hands.press("bo", "ask-open-data", shown.ts, "Closed")
    assert pocket.hands.link("bo", "ask-open-data", shown.ts, "Look") == "https://example.org/"


async def test_a_modal_is_filled_by_label_and_sent(pocket: PocketDiscord, synced: App) -> None:
    synced.answer = open_modal
    await pocket.hands.slash("ana", "ask-open-data", "/opendata ask question: Where?")
    modal = pocket.sight.modal("ana")
    assert modal is not None
    assert (modal["title"], [each["label"] for each in modal["fields"]]) == ("Ask", ["Question", "When"])
    synced.answer = reply
    done = await pocket.hands.submit("ana", modal["id"], {"Question": "Where?", "when": "Soon"})
    assert done.acknowledged
    data: Any = synced.seen[-1].data
    given = {each["component"]["custom_id"]: each["component"] for each in data["components"]}
    assert (given["q"]["value"], given["when"]["values"]) == ("Where?", ["soon"])
    assert pocket.sight.modal("ana") is None


async def test_discord_itself_refuses_a_modal_that_is_not_complete(pocket: PocketDiscord, synced: App) -> None:
    synced.answer = open_modal
    await pocket.hands.slash("ana", "ask-open-data", "/opendata ask question: Where?")
    done = await pocket.hands.submit("ana", "", {"Question": "x" * 21})
    assert done.refused == "incomplete"
    assert set(done.errors) == {"q", "when"}
    assert len(synced.seen) == 1


async def test_menus_of_messages_and_people(pocket: PocketDiscord, synced: App, town: Town) -> None:
    said = await pocket.hands.say("ana", "ask-open-data", "Where are the trees?")
    synced.answer = reply
    assert (await pocket.hands.message_command("bo", "Track as data question", "ask-open-data", said.ts)).acknowledged
    data: Any = synced.seen[-1].data
    assert data["resolved"]["messages"][said.ts]["content"] == "Where are the trees?"
    assert (await pocket.hands.user_command("bo", "Whois", "ana")).acknowledged
    data = synced.seen[-1].data
    assert list(data["resolved"]["users"]) == [town.ana.id]
    with pytest.raises(NoSuchThing):
        await pocket.hands.message_command("bo", "Nothing", "ask-open-data", said.ts)


async def test_three_seconds_without_an_answer(pocket: PocketDiscord, synced: App, ticks: Ticks) -> None:
    late: list[int] = []
    come = asyncio.Event()

    async def too_late(interaction: discord.Interaction) -> None:
        await come.wait()
        try:
            await interaction.response.send_message("sorry")
        except discord.NotFound as error:
            late.append(error.code)
            pocket.changes.bump()

    synced.answer = too_late
    gesture = asyncio.create_task(pocket.hands.slash("ana", "ask-open-data", "/opendata ask question: Where?"))
    await pocket.changes.until(lambda: synced.seen or pocket.core.interactions.waiting)
    ticks.now += 3
    pocket.nudge()
    assert (await gesture).refused == "The application did not respond"
    assert pocket.sight.notices("ana") == ["The application did not respond"]
    come.set()
    await pocket.changes.until(lambda: late)
    assert late == [10062]


async def test_a_second_answer_is_refused(pocket: PocketDiscord, synced: App) -> None:
    codes: list[int] = []

    async def twice(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("one")
        path = f"/interactions/{interaction.id}/{interaction.token}/callback"
        try:
            await synced.http.request(discord.http.Route("POST", path), json={"type": 4, "data": {"content": "two"}})
        except discord.HTTPException as error:
            codes.append(error.code)
            pocket.changes.bump()

    synced.answer = twice
    await pocket.hands.slash("ana", "ask-open-data", "/opendata ask question: Where?")
    await pocket.changes.until(lambda: codes)
    assert codes == [40060]


async def test_a_token_lasts_fifteen_minutes(pocket: PocketDiscord, synced: App, ticks: Ticks) -> None:
    synced.answer = reply
    await pocket.hands.slash("ana", "ask-open-data", "/opendata ask question: Where?")
    ticks.now += 899
    await synced.seen[0].edit_original_response(content="still there")
    ticks.now += 1
    with pytest.raises(discord.HTTPException) as refused:
        await synced.seen[0].edit_original_response(content="too late")
    assert (refused.value.status, refused.value.code) == (401, 50027)


async def test_a_callback_that_is_refused_does_not_use_the_interaction_up(pocket: PocketDiscord, synced: App) -> None:
    codes: list[int] = []

    async def wrong_then_right(interaction: discord.Interaction) -> None:
        try:
            await interaction.response.send_message("x" * 2001)
        except discord.HTTPException as error:
            codes.append(error.code)
        await interaction.response.send_message("right")

    synced.answer = wrong_then_right
    done = await pocket.hands.slash("ana", "ask-open-data", "/opendata ask question: Where?")
    assert (codes, done.acknowledged) == ([50035], True)


async def test_components_v2_are_read_whole(pocket: PocketDiscord, app: App, town: Town) -> None:
    view = discord.ui.LayoutView()
    inside = discord.ui.Container[Any](discord.ui.TextDisplay("# Digest"), discord.ui.TextDisplay("three new"))
    buttons = discord.ui.ActionRow[Any](discord.ui.Button(label="More", custom_id="more"))
    view.add_item(inside).add_item(buttons)
    sent = await app.channel(town.ask).send(view=view)
    (seen,) = pocket.sight.messages("ask-open-data")
    assert (seen.text, seen.labels) == ("# Digest\nthree new", ["More"])
    with pytest.raises(discord.HTTPException) as refused:
        await sent.edit(content="plain words")
    assert refused.value.code == 50035


async def test_an_unknown_person_or_place_is_a_mistake_of_the_caller(pocket: PocketDiscord, synced: App) -> None:
    with pytest.raises(NoSuchThing):
        await pocket.hands.slash("ana", "champions-triage", "/opendata ask question: Where?")
    with pytest.raises(NoSuchThing):
        await pocket.hands.say("nobody", "ask-open-data", "hello")
