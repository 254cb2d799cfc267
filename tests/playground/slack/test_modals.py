"""Modals and the Home tab, through the real Bolt."""

from collections.abc import Iterator
from typing import Any

from slack_bolt.app.async_app import AsyncApp

from adapters.playground.slack import PocketSlack
from tests.playground.slack.conftest import Run, Town

Body = dict[str, Any]
BUTTON: Body = {"type": "button", "text": {"type": "plain_text", "text": "Claim"}, "action_id": "claim", "value": "Q-1"}


def field(name: str, *, optional: bool = False, **element: Any) -> Body:
    typed = {"type": "plain_text_input", "action_id": "typed", **element}
    label = {"type": "plain_text", "text": name.title()}
    return {"type": "input", "block_id": name, "label": label, "element": typed, "optional": optional}


def form(*blocks: Body, **more: Any) -> Body:
    words = {name: {"type": "plain_text", "text": name.title()} for name in ("title", "submit", "close")}
    return {"type": "modal", "callback_id": "ask", **words, "blocks": list(blocks), **more}


async def test_a_modal_is_opened_filled_corrected_and_sent(
    pocket: PocketSlack, town: Town, app: AsyncApp, run: Run
) -> None:
    sent: list[Body] = []

    @app.command("/opendata")
    async def listener(ack: Any, body: Body, client: Any) -> None:
        await client.views_open(
            trigger_id=body["trigger_id"],
            view=form(field("question", max_length=20), field("note", optional=True), private_metadata="D-17"),
        )
        await ack()

    @app.view("ask")
    async def submitted(ack: Any, view: Body) -> None:
        sent.append(view)
        entered = view["state"]["values"]["question"]["typed"]["value"]
        if entered == "bad":
            await ack(response_action="errors", errors={"question": "Say more"})
        else:
            await ack()

    await run(app)
    ana = town.ana.id
    await pocket.hands.slash(ana, "ask-open-data", "/opendata ask")
    modal = pocket.sight.modal(ana)
    assert modal is not None
    assert (await pocket.hands.submit(ana, modal["id"])).errors == {"question": "Please complete this required field."}
    assert "20 characters" in (await pocket.hands.submit(ana, modal["id"], {"Question": "x" * 21})).errors["question"]
    assert sent == []
    done = await pocket.hands.submit(ana, modal["id"], {"question": "bad"})
    assert done.errors == {"question": "Say more"}
    shown = pocket.sight.modal(ana)
    assert shown is not None
    assert shown["errors"] == {"question": "Say more"}
    assert (await pocket.hands.submit(ana, modal["id"], {"question": "Where are the trees?"})).acknowledged
    assert pocket.sight.modal(ana) is None
    assert sent[-1]["private_metadata"] == "D-17"
    assert sent[-1]["state"]["values"]["note"]["typed"] == {"type": "plain_text_input", "value": None}


async def test_modals_stack_update_and_clear(pocket: PocketSlack, town: Town, app: AsyncApp, run: Run) -> None:
    closed: list[Body] = []
    steps: Iterator[Body] = iter(
        [
            {"response_action": "push", "view": form(field("second"), notify_on_close=True)},
            {"response_action": "update", "view": form(field("second", initial_value="seen"), field("third"))},
            {"response_action": "push", "view": form(field("fourth"))},
            {"response_action": "clear"},
        ]
    )

    @app.shortcut("start")
    async def start(ack: Any, body: Body, client: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=form(field("first")))

    @app.view("ask")
    async def submitted(ack: Any) -> None:
        await ack(**next(steps))

    @app.view_closed("ask")
    async def gone(ack: Any, body: Body) -> None:
        closed.append(body)
        await ack()

    await run(app)
    ana = town.ana.id

    async def send(values: Body) -> Body:
        top = pocket.sight.modal(ana)
        assert top is not None
        done = await pocket.hands.submit(ana, top["id"], values)
        assert done.refused == ""
        return pocket.sight.modal(ana) or {}

    await pocket.hands.shortcut(ana, "start")
    first = pocket.sight.modal(ana)
    second = await send({"first": "1"})
    assert first is not None
    assert (second["previous_view_id"], second["root_view_id"]) == (first["id"], first["id"])
    updated = await send({"second": "typed by hand"})
    assert (updated["id"], updated["hash"] != second["hash"]) == (second["id"], True)
    assert updated["state"]["values"]["second"]["typed"]["value"] == "typed by hand"
    fourth = await send({"third": "3"})
    await pocket.hands.close(ana, fourth["id"])
    back = pocket.sight.modal(ana)
    assert back is not None
    assert (back["id"], closed) == (second["id"], [])
    assert await send({"third": "3"}) == {}


async def test_closing_is_told_to_who_asked(pocket: PocketSlack, town: Town, app: AsyncApp, run: Run) -> None:
    closed: list[Body] = []

    @app.shortcut("start")
    async def start(ack: Any, body: Body, client: Any) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=form(field("first"), notify_on_close=True))
        await ack()

    @app.view_closed("ask")
    async def gone(ack: Any, body: Body) -> None:
        closed.append(body)
        await ack()

    await run(app)
    await pocket.hands.shortcut(town.ana.id, "start")
    modal = pocket.sight.modal(town.ana.id)
    assert modal is not None
    assert (await pocket.hands.close(town.ana.id, modal["id"])).acknowledged
    assert (closed[0]["view"]["id"], closed[0]["is_cleared"]) == (modal["id"], False)


async def test_an_invalid_update_leaves_the_modal_in_trouble(
    pocket: PocketSlack, town: Town, app: AsyncApp, run: Run
) -> None:
    @app.shortcut("start")
    async def start(ack: Any, body: Body, client: Any) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=form(field("first")))
        await ack()

    @app.view("ask")
    async def submitted(ack: Any) -> None:
        await ack(response_action="errors", errors={"no_such_block": "x"})

    await run(app)
    await pocket.hands.shortcut(town.ana.id, "start")
    modal = pocket.sight.modal(town.ana.id)
    assert modal is not None
    done = await pocket.hands.submit(town.ana.id, modal["id"], {"first": "1"})
    shown = pocket.sight.modal(town.ana.id)
    assert shown is not None
    assert (done.refused, shown["trouble"]) == (
        "errors name no input block",
        "We had some trouble connecting. Try again?",
    )


async def test_home_buttons_and_searches(pocket: PocketSlack, town: Town, app: AsyncApp, run: Run) -> None:
    heard: list[Body] = []
    search = {"type": "external_select", "action_id": "dataset", "min_query_length": 2}

    @app.event("app_home_opened")
    async def opened(event: Body, client: Any) -> None:
        view = {"type": "home", "blocks": [{"type": "actions", "elements": [BUTTON, search]}]}
        await client.views_publish(user_id=event["user"], view=view)

    @app.action("claim")
    async def claimed(ack: Any, body: Body) -> None:
        heard.append(body)
        await ack()

    @app.action("dataset")
    async def chosen(ack: Any, body: Body) -> None:
        heard.append(body)
        await ack()

    @app.options("dataset")
    async def suggest(ack: Any, payload: Body) -> None:
        text = {"type": "plain_text", "text": payload["value"].title()}
        await ack(options=[{"text": text, "value": "DS-1"}])

    await run(app)
    ana = town.ana.id
    assert (await pocket.hands.open_home(ana)).acknowledged
    home = pocket.sight.home(ana)
    assert home is not None
    await pocket.hands.press_in_view(ana, home["id"], "claim")
    assert (heard[0]["view"]["type"], heard[0]["container"]["type"]) == ("home", "view")
    assert (await pocket.hands.suggest(ana, home["id"], "dataset", "t")).refused != ""
    offered = await pocket.hands.suggest(ana, home["id"], "dataset", "trees")
    assert [each["text"]["text"] for each in offered.options] == ["Trees"]
    await pocket.hands.press_in_view(ana, home["id"], "dataset", selected="Trees")
    assert heard[1]["actions"][0]["selected_option"]["value"] == "DS-1"
