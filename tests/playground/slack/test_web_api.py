"""The Web API, through the real client."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.playground.slack import PocketSlack
from tests.playground.slack.conftest import Town

Blocks = list[dict[str, Any]]


async def refused(call: Any) -> Any:
    """The answer of a call that Slack refuses."""
    with pytest.raises(SlackApiError) as found:
        await call
    return found.value.response


async def test_a_post_is_seen_by_the_members_and_nobody_else(
    pocket: PocketSlack, town: Town, client: AsyncWebClient
) -> None:
    posted = await client.chat_postMessage(channel=town.triage.id, text="Q-1 needs a home")
    bo, ana = pocket.sight.what_sees(town.bo.id), pocket.sight.what_sees(town.ana.id)
    assert [each["text"] for each in bo["channels"][1]["messages"]] == ["Q-1 needs a home"]
    assert "Q-1" not in str(ana)
    assert posted["message"]["bot_id"] == "B0PKTBOT01"


async def test_timestamps_are_unique_and_grow(town: Town, client: AsyncWebClient) -> None:
    posts = [await client.chat_postMessage(channel=town.ask.id, text=str(n)) for n in range(50)]
    stamps = [post["ts"] for post in posts]
    assert stamps == sorted(set(stamps))


async def test_a_thread_is_read_with_replies_and_stays_out_of_history(town: Town, client: AsyncWebClient) -> None:
    top = await client.chat_postMessage(channel=town.ask.id, text="Q-1")
    reply = await client.chat_postMessage(channel=town.ask.id, text="answer", thread_ts=top["ts"])
    deeper = await client.chat_postMessage(channel=town.ask.id, text="thanks", thread_ts=reply["ts"])
    assert deeper["message"]["thread_ts"] == top["ts"]
    history = await client.conversations_history(channel=town.ask.id)
    assert [(each["text"], each["reply_count"]) for each in history["messages"]] == [("Q-1", 2)]
    replies = await client.conversations_replies(channel=town.ask.id, ts=top["ts"])
    assert [each["text"] for each in replies["messages"]] == ["Q-1", "answer", "thanks"]
    assert replies["messages"][1]["parent_user_id"] == top["message"]["user"]


async def test_our_own_message_is_found_again_by_its_metadata(town: Town, client: AsyncWebClient) -> None:
    key = {"event_type": "slot", "event_payload": {"key": "question/1"}}
    posted = await client.chat_postMessage(channel=town.ask.id, text="Q-1", metadata=key)
    await client.chat_postMessage(channel=town.ask.id, text="Q-2")
    found = await client.conversations_history(channel=town.ask.id, include_all_metadata=True)
    assert [each["ts"] for each in found["messages"] if each.get("metadata") == key] == [posted["ts"]]
    plain = await client.conversations_history(channel=town.ask.id)
    assert not any("metadata" in each for each in plain["messages"])


async def test_history_pages_newest_first_between_two_moments(town: Town, client: AsyncWebClient) -> None:
    stamps = [(await client.chat_postMessage(channel=town.ask.id, text=str(n)))["ts"] for n in range(7)]
    pages = await client.conversations_history(channel=town.ask.id, limit=3)
    assert [each["text"] async for page in pages for each in page["messages"]] == list("6543210")
    between: dict[str, Any] = {"channel": town.ask.id, "oldest": stamps[2], "latest": stamps[4]}
    assert [each["text"] for each in (await client.conversations_history(**between))["messages"]] == ["3"]
    inside = await client.conversations_history(**between, inclusive=True)
    assert [each["text"] for each in inside["messages"]] == ["4", "3", "2"]


async def test_an_update_keeps_what_it_does_not_name(town: Town, client: AsyncWebClient) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "card"}}]
    key = {"event_type": "slot", "event_payload": {"key": "k"}}
    ts = (await client.chat_postMessage(channel=town.ask.id, text="a", blocks=blocks, metadata=key))["ts"]
    changed = (await client.chat_update(channel=town.ask.id, ts=ts, text="b"))["message"]
    assert (changed["text"], changed["blocks"][0]["text"]["text"], changed["metadata"]) == ("b", "card", key)
    assert changed["edited"]["user"] == changed["user"]
    emptied = (await client.chat_update(channel=town.ask.id, ts=ts, text="b", blocks=[]))["message"]
    assert "blocks" not in emptied


async def test_deleting_the_head_of_a_thread_leaves_a_tombstone(town: Town, client: AsyncWebClient) -> None:
    top = (await client.chat_postMessage(channel=town.ask.id, text="Q-1"))["ts"]
    await client.chat_postMessage(channel=town.ask.id, text="reply", thread_ts=top)
    await client.chat_delete(channel=town.ask.id, ts=top)
    replies = await client.conversations_replies(channel=town.ask.id, ts=top)
    assert [each.get("subtype") for each in replies["messages"]] == ["tombstone", None]
    assert (await refused(client.chat_update(channel=town.ask.id, ts=top, text="x")))["error"] == "message_not_found"


async def test_a_whisper_is_seen_by_one_and_by_no_history(
    pocket: PocketSlack, town: Town, client: AsyncWebClient
) -> None:
    await client.chat_postEphemeral(channel=town.ask.id, user=town.ana.id, text="only you")
    assert [each.text for each in pocket.sight.whispers(town.ana.id)] == ["only you"]
    assert pocket.sight.whispers(town.bo.id) == []
    assert (await client.conversations_history(channel=town.ask.id))["messages"] == []


async def test_direct_messages_open_once(pocket: PocketSlack, town: Town, client: AsyncWebClient) -> None:
    first = (await client.conversations_open(users=town.ana.id))["channel"]["id"]
    again = await client.conversations_open(users=[town.ana.id])
    posted = await client.chat_postMessage(channel=town.ana.id, text="hello")
    assert (again["channel"]["id"], again["already_open"], posted["channel"]) == (first, True, first)


async def test_people_are_found_by_id_and_by_address(town: Town, client: AsyncWebClient) -> None:
    person = (await client.users_info(user=town.ana.id, include_locale=True))["user"]
    assert (person["real_name"], person["locale"], person["tz"]) == ("Ana Ruiz", "es-ES", "America/New_York")
    assert (await client.users_lookupByEmail(email="BO@example.org"))["user"]["id"] == town.bo.id
    assert (await refused(client.users_lookupByEmail(email="no@example.org")))["error"] == "users_not_found"
    everyone = await client.users_list(limit=2)
    assert len([each async for page in everyone for each in page["members"]]) == 3


async def test_channels_are_listed_by_kind_and_page(pocket: PocketSlack, town: Town, client: AsyncWebClient) -> None:
    names = [
        each["name"]
        async for page in await client.conversations_list(types="public_channel,private_channel", limit=1)
        for each in page["channels"]
    ]
    assert names == ["ask-open-data", "champions-triage", "elsewhere"]
    hidden = pocket.add_channel("secret", [town.bo.id], kind="group", bot=False)
    assert (await refused(client.conversations_info(channel=hidden.id)))["error"] == "channel_not_found"
    joined = await client.conversations_join(channel=town.elsewhere.id)
    assert joined["channel"]["is_member"] is True
    members = await client.conversations_members(channel=town.elsewhere.id)
    assert members["members"] == [town.ana.id, pocket.bot_user_id]


async def test_calls_are_refused_with_slacks_own_codes(pocket: PocketSlack, town: Town, client: AsyncWebClient) -> None:
    mine = (await pocket.hands.say(town.ana.id, "ask-open-data", "hi")).ts
    pocket.add_channel("old", []).archived = True
    old = pocket.workspace.channel_named("old")
    assert old is not None
    ask = town.ask.id
    cases = [
        (client.chat_postMessage(channel="C404", text="x"), "channel_not_found"),
        (client.chat_postMessage(channel=town.elsewhere.id, text="x"), "not_in_channel"),
        (client.chat_postMessage(channel=old.id, text="x"), "is_archived"),
        (client.chat_postMessage(channel=ask, text="x", thread_ts="1.2"), "invalid_thread_ts"),
        (client.chat_postMessage(channel=ask, text="x", thread_ts="1600000000.000001"), "thread_not_found"),
        (client.api_call("chat.postMessage", json={"channel": ask, "text": " "}), "no_text"),
        (client.chat_update(channel=ask, ts="1600000000.000001", text="x"), "message_not_found"),
        (client.chat_update(channel=ask, ts=mine, text="x"), "cant_update_message"),
        (client.chat_delete(channel=ask, ts=mine), "cant_delete_message"),
        (client.chat_postEphemeral(channel=town.triage.id, user=town.ana.id, text="x"), "user_not_in_channel"),
        (client.conversations_history(channel=ask, cursor="nonsense"), "invalid_cursor"),
        (client.conversations_replies(channel=ask, ts="1600000000.000001"), "thread_not_found"),
        (client.users_info(user="U404"), "user_not_found"),
        (client.api_call("chat.sing"), "unknown_method"),
    ]
    assert [(await refused(call))["error"] for call, _ in cases] == [code for _, code in cases]


async def test_tokens_are_checked(pocket: PocketSlack, town: Town) -> None:
    def speaking(token: str | None) -> AsyncWebClient:
        return AsyncWebClient(token=token, base_url=pocket.api_url)

    assert (await refused(speaking(None).auth_test()))["error"] == "not_authed"
    assert (await refused(speaking("xoxb-wrong").auth_test()))["error"] == "invalid_auth"
    assert (await refused(speaking(pocket.app_token).auth_test()))["error"] == "not_allowed_token_type"
    opened = speaking(None).apps_connections_open(app_token=pocket.bot_token)
    assert (await refused(opened))["error"] == "not_allowed_token_type"
    assert (await speaking(pocket.bot_token).auth_test())["user_id"] == pocket.bot_user_id


async def test_long_text_is_cut_in_a_post_and_refused_in_an_update(town: Town, client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel=town.ask.id, text="x" * 50_000)
    assert len(posted["message"]["text"]) == 40_000
    assert posted["warning"] == "message_truncated"
    long = client.chat_update(channel=town.ask.id, ts=posted["ts"], text="x" * 4_001)
    assert (await refused(long))["error"] == "msg_too_long"


async def test_forms_and_json_bodies_mean_the_same(pocket: PocketSlack, town: Town) -> None:
    block = '[{"type": "divider"}]'
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {pocket.bot_token}"}) as session:
        form = {"channel": town.ask.id, "text": "form", "blocks": block}
        async with session.post(pocket.api_url + "chat.postMessage", data=form) as answer:
            assert (await answer.json())["message"]["blocks"][0]["type"] == "divider"
        async with session.post(pocket.api_url + "chat.postMessage", data="{", headers=_JSON) as answer:
            assert (await answer.json())["error"] == "invalid_json"


_JSON = {"Content-Type": "application/json"}


async def test_mentions_are_counted_where_slack_would_notify(
    pocket: PocketSlack, town: Town, client: AsyncWebClient
) -> None:
    ana = f"<@{town.ana.id}>"
    plain: Blocks = [{"type": "section", "text": {"type": "plain_text", "text": "<!channel> " + ana}}]
    marked: Blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "<!here> " + ana}}]
    await client.chat_postMessage(channel=town.ask.id, text="&lt;!channel&gt; safe", blocks=plain)
    assert pocket.sight.pings() == []
    await client.chat_postMessage(channel=town.ask.id, text="<!everyone>", blocks=marked, mrkdwn=True)
    await client.chat_postMessage(channel=town.ask.id, text="<!everyone>", mrkdwn=False)
    assert [called for _, called in pocket.sight.pings()] == ["!everyone", "!here", "@" + town.ana.id]


async def test_a_picture_goes_up_in_two_steps(pocket: PocketSlack, town: Town, client: AsyncWebClient) -> None:
    png = b"\x89PNG\r\n\x1a\n" + bytes(20)
    sent = await client.files_upload_v2(content=png, filename="chart.png", title="Chart", channel=town.ask.id)
    async with aiohttp.ClientSession() as session, session.get(sent["file"]["url_private"]) as answer:
        assert (await answer.read(), answer.content_type) == (png, "image/png")
    assert "Chart" in pocket.sight.messages("ask-open-data")[0].text


async def test_changes_wake_who_waits(pocket: PocketSlack, town: Town, client: AsyncWebClient) -> None:
    before = pocket.changes.version
    waiting = asyncio.create_task(pocket.changes.wait(before, 5.0))
    await client.chat_postMessage(channel=town.ask.id, text="x")
    assert await waiting > before
    assert await pocket.changes.wait(pocket.changes.version, 0.0) == pocket.changes.version
