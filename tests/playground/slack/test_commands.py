"""Slash commands, buttons and response addresses, through the real Bolt."""

import asyncio
from typing import Any

from slack_bolt.app.async_app import AsyncApp

from adapters.playground.slack import PocketSlack
from tests.playground.slack.conftest import Run, Town

Body = dict[str, Any]
BUTTON: Body = {"type": "button", "text": {"type": "plain_text", "text": "Claim"}, "action_id": "claim", "value": "Q-1"}
CARD: list[Body] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "Q-1"}},
    {"type": "actions", "block_id": "row", "elements": [BUTTON]},
]


async def test_a_slash_command_is_acknowledged_with_an_only_you_answer(
    pocket: PocketSlack, town: Town, app: AsyncApp, run: Run
) -> None:
    heard: list[Body] = []

    @app.command("/opendata")
    async def listener(ack: Any, command: Body) -> None:
        heard.append(command)
        await ack("Noted")

    await run(app)
    done = await pocket.hands.slash(town.ana.id, "ask-open-data", "/opendata ask <!channel> & why?")
    assert (done.acknowledged, done.answer, done.refused) == (True, {"text": "Noted"}, "")
    assert [each.text for each in pocket.sight.whispers(town.ana.id)] == ["Noted"]
    assert heard[0]["text"] == "ask &lt;!channel&gt; &amp; why?"
    assert (heard[0]["channel_name"], heard[0]["user_name"]) == ("ask-open-data", "ana")
    assert pocket.sight.messages("ask-open-data") == []


async def test_a_public_answer_shows_what_was_typed(pocket: PocketSlack, town: Town, app: AsyncApp, run: Run) -> None:
    @app.command("/opendata")
    async def listener(ack: Any) -> None:
        await ack(text="For all", response_type="in_channel")

    await run(app)
    await pocket.hands.slash(town.ana.id, "ask-open-data", "/opendata find trees")
    message = pocket.sight.messages("ask-open-data")[0]
    assert (message.text, message.invoked) == ("For all", "/opendata find trees")


async def test_slash_commands_are_refused_in_threads_and_when_unknown(town: Town) -> None:
    async with PocketSlack(commands=[{"command": "/opendata", "description": "Ask"}]) as pocket:
        ana = pocket.add_person("ana")
        pocket.add_channel("ask", [ana.id])
        top = (await pocket.hands.say(ana.id, "ask", "hi")).ts
        threaded = await pocket.hands.slash(ana.id, "ask", "/opendata ask", thread=top)
        unknown = await pocket.hands.slash(ana.id, "ask", "/weather")
        assert threaded.refused == "/opendata is not supported in threads. Sorry!"
        assert unknown.refused == "/weather is not a valid command."
        assert [each.thread_ts for each in pocket.sight.whispers(ana.id)] == [top, ""]


async def test_an_app_that_is_silent_or_away_is_reported_to_the_person(
    pocket: PocketSlack, town: Town, app: AsyncApp, run: Run
) -> None:
    away = await pocket.hands.slash(town.ana.id, "ask-open-data", "/opendata ask")
    await run(app)
    pocket.sockets.ack_seconds = 0.05
    silent = await pocket.hands.slash(town.ana.id, "ask-open-data", "/opendata ask")
    assert (away.refused, silent.refused) == ("dispatch_failed", "operation_timeout")
    assert "operation_timeout" in pocket.sight.whispers(town.ana.id)[-1].text


async def test_a_button_tells_where_it_was_and_answers_by_its_address(
    pocket: PocketSlack, town: Town, app: AsyncApp, run: Run
) -> None:
    heard: list[Body] = []

    @app.action("claim")
    async def listener(ack: Any, body: Body, respond: Any) -> None:
        heard.append(body)
        await ack()
        await respond("You have it")
        await respond(text="Q-1 is Bo's", blocks=[], replace_original=True)

    await run(app)
    key = {"event_type": "slot", "event_payload": {"key": "q1"}}
    ts = (await app.client.chat_postMessage(channel=town.ask.id, text="Q-1", blocks=CARD, metadata=key))["ts"]
    done = await pocket.hands.press(town.bo.id, "ask-open-data", ts, "Claim")
    body = heard[0]
    assert done.acknowledged
    assert (body["actions"][0]["value"], body["actions"][0]["block_id"]) == ("Q-1", "row")
    assert (body["message"]["metadata"], body["container"]["message_ts"]) == (key, ts)
    assert [each.text for each in pocket.sight.whispers(town.bo.id)] == ["You have it"]
    assert [each.text for each in pocket.sight.messages("ask-open-data")] == ["Q-1 is Bo's"]


async def test_a_button_on_a_whisper_replaces_and_deletes_that_whisper(
    pocket: PocketSlack, town: Town, app: AsyncApp, run: Run
) -> None:
    heard: list[Body] = []

    @app.action("claim")
    async def listener(ack: Any, body: Body, respond: Any) -> None:
        heard.append(body)
        await ack()
        await respond(text="Second", blocks=CARD, replace_original=True)

    @app.action("drop")
    async def dropped(ack: Any, respond: Any) -> None:
        await ack()
        await respond(delete_original=True)

    await run(app)
    drop = {**BUTTON, "action_id": "drop", "text": {"type": "plain_text", "text": "Drop"}}
    both = [{"type": "actions", "elements": [BUTTON, drop]}]
    kept = await app.client.chat_postEphemeral(channel=town.ask.id, user=town.ana.id, text="First", blocks=both)
    gone = await app.client.chat_postEphemeral(channel=town.ask.id, user=town.ana.id, text="Gone", blocks=both)
    await pocket.hands.press(town.ana.id, "ask-open-data", kept["message_ts"], "claim")
    await pocket.hands.press(town.ana.id, "ask-open-data", gone["message_ts"], "drop")
    assert [each.text for each in pocket.sight.whispers(town.ana.id)] == ["Second"]
    assert heard[0]["container"]["is_ephemeral"] is True
    assert "message" not in heard[0]


async def test_a_response_address_is_good_for_five_answers(
    pocket: PocketSlack, town: Town, app: AsyncApp, run: Run
) -> None:
    answers: list[tuple[int, str]] = []

    @app.command("/opendata")
    async def listener(ack: Any, respond: Any) -> None:
        await ack()
        wrong = await respond(text="x", blocks=[{"type": "section"}])
        answers.append((wrong.status_code, wrong.body))
        for number in range(6):
            answer = await respond(str(number))
            answers.append((answer.status_code, answer.body))

    await run(app)
    await pocket.hands.slash(town.ana.id, "ask-open-data", "/opendata")
    assert answers[0][0] == 400
    assert "invalid_blocks" in answers[0][1]
    assert answers[1:6] == [(200, "ok")] * 5
    assert answers[6][0] == 404
    assert "used_url" in answers[6][1]
    assert len(pocket.sight.whispers(town.ana.id)) == 5


async def test_hands_do_not_wait_for_one_another(pocket: PocketSlack, town: Town, app: AsyncApp, run: Run) -> None:
    together = asyncio.Barrier(20)

    @app.command("/opendata")
    async def listener(ack: Any) -> None:
        await together.wait()
        await ack("all here")

    await run(app)
    typed = (pocket.hands.slash(town.ana.id, "ask-open-data", f"/opendata {n}") for n in range(20))
    assert all(done.acknowledged for done in await asyncio.gather(*typed))
