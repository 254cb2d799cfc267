"""Buttons, selects and inputs: found in messages and modals, and given what a person chose.

Source: Discord's "Component Reference".
"""

from collections.abc import Iterator, Sequence
from typing import Any

from adapters.playground.discord.commanding import resolved_channels, resolved_people
from adapters.playground.discord.core import Core
from adapters.playground.discord.errors import Json, NoSuchThing

BUTTON, STRING_SELECT, TEXT_INPUT = 2, 3, 4
USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = 5, 6, 7, 8
LABEL, FILE_UPLOAD, RADIO, CHECKBOXES, CHECKBOX = 18, 19, 21, 22, 23
SELECTS = frozenset({STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT})
FIELDS = SELECTS | {TEXT_INPUT, FILE_UPLOAD, RADIO, CHECKBOXES, CHECKBOX}
LINK = 5


def walk(components: Sequence[Json]) -> Iterator[Json]:
    """Every component, outer ones first."""
    for component in components:
        yield component
        yield from walk(component.get("components") or ())
        for name in ("accessory", "component"):
            if isinstance(component.get(name), dict):
                yield from walk([component[name]])


def texts(components: Sequence[Json]) -> list[str]:
    """What the text displays among them say."""
    return [str(each["content"]) for each in walk(components) if each["type"] == 10]


def controls(components: Sequence[Json]) -> list[Json]:
    """What a person can touch, each with ``label``, and ``options`` where it is a select."""
    return [_plain(each) for each in walk(components) if each["type"] == BUTTON or each["type"] in SELECTS]


def _plain(control: Json) -> Json:
    kind = "link" if control.get("style") == LINK else "button" if control["type"] == BUTTON else "select"
    label = control.get("label") or (control.get("emoji") or {}).get("name") or control.get("placeholder") or ""
    plain = {"kind": kind, "custom_id": control.get("custom_id", ""), "label": label}
    plain |= {"style": control.get("style", 0), "url": control.get("url", ""), "options": control.get("options") or []}
    return plain | {"disabled": bool(control.get("disabled")), "type": control["type"]}


def find(components: Sequence[Json], name: str) -> Json:
    """The button or select with this custom id, else with these words on it; ``NoSuchThing`` where none is."""
    there = [each for each in walk(components) if each["type"] == BUTTON or each["type"] in SELECTS]
    for control in there:
        if control.get("custom_id") == name:
            return control
    for control in there:
        if name and name in {_plain(control)["label"], control.get("placeholder")}:
            return control
    raise NoSuchThing(f"there is no {name!r} to press; there are {[_plain(each)['label'] for each in there]}")


def touched(core: Core, control: Json, selected: Any) -> Json:
    """The data of the interaction when somebody touches a control of a message."""
    data: Json = {"custom_id": control["custom_id"], "component_type": control["type"], "id": control.get("id", 0)}
    if control["type"] == BUTTON:
        return data
    return data | chosen(core, control, selected)


def chosen(core: Core, select: Json, selected: Any) -> Json:
    """``values`` (and ``resolved``) of a select. ``NoSuchThing`` where there is no such option or too many were
    chosen."""
    wanted = list(selected) if isinstance(selected, list | tuple) else [] if selected in (None, "") else [selected]
    least, most = select.get("min_values", 1), select.get("max_values", 1)
    if len(wanted) > most or (len(wanted) < least and (wanted or select.get("required", True))):
        raise NoSuchThing(f"{least} to {most} may be chosen, not {len(wanted)}")
    if select["type"] == STRING_SELECT:
        return {"values": [option(select, each) for each in wanted]}
    if select["type"] == CHANNEL_SELECT:
        return {"values": wanted, "resolved": resolved_channels(core, wanted)}
    if select["type"] == ROLE_SELECT:
        roles = {each["id"]: each for each in core.backend.guild()["roles"]}
        return {"values": wanted, "resolved": {"roles": {each: roles[each] for each in wanted}}}
    people = [core.people.get(str(each)).id for each in wanted]
    return {"values": people, "resolved": resolved_people(core, people)}


def option(control: Json, given: Any) -> str:
    """The value of the option with this value or label."""
    for each in control.get("options") or ():
        if given in {each["value"], each["label"]}:
            return str(each["value"])
    known = [each["label"] for each in control.get("options") or ()]
    raise NoSuchThing(f"there is no option {given!r}; there are {known}")
