"""Tidying what portals write: HTML out of texts, dates out of many shapes."""

import html
import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

import nh3

from bot.speech.plain import clean, one_line

# Elements that end a line where they are shown: without them, words on either side would run together.
# fmt: off
_BLOCKS = {
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol",
    "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}
# fmt: on
_TAG = re.compile(r"<[^>]*>")
# Zero-width space, soft hyphen, byte-order mark: invisible, and in the way of every search.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")

_YEAR_MONTH = re.compile(r"(\d{4})(?:-(\d{1,2}))?")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\b.*", re.DOTALL)
# project-open-data v1.1, "modified": a repeating duration (R/P1Y) says how often, not when.
_RECURRING = re.compile(r"R\d*/P.+", re.IGNORECASE | re.DOTALL)
_MILLISECONDS_FROM = 100_000_000_000  # as seconds this would be the year 5138
_LONGEST_DAY = 8  # 20260131: more digits than that are a Unix time


def plain_text(text: str) -> str:
    """Return ``text`` as one line of plain text: no HTML, no entities, no invisible or control signs."""
    if "<" in text:
        # nh3 parses as a browser does and gives back well-formed HTML, in which a pattern may find the tags.
        text = _TAG.sub(" ", nh3.clean(text, tags=_BLOCKS, attributes={}, link_rel=None))
    return one_line(clean(_INVISIBLE.sub("", html.unescape(text))))


def is_recurring(value: object) -> bool:
    """Whether a date field holds an interval such as ``R/P1Y`` (ISO 8601), which names no day."""
    return isinstance(value, str) and bool(_RECURRING.fullmatch(value.strip()))


def read_time(value: object) -> datetime | None:
    """Read a date or time in the shapes that portals use, as an aware time in UTC; None if it is none.

    Known: ISO 8601 in full or only to the year, the month or the day; ``2019-06-27 12:41:27``; ``6/27/2019``
    (month first, as in the United States); RFC 5322; Unix seconds or milliseconds. A time without a zone is
    taken as UTC, a day as its first moment.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        moment = _from_text(value.strip()) if isinstance(value, str) else _from_number(value)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None


def read_day(value: object) -> date | None:
    """Read a date as :func:`read_time` does, but keep the day that was written, whatever its time zone."""
    if isinstance(value, str):
        try:
            return date.fromisoformat(value.strip()[:10])
        except ValueError:
            pass
    moment = read_time(value)
    return moment.date() if moment else None


def _from_text(text: str) -> datetime:
    if found := _YEAR_MONTH.fullmatch(text):
        return datetime(int(found[1]), int(found[2] or 1), 1)
    if found := _AMERICAN.fullmatch(text):
        return datetime(int(found[3]), int(found[1]), int(found[2]))
    if text.isascii() and text.isdigit() and len(text) > _LONGEST_DAY:
        return _from_number(int(text))
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return parsedate_to_datetime(text)


def _from_number(value: float) -> datetime:
    return datetime.fromtimestamp(value / 1000 if abs(value) >= _MILLISECONDS_FROM else value, UTC)
