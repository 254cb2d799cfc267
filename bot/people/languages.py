"""Languages as people write them ("es", "pt_BR", "Haitian Creole") turned into codes, by Unicode's CLDR."""

from collections.abc import Mapping
from functools import lru_cache

from babel import Locale
from babel.core import get_global

from bot.hints import nearest

# CLDR names these too, but nobody answers a question in "several languages" or "no linguistic content".
_NO_LANGUAGES = {"mis", "mul", "und", "zxx"}


@lru_cache(maxsize=1024)
def language_code(text: str) -> str:
    """The BCP 47 code of a language given by code or by English name; "" where it is none.

    Case and underscores are forgiven, three-letter codes shortened: "PT_br" is "pt-BR", "spa" and "Spanish"
    are "es".
    """
    named = _by_name().get(text.strip().casefold())
    if named:
        return named
    first, *rest = text.strip().replace("_", "-").split("-")
    language = _language(first.lower())
    parts = [_part(each) for each in rest]
    return "-".join([language, *parts]) if language and all(parts) and len(parts) <= 2 else ""


@lru_cache(maxsize=1024)
def likely_language(text: str) -> str:
    """The code of the language whose English name looks most like ``text``; "" if none does."""
    # A short word is a wrong code rather than a name: "und" looks like "Lun", and nobody meant that.
    return _by_name().get(nearest(text, _by_name()), "") if len(text) > 3 else ""


def _language(code: str) -> str:
    code = get_global("language_aliases").get(code, code)
    return code if code in _names() and code not in _NO_LANGUAGES else ""


def _part(text: str) -> str:
    """A script ("Hans") or a region ("BR", "419") in its usual spelling; "" if it is neither."""
    english = _english()
    if text.title() in english.scripts:
        return text.title()
    return text.upper() if text.upper() in english.territories else ""


@lru_cache(maxsize=1)
def _by_name() -> Mapping[str, str]:
    return {name.casefold(): code.replace("_", "-") for code, name in _names().items() if code not in _NO_LANGUAGES}


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    return dict(_english().languages)


@lru_cache(maxsize=1)
def _english() -> Locale:
    return Locale("en")
