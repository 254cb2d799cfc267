"""Filling in a modal, sending it, closing it."""

from collections.abc import Mapping
from typing import Any

from adapters.playground.slack import payloads
from adapters.playground.slack.core import Core
from adapters.playground.slack.done import Done, failure, of
from adapters.playground.slack.errors import NoSuchThing, SlackError
from adapters.playground.slack.touching import TROUBLE
from adapters.playground.slack.view_state import FIELDS, elements, entered, missing
from adapters.playground.slack.views import View
from adapters.playground.slack.wire import Json


async def submit(core: Core, user: str, view_id: str, values: Mapping[str, Any]) -> Done:
    """Fill a modal and send it in; Slack itself refuses what is missing or too long, and asks nobody."""
    view = core.views.seen(user, view_id)
    if view.content["type"] != "modal" or not view.content.get("submit"):
        raise NoSuchThing(f"{view_id} has nothing to send in")
    for name, given in values.items():
        _fill(view, name, given)
    view.errors, view.trouble = _missing(view), ""
    core.changes.bump()
    if view.errors:
        return Done(refused="incomplete", errors=dict(view.errors))
    payload = payloads.view_submission(core, view)
    receipt = await core.sockets.deliver("interactive", payload, accepts_response_payload=True)
    refused = failure(receipt) or _answered(core, view, receipt.payload or {})
    view.trouble = TROUBLE if refused else ""
    core.changes.bump()
    return of(receipt, refused=refused, errors=dict(view.errors))


async def close(core: Core, user: str, view_id: str) -> Done:
    """Close a modal, or with ``clear_on_close`` the whole stack; the app hears of it where it asked to."""
    view = core.views.seen(user, view_id)
    stack = list(core.views.stacks.get(user, ()))
    if view not in stack:
        raise NoSuchThing(f"{view_id} is no modal")
    cleared = bool(view.content.get("clear_on_close"))
    closing = list(reversed(stack)) if cleared else [view]
    told = [
        payloads.view_closed(core, each, cleared=cleared) for each in closing if each.content.get("notify_on_close")
    ]
    for each in closing:
        core.views.close(each)
    done = Done()
    for payload in told:
        done = of(await core.sockets.deliver("interactive", payload, accepts_response_payload=False))
    return done


def _fill(view: View, name: str, given: Any) -> None:
    for block, element in elements(view.content["blocks"]):
        label = block.get("label", {}).get("text")
        if name in {block["block_id"], element["action_id"], label} and element["type"] in FIELDS:
            suggested = view.suggested.get(element["action_id"], ())
            view.values[block["block_id"]][element["action_id"]] = entered(element, given, suggested)
            return
    raise NoSuchThing(f"there is no input {name!r}; there are {view.values}")


def _missing(view: View) -> dict[str, str]:
    inputs = (block for block in view.content["blocks"] if block["type"] == "input")
    found = {block["block_id"]: missing(block, view.values) for block in inputs}
    return {block_id: why for block_id, why in found.items() if why}


def _answered(core: Core, view: View, answer: Json) -> str:
    """Do what the acknowledgement says; why Slack would not, or nothing."""
    try:
        match answer.get("response_action"):
            case None:
                core.views.close(view)
            case "clear":
                core.views.stacks.pop(view.user, None)
            case "update":
                core.views.update(view, answer.get("view"))
            case "push":
                core.views.push(view.user, answer.get("view"))
            case "errors":
                return _show_errors(view, answer.get("errors"))
            case other:
                return f"unknown response_action {other}"
    except SlackError as refused:
        return " ".join([refused.code, *refused.messages])
    return ""


def _show_errors(view: View, errors: Any) -> str:
    inputs = {block["block_id"] for block in view.content["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        return "errors name no input block"
    view.errors = {block_id: str(words) for block_id, words in errors.items()}
    return ""
