"""What stands in the inputs of a view (or of a message's selects): ``state.values`` as Slack sends it."""

from collections.abc import Iterator, Sequence
from typing import Any

from adapters.playground.slack.errors import NoSuchThing
from adapters.playground.slack.wire import Json

Values = dict[str, dict[str, Json]]

# type of the element → (property of the state, property of the element that fills it at first)
FIELDS: dict[str, tuple[str, str]] = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "file_input": ("files", "initial_files"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "users_select": ("selected_user", "initial_user"),
    "channels_select": ("selected_channel", "initial_channel"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
}


def elements(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """Every element a person can touch, with the block it stands in."""
    for block in blocks:
        found = [block.get("element"), block.get("accessory")]
        found += block.get("elements") or [] if block.get("type") in {"actions", "context_actions"} else []
        for element in found:
            if isinstance(element, dict) and "action_id" in element:
                yield block, element


def first_values(blocks: Sequence[Json], before: Values | None = None) -> Values:
    """The state of fresh blocks: what was entered before under the same ids and type, else the initial
    values."""
    values: Values = {}
    for block, element in elements(blocks):
        if element["type"] in FIELDS:
            kept = (before or {}).get(block["block_id"], {}).get(element["action_id"])
            same = kept is not None and kept["type"] == element["type"]
            entered = kept if same and kept is not None else _first(element)
            values.setdefault(block["block_id"], {})[element["action_id"]] = entered
    return values


def _first(element: Json) -> Json:
    name, initial = FIELDS[element["type"]]
    empty: Any = [] if name.endswith("s") else None
    return {"type": element["type"], name: element.get(initial, empty)}


def entered(element: Json, given: Any, suggested: Sequence[Json] = ()) -> Json:
    """The state of an element after a person entered ``given``: text, a date, an option's value or label, or
    a list.

    ``suggested`` are the options an external select has shown. ``NoSuchThing`` where no option is meant.
    """
    name = FIELDS[element["type"]][0]
    if name == "selected_option":
        given = None if given is None else option(element, given, suggested)
    elif name == "selected_options":
        given = [option(element, each, suggested) for each in given or ()]
    return {"type": element["type"], name: given if given != "" else None}


def option(element: Json, given: Any, suggested: Sequence[Json] = ()) -> Json:
    """The option of an element with this value or this label."""
    if isinstance(given, dict):
        return given
    groups = [each for group in element.get("option_groups") or () for each in group["options"]]
    known: list[Json] = [*(element.get("options") or ()), *groups, *suggested]
    for each in known:
        if given in {each["value"], each["text"]["text"]}:
            return each
    raise NoSuchThing(f"there is no option {given!r}; there are {[each['text']['text'] for each in known]}")


def missing(block: Json, values: Values) -> str:
    """Why Slack would not let a person submit this input block; empty where it would. ``values`` is the
    state."""
    element = block["element"]
    found = values.get(block["block_id"], {}).get(element["action_id"], {})
    given = found.get(FIELDS[element["type"]][0])
    if given in (None, "", []):
        return "" if block.get("optional") else "Please complete this required field."
    if element["type"] != "plain_text_input":
        return ""
    most, least = element.get("max_length", 3000), element.get("min_length", 0)
    if len(given) > most:
        return f"Please shorten this text to {most} characters or less. (You’re currently using {len(given)}.)"
    return f"Please enter at least {least} characters." if len(given) < least else ""
