"""The sentences of the code, found the way ``make words`` finds them, and the catalogues of the languages."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
FIELD = re.compile(r"\{(\w+)\}")
Message = str | tuple[str, ...]


@cache
def keywords() -> dict[str, Any]:
    """The calls that hold sentences; the Makefile is the one place that lists them."""
    listed = re.search(r"^SENTENCES := (.+)$", (ROOT / "Makefile").read_text(), re.M)
    assert listed
    found: dict[str, Any] = parse_keywords(listed[1].split())
    return found


@cache
def extracted() -> frozenset[Message]:
    """Every sentence of the code; those with a plural as a pair."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # Babel gives it no types
    return frozenset(message for _, _, message, _, _ in extract_from_dir(ROOT, methods, options, keywords()))


@cache
def sentences() -> frozenset[str]:
    """Every sentence of the code, each form of a plural on its own."""
    return frozenset(each for message in extracted() for each in forms(message))


@cache
def catalogue(language: str) -> Catalog:
    """What the file of a language holds."""
    with (ROOT / f"bot/speech/locale/{language}/LC_MESSAGES/champions.po").open("rb") as file:
        return read_po(file, locale=language)


def forms(message: Message) -> list[str]:
    return [message] if isinstance(message, str) else list(message)


def translations(language: str, message: Message) -> list[tuple[str, str]]:
    """Each form of a sentence with its translation; nothing where the language does not have the sentence."""
    entry = catalogue(language).get(message)
    if entry is None:
        return []
    said = [entry.string] if isinstance(entry.string, str) else list(entry.string or ())
    return list(zip(forms(message), said, strict=True))
