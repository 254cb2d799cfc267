"""Messages, mentions and direct messages, heard over the wire by the real Bolt."""

from adapters.playground.slack import PocketSlack
from bot.questions.commands import Claim, Heard, Unclear
from tests.slack.conftest import COMMANDS, Town, arrived, title


async def test_a_mention_that_arrives_twice_is_one_request_and_answered_once(town: Town) -> None:
    done = await town.pocket.hands.say(town.bo.id, "ask-open-data", "@champions claim Q-142")
    await town.pocket.idle()
    assert title(await town.whispered(town.bo.id, "ask-open-data")) == "Claim heard"
    assert town.desk.commands == [Claim(142)]
    channel = town.pocket.sight.messages("ask-open-data")[0].channel
    assert town.desk.heard[0].id == f"slack:msg:{town.pocket.team_id}:{channel}:{done.ts}"
    assert len(town.pocket.sight.whispers(town.bo.id)) == 1


async def test_a_mention_without_a_command_may_be_a_question(town: Town) -> None:
    await town.pocket.hands.say(town.ana.id, "ask-open-data", "@champions how many trees are there?")
    await town.pocket.idle()
    assert town.desk.commands == [Unclear("how many trees are there?")]


async def test_direct_messages_need_no_mention_and_are_answered_there(town: Town) -> None:
    await town.pocket.hands.say(town.ana.id, town.direct, "status")
    await town.until(lambda: len(town.pocket.sight.messages(town.direct)) == 2)
    assert title(town.pocket.sight.messages(town.direct)[1]) == "Status heard"
    where = town.desk.heard[0].where
    assert (where.channel, where.person) == ("", town.ana.id)


async def test_a_button_in_direct_messages_replaces_the_whisper_there(town: Town) -> None:
    await town.pocket.hands.say(town.ana.id, town.direct, "find trees")
    await town.until(lambda: len(town.pocket.sight.messages(town.direct)) == 2)
    answer = town.pocket.sight.messages(town.direct)[1]
    await town.pocket.hands.press(town.ana.id, town.direct, answer.ts, "Take it")
    await town.until(lambda: title(answer) == "Claim heard")
    assert len(town.pocket.sight.messages(town.direct)) == 2


async def test_a_form_from_a_message_waits_behind_a_button(town: Town) -> None:
    await town.pocket.hands.say(town.ana.id, "ask-open-data", "@champions ask")
    whisper = await town.whispered(town.ana.id)
    assert title(whisper) == "Ask a question"
    await town.pocket.hands.press(town.ana.id, "ask-open-data", whisper.ts, "Open the form")
    await town.until(lambda: town.pocket.sight.modal(town.ana.id) is not None)


async def test_only_replies_in_our_own_threads_are_heard(town: Town) -> None:
    first = await town.pocket.hands.say(town.ana.id, "ask-open-data", "good morning")
    await town.pocket.hands.say(town.bo.id, "ask-open-data", "hello", thread=first.ts)
    assert town.desk.writes == 0
    channel = town.pocket.sight.messages("ask-open-data")[0].channel
    town.desk.ours[channel, first.ts] = "Q-142/card"
    await town.pocket.hands.say(town.bo.id, "ask-open-data", "it is 2024 & later", thread=first.ts)
    await town.pocket.idle()
    assert town.desk.commands == [Heard("it is 2024 & later")]


async def test_our_own_words_edits_and_deletions_are_not_heard(town: Town) -> None:
    await town.pocket.hands.say(town.ana.id, town.direct, "status")
    said = await town.pocket.hands.say(town.ana.id, "ask-open-data", "@champions status")
    await town.pocket.hands.edit(town.ana.id, "ask-open-data", said.ts, "@champions claim Q-142")
    await town.pocket.hands.delete(town.ana.id, "ask-open-data", said.ts)
    await town.until(lambda: len(town.pocket.sight.messages(town.direct)) == 2)
    await town.pocket.idle()
    assert len(town.desk.commands) == 2


async def test_a_message_that_could_not_be_kept_is_delivered_again() -> None:
    async with PocketSlack(commands=COMMANDS, retry_delays=(0.0,) * 3, ack_seconds=0.2) as pocket:
        town = await arrived(pocket)
        await town.adapter.start()
        town.desk.broken = True
        done = await pocket.hands.say(town.ana.id, town.direct, "claim Q-142")
        assert not done.acknowledged
        town.desk.broken = False
        await pocket.idle()
        assert town.desk.commands == [Claim(142)]
        await town.adapter.stop()
