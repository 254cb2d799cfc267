"""What people see and type: the read model, the escaping, and that hostile text stays text."""

import json
from typing import Any

import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.playground.slack import NoSuchThing, PocketSlack
from adapters.playground.slack.typed import on_the_wire
from tests.playground.slack.conftest import Run, Town

HOSTILE = "<!channel> <@U1> *b* \u202e & \U0001f333 <@A|" * 2000


async def test_a_person_sees_threads_whispers_and_direct_messages_as_json(
    pocket: PocketSlack, town: Town, client: AsyncWebClient
) -> None:
    top = (await client.chat_postMessage(channel=town.ask.id, text="Q-1"))["ts"]
    await client.chat_postMessage(channel=town.ask.id, text="answer", thread_ts=top)
    await client.chat_postEphemeral(channel=town.ask.id, user=town.ana.id, text="psst", thread_ts=top)
    await client.chat_postEphemeral(channel=town.ask.id, user=town.ana.id, text="only you")
    await pocket.hands.say(town.ana.id, "@champions", "hello")
    seen = json.loads(json.dumps(pocket.sight.what_sees(town.ana.id)))
    ask, direct = seen["channels"][0], seen["channels"][-1]
    assert [(each["text"], each["only_you"]) for each in ask["messages"]] == [("Q-1", False), ("only you", True)]
    assert [each["text"] for each in ask["messages"][0]["thread"]] == ["answer", "psst"]
    assert (direct["kind"], direct["messages"][0]["name"]) == ("im", "Ana Ruiz")
    others = pocket.sight.what_sees(town.bo.id)["channels"][0]["messages"]
    assert [each["text"] for each in others[0]["thread"]] == ["answer"]


async def test_whispers_and_modals_vanish_on_reload(pocket: PocketSlack, town: Town, client: AsyncWebClient) -> None:
    await client.chat_postEphemeral(channel=town.ask.id, user=town.ana.id, text="only you")
    pocket.hands.reload(town.ana.id)
    assert pocket.sight.whispers(town.ana.id) == []


async def test_hands_reach_only_what_their_person_sees(pocket: PocketSlack, town: Town, client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel=town.triage.id, text="private")
    whisper = await client.chat_postEphemeral(channel=town.ask.id, user=town.ana.id, text="for Ana")
    hands = pocket.hands
    for reach in (
        hands.say(town.ana.id, "champions-triage", "x"),
        hands.press(town.ana.id, "champions-triage", posted["ts"], "claim"),
        hands.press(town.bo.id, "ask-open-data", whisper["message_ts"], "claim"),
        hands.edit(town.bo.id, "champions-triage", posted["ts"], "x"),
        hands.submit(town.ana.id, "V404"),
    ):
        with pytest.raises(NoSuchThing):
            await reach


def test_typed_text_is_escaped_but_for_known_names() -> None:
    def find(token: str) -> str | None:
        return {"@ana": "<@U1>", "<@U1>": "<@U1>"}.get(token)

    assert on_the_wire("@ana & @nobody <@U1> <@U2> <!here>", find) == (
        "<@U1> &amp; @nobody <@U1> &lt;@U2&gt; &lt;!here&gt;"
    )
    assert on_the_wire("a@ana.org https://x.org/?a=1&b=2", find) == "a@ana.org <https://x.org/?a=1&amp;b=2>"


async def test_hostile_text_reaches_the_app_whole_and_calls_nobody(
    pocket: PocketSlack, town: Town, app: AsyncApp, run: Run
) -> None:
    heard: list[str] = []

    @app.command("/opendata")
    async def listener(ack: Any, command: dict[str, Any]) -> None:
        heard.append(command["text"])
        await ack(command["text"][:3000])

    @app.event("message")
    async def message(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    await run(app)
    await pocket.hands.slash(town.ana.id, "ask-open-data", "/opendata " + HOSTILE + "\0")
    await pocket.hands.say(town.ana.id, "ask-open-data", HOSTILE)
    assert [text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for text in heard] == [
        HOSTILE + "\0",
        HOSTILE,
    ]
    assert pocket.sight.pings(everyone=True) == []
