"""Marks: how a posted message says which slot it shows, and in which revision.

Discord keeps no metadata beside a message. But every component has an ``id``, a 32-bit number that is kept as it was
sent and is unique in the message (Discord's "Component Reference", "Anatomy of a Component"). The first component
carries a hash of the slot's key; the second one some more of that hash, and the revision. Discord gives every other
component a number that is not taken.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from bot.engine.slots import Found

_POSITIVE = (1 << 31) - 1
_TELLS_APART = 1 << 30  # the second id has this bit where the first has not, so that the two never are equal
_REVISION_BITS = 16
REVISIONS = (1 << _REVISION_BITS) - 1
_REST = (1 << 14) - 1


def component_id(key: str) -> int:
    """The id of the first component of a slot's message: a hash of the slot's key, 1 to 2³¹ - 1."""
    return _hash("slot", key) & _POSITIVE or 1


def revision_id(key: str, revision: int) -> int:
    """The id of the second component: fourteen more bits of the key's hash, and the revision's last sixteen."""
    rest = _hash("rest", key) & _REST or 1
    return ~component_id(key) & _TELLS_APART | rest << _REVISION_BITS | revision & REVISIONS


def mark(components: list[dict[str, Any]], key: str, revision: int) -> None:
    """Write both ids on components as they are about to be sent; there must be two of them, nested or not."""
    first, second = _first_two(components)
    first["id"], second["id"] = component_id(key), revision_id(key, revision)


def found(message: dict[str, Any], key: str) -> Found | None:
    """What a message of ours shows of the slot with this key; None where it shows another slot, or none."""
    ids = [each.get("id") for each in _first_two(message.get("components") or ())]
    if len(ids) < 2 or ids[0] != component_id(key) or not isinstance(ids[1], int):
        return None
    revision = ids[1] & REVISIONS
    return Found(str(message["id"]), revision) if ids[1] == revision_id(key, revision) else None


def is_unmarked(message: dict[str, Any]) -> bool:
    """Whether ids were not kept: Discord says 0 for components that are older than their ids."""
    return not any(each.get("id") for each in _first_two(message.get("components") or ()))


def _first_two(components: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for each, _ in zip(walk(components), range(2), strict=False)]


def walk(components: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every component, in the order of the message, those inside others too."""
    for each in components:
        yield each
        yield from walk(each.get("components") or ())


def _hash(purpose: str, key: str) -> int:
    return int.from_bytes(hashlib.blake2s(f"{purpose} {key}".encode(), digest_size=4).digest(), "big")
