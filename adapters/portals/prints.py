"""The print of a record: a short digest of what matters in it, equal however the portal ordered and spaced it.

A poll takes the print of every record, so this is the one place where a microsecond counts: 50,000 of them make 50 ms.
"""

from collections.abc import Iterable
from hashlib import blake2b

import orjson

from bot.catalog.sighting import PRINT_SIZE

_SORTED = orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS


def print_of(parts: Iterable[str]) -> bytes:
    """The digest of ``parts``, which must come in a fixed order and number, each from the functions below."""
    # Half characters cannot be encoded; a portal may write them, and they must not stop a poll.
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=PRINT_SIZE).digest()


def words(value: object) -> str:
    """A text without its white space's accidents; anything else as JSON with its keys in order."""
    if type(value) is str:
        return " ".join(value.split())
    return "" if value is None else _json(value)


def unordered(value: object) -> str:
    """A list of texts as a set: in the order of the alphabet, whatever the portal's was."""
    if type(value) is not list:
        return words(value)
    try:
        return "\x1e".join(sorted([" ".join(each.split()) for each in value]))
    except AttributeError:  # not only texts
        return "\x1e".join(sorted(map(words, value)))


def names(value: object) -> str:
    """A list of names as a set. Programs use a column by its name, so its white space counts."""
    try:
        return "\x1e".join(sorted(value)) if type(value) is list else words(value)
    except TypeError:  # not only texts
        return unordered(value)


def _json(value: object) -> str:
    try:
        return orjson.dumps(value, option=_SORTED).decode()
    except orjson.JSONEncodeError:  # a whole number beyond 64 bits, half a character
        return repr(value)
