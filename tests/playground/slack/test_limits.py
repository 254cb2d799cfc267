"""What Slack refuses, the pocket refuses: messages, blocks, elements, views."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.playground.slack import PocketSlack
from adapters.playground.slack.checks import check_options, check_view
from adapters.playground.slack.errors import SlackError
from tests.playground.slack.conftest import Town

Body = dict[str, Any]


def plain(text: str) -> Body:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Body:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "x", **more: Any) -> Body:
    return {"type": "section", "text": mrkdwn(text), **more}


def button(**more: Any) -> Body:
    return {"type": "button", "action_id": "a", "text": plain("Go"), **more}


def actions(*elements: Body) -> Body:
    return {"type": "actions", "elements": list(elements)}


def option(number: int = 0, **more: Any) -> Body:
    return {"text": plain(f"Option {number}"), "value": str(number), **more}


def select(**more: Any) -> Body:
    return {"type": "static_select", "action_id": "s", "options": [option()], **more}


def numbered(count: int) -> list[Body]:
    return [button(action_id=str(number)) for number in range(count)]


FITS = [
    [section("x" * 3000)],
    [section() for _ in range(50)],
    [actions(*numbered(25))],
    [actions(button(text=plain("x" * 75), value="v" * 2000, accessibility_label="l" * 75, style="primary"))],
    [actions(select(options=[option(n) for n in range(100)], placeholder=plain("p" * 150)))],
    [{"type": "header", "text": plain("h" * 150)}],
    [{"type": "context", "elements": [mrkdwn("c") for _ in range(10)]}],
    [section(fields=[plain("f" * 2000)])],
    [{"type": "image", "image_url": "https://example.org/a.png", "alt_text": "a"}],
    [section(accessory={"type": "overflow", "action_id": "o", "options": [option(n) for n in range(5)]})],
    [{"type": "markdown", "text": "m" * 12_000}],
    [actions(button()), {**actions(button()), "block_id": "other"}],
]

REFUSED = [
    ([section("x" * 3001)], "/blocks/0/text/text", "must be less than 3001 characters"),
    ([section("")], "/blocks/0/text/text", "must be more than 0 characters"),
    ([section() for _ in range(51)], "/blocks", "no more than 50 items allowed"),
    ([{"type": "section"}], "/blocks/0", "must define either `fields` or `text`"),
    ([section(fields=[plain("f" * 2001)])], "/blocks/0/fields/0/text", "must be less than 2001"),
    ([section(fields=[plain("f")] * 11)], "/blocks/0/fields", "no more than 10"),
    ([section(block_id="b" * 256)], "/blocks/0/block_id", "must be less than 256"),
    ([section(block_id="b"), section(block_id="b")], "/blocks/1/block_id", "already exists"),
    ([section(colour="red")], "/blocks/0", "invalid additional property: colour"),
    ([{"type": "header", "text": mrkdwn("h")}], "/blocks/0/text/type", "unsupported type"),
    ([{"type": "header", "text": plain("h" * 151)}], "/blocks/0/text/text", "must be less than 151"),
    ([{"type": "context", "elements": [mrkdwn("c")] * 11}], "/blocks/0/elements", "no more than 10"),
    ([actions(*numbered(26))], "/blocks/0/elements", "no more than 25"),
    ([actions()], "/blocks/0/elements", "no fewer than 1"),
    ([actions(button(), button())], "/blocks/0/elements/1", "already exists"),
    ([actions(button(text=plain("x" * 76)))], "/blocks/0/elements/0/text/text", "must be less than 76"),
    ([actions(button(text=mrkdwn("x")))], "/blocks/0/elements/0/text/type", "unsupported type"),
    ([actions(button(value="v" * 2001))], "/blocks/0/elements/0/value", "must be less than 2001"),
    ([actions(button(url="u" * 3001))], "/blocks/0/elements/0/url", "must be less than 3001"),
    ([actions(button(action_id="a" * 256))], "/blocks/0/elements/0/action_id", "must be less than 256"),
    ([actions(button(style="loud"))], "/blocks/0/elements/0/style", "must be one of"),
    ([actions(button(accessibility_label="l" * 76))], "/blocks/0/elements/0/accessibility_label", "less than 76"),
    ([actions({"type": "plain_text_input"})], "/blocks/0/elements/0/type", "unsupported type"),
    ([actions(select(options=[]))], "/blocks/0/elements/0/options", "no fewer than 1"),
    ([actions(select(options=[option(n) for n in range(101)]))], "/blocks/0/elements/0/options", "no more than 100"),
    ([actions(select(options=[option(text=plain("t" * 76))]))], "/options/0/text/text", "must be less than 76"),
    ([actions(select(options=[option(value="v" * 151)]))], "/options/0/value", "must be less than 151"),
    ([actions(select(options=[option(description=plain("d" * 76))]))], "/description/text", "less than 76"),
    ([actions(select(placeholder=plain("p" * 151)))], "/placeholder/text", "must be less than 151"),
    ([actions(select(option_groups=[]))], "/blocks/0/elements/0", "`options` or `option_groups`"),
    ([actions(select(initial_option=option(9)))], "/initial_option", "must match an option"),
    ([{"type": "image", "image_url": "https://example.org/a.png"}], "/blocks/0", "missing required field: alt_text"),
    ([{"type": "image", "alt_text": "a"}], "/blocks/0", "`image_url` or `slack_file`"),
    ([{"type": "dance"}], "/blocks/0/type", "unsupported type: dance"),
    ([{"type": "markdown", "text": "m" * 12_001}], "/blocks/0/text", "must be less than 12001"),
    ([{"type": "markdown", "text": "m" * 6_001}] * 2, "/blocks", "in sum"),
    (["no block"], "/blocks/0", "must be an object"),
]


@pytest.mark.parametrize("blocks", FITS)
async def test_blocks_at_their_limits_are_taken(town: Town, client: AsyncWebClient, blocks: list[Body]) -> None:
    assert (await client.chat_postMessage(channel=town.ask.id, text="x", blocks=blocks))["ok"]


@pytest.mark.parametrize(("blocks", "where", "why"), REFUSED)
async def test_blocks_over_their_limits_are_refused_with_the_place(
    town: Town, client: AsyncWebClient, blocks: list[Any], where: str, why: str
) -> None:
    with pytest.raises(SlackApiError) as found:
        await client.chat_postMessage(channel=town.ask.id, text="x", blocks=blocks)
    assert found.value.response["error"] == "invalid_blocks"
    messages = found.value.response["response_metadata"]["messages"]
    assert any(why in each and each.endswith(f"{where}]") for each in messages), messages


async def test_all_blocks_together_hold_about_thirteen_thousand_characters(town: Town, client: AsyncWebClient) -> None:
    assert (await client.chat_postMessage(channel=town.ask.id, text="x", blocks=[section("x" * 3000)] * 4))["ok"]
    with pytest.raises(SlackApiError, match="msg_blocks_too_long"):
        await client.chat_postMessage(channel=town.ask.id, text="x", blocks=[section("x" * 3000)] * 5)


@pytest.mark.parametrize(
    ("metadata", "error"),
    [
        ({"event_type": "slot"}, "invalid_metadata_format"),
        ({"event_type": "a b", "event_payload": {}}, "invalid_metadata_format"),
        ({"event_type": "slot", "event_payload": []}, "invalid_metadata_format"),
        ({"event_type": "slot", "event_payload": {"key": "x" * 17_000}}, "metadata_too_large"),
    ],
)
async def test_metadata_has_a_shape_and_a_size(town: Town, client: AsyncWebClient, metadata: Body, error: str) -> None:
    with pytest.raises(SlackApiError, match=error):
        await client.chat_postMessage(channel=town.ask.id, text="x", metadata=metadata)


def modal(**more: Any) -> Body:
    return {"type": "modal", "title": plain("Ask"), "submit": plain("Send"), "blocks": [section()], **more}


def field(**more: Any) -> Body:
    return {"type": "input", "label": plain("Q"), "element": {"type": "plain_text_input", "action_id": "t"}, **more}


def typed(**more: Any) -> Body:
    return field(element={"type": "plain_text_input", "action_id": "t", **more})


WRONG_VIEWS = [
    (modal(title=plain("t" * 25)), "/view/title/text"),
    (modal(submit=plain("t" * 25)), "/view/submit/text"),
    (modal(close=plain("t" * 25)), "/view/close/text"),
    (modal(private_metadata="p" * 3001), "/view/private_metadata"),
    (modal(callback_id="c" * 256), "/view/callback_id"),
    (modal(external_id="e" * 256), "/view/external_id"),
    (modal(blocks=[]), "/view/blocks"),
    (modal(blocks=[section() for _ in range(101)]), "/view/blocks"),
    (modal(blocks=[field()], submit=None), "/view"),
    (modal(blocks=[field(label=plain("l" * 2001))]), "/view/blocks/0/label/text"),
    (modal(blocks=[field(hint=plain("h" * 2001))]), "/view/blocks/0/hint/text"),
    (modal(blocks=[typed(max_length=3001)]), "/view/blocks/0/element/max_length"),
    (modal(blocks=[typed(max_length=5, initial_value="123456")]), "/view/blocks/0/element/initial_value"),
    (modal(blocks=[field(element=button())]), "/view/blocks/0/element/type"),
    (modal(blocks=[{"type": "markdown", "text": "m"}]), "/view/blocks/0/type"),
    ({"type": "home", "title": plain("Home"), "blocks": [section()]}, "/view"),
    ({"type": "home", "blocks": [section() for _ in range(101)]}, "/view/blocks"),
    ({"type": "modal", "blocks": [section()]}, "/view"),
]


@pytest.mark.parametrize(("view", "where"), WRONG_VIEWS)
def test_views_over_their_limits_are_refused_with_the_place(view: Body, where: str) -> None:
    with pytest.raises(SlackError) as found:
        check_view(view, view["type"])
    assert found.value.code == "invalid_arguments"
    assert any(each.endswith(f"[json-pointer:{where}]") for each in found.value.messages), found.value.messages


def test_views_at_their_limits_are_taken() -> None:
    full = modal(private_metadata="p" * 3000, blocks=[typed(max_length=3000), *(section() for _ in range(99))])
    assert check_view(full, "modal") == full
    home = {"type": "home", "blocks": [section() for _ in range(100)]}
    assert check_view(home, "home") == home


def test_a_view_over_250_kilobytes_is_too_large() -> None:
    with pytest.raises(SlackError, match="view_too_large"):
        check_view(modal(blocks=[section("x" * 3000) for _ in range(90)]), "modal")


def test_suggestions_are_options_and_at_most_a_hundred() -> None:
    assert check_options({"options": []}) == []
    assert check_options({"options": [option(n) for n in range(100)]}) == []
    assert check_options({"options": [option(n) for n in range(101)]})
    assert check_options({"text": "no options"})


async def test_an_external_id_is_unique(pocket: PocketSlack, town: Town, client: AsyncWebClient) -> None:
    named = modal(external_id="one")
    triggers = [pocket.core.triggers.issue(user) for user in (town.ana.id, town.bo.id)]
    await client.views_open(trigger_id=triggers[0], view=named)
    with pytest.raises(SlackApiError, match="duplicate_external_id"):
        await client.views_open(trigger_id=triggers[1], view=named)
    updated = await client.views_update(external_id="one", view=named)
    assert updated["view"]["external_id"] == "one"
