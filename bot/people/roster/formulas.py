"""Cells that a spreadsheet would take for a formula (OWASP, "CSV Injection").

On the way out every such cell, and every such item of a list, gets an apostrophe in front, which spreadsheets
show as text; on the way in one apostrophe before such a sign is taken off again. Apostrophes that were there
stay in number.
"""

import re

# A semicolon begins a new cell where spreadsheets separate by it, as many European ones do.
_BEGINS_FORMULA = r"(?='*[=+\-@\uff1d\uff0b\uff0d\uff20])"
_TO_GUARD = re.compile(rf"(^|;)(\s*){_BEGINS_FORMULA}")
_GUARDED = re.compile(rf"(^|;)(\s*)'{_BEGINS_FORMULA}")


def guarded(cell: str) -> str:
    """``cell`` so that no spreadsheet calculates it."""
    return _TO_GUARD.sub(r"\1\2'", cell)


def unguarded(cell: str) -> str:
    """The text that was given to :func:`guarded`."""
    return _GUARDED.sub(r"\1\2", cell)
