"""What every platform must do that can read back what was said: its history since a mark.

A platform's test subclasses :class:`RecallContract` with a fixture ``stage`` that has, beside what
``tests/contract/platform.py`` asks for, people who speak. The adapter is connected all the time: what it hears alive is
what it must find again, to the letter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from bot.engine.remembering import Recalls
from bot.engine.request import Place, Request
from bot.questions.commands import Changed
from bot.speech.cards import Card
from bot.speech.reply import Reply
from tests.contract.platform import Stage, lease


class RecallStage(Stage, Protocol):
    """The platform's world, with people in it. ``room`` is one of the desk's own rooms."""

    @property
    def recalls(self) -> Recalls:
        """The platform, as that which reads back."""

    async def call(self, text: str, under: str = "") -> str:
        """Somebody addresses the bot in ``room``, or in the thread of one of its messages; the message's id.

        Returns when the adapter has handled it.
        """

    async def say(self, text: str, under: str = "") -> str:
        """Somebody writes in ``room`` without addressing the bot, or replies so in a thread; the message's id."""

    async def edit(self, message: str, text: str, under: str = "") -> None:
        """They change what they said. Returns when the adapter has handled it."""

    async def told(self) -> list[str]:
        """What only the one who speaks sees, once the adapter has nothing more to tell them."""

    def heard(self) -> list[Request]:
        """Every request that was handled so far, in order, each once."""

    def takes_for_question(self, message: str) -> None:
        """From now on the desk takes this message of ours in ``room`` for a question's card, so that replies to it
        concern us."""

    def follows(self, request: str) -> None:
        """From now on the desk knows that this request's message has become part of a question."""


async def read(recalls: Recalls, room: Place, since: Mapping[str, str], *threads: str) -> list[Request]:
    places: Sequence[Place] = [replace(room, thread=each) for each in threads]
    return [each async for each in recalls.missed(since, places)]


class RecallContract:
    """Subclass it with a fixture ``stage``."""

    async def test_what_was_said_since_a_mark_is_found_as_it_was_heard(self, stage: RecallStage) -> None:
        since = stage.recalls.heard_up_to()
        assert stage.room.channel in since
        for text in ("status Q-1", "claim Q-142", "how many trees are there?"):
            await stage.call(text)
        found = await read(stage.recalls, stage.room, since)
        assert len(found) == 3
        assert [(each.id, each.command, each.where, each.at) for each in found] == [
            (each.id, each.command, each.where, each.at) for each in stage.heard()
        ]

    async def test_nothing_is_found_after_the_newest_mark(self, stage: RecallStage) -> None:
        await stage.call("status Q-1")
        newest = stage.recalls.heard_up_to()
        assert await read(stage.recalls, stage.room, newest) == []
        await stage.call("claim Q-142")
        assert len(await read(stage.recalls, stage.room, newest)) == 1

    async def test_only_rooms_with_a_mark_are_read(self, stage: RecallStage) -> None:
        await stage.call("status Q-1")
        assert await read(stage.recalls, stage.room, {}) == []
        assert await read(stage.recalls, stage.room, {"a room that is gone": "1"}) == []

    async def test_our_own_messages_and_other_talk_are_not_found(self, stage: RecallStage) -> None:
        since = stage.recalls.heard_up_to()
        parent = await stage.platform.post(lease(stage.room))
        await stage.platform.post(replace(lease(stage.room, "Taken by Ana", "Q-142/taken"), thread=parent))
        await stage.say("Good morning, all.")
        assert await read(stage.recalls, stage.room, since, parent) == []

    async def test_replies_in_a_questions_thread_are_found_even_if_it_is_old(self, stage: RecallStage) -> None:
        parent = await stage.platform.post(lease(stage.room))
        stage.takes_for_question(parent)
        await stage.say("It is about 2023.", under=parent)
        since = stage.recalls.heard_up_to()
        await stage.say("No, 2024.", under=parent)
        found = await read(stage.recalls, stage.room, since, parent)
        assert [each.id for each in found] == [stage.heard()[-1].id]

    async def test_rooms_and_threads_are_found_in_the_order_of_time(self, stage: RecallStage) -> None:
        since = stage.recalls.heard_up_to()
        parent = await stage.platform.post(lease(stage.room))
        stage.takes_for_question(parent)
        await stage.say("2023", under=parent)
        await stage.call("status Q-1")
        await stage.say("2024", under=parent)
        found = await read(stage.recalls, stage.room, since, parent)
        assert [each.id for each in found] == [each.id for each in stage.heard()]

    async def test_what_was_changed_meanwhile_is_found_as_the_change_it_was(self, stage: RecallStage) -> None:
        parent = await stage.platform.post(lease(stage.room))
        stage.takes_for_question(parent)
        said = await stage.call("find trees", under=parent)
        stage.follows(stage.heard()[-1].id)
        since = stage.recalls.heard_up_to()
        await stage.edit(said, "find bushes", under=parent)
        found = await read(stage.recalls, stage.room, since, parent)
        assert [(each.id, each.command) for each in found if isinstance(each.command, Changed)] == [
            (each.id, each.command) for each in stage.heard()[-1:]
        ]

    async def test_the_answer_reaches_whoever_spoke_once(self, stage: RecallStage) -> None:
        since = stage.recalls.heard_up_to()
        parent = await stage.platform.post(lease(stage.room))
        await stage.say("It is about 2023.", under=parent)
        stage.takes_for_question(parent)  # so late that nobody heard it alive
        reply = Reply(card=Card("We were offline for a moment."))
        async for request in stage.recalls.missed(since, [replace(stage.room, thread=parent)]):
            await stage.recalls.answer(request, reply)
            await stage.recalls.answer(request, reply)
        told = await stage.told()
        assert sum("We were offline for a moment." in each for each in told) == 1
