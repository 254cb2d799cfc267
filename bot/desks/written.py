"""A desk written as desk.yml: what ``read_desk`` turns into the same desk again (interaction.md §7.1)."""

from collections.abc import Mapping
from typing import Any

import yaml

from bot.desks import announce_section, digest_section, showcase_section
from bot.desks.model import PRESETS, Desk, Limits, Source, Topic
from bot.desks.timing import numbers_of

Tree = dict[str, Any]


def tree_of(desk: Desk) -> Tree:
    """The sections of desk.yml with their settings, as a person would type them: every leaf is a text."""
    sections: Tree = {
        "desk": _desk(desk),
        "channels": {name: dict(rooms) for name, rooms in desk.channels.items() if rooms},
        "workspaces": {name: list(teams) for name, teams in desk.workspaces.items() if teams},
        "promise": {"first_reply": f"{desk.promise_days}d"},
        "share": desk.share_default,
        "limits": {name: str(getattr(desk.limits, name)) for name in Limits.__slots__},
        "timers": desk.timers.preset or _timers(desk),
        "announce": announce_section.section_of(desk.announce),
        "showcase": showcase_section.section_of(desk.showcase),
        "digest": digest_section.section_of(desk.digest),
        "topics": [_topic(each) for each in desk.topics],
        "sources": [_source(each) for each in desk.sources],
        "watch": {name: list(purposes) for name, purposes in desk.watch.items() if purposes},
        "links": {name: list(purposes) for name, purposes in desk.links.items() if purposes},
        "roster": desk.roster,
    }
    return {name: value for name, value in sections.items() if value}


def write_desk(desk: Desk) -> str:
    """The whole desk.yml, for a file. What belongs to the deployment (tokens, addresses) is not in it."""
    return yaml.safe_dump(tree_of(desk), sort_keys=False, allow_unicode=True, width=100)


def lines_of(desk: Desk, section: str = "") -> tuple[str, ...]:
    """The same, or one section, with a line for each section: chat keeps no indentation."""
    tree = tree_of(desk)
    return tuple(_in_one_line(name, value) for name, value in tree.items() if section in ("", name))


def leaves(tree: Tree) -> Mapping[str, str]:
    """Every setting by its dotted name; topics by their own names, so that an order makes no difference."""
    return dict(_leaves("", tree))


def _leaves(path: str, value: Any) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [leaf for name, each in value.items() for leaf in _leaves(f"{path}.{name}" if path else name, each)]
    if isinstance(value, list) and value and isinstance(value[0], dict) and "name" in value[0]:
        return [(f"{path}.{each['name']}", _told(each)) for each in value]
    return [(path, _told(value))]


def _told(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(_told, value))
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_told(each)}" for name, each in value.items())
    return str(value)


def _in_one_line(name: str, value: Any) -> str:
    return yaml.safe_dump({name: value}, sort_keys=False, allow_unicode=True, width=1_000_000,
                          default_flow_style=True).strip()[1:-1]  # fmt: skip


def _desk(desk: Desk) -> Tree:
    about: Tree = {"name": desk.name, "slug": desk.slug, "timezone": desk.timezone, "hours": desk.hours}
    about |= {"holidays": desk.holidays, "language": desk.language}
    if desk.closed:
        about["closed"] = [{"date": day.isoformat(), "note": note} for day, note in desk.closed]
    beside = {"contact": desk.contact, "emergency": desk.emergency}
    return about | {name: value for name, value in beside.items() if value}


def _timers(desk: Desk) -> Tree:
    """What differs from the usual numbers."""
    usual, own = numbers_of(PRESETS["normal"]), numbers_of(desk.timers)
    return {name: value for name, value in own.items() if value != usual[name]}


def _topic(topic: Topic) -> Tree:
    about: Tree = {"name": topic.name}
    if topic.keywords:
        about["keywords"] = list(topic.keywords)
    beside = (("department", topic.department), ("backup", topic.backup))
    return about | {name: value for name, value in beside if value}


def _source(source: Source) -> Tree:
    return {"kind": source.kind, "url": source.url}
