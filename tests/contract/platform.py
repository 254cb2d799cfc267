"""What every platform must do with a slot, whatever it is called there. A platform's test subclasses this.

The world outside is the platform's pocket server: ``stage`` says how to look at it and how to break it.
"""

from dataclasses import replace
from typing import Protocol

import pytest

from bot.engine.errors import Gone, Later, Rejected, Unsure
from bot.engine.ports import Platform
from bot.engine.request import Place
from bot.engine.slots import Lease, Slot
from bot.speech.cards import Actions, Button, Card, Text

HOSTILE = (
    "<!channel>",
    "<@U1> <@!1> <@&1>",
    "@everyone @here",
    "*bold* **bold** _it_ ~no~ `code`",
    "> quote",
    "# title",
    "[text](https://example.org)",
    "<https://example.org|text>",
    "a\u202eb\u2066c\u200f",
    ":tada: 🗽👩‍👩‍👧‍👦",
    "&lt;!channel&gt;",
    "x" * 1_500,
)


class Stage(Protocol):
    """The platform's world, as seen and broken by a test."""

    platform: Platform
    room: Place
    other_room: Place
    person: str

    def said_in(self, place: Place) -> list[str]:
        """The plain text of every message of ours in a room, oldest first."""

    def under(self, place: Place, message: str) -> list[str]:
        """The plain text of every message of ours in the thread of a message."""

    def only_for(self, person: str) -> list[str]:
        """The plain text of everything that only this person sees."""

    def called(self) -> list[str]:
        """Everybody who was called for attention by a message of ours."""

    def formatted(self) -> list[str]:
        """Every piece of text of ours that the platform would read as markup."""

    def lose_answer(self) -> None:
        """The next post takes effect, and its answer is lost."""

    def lose_call(self) -> None:
        """The next post is lost on its way."""

    def break_down(self) -> None:
        """The next post meets a platform in trouble."""

    def slow_down(self, place: Place, seconds: int) -> None:
        """The next post in a room is told to wait."""

    def shut_out(self, place: Place) -> None:
        """The bot may no longer post in a room."""

    def delete(self, place: Place, message: str) -> None:
        """Somebody deletes a message."""

    def pictures(self, place: Place) -> list[tuple[bytes, str]]:
        """The bytes and the words of every picture that people see in a room, oldest first."""

    def lose_picture(self) -> None:
        """The next post of a picture meets a platform in trouble: wherever its bytes go, they do not arrive."""


def lease(place: Place, words: str = "Where are the trees?", name: str = "Q-142/card") -> Lease:
    card = Card("Q-142 · Waiting for a champion", Text(words), Actions(Button("Claim", "champion claim Q-142")))
    return Lease(1, "springfield", Slot(name, place, card), revision=1)


def changed(shown: Lease, message: str, words: str) -> Lease:
    card = Card("Q-142 · Taken", Text(words))
    return replace(shown, slot=replace(shown.slot, card=card), revision=2, message=message)


class PlatformContract:
    """Subclass it with a fixture ``stage``."""

    async def test_a_card_is_shown_whole(self, stage: Stage) -> None:
        await stage.platform.post(lease(stage.room))
        (said,) = stage.said_in(stage.room)
        assert "Q-142 · Waiting for a champion" in said
        assert "Where are the trees?" in said

    async def test_a_reply_stands_in_the_thread_of_its_parent(self, stage: Stage) -> None:
        parent = await stage.platform.post(lease(stage.room))
        await stage.platform.post(replace(lease(stage.room, "Taken by Ana", "Q-142/taken"), thread=parent))
        assert len(stage.said_in(stage.room)) == 1
        assert "Taken by Ana" in stage.under(stage.room, parent)[-1]

    async def test_direct_messages_reach_the_person(self, stage: Stage) -> None:
        place = Place(stage.room.platform, stage.room.team, person=stage.person)
        await stage.platform.post(lease(place, "Your question has an answer."))
        assert "Your question has an answer." in stage.said_in(place)[0]

    async def test_a_message_is_changed_where_it_stands(self, stage: Stage) -> None:
        shown = lease(stage.room)
        message = await stage.platform.post(shown)
        await stage.platform.edit(changed(shown, message, "Ana looks after it"))
        (said,) = stage.said_in(stage.room)
        assert "Ana looks after it" in said
        assert "Where are the trees?" not in said

    async def test_what_was_posted_is_found_with_its_revision(self, stage: Stage) -> None:
        shown = lease(stage.room)
        assert await stage.platform.find(shown) is None
        message = await stage.platform.post(shown)
        found = await stage.platform.find(shown)
        assert found is not None
        assert (found.message, found.revision) == (message, 1)
        await stage.platform.edit(changed(shown, message, "Taken"))
        found = await stage.platform.find(shown)
        assert found is not None
        assert (found.message, found.revision) == (message, 2)

    async def test_what_was_posted_in_a_thread_is_found_there(self, stage: Stage) -> None:
        parent = await stage.platform.post(lease(stage.room))
        reply = replace(lease(stage.room, "Taken by Ana", "Q-142/taken"), thread=parent)
        assert await stage.platform.find(reply) is None
        message = await stage.platform.post(reply)
        found = await stage.platform.find(reply)
        assert found is not None
        assert found.message == message

    async def test_another_slot_is_not_mistaken_for_it(self, stage: Stage) -> None:
        await stage.platform.post(lease(stage.room, name="Q-143/card"))
        assert await stage.platform.find(lease(stage.room)) is None

    async def test_after_a_lost_answer_the_post_is_found(self, stage: Stage) -> None:
        stage.lose_answer()
        with pytest.raises(Unsure):
            await stage.platform.post(lease(stage.room))
        assert await stage.platform.find(lease(stage.room)) is not None

    async def test_after_a_lost_call_nothing_is_found(self, stage: Stage) -> None:
        stage.lose_call()
        with pytest.raises(Unsure):
            await stage.platform.post(lease(stage.room))
        assert await stage.platform.find(lease(stage.room)) is None

    async def test_a_platform_in_trouble_leaves_it_unsure(self, stage: Stage) -> None:
        stage.break_down()
        with pytest.raises(Unsure):
            await stage.platform.post(lease(stage.room))

    async def test_a_room_that_must_rest_does_not_hold_up_the_others(self, stage: Stage) -> None:
        stage.slow_down(stage.room, 7)
        with pytest.raises(Later) as later:
            await stage.platform.post(lease(stage.room))
        assert later.value.seconds == 7
        await stage.platform.post(lease(stage.other_room))
        assert len(stage.said_in(stage.other_room)) == 1

    async def test_being_shut_out_is_told_in_a_sentence(self, stage: Stage) -> None:
        stage.shut_out(stage.room)
        with pytest.raises(Rejected, match=r"I can't post in #.*An admin needs to invite me there"):
            await stage.platform.post(lease(stage.room))

    async def test_a_deleted_message_is_gone(self, stage: Stage) -> None:
        shown = lease(stage.room)
        message = await stage.platform.post(shown)
        stage.delete(stage.room, message)
        with pytest.raises(Gone):
            await stage.platform.edit(changed(shown, message, "Taken"))

    @pytest.mark.parametrize("words", HOSTILE)
    async def test_hostile_words_call_nobody_and_format_nothing(self, stage: Stage, words: str) -> None:
        await stage.platform.post(lease(stage.room, words))
        assert stage.called() == []
        assert stage.formatted() == []
