"""Discord's Markdown as its clients read it, as far as anything in it could be injected.

``read`` gives what a reader sees and which marks took effect. The rules and their order are those of Discord's
clients: a rule is tried where the text stands, an escape makes the next sign literal.
"""

import re
from dataclasses import dataclass, field

_LINE_MARKS = {
    "heading": re.compile(r" *(#{1,3})(?=\s)"),
    "small print": re.compile(r" *-# ?"),
    "quote": re.compile(r" *>(?:>>)? "),
    "list": re.compile(r"\s*(?:[-*+]|\d+[.)])(?=\s)"),
}
_MARKS = {
    "user": re.compile(r"<@!?(\d+)>"),
    "role": re.compile(r"<@&\d+>"),
    "channel": re.compile(r"<#\d+>"),
    "time": re.compile(r"<t:(-?\d+)(?::[tTdDfFRsS])?>"),
    "command": re.compile(r"</[^>:]+:\d+>"),
    "navigation": re.compile(r"<id:\w+(?::\d+)?>"),
    "emoji": re.compile(r"<a?:\w+:\d+>"),
    "address": re.compile(r"<([^: >]+:/[^ >]+)>"),
    "link": re.compile(r"\[((?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))+)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?\s*\)"),
    "loose link": re.compile(r"(?:https?|steam)://[^\s<]+[^<.,:;\"'\]\s]"),
    "everybody": re.compile(r"@(?:everyone|here)"),
    "short emoji": re.compile(r":[^\s:]+?:"),
    "code": re.compile(r"(`+)(?!`)[\s\S]*?[^`]\1(?!`)"),
    "spoiler": re.compile(r"\|\|[\s\S]+?\|\|"),
    "struck": re.compile(r"~~\S[\s\S]*?~~"),
    "bold": re.compile(r"\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)"),
    "underlined": re.compile(r"__((?:\\[\s\S]|[^\\])+?)__(?!_)"),
    "italic": re.compile(
        r"_((?:__|\\[\s\S]|[^\\_])+?)_"
        r"|\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*"
    ),
}
_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
_INVITATION = re.compile(r"discord(?:app)?\.(?:com/invite|gg)/\w", re.IGNORECASE)
_WITH_WORDS_INSIDE = {"bold", "link"}


@dataclass
class Reading:
    """``text`` is what a reader sees; ``marks`` are (name, what it holds) of everything that took effect."""

    text: str = ""
    marks: list[tuple[str, str]] = field(default_factory=list)


def read(content: str, *, nested: bool = False) -> Reading:
    """Read one message's content, or one text display."""
    seen, at = Reading(), 0
    if not nested and (found := _INVITATION.search(content)):
        seen.marks.append(("invitation", found[0]))
    while at < len(content):
        starts = not nested and (at == 0 or content[at - 1] == "\n")
        at = _step(content, at, seen, starts)
    return seen


def _step(content: str, at: int, seen: Reading, starts: bool) -> int:
    if starts:
        for name, rule in _LINE_MARKS.items():
            if found := rule.match(content, at):
                seen.marks.append((name, found[0]))
                return found.end()
    if escaped := _ESCAPE.match(content, at):
        seen.text += escaped[1]
        return escaped.end()
    for name, rule in _MARKS.items():
        if found := rule.match(content, at):
            return _marked(name, found, seen)
    seen.text += content[at]
    return at + 1


def _marked(name: str, found: "re.Match[str]", seen: Reading) -> int:
    inner = read(found[1], nested=True) if name in _WITH_WORDS_INSIDE else Reading()
    match name:
        case "link":
            held = found[2]
        case "bold":
            held = inner.text
        case "code":
            held = found[0].strip("`")
            seen.text += held  # as it is: nothing inside it is marked up
        case _:
            held = found[1] if found.re.groups else found[0]
    seen.marks += [(name, held or found[0]), *inner.marks]
    seen.text += inner.text
    return found.end()
