"""What a portal's own words say of a dataset that is no longer kept up. No format has a field for it: cities write it
into the title or the description, and we read only phrases that leave no doubt."""

import re

_TITLE = re.compile(
    r"^\W*(?:old|archived?|deprecated|discontinued|retired|superseded|historical only)\b\s*[-:\])–—]"
    r"|[-:(\[–—]\s*(?:old|archived?|deprecated|discontinued|retired|superseded|historical only)\W*$",
    re.IGNORECASE,
)
_PHRASE = re.compile(
    r"\b(?:"
    r"(?:this|the)\s+(?:data\s?set|data|table|map|file|page|layer)\s+(?:has\s+been|was|is)\s+(?:now\s+)?"
    r"(?:deprecated|discontinued|retired|superseded|replaced|archived)"
    r"|(?:is|are|will)\s+no\s+longer\s+(?:be\s+)?(?:being\s+)?(?:updated|maintained|refreshed|published)"
    r"|this\s+(?:data\s?set|table)\s+is\s+historical[- ]only"
    r")\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")
_SOCRATA_LINK = re.compile(r"/([a-z0-9]{4}-[a-z0-9]{4})\b")
_ROOM = 300


def stopped(title: str, description: str) -> str:
    """What is said of the dataset's end, in the portal's own words, or "". Both must be plain text."""
    if found := _PHRASE.search(description):
        before = max((each.end() for each in _SENTENCE_END.finditer(description, 0, found.start())), default=0)
        end = _SENTENCE_END.search(description, found.end())
        return description[before : end.start() if end else None].strip()[:_ROOM]
    return title[:_ROOM] if _TITLE.search(title) else ""


def successor(portal_id: str, description: str) -> str:
    """The Socrata id that is named behind the words of the end as what to use instead, or ""."""
    found = _PHRASE.search(description)
    if found is None:
        return ""
    named = _SOCRATA_LINK.search(description, found.start(), found.end() + _ROOM)
    return named[1] if named and named[1] != portal_id else ""
