"""The kinds of portal by their names. A kind's module is imported when the first portal of that kind is met."""

import importlib
from functools import cache

from adapters import ALSO_CALLED, PORTALS
from adapters.portals.listing import PortalError
from adapters.portals.page import Kind, Speaking


def settled_name(name: str) -> str:
    """The name of a kind as ``PORTALS`` has it: ``DCAT-AP`` is ``dcat_ap``, ``rss`` is ``feed``.

    Raises ``PortalError`` with the names that there are.
    """
    plain = name.strip().lower().replace("-", "_")
    known = ALSO_CALLED.get(plain, plain)
    if known not in PORTALS:
        raise PortalError(f"There is no kind of portal called “{name[:40]}”. Take one of: {', '.join(PORTALS)}.")
    return known


def kind_named(name: str, language: str = "") -> Kind:
    """The kind of portal of that name, or of another name for it, for a desk that speaks ``language``.

    Raises ``PortalError`` where there is none.
    """
    kind = _loaded(PORTALS[settled_name(name)])
    return kind.speaking(language) if language and isinstance(kind, Speaking) else kind


@cache
def _loaded(module: str) -> Kind:
    found = importlib.import_module(module)
    kind: Kind = getattr(found, "KIND", found)  # a module with the two functions is one, too
    return kind
