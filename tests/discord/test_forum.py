"""Questions as forum posts: title, tags, archive, and how they are found again."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from adapters.discord.forum import Forums, short_title
from bot.engine.errors import Later
from bot.engine.request import Place
from bot.engine.slots import Slot
from tests.discord.wired import CARD, Showing, hung, showing, turned, words


@pytest.fixture
async def town() -> AsyncIterator[Showing]:
    async with showing() as made:
        yield made


async def test_a_question_is_a_post_with_title_and_tags(town: Showing) -> None:
    message = await town.outbound.post(hung(town, town.questions.id))
    (post,) = town.pocket.sight.posts("questions")
    assert (post["id"], post["title"], post["tags"]) == (message, "Where are the trees?", ["Open", "Trees"])
    assert (post["archived"], post["locked"]) == (False, False)
    assert [each.id for each in post["messages"]] == [message]


async def test_title_and_tags_follow_the_slot_and_are_left_alone_otherwise(town: Showing) -> None:
    lease = hung(town, town.questions.id)
    lease = replace(lease, message=await town.outbound.post(lease))
    await town.outbound.edit(turned(lease))
    assert town.calls("edit channel") == 0
    await town.outbound.edit(turned(lease, labels=("Solved",), finished=True))
    (post,) = town.pocket.sight.posts("questions")
    assert (post["tags"], post["title"], post["archived"]) == (["Solved"], "Where are the trees?", False)
    assert town.calls("edit channel") == 1
    await town.outbound.edit(turned(lease, labels=("Solved",), title=""))
    assert town.pocket.sight.posts("questions")[0]["title"] == "Q-142 · Taken"
    assert town.calls("edit channel") == 2


async def test_after_a_restart_the_heading_is_looked_up_once(town: Showing) -> None:
    lease = hung(town, town.questions.id)
    lease = replace(lease, message=await town.outbound.post(lease))
    again = town.again()
    for _ in range(2):
        await again.edit(turned(lease, labels=("Open", "trees")))
    assert town.calls("edit channel") == 0
    assert town.calls("get channel") == 2  # what kind of room it is, and the post's heading


async def test_a_renamed_post_rests_without_its_room_resting_as_long(town: Showing) -> None:
    lease = hung(town, town.questions.id)
    lease = replace(lease, message=await town.outbound.post(lease))
    town.pocket.faults.rate_limit(590, "edit channel")
    with pytest.raises(Later) as later:
        await town.outbound.edit(turned(lease, title="Another title"))
    assert later.value.seconds == 20.0
    assert "Ana looks after it" in words(town.mine(lease.message)[0])


async def test_an_archived_post_is_taken_out_before_it_is_edited(town: Showing) -> None:
    lease = hung(town, town.questions.id)
    lease = replace(lease, message=await town.outbound.post(lease))
    await town.pocket.hands.archive(town.pocket.bot_user_id, lease.message)
    await town.outbound.edit(turned(lease, labels=("Solved",), finished=True))
    (post,) = town.pocket.sight.posts("questions")
    assert (post["archived"], post["locked"], post["tags"]) == (False, False, ["Solved"])
    assert "Ana looks after it" in words(post["messages"][0])


async def test_tags_for_moderators_do_not_keep_a_question_from_being_shown(town: Showing) -> None:
    town.pocket.faults.refuse(50013, "start thread")
    lease = hung(town, town.questions.id)
    lease = replace(lease, message=await town.outbound.post(lease))
    assert town.pocket.sight.posts("questions")[0]["tags"] == []
    town.pocket.faults.refuse(50013, "edit channel")
    await town.outbound.edit(turned(lease, labels=("Solved",)))
    assert "Ana looks after it" in words(town.mine(lease.message)[0])


async def test_a_card_in_somebody_elses_post_is_a_reply(town: Showing) -> None:
    done = await town.pocket.hands.post(town.ana.id, "questions", "Trees?", "Where are they?")
    place = Place("discord", town.pocket.guild_id, town.questions.id, thread=done.thread)
    lease = replace(hung(town, town.questions.id), slot=Slot("Q-142/card", place, CARD))
    lease = replace(lease, message=await town.outbound.post(lease))
    await town.outbound.edit(turned(lease))
    (message,) = town.mine(done.thread)
    assert "Ana looks after it" in words(message)
    assert len(town.pocket.sight.posts("questions")) == 1
    found = await town.outbound.find(lease)
    assert found is not None
    assert (found.message, found.revision) == (lease.message, 2)


async def test_an_archived_post_is_found(town: Showing) -> None:
    lease = hung(town, town.questions.id)
    message = await town.outbound.post(lease)
    await town.pocket.hands.archive(town.pocket.bot_user_id, message)
    for outbound in (town.outbound, town.again()):
        found = await outbound.find(lease)
        assert found is not None
        assert found.message == message


async def test_a_post_without_its_first_message_hides_no_other(town: Showing) -> None:
    emptied = await town.outbound.post(hung(town, town.questions.id, name="Q-141/card"))
    town.pocket.core.backend.call("DELETE", f"/channels/{emptied}/messages/{emptied}")
    assert await town.outbound.find(hung(town, town.questions.id)) is None


async def test_a_post_whose_title_was_changed_is_found(town: Showing) -> None:
    lease = hung(town, town.questions.id)
    message = await town.outbound.post(lease)
    found = await town.outbound.find(turned(lease, title="Another title"))
    assert found is not None
    assert found.message == message


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Where are\n the trees?", "Where are the trees?"),
        ("x" * 100, "x" * 100),
        ("x" * 101, "x" * 99 + "…"),
        ("🗽" * 51, "🗽" * 49 + "…"),
        ("word " * 30, "word " * 19 + "word…"),
    ],
)
def test_a_title_is_one_line_of_a_hundred_characters(text: str, title: str) -> None:
    assert short_title(text) == title
    assert len(short_title(text).encode("utf-16-le")) <= 200


def test_a_heading_holds_five_tags_whatever_their_case() -> None:
    tags = [{"id": str(n), "name": f"Tag {n}"} for n in range(8)]
    forums = Forums([{"id": "1", "type": 15, "available_tags": tags}, {"id": "2", "type": 0}])
    slot = Slot("Q-1/card", Place("discord", "1", "1"), CARD, labels=tuple(f"TAG {n}" for n in (7, 7, 6, 5, 4, 3, 2)))
    assert forums.heading(slot).tags == ("7", "6", "5", "4", "3")
    assert (forums.is_forum("1"), forums.is_forum("2"), forums.is_known("3")) == (True, False, False)
