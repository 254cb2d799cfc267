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
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.speech.cards import Span

DOMAIN = "champions"
SOURCE_LANGUAGE = "en"
# The languages that have every sentence, read over by people: tests fail where one is missing there.
COMPLETE = ("en", "es")
ISOLATE, END = "\u2068", "\u2069"  # first strong isolate, pop directional isolate
_FIELD = re.compile(r"\{(\w+)\}")


def mark(sentence: str) -> str:
    """The sentence as it is; marks one that is chosen by a value and translated later, so that it is extracted."""
    return sentence


class Told(str):
    """A sentence in English that can still be said in another language: it remembers what it was made of. Where
    sentences are made that nobody is known to read yet, they are these."""

    __slots__ = ("_count", "_forms", "_values")
    _forms: tuple[str, ...]
    _values: dict[str, object]
    _count: int

    def said(self, say: "Words") -> str:
        """The same in the reader's language, with what stands in it."""
        values = {name: said_in(say, each) if isinstance(each, Told) else each for name, each in self._values.items()}
        one, *other = self._forms
        return say.many(one, other[0], self._count, **values) if other else say(one, **values)


def told(sentence: str, **values: object) -> Told:
    """A sentence of the catalogue with its values, to be said to whoever reads it later."""
    return _told((sentence,), 0, values)


def told_many(one: str, other: str, count: int, **values: object) -> Told:
    """As :func:`told`, in the plural form that ``count`` needs."""
    return _told((one, other), count, values)


def _told(forms: tuple[str, ...], count: int, values: dict[str, object]) -> Told:
    english = words(SOURCE_LANGUAGE)
    one, *other = forms
    text = english.many(one, other[0], count, **values) if other else english(one, **values)
    made = Told(text)
    made._forms, made._values, made._count = forms, values, count
    return made


def said_in(say: "Words", sentence: str) -> str:
    """A sentence of ours in the reader's language."""
    return sentence.said(say) if isinstance(sentence, Told) else say(sentence)


class Words:
    """The sentences of one language."""

    def __init__(self, language: str, catalogue: gettext.NullTranslations) -> None:
        self.language = language
        self.is_rtl = Locale.parse(language).text_direction == "rtl"
        self._catalogue = catalogue

    def __call__(self, sentence: str, **values: object) -> str:
        """The sentence in this language with its ``{fields}`` filled; values are put in as they are."""
        said = self._catalogue.gettext(sentence)
        if not values:
            return said
        return _filled(said, self._set_apart(values) if self.is_rtl else values)

    def spans(self, sentence: str, **values: Span) -> tuple[Span, ...]:
        """The sentence as spans of a card, so that a value can be a mention, a date or a link."""
        found = tuple(_spans(self._catalogue.gettext(sentence), values))
        return tuple(_apart(found, values)) if self.is_rtl else found

    def many(self, one: str, other: str, count: int, **values: object) -> str:
        """The sentence in the plural form that ``count`` needs; ``{count}`` is filled as well."""
        found = self._catalogue.ngettext(one, other, count)
        filled = self._set_apart(values) if self.is_rtl else values
        return _filled(found, {"count": count, **filled})

    def isolated(self, text: str) -> str:
        """A piece that stands beside words of this language: in one that runs from right to left it is set apart, so
        that an id, a date or a Latin name keeps its order and moves nothing around it (Unicode TR 9, section 2.4)."""
        return f"{ISOLATE}{text}{END}" if self.is_rtl and text else text

    def _set_apart(self, values: dict[str, object]) -> dict[str, object]:
        return {name: self.isolated(value) if isinstance(value, str) else value for name, value in values.items()}

    def day(self, when: date | datetime, timezone: str = "UTC") -> str:
        """A day as people say it: "Tue 14 Oct" (CLDR, by language)."""
        if isinstance(when, datetime):
            when = when.astimezone(ZoneInfo(timezone)).date()
        return _day(when, self.language)

    def month(self, when: date) -> str:
        """A month as people say it: "October 2026"."""
        return format_date(when, "LLLL y", locale=self.language)

    def short_day(self, when: date) -> str:
        """A day where there is little room: "14 Oct"."""
        return format_date(when, "d MMM", locale=self.language)

    def short_month(self, when: date) -> str:
        """A month where there is little room and the year is known: "Oct"."""
        return format_date(when, "LLL", locale=self.language)

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


def _apart(spans: tuple[Span, ...], values: dict[str, Span]) -> Iterator[Span]:
    """The spans of a sentence from right to left, with what was filled in set apart from it."""
    filled = {id(value) for value in values.values()}
    for span in spans:
        if id(span) in filled and span:
            yield from (ISOLATE, span, END)
        else:
            yield span


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


@cache
def coverage() -> Mapping[str, float]:
    """Which share of all sentences each language has, from 0 to 1; what is missing is said in English."""
    read = {each: _catalogue(each) for each in languages() if each != SOURCE_LANGUAGE}
    every = {entry.id for found in read.values() for entry in found if entry.id}
    had = {name: sum(_is_said(entry) for entry in found if entry.id) for name, found in read.items()}
    return {SOURCE_LANGUAGE: 1.0, **{name: count / max(len(every), 1) for name, count in had.items()}}


def _is_said(entry: Message) -> bool:
    forms = (entry.string,) if isinstance(entry.string, str) else tuple(entry.string or ())
    return bool(forms) and all(forms) and not entry.fuzzy


def _catalogue(language: str) -> Catalog:
    path = files("bot.speech") / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    return read_po(BytesIO(path.read_bytes()), locale=language)


def _compiled(language: str) -> gettext.GNUTranslations:
    return translations(_catalogue(language))


def translations(catalogue: Catalog) -> gettext.GNUTranslations:
    """A catalogue as gettext uses it, plural forms and all."""
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
