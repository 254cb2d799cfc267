"""Pressing buttons, choosing in selects, typing into searches."""

from collections.abc import Sequence
from typing import Any

from adapters.playground.slack import payloads, posting
from adapters.playground.slack.checks import check_options
from adapters.playground.slack.core import Core
from adapters.playground.slack.done import Done, failure, of
from adapters.playground.slack.errors import NoSuchThing
from adapters.playground.slack.socket_mode import Receipt
from adapters.playground.slack.view_state import FIELDS, elements, entered, first_values, option
from adapters.playground.slack.views import View
from adapters.playground.slack.wire import Json
from adapters.playground.slack.workspace import Message

_DEFAULT_QUERY = 3  # external_select: min_query_length where the app names none
TROUBLE = "We had some trouble connecting. Try again?"


def find(blocks: Sequence[Json], action: str, block_id: str = "") -> tuple[Json, Json]:
    """The element with this action id, else with these words on it, and its block; ``NoSuchThing`` where
    none is."""
    there = [(block, each) for block, each in elements(blocks) if not block_id or block["block_id"] == block_id]
    for block, element in there:
        if element["action_id"] == action:
            return block, element
    for block, element in there:
        if element.get("text", {}).get("text") == action:
            return block, element
    raise NoSuchThing(f"there is no {action!r} to press; there are {[each['action_id'] for _, each in there]}")


async def press_in_message(core: Core, user: str, message: Message, action: str, block_id: str, selected: Any) -> Done:
    """Touch an element of a message. Where the app does not acknowledge, the person is told in a whisper."""
    block, element = find(message.all_blocks, action, block_id)
    state = first_values(message.all_blocks)
    chosen = _chosen(element, selected)
    if element["type"] in FIELDS:
        state[block["block_id"]][element["action_id"]] = chosen
    touched = {"block_id": block["block_id"], **chosen}
    payload = payloads.message_action(core, user, message, element, touched, state)
    receipt = await _deliver(core, payload)
    refused = failure(receipt)
    if refused:
        place = core.workspace.channels[message.channel]
        words = f"This button did not work: {refused}. Try again in a moment."
        posting.notice(core, place, words, to=user, thread_ts=message.thread_ts)
    return of(receipt, refused=refused)


async def press_in_view(core: Core, user: str, view_id: str, action: str, block_id: str, selected: Any) -> Done:
    """Touch an element of an open view. The app hears of inputs only where they dispatch actions."""
    view = core.views.seen(user, view_id)
    block, element = find(view.content["blocks"], action, block_id)
    chosen = _chosen(element, selected, view.suggested.get(element["action_id"], ()))
    if element["type"] in FIELDS:
        view.values[block["block_id"]][element["action_id"]] = chosen
        core.changes.bump()
    if block["type"] == "input" and not block.get("dispatch_action"):
        return Done()
    payload = payloads.view_action(core, view, element, {"block_id": block["block_id"], **chosen})
    receipt = await _deliver(core, payload)
    view.trouble = TROUBLE if failure(receipt) else ""
    core.changes.bump()
    return of(receipt, refused=failure(receipt))


async def suggest(core: Core, user: str, view_id: str, action: str, query: str) -> Done:
    """Ask the app for the options of an external select."""
    view = core.views.seen(user, view_id)
    block, element = find(view.content["blocks"], action)
    if len(query) < element.get("min_query_length", _DEFAULT_QUERY):
        return Done(refused="too short a query: the app is not asked")
    payload = payloads.suggestion(core, user, block["block_id"], element["action_id"], query, view)
    receipt = await _deliver(core, payload)
    answer = receipt.payload or {}
    wrong = [] if failure(receipt) else check_options(answer)
    offered = [] if wrong or failure(receipt) else _offered(answer)
    _remember(view, element["action_id"], offered)
    return of(receipt, refused=failure(receipt) or " ".join(wrong), options=offered)


def _remember(view: View, action_id: str, offered: list[Json]) -> None:
    known = view.suggested.setdefault(action_id, [])
    known.extend(each for each in offered if each not in known)


def _offered(answer: Json) -> list[Json]:
    groups = answer.get("option_groups") or []
    return [*(answer.get("options") or []), *(each for group in groups for each in group["options"])]


def _chosen(element: Json, selected: Any, suggested: Sequence[Json] = ()) -> Json:
    if element["type"] in FIELDS:
        return entered(element, selected, suggested)
    if element["type"] == "overflow":
        return {"type": "overflow", "selected_option": option(element, selected)}
    return {"type": element["type"]}


async def _deliver(core: Core, payload: Json) -> Receipt:
    return await core.sockets.deliver("interactive", payload, accepts_response_payload=True)
