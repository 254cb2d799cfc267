"""A digest written down: as plain text, as HTML for a mail or a page, and as JSON for programs."""

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from html import escape
from typing import Any

from bot.digest.model import Digest
from bot.digest.sections import Section

FORMATS = ("text", "json", "html", "png")
_STYLE = (
    "html{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:1rem auto;"
    "padding:0 1rem}"
    "h1{font-size:1.3rem}h2{font-size:1.05rem;margin-bottom:.2rem}ul{margin:0;padding-left:1.2rem}"
    "small{display:block;margin-top:.2rem}img{display:block;width:100%;max-width:24rem;height:auto;margin:.5rem 0}"
)


def as_text(title: str, sections: Sequence[Section]) -> str:
    """Lines for a terminal or a plain mail."""
    lines = [title]
    for number, section in enumerate(sections, 1):
        if section.title:
            lines += ["", f"{number}. {section.title}"]
        lines += [f"   {line}" if section.title else line for line in section.lines]
        if section.note:
            lines.append(f"   {section.note}")
    return "\n".join(lines) + "\n"


def as_html(title: str, sections: Sequence[Section], language: str) -> str:
    """A whole page, readable in light and dark; every word of it is escaped."""
    body = "\n".join(_html(each) for each in sections)
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n"
        f"<body>\n<h1>{escape(title)}</h1>\n{body}\n</body>\n</html>\n"
    )


def _html(section: Section) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in section.lines)
    note = f"<small>{escape(section.note)}</small>" if section.note else ""
    if not section.title:
        return "".join(f"<p>{escape(line)}</p>" for line in section.lines) + note
    return f"<section><h2>{escape(section.title)}</h2>{_picture(section)}<ul>{items}</ul>{note}</section>"


def _picture(section: Section) -> str:
    """The picture inside the page itself: a mail fetches nothing."""
    if not (section.chart and section.png):
        return ""
    alt, light = escape(section.chart.alt), b64encode(section.png).decode()
    image = f'<img alt="{alt}" src="data:image/png;base64,{light}">'
    if not section.dark:
        return image
    dark = f"data:image/png;base64,{b64encode(section.dark).decode()}"
    return f'<picture><source media="(prefers-color-scheme: dark)" srcset="{dark}">{image}</picture>'


def as_json(digest: Digest, title: str, sections: Sequence[Section], *, whole: bool) -> str:
    """The words and, where the reader may have all of them, the values (``whole``)."""
    said = [{"title": each.title, "lines": list(each.lines), "note": each.note} for each in sections]
    found: dict[str, Any] = {"period": digest.period.name, "title": title, "sections": said}
    if whole:
        found["digest"] = {name: value for name, value in _plain(digest).items() if name != "pictures"}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _plain(value: Any) -> Any:
    """Values as JSON has them: dates in ISO 8601, everything else by its fields."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
