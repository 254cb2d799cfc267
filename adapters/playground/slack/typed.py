"""What people type, as Slack's own client puts it on the wire."""

import re
from collections.abc import Callable

_TOKEN = re.compile(r"<[@#][A-Z0-9]+(?:\|[^<>]*)?>|https?://[^\s<>|]+|(?<!\w)[@#][\w.-]+")


def escape(text: str) -> str:
    """Replace ``&``, ``<`` and ``>`` as Slack does, and nothing else."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def on_the_wire(text: str, find: Callable[[str], str | None]) -> str:
    """A typed message as Slack sends it: known ``@names`` and ``#channels`` linked, addresses wrapped, the
    rest escaped.

    ``find`` gives the wire form (``<@U1>``) of ``@name``, ``#name``, ``<@U1>`` or ``<#C1>``, or None where
    it knows none, so that a typed ``<!channel>`` reaches nobody.
    """
    parts, end = [], 0
    for found in _TOKEN.finditer(text):
        parts.append(escape(text[end : found.start()]))
        parts.append(_token(found.group(), find))
        end = found.end()
    return "".join([*parts, escape(text[end:])])


def _token(token: str, find: Callable[[str], str | None]) -> str:
    if token.startswith("http"):
        return f"<{escape(token)}>"
    return find(token) or escape(token)
