"""Reading Discord's Markdown as somebody sees it, as far as the bot may use it; everything else it may not."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

_TOKEN = re.compile(
    r"\\(?P<literal>[^A-Za-z0-9\s])|(?P<code>`/[a-z-]+[^`\n]*`)|(?P<bold>\*\*)|<@(?P<person>\d+)>|<t:(?P<moment>\d+):\w>"
    r"|\[(?P<label>(?:\\.|[^\]\\])*)\]\(<?(?P<url>[^)>\s]*)>?\)|(?P<address><https?://[^\s>]+>)"
    r"|^(?P<small>-# )|(?P<marked>[*_~`|<>@\[\]#\\]|^\s*(?:[-+]|\d+[.)])(?=\s))",
    re.MULTILINE,
)


def read(text: str, names: Mapping[str, str]) -> str:
    """The words as they stand before the eye; mentions as ``@`` and the account's name in the stories."""
    return _TOKEN.sub(lambda found: _seen(found, names), text)


def _seen(found: re.Match[str], names: Mapping[str, str]) -> str:
    match found.lastgroup:
        case "literal":
            return found["literal"]
        case "bold" | "small":
            return ""
        case "person":
            return f"@{names.get(found['person'], found['person'])}"
        case "moment":
            return datetime.fromtimestamp(int(found["moment"]), UTC).strftime("%d %b %Y")
        case "url":
            return read(found["label"], names)
        case "address":
            return found["address"][1:-1]
        case _:
            return found[0]


def marks_in(text: str) -> list[str]:
    """Signs that Discord would read as markup and that are none of ours."""
    return list(_marks(text))


def _marks(text: str) -> Iterator[str]:
    for found in _TOKEN.finditer(text):
        if found.lastgroup == "marked":
            yield found["marked"]
