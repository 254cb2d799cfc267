"""Filling in a modal, sending it, closing it.

Source: Discord's "Component Reference", Label and what may stand in it; "Modal Submit" data.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from adapters.playground.discord import controls
from adapters.playground.discord.controls import CHECKBOX, CHECKBOXES, FILE_UPLOAD, RADIO, SELECTS, TEXT_INPUT
from adapters.playground.discord.core import Core
from adapters.playground.discord.done import Done
from adapters.playground.discord.errors import Json, NoSuchThing
from adapters.playground.discord.interactions import Kind
from adapters.playground.discord.people import Modal
from adapters.playground.discord.uploads import Upload

TROUBLE = "Something went wrong. Try again."
_REQUIRED = "This field is required"


def fields(modal: Modal) -> Iterator[tuple[str, Json]]:
    """The inputs of a modal, each with its label."""
    labels = {}
    for component in controls.walk(modal.content.get("components") or ()):
        if component["type"] == controls.LABEL:
            labels[component["component"].get("custom_id")] = component["label"]
        elif component["type"] in controls.FIELDS:
            yield str(labels.get(component["custom_id"]) or component.get("label") or ""), component


def value(modal: Modal, field: Json) -> Any:
    """What stands in an input: what was entered, else what the app put there."""
    if field["custom_id"] in modal.values:
        return modal.values[field["custom_id"]]
    if field["type"] == TEXT_INPUT:
        return field.get("value") or ""
    if field["type"] == CHECKBOX:
        return bool(field.get("default"))
    ready = [each["value"] for each in field.get("options") or () if each.get("default")]
    ready += [str(each["id"]) for each in field.get("default_values") or ()]
    return (ready[0] if ready else None) if field["type"] == RADIO else ready


async def submit(core: Core, user: str, number: str, values: Mapping[str, Any]) -> Done:
    """Fill a modal and send it in; Discord itself refuses what is missing or too long, and asks nobody."""
    modal = seen(core, user, number)
    for name, given in values.items():
        _fill(modal, name, given)
    modal.errors, modal.trouble = dict(_wrong(modal)), ""
    core.changes.bump()
    if modal.errors:
        return Done(refused="incomplete", errors=dict(modal.errors))
    del core.people.modals[user]  # the answer may open another one
    data = _data(core, modal)
    receipt = await core.interactions.deliver(Kind.MODAL, user, modal.channel, data, modal.message)
    if not receipt.acknowledged:
        modal.trouble = TROUBLE
        core.people.modals[user] = modal
    core.changes.bump()
    refused = "" if receipt.acknowledged else TROUBLE
    return Done(receipt.acknowledged, receipt.seconds, receipt.answer, refused, ts=receipt.message)


def seen(core: Core, user: str, number: str = "") -> Modal:
    """The modal before somebody; ``NoSuchThing`` where there is none, or another one than named."""
    modal = core.people.modals.get(user)
    if modal is None or number not in {"", modal.id, modal.content["custom_id"]}:
        raise NoSuchThing(f"{user} sees no modal {number}")
    return modal


def _fill(modal: Modal, name: str, given: Any) -> None:
    known = list(fields(modal))
    for label, field in known:
        if name in {field["custom_id"], label}:
            modal.values[field["custom_id"]] = given
            return
    raise NoSuchThing(f"there is no input {name!r}; there are {[label for label, _ in known]}")


def _wrong(modal: Modal) -> Iterator[tuple[str, str]]:
    for _, field in fields(modal):
        given = value(modal, field)
        if given in (None, "", []) and field["type"] != CHECKBOX:
            if field.get("required", True):
                yield field["custom_id"], _REQUIRED
        elif field["type"] == TEXT_INPUT and len(given) > field.get("max_length", 4000):
            yield field["custom_id"], f"Must be {field.get('max_length', 4000)} or fewer in length."
        elif field["type"] == TEXT_INPUT and len(given) < field.get("min_length", 0):
            yield field["custom_id"], f"Must be {field['min_length']} or more in length."


def _data(core: Core, modal: Modal) -> Json:
    resolved: Json = {}
    components = [_node(core, modal, each, resolved) for each in modal.content["components"]]
    data = {"custom_id": modal.content["custom_id"], "components": components}
    return data | ({"resolved": resolved} if resolved else {})


def _node(core: Core, modal: Modal, component: Json, resolved: Json) -> Json:
    node = {"type": component["type"], "id": component.get("id", 0)}
    if "component" in component:
        return node | {"component": _node(core, modal, component["component"], resolved)}
    if "components" in component:
        return node | {"components": [_node(core, modal, each, resolved) for each in component["components"]]}
    if component["type"] not in controls.FIELDS:
        return node
    entered = _entered(core, component, value(modal, component))
    for part, things in entered.pop("resolved", {}).items():
        resolved.setdefault(part, {}).update(things)
    return node | {"custom_id": component["custom_id"]} | entered


def _entered(core: Core, field: Json, given: Any) -> Json:
    kind = field["type"]
    if kind in SELECTS:
        return controls.chosen(core, field, given)
    if kind == RADIO:
        return {"value": controls.option(field, given) if given else None}
    if kind == CHECKBOXES:
        return {"values": [controls.option(field, each) for each in given]}
    if kind == FILE_UPLOAD:
        kept = [
            core.backend.keep_file(core.backend.guild_id, each if isinstance(each, Upload) else Upload(*each))
            for each in given
        ]
        return {
            "values": [each["id"] for each in kept],
            "resolved": {"attachments": {each["id"]: each for each in kept}},
        }
    return {"value": bool(given) if kind == CHECKBOX else str(given)}
