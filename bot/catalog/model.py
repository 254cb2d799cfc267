"""A dataset as the desk knows it, whichever portal it came from.

The bounds are held when a value is built, so that nothing behind it has to check again: what is too long is
cut at a word with an ellipsis, what cannot be (no title, an address that is not on the web) is refused.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

# In characters, not bytes. Real catalogues stay far below: of 800 Chicago records the longest title had 132
# characters, the longest description 3,974.
PORTAL_ID_ROOM = 500
TITLE_ROOM = 300
DESCRIPTION_ROOM = 5_000
DEPARTMENT_ROOM = 200
LABEL_ROOM = 100
MOST_LABELS = 50
PAGE_ROOM = 2_000
LANGUAGE_ROOM = 35

_NUMBER = re.compile(r"(?:ds-?)?0*([1-9]\d{0,8})", re.IGNORECASE)
# White space, what ends or splits a link on some platform, half characters, and turners of direction.
_UNSAFE_IN_ADDRESS = re.compile(r"[\s<>\"\\^`{|}\x00-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Dataset:
    """One published dataset. Raises ``ValueError`` for an empty or overlong id, an empty title, a page that
    is not http(s), or a ``modified`` without a time zone; everything else too long is cut."""

    portal_id: str  # the portal's own identifier, kept beside our short number
    title: str
    description: str = ""  # plain text: HTML removed, white space folded
    department: str = ""  # the office that owns it
    topics: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    page: str = ""  # the landing page, or nothing
    issued: date | None = None
    modified: datetime | None = None  # aware, UTC
    language: str = ""
    number: int = 0  # the desk's short number; 0 until the desk gave one

    def __post_init__(self) -> None:
        _require(self)
        _set(self, "title", shorten(self.title, TITLE_ROOM))
        _set(self, "description", shorten(self.description, DESCRIPTION_ROOM))
        _set(self, "department", shorten(self.department, DEPARTMENT_ROOM))
        _set(self, "topics", labels(self.topics))
        _set(self, "keywords", labels(self.keywords))
        _set(self, "language", self.language[:LANGUAGE_ROOM])
        if self.modified is not None:
            _set(self, "modified", self.modified.astimezone(UTC))

    @property
    def short_number(self) -> str:
        """The number as people read and type it: ``DS-17``; empty until the desk gave one."""
        return f"DS-{self.number}" if self.number else ""


def parse_number(text: str) -> int | None:
    """Read a dataset's short number: ``DS-17``, ``ds17`` and ``17`` all mean 17. Anything else is None."""
    found = _NUMBER.fullmatch(text.strip())
    return int(found[1]) if found else None


def shorten(text: str, room: int) -> str:
    """Return ``text`` in at most ``room`` characters, cut at a word and ended with an ellipsis."""
    if len(text) <= room:
        return text
    kept = text[: max(room - 1, 0)]
    space = kept.rfind(" ")
    # One endless word has no good place to be cut; then the middle of it must do.
    return (kept[:space] if space > room // 2 else kept).rstrip(" ,;:-") + "…"


def labels(words: Iterable[str]) -> tuple[str, ...]:
    """Return topics or keywords without empty ones and repeats (case ignored), each and all within bounds."""
    unique: dict[str, str] = {}
    for word in words:
        if word:
            unique.setdefault(word.casefold(), shorten(word, LABEL_ROOM))
    return tuple(unique.values())[:MOST_LABELS]


def is_web_address(text: str) -> bool:
    """Whether ``text`` may become a link: http or https, a host, nothing that could break out of a link."""
    if len(text) > PAGE_ROOM or _UNSAFE_IN_ADDRESS.search(text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False


def _require(dataset: Dataset) -> None:
    if not dataset.portal_id or len(dataset.portal_id) > PORTAL_ID_ROOM:
        raise ValueError(f"A dataset's id must have 1 to {PORTAL_ID_ROOM} characters.")
    if not dataset.title:
        raise ValueError("A dataset must have a title.")
    if dataset.page and not is_web_address(dataset.page):
        raise ValueError("A dataset's page must be an http or https address.")
    if dataset.modified is not None and dataset.modified.tzinfo is None:
        raise ValueError("A dataset's date of change must have a time zone.")
    if dataset.number < 0:
        raise ValueError("A dataset's number cannot be negative.")


def _set(dataset: Dataset, field: str, value: object) -> None:
    object.__setattr__(dataset, field, value)  # the one way to settle a field of a frozen value
