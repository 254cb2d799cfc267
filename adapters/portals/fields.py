"""What stands in the fields of a JSON record, whatever stands there."""

from collections.abc import Mapping, Sequence

from adapters.portals.tidy import plain_text

Fields = Mapping[str, object]


def text(value: object) -> str:
    """A text or a number as one line of text, not yet tidied; anything else as nothing."""
    if type(value) is str:
        return " ".join(value.split())
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def identifier(value: object) -> str:
    """An id as text that can be stored; "" where there is none."""
    found = text(value)
    return found if found.isprintable() else plain_text(found)


def part(record: Fields, name: str) -> Fields:
    """What is in a field that holds named fields itself; empty where it does not."""
    value = record.get(name)
    return value if isinstance(value, dict) else {}


def parts(record: Fields, name: str) -> list[Fields]:
    """Those of a list's members that hold named fields."""
    value = record.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def words(value: object) -> list[str]:
    """The texts in a list; a single text is split at its commas."""
    found = value.split(",") if isinstance(value, str) else value
    return [said for said in map(text, found) if said] if isinstance(found, list) else []


def gathered(found: Sequence[str]) -> list[str]:
    """Texts in an order that does not depend on the portal's."""
    return sorted(set(found))


def named(found: Sequence[Fields]) -> list[str]:
    """The names that these carry, such as the columns of a dataset."""
    return [name for each in found if (name := text(each.get("name")))]
