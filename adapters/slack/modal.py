"""Forms as Slack's modals, and what came back from them.

Source: Slack's "Modal views" (title, submit 24; private_metadata 3,000) and the Block Kit reference of input blocks.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import assert_never

from adapters.slack.render import TEXT_LENGTH, Json, plain
from bot.speech.cards import CHOICE_LABEL, INPUT_TEXT
from bot.speech.forms import Choice, FieldError, Form, Input, Pick, TextInput
from bot.speech.plain import pieces, without_marks

OPTION_VALUE = 150
_FIELD = "field"  # the action_id of an input; its block_id is the input's name
_MARK = "="  # before an option's value, because Slack refuses an empty one


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a form was opened, so that its answer finds the way back: carried in ``private_metadata``.

    ``thread`` is the thread that the request belongs to, ``under`` the one in which whispers are shown.
    """

    channel: str = ""
    thread: str = ""
    under: str = ""

    def dump(self) -> str:
        """One string, for Slack to keep."""
        return json.dumps({key: value for key, value in asdict(self).items() if value})

    @classmethod
    def load(cls, text: str) -> "Origin":
        """The origin that :meth:`dump` wrote; an empty one for anything else."""
        try:
            found = json.loads(text)
        except ValueError:
            return cls()
        if not isinstance(found, dict):
            return cls()
        return cls(**{key: str(found.get(key, "")) for key in ("channel", "thread", "under")})


def view(form: Form, origin: Origin) -> Json:
    """The modal that asks for what ``form`` asks; its ``callback_id`` is the line that it completes."""
    shown: list[Json] = [{"type": "section", "text": plain(each)} for each in pieces(form.intro, TEXT_LENGTH)]
    return {
        "type": "modal",
        "callback_id": form.does,
        "private_metadata": origin.dump(),
        "title": plain(form.title),
        "submit": plain(form.submit),
        "blocks": [*shown, *map(_input, form.inputs)],
    }


def _input(asked: Input) -> Json:
    return {
        "type": "input",
        "block_id": asked.name,
        "label": plain(asked.label),
        "optional": not asked.required,
        "element": _element(asked),
    }


def _element(asked: Input) -> Json:
    match asked:
        case TextInput():
            return _text(asked)
        case Choice():
            options = [_option(value, label) for value, label in asked.options]
            chosen = next((each for each in options if each["value"] == _MARK + asked.value), None)
            element: Json = {"type": "static_select", "action_id": _FIELD, "options": options}
            return element | ({"initial_option": chosen} if asked.value and chosen else {})
        case Pick():
            return _pick(asked)
        case _:
            assert_never(asked)


def _text(asked: TextInput) -> Json:
    element: Json = {"type": "plain_text_input", "action_id": _FIELD, "multiline": asked.multiline}
    value = asked.value[:INPUT_TEXT]
    # What was written already is never cut by a field that is too short for it: the command says what is too long.
    element["max_length"] = max(asked.max_length, len(value))
    if value:
        element["initial_value"] = value
    if asked.placeholder:
        element["placeholder"] = plain(asked.placeholder)
    return element


def _pick(asked: Pick) -> Json:
    element: Json = {"type": "external_select", "action_id": asked.what, "min_query_length": 0}
    if asked.value:
        element["initial_option"] = _option(asked.value, asked.shown or asked.value)
    return element


def _option(value: str, label: str) -> Json:
    text = label or value or "–"
    short = text if len(text) <= CHOICE_LABEL else text[: CHOICE_LABEL - 1] + "…"
    return {"text": plain(short), "value": (_MARK + value)[:OPTION_VALUE]}


def options(found: Iterable[tuple[str, str]]) -> Json:
    """The answer to a searchable select: at most 100 (value, label), as Slack takes them."""
    return {"options": [_option(value, label) for value, label in list(found)[:100]]}


def values(state: Json) -> dict[str, str]:
    """What stands in the fields of a submitted modal (``view.state.values``), by the fields' names."""
    return {name: _value(next(iter(fields.values()), {})) for name, fields in state.items()}


def _value(field: Json) -> str:
    if "selected_option" in field:
        chosen = field["selected_option"]
        return str(chosen["value"]).removeprefix(_MARK) if chosen else ""
    return str(field.get("value") or "")


def field_errors(errors: Iterable[FieldError], shown: Json) -> Json:
    """The acknowledgement that marks fields of the modal ``shown`` as wrong.

    An error about a field that it does not have stands at its first field, so that it is read.
    """
    fields = [each["block_id"] for each in shown.get("blocks", ()) if each.get("type") == "input"]
    said: dict[str, str] = {}
    for each in errors:
        at = each.input if each.input in fields else fields[0]
        told = without_marks(each.sentence)
        said[at] = f"{said[at]} {told}" if at in said else told
    return {"response_action": "errors", "errors": said}
