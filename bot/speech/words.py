"""Words: every sentence that people read, in their language.

The English sentence is the key (gettext); ``locale/<language>/LC_MESSAGES/champions.po`` holds the others, and a
string that is missing there falls back to English by itself. Catalogues are compiled in memory when a language is
first used, so there is no built file to keep in step.

    say = words("es")
    say("Your question is {id}.", id="Q-142")                     -> str
    say.spans("{champion} is looking into this.", champion=Mention("Ana"))  -> spans for a card
"""

import gettext
import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.speech.cards import Span

DOMAIN = "champions"
SOURCE_LANGUAGE = "en"
_FIELD = re.compile(r"\{(\w+)\}")


def mark(sentence: str) -> str:
    """The sentence as it is; marks one that is chosen by a value and translated later, so that it is extracted."""
    return sentence


class Words:
    """The sentences of one language."""

    def __init__(self, language: str, catalogue: gettext.NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    def __call__(self, sentence: str, **values: object) -> str:
        """The sentence in this language with its ``{fields}`` filled; values are put in as they are."""
        said = self._catalogue.gettext(sentence)
        return _filled(said, values) if values else said

    def spans(self, sentence: str, **values: Span) -> tuple[Span, ...]:
        """The sentence as spans of a card, so that a value can be a mention, a date or a link."""
        return tuple(_spans(self._catalogue.gettext(sentence), values))

    def many(self, one: str, other: str, count: int, **values: object) -> str:
        """The sentence in the plural form that ``count`` needs; ``{count}`` is filled as well."""
        found = self._catalogue.ngettext(one, other, count)
        return _filled(found, {"count": count, **values})

    def day(self, when: date | datetime, timezone: str = "UTC") -> str:
        """A day as people say it: "Tue 14 Oct" (CLDR, by language)."""
        if isinstance(when, datetime):
            when = when.astimezone(ZoneInfo(timezone)).date()
        return _day(when, self.language)

    def hour(self, when: datetime, timezone: str) -> str:
        """A time of day as people say it: "9:02"."""
        return format_datetime(when, "H:mm", tzinfo=ZoneInfo(timezone), locale=self.language)

    def moment(self, when: datetime, timezone: str) -> str:
        """A day and time of day as people say it: "Tue 14 Oct, 10:12"."""
        return format_datetime(when, "EEE d MMM, HH:mm", tzinfo=ZoneInfo(timezone), locale=self.language)


def _filled(sentence: str, values: dict[str, object]) -> str:
    """The sentence with its fields filled, in one pass: a brace inside a value means nothing."""
    fields = _fields_of(sentence)
    if len(fields) == 1:  # as most have
        ((start, end, name),) = fields
        return f"{sentence[:start]}{values[name]}{sentence[end:]}"
    at = 0
    parts: list[str] = []
    for start, end, name in fields:
        parts += sentence[at:start], str(values[name])
        at = end
    return "".join((*parts, sentence[at:]))


@lru_cache(maxsize=8_192)
def _fields_of(sentence: str) -> tuple[tuple[int, int, str], ...]:
    return tuple((found.start(), found.end(), found[1]) for found in _FIELD.finditer(sentence))


@lru_cache(maxsize=1_024)
def _day(when: date, language: str) -> str:
    return format_date(when, "EEE d MMM", locale=language)


def _spans(sentence: str, values: dict[str, Span]) -> Iterator[Span]:
    at = 0
    for start, end, name in _fields_of(sentence):
        if start > at:
            yield sentence[at:start]
        yield values[name]
        at = end
    if at < len(sentence):
        yield sentence[at:]


@cache
def languages() -> tuple[str, ...]:
    """The languages that there are words for, English first."""
    folder = files("bot.speech") / "locale"
    others = (each.name for each in folder.iterdir() if (each / "LC_MESSAGES" / f"{DOMAIN}.po").is_file())
    return (SOURCE_LANGUAGE, *sorted(others))


def known_language(guess: str) -> str:
    """The language of ours that a client's locale (``es-MX``, ``es_419``) comes nearest to; English otherwise."""
    short = guess.replace("_", "-").split("-")[0].lower()
    return short if short in languages() else SOURCE_LANGUAGE


@cache
def words(language: str) -> Words:
    """The words of ``language``; an unknown language gives English."""
    language = known_language(language)
    if language == SOURCE_LANGUAGE:
        return Words(language, gettext.NullTranslations())
    return Words(language, _compiled(language))


def _compiled(language: str) -> gettext.GNUTranslations:
    path = files("bot.speech") / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    catalogue = read_po(BytesIO(path.read_bytes()), locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
