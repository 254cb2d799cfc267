"""What the app hears of without being asked, and message shortcuts, through the real Bolt."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp

from adapters.playground.slack import PocketSlack
from tests.playground.slack.conftest import Run, Town

Body = dict[str, Any]


async def test_a_message_shortcut_brings_the_message(pocket: PocketSlack, town: Town, app: AsyncApp, run: Run) -> None:
    heard: list[Body] = []

    @app.shortcut({"type": "message_action", "callback_id": "track"})
    async def listener(ack: Any, body: Body) -> None:
        heard.append(body)
        await ack()

    @app.event("message")
    async def message() -> None:
        """Acknowledged at once."""

    await run(app)
    ts = (await pocket.hands.say(town.ana.id, "ask-open-data", "how many trees?")).ts
    await pocket.hands.shortcut(town.bo.id, "track", "ask-open-data", ts)
    assert (heard[0]["message"]["text"], heard[0]["message"]["user"]) == ("how many trees?", town.ana.id)
    whisper = await app.client.chat_postEphemeral(channel=town.ask.id, user=town.bo.id, text="psst")
    assert (await pocket.hands.shortcut(town.bo.id, "track", "ask-open-data", whisper["message_ts"])).refused


async def test_a_mention_arrives_as_mention_and_as_message(
    pocket: PocketSlack, town: Town, app: AsyncApp, run: Run
) -> None:
    heard: list[tuple[str, Body]] = []

    @app.event("app_mention")
    async def mention(event: Body) -> None:
        heard.append(("mention", event))

    @app.event("message")
    async def message(event: Body) -> None:
        heard.append(("message", event))

    await run(app)
    top = (await pocket.hands.say(town.ana.id, "ask-open-data", "see https://example.org <!here>")).ts
    reply = (await pocket.hands.say(town.bo.id, "ask-open-data", "@champions claim", thread=top)).ts
    await pocket.hands.say(town.ana.id, "elsewhere", "@champions are you here?")
    await pocket.idle()
    assert sorted((kind, event["ts"]) for kind, event in heard) == sorted(
        [
            ("message", top),
            ("message", reply),
            ("mention", reply),
        ]
    )
    texts = {event["ts"]: event["text"] for _, event in heard}
    assert texts[top] == "see <https://example.org> &lt;!here&gt;"
    assert texts[reply] == f"<@{pocket.bot_user_id}> claim"
    assert all(event["thread_ts"] == top for _, event in heard if event["ts"] == reply)


async def test_edits_deletions_joins_and_direct_messages_are_told(
    pocket: PocketSlack, town: Town, app: AsyncApp, run: Run
) -> None:
    heard: list[Body] = []

    @app.event("message")
    async def message(event: Body) -> None:
        heard.append(event)

    @app.event("member_joined_channel")
    async def joined(event: Body) -> None:
        heard.append(event)

    await run(app)
    hands, ana = pocket.hands, town.ana.id
    direct = pocket.direct_messages(ana).id
    ts = (await hands.say(ana, direct, "helo")).ts
    await hands.edit(ana, direct, ts, "hello")
    await hands.delete(ana, direct, ts)
    newcomer = pocket.add_person("cy")
    await hands.join(newcomer.id, "ask-open-data")
    await pocket.idle()
    assert [each.get("subtype", each["type"]) for each in heard] == [
        "message",
        "message_changed",
        "message_deleted",
        "member_joined_channel",
    ]
    assert heard[0]["channel_type"] == "im"
    assert (heard[1]["message"]["text"], heard[1]["previous_message"]["text"]) == ("hello", "helo")
