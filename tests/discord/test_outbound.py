"""What the adapter shows on Discord: rooms with threads, and direct messages."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.discord.looking import snowflake
from adapters.discord.render import COMPONENTS_V2
from bot.engine.errors import Gone, Rejected
from bot.engine.request import Place
from bot.speech.cards import Card, Mention, Picture, Text
from tests.discord.wired import CARD, CLAIM, TAKEN, Showing, hung, showing, turned, words


@pytest.fixture
async def town() -> AsyncIterator[Showing]:
    async with showing() as made:
        yield made


async def test_the_first_reply_opens_the_thread_and_the_others_use_it(town: Showing) -> None:
    parent = await town.outbound.post(hung(town, town.ask.id))
    for number in (1, 2):
        await town.outbound.post(hung(town, town.ask.id, TAKEN, f"Q-142/{number}", thread=parent))
    (thread,) = town.pocket.sight.posts(town.ask.id)
    assert (thread["id"], thread["title"]) == (parent, "Q-142")
    assert len(town.mine(parent)) == 2
    assert town.calls("start thread from message") == 1


async def test_a_thread_that_somebody_else_opened_is_used(town: Showing) -> None:
    parent = await town.outbound.post(hung(town, town.ask.id))
    town.pocket.faults.refuse(10003, "create message", channel=parent)
    await town.pocket.hands.open_thread(town.ana.id, town.ask.id, "trees", ts=parent)
    await town.outbound.post(hung(town, town.ask.id, TAKEN, "Q-142/1", thread=parent))
    assert len(town.mine(parent)) == 1


async def test_a_reply_to_a_deleted_message_is_gone(town: Showing) -> None:
    parent = await town.outbound.post(hung(town, town.ask.id))
    town.pocket.core.backend.call("DELETE", f"/channels/{town.ask.id}/messages/{parent}")
    with pytest.raises(Gone):
        await town.outbound.post(hung(town, town.ask.id, TAKEN, "Q-142/1", thread=parent))


async def test_replies_are_edited_where_they_stand(town: Showing) -> None:
    for channel in (town.ask.id, town.questions.id):
        parent = await town.outbound.post(hung(town, channel))
        reply = hung(town, channel, CARD, "Q-142/1", thread=parent)
        message = await town.outbound.post(reply)
        await town.outbound.edit(replace(turned(reply), message=message))
        assert "Ana looks after it" in words(town.mine(parent)[-1])
        assert town.pocket.sight.posts(channel)[0]["title"] in {"Q-142", "Where are the trees?"}


async def test_a_card_may_lose_its_buttons_and_get_them_back(town: Showing) -> None:
    lease = hung(town, town.ask.id)
    lease = replace(lease, message=await town.outbound.post(lease))
    await town.outbound.edit(turned(lease))
    (message,) = town.mine(town.ask.id)
    assert (words(message), message.labels) == ("Q-142 · Taken\nAna looks after it", [])
    await town.outbound.edit(turned(lease, CARD, 3))
    (message,) = town.mine(town.ask.id)
    assert (words(message), message.labels) == ("Q-142 · Waiting for a champion\nWhere are the trees?", ["Claim"])
    assert message.json["flags"] & COMPONENTS_V2
    found = await town.outbound.find(lease)
    assert found is not None
    assert found.revision == 3


async def test_an_edit_takes_a_picture_away(town: Showing) -> None:
    lease = hung(town, town.ask.id, Card("Chart", Picture(b"png", "Trees by year"), CLAIM))
    lease = replace(lease, message=await town.outbound.post(lease))
    (attachment,) = town.mine(town.ask.id)[0].attachments
    assert attachment["description"] == "Trees by year"
    await town.outbound.edit(turned(lease, CARD))
    assert town.mine(town.ask.id)[0].attachments == []


async def test_a_mention_calls_one_person_and_nobody_else(town: Showing) -> None:
    card = Card(
        "Q-142", Text(Mention("Ana", "discord", town.ana.id), f" <@{town.pocket.bot_user_id}> @everyone"), CLAIM
    )
    await town.outbound.post(hung(town, town.ask.id, card))
    assert [called for _, called in town.pocket.sight.pings()] == [f"@{town.ana.id}"]


async def test_every_send_says_whom_it_may_call(town: Showing) -> None:
    lease = hung(town, town.ask.id)
    await town.outbound.edit(replace(lease, message=await town.outbound.post(lease)))
    await town.outbound.post(hung(town, town.questions.id))
    sent = [
        call.body for call in town.pocket.calls if call.method in {"create message", "edit message", "start thread"}
    ]
    allowed = [body.get("message", body)["allowed_mentions"] for body in sent]
    assert allowed == [{"parse": [], "users": [], "replied_user": False}] * 3


async def test_a_message_that_was_lost_is_posted_anew_within_minutes(town: Showing) -> None:
    lease = hung(town, town.ask.id)
    first = await town.outbound.post(lease)
    town.pocket.core.backend.call("DELETE", f"/channels/{town.ask.id}/messages/{first}")
    second = await town.outbound.post(replace(lease, lost=1))
    assert second != first
    nonces = [call.body["nonce"] for call in town.pocket.calls if call.method == "create message"]
    assert len(set(nonces)) == 2
    assert max(map(len, nonces)) <= 25


async def test_a_locked_thread_is_told_in_a_sentence(town: Showing) -> None:
    parent = await town.outbound.post(hung(town, town.ask.id))
    await town.pocket.hands.open_thread(town.ana.id, town.ask.id, "trees", ts=parent)
    town.pocket.faults.refuse(160005, "create message", times=3)
    town.pocket.faults.refuse(50013, "edit channel")
    for _ in range(2):  # where we may not unlock it, and where that did not help
        with pytest.raises(Rejected, match="locked"):
            await town.outbound.post(hung(town, town.ask.id, TAKEN, "Q-142/1", thread=parent))


async def test_a_closed_post_is_opened_for_what_comes_and_stays_locked(town: Showing) -> None:
    parent = await town.outbound.post(hung(town, town.questions.id))
    await town.pocket.hands.archive(town.pocket.bot_user_id, parent, locked=True)
    town.pocket.faults.refuse(160005, "create message", channel=parent)
    await town.outbound.post(hung(town, town.questions.id, TAKEN, "Q-142/1", thread=parent))
    (post,) = town.pocket.sight.posts(town.questions.id)
    assert (post["archived"], post["locked"], len(town.mine(parent))) == (False, True, 2)


async def test_a_room_that_was_deleted_is_told_in_a_sentence(town: Showing) -> None:
    lease = hung(town, town.ask.id)
    parent = await town.outbound.post(lease)
    for call, method in (
        (lambda: town.outbound.post(hung(town, town.ask.id, CARD, "Q-143/card")), "create message"),
        (lambda: town.outbound.edit(replace(turned(lease), message=parent)), "edit message"),
        (lambda: town.outbound.post(hung(town, town.questions.id)), "start thread"),
    ):
        town.pocket.faults.refuse(10003, method)
        with pytest.raises(Rejected, match=r"^#(ask-open-data|questions) was deleted\."):
            await call()


# ── direct messages ──────────────────────────────────────────────────────────────────────────────────────────


async def test_a_line_in_direct_messages_answers_the_card(town: Showing) -> None:
    lease = hung(town, "")
    lease = replace(lease, slot=replace(lease.slot, place=Place("discord", town.pocket.guild_id, person=town.ana.id)))
    card = await town.outbound.post(lease)
    line = replace(turned(lease, TAKEN, 1), slot=replace(lease.slot, name="Q-142/dm/1", card=TAKEN), thread=card)
    message = await town.outbound.post(line)
    direct = town.pocket.direct_messages(town.ana.id)
    assert [each.reply_to for each in town.mine(direct)] == ["", card]
    await town.outbound.edit(replace(turned(line, CARD), message=message))
    found = await town.outbound.find(line)
    assert found is not None
    assert (found.message, found.revision) == (message, 2)
    assert town.calls("create dm") == 1


async def test_a_line_for_one_person_makes_no_forum_post(town: Showing) -> None:
    lease = hung(town, "")
    place = Place("discord", town.pocket.guild_id, town.questions.id, person=town.ana.id)
    lease = replace(lease, slot=replace(lease.slot, place=place))
    message = await town.outbound.post(lease)
    assert town.pocket.sight.posts("questions") == []
    assert [each.id for each in town.mine(town.pocket.direct_messages(town.ana.id))] == [message]
    assert await town.outbound.find(lease) is not None


async def test_closed_direct_messages_are_told_in_a_sentence(town: Showing) -> None:
    town.pocket.hands.close_dms(town.ana.id)
    lease = hung(town, "")
    lease = replace(lease, slot=replace(lease.slot, place=Place("discord", town.pocket.guild_id, person=town.ana.id)))
    with pytest.raises(Rejected, match="takes no direct messages from me"):
        await town.outbound.post(lease)


async def test_our_clock_may_be_a_little_fast() -> None:
    ahead = timedelta(seconds=30)
    async with showing() as town:
        town.outbound._clock = lambda: datetime.now(UTC) + ahead
        message = await town.outbound.post(hung(town, town.ask.id))
        found = await town.outbound.find(hung(town, town.ask.id))
        assert found is not None
        assert found.message == message


def test_ids_begin_with_their_time() -> None:
    assert snowflake(datetime(2015, 1, 1, tzinfo=UTC)) == "0"
    # The example of Discord's reference: 175928847299117063 was made then.
    assert 0 <= 175928847299117063 - int(snowflake(datetime(2016, 4, 30, 11, 18, 25, 796000, tzinfo=UTC))) < 1 << 22
