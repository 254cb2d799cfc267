"""Forms as Discord's modals.

Source: Discord's "Component Reference": a modal has a title (45) and one to five components; Label (label 45,
description 100) holds a Text Input (4,000; placeholder 100) or a String Select (25 options of 100); Text Display.
"""

from collections.abc import Iterator
from typing import Any, TypeAlias, assert_never

from adapters.discord.markdown import escape
from adapters.discord.options import MARK, offered
from bot.speech.cards import FORM_INPUTS, DoesNotFit
from bot.speech.forms import Choice, Form, Input, Pick, TextInput
from bot.speech.plain import cut, pieces, without_marks

Json: TypeAlias = dict[str, Any]

DESCRIPTION, LONGEST, OPTION, LABEL = 100, 4_000, 100, 45
PICKED = 200  # what a name may hold (bot.speech.command.name)
_LABEL, _SELECT, _TEXT_INPUT, _TEXT_DISPLAY = 18, 3, 4, 10
_ONE_LINE, _PARAGRAPH = 1, 2


def modal(form: Form) -> Json:
    """The modal that asks for what ``form`` asks; its ``custom_id`` is the line that it completes.

    The form's intro stands above the fields; where all five places are taken, it stands under their labels.
    Raises DoesNotFit where it is longer than that.
    """
    above, under = _intro(form)
    fields = [_label(asked, "".join(under[at : at + 1])) for at, asked in enumerate(form.inputs)]
    return {"title": form.title, "custom_id": form.does, "components": [*above, *fields]}


def _intro(form: Form) -> tuple[list[Json], list[str]]:
    if not form.intro:
        return [], []
    if len(form.inputs) < FORM_INPUTS and len(said := escape(form.intro)) <= LONGEST:
        return [{"type": _TEXT_DISPLAY, "content": said}], []
    under = _described(form.intro)
    if len(under) > len(form.inputs):
        raise DoesNotFit(f"what stands above the form {form.title!r} finds no room in it")
    return [], under


def _described(intro: str) -> list[str]:
    """The intro in descriptions, each measured as it is: nothing in them is escaped."""
    return [part for piece in pieces(without_marks(intro), DESCRIPTION) for part in _halves(piece)]


def _halves(text: str) -> Iterator[str]:
    for start in range(0, len(text), DESCRIPTION):
        yield text[start : start + DESCRIPTION]


def _label(asked: Input, description: str) -> Json:
    shape: Json = {"type": _LABEL, "label": asked.label[:LABEL], "component": _component(asked)}
    return shape | ({"description": description} if description else {})


def _component(asked: Input) -> Json:
    match asked:
        case TextInput():
            style = _PARAGRAPH if asked.multiline else _ONE_LINE
            return _text(asked.name, asked.value, style, asked.max_length, asked.placeholder, required=asked.required)
        case Choice():
            return _select(asked)
        case Pick():
            return _text(asked.name, offered(asked.value, asked.shown), _ONE_LINE, PICKED, required=asked.required)
        case _:
            assert_never(asked)


def _text(name: str, value: str, style: int, longest: int, placeholder: str = "", *, required: bool) -> Json:
    value = value[:LONGEST]
    shape: Json = {"type": _TEXT_INPUT, "custom_id": name, "style": style, "required": required}
    # What was written already is never cut by a field that is too short for it: the command says what is too long.
    shape["max_length"] = max(min(longest, LONGEST), len(value))
    if value:
        shape["value"] = value
    if placeholder:
        shape["placeholder"] = placeholder
    return shape


def _select(asked: Choice) -> Json:
    options = [_option(value, label, chosen=value == asked.value) for value, label in asked.options]
    shape: Json = {"type": _SELECT, "custom_id": asked.name, "options": options, "required": asked.required}
    return shape if asked.required else shape | {"min_values": 0}


def _option(value: str, label: str, *, chosen: bool) -> Json:
    option: Json = {"label": cut(label or value or "–", OPTION), "value": (MARK + value)[:OPTION]}
    return option | ({"default": True} if chosen and value else {})
