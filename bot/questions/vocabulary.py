"""Which words point to which topic and department of a desk.

Words are stemmed (Snowball), and a word that points everywhere points nowhere: its weight falls with the number of
topics that use it, as in every search engine (inverse document frequency).
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import snowballstemmer

from bot.desk import Topic

_WORD = re.compile(r"[^\W_]{3,}")
_LANGUAGES = {"en": "english", "es": "spanish", "fr": "french", "de": "german", "pt": "portuguese", "nl": "dutch"}
_ONE_AT_A_TIME = Lock()  # a stemmer keeps its word in itself, and readers work side by side
_STEMMERS = {code: snowballstemmer.stemmer(name) for code, name in _LANGUAGES.items()}

# How much a word says, by where it stands in the desk's settings.
_IN_NAME, _IN_KEYWORDS, _IN_DEPARTMENT = 3.0, 2.0, 1.0


@lru_cache(maxsize=65_536)
def stem(word: str, language: str = "en") -> str:
    """The stem of one lower-case word; English where we have no stemmer for the language."""
    if word.isdigit():  # nothing is ever taken off a number, and nearly every one is new
        return word
    with _ONE_AT_A_TIME:
        found: str = _STEMMERS.get(language.split("-")[0], _STEMMERS["en"]).stemWord(word)
    return found


@lru_cache(maxsize=512)
def stems(text: str, language: str = "en") -> tuple[str, ...]:
    """The stems of a text's words of three letters or more, each once, in order."""
    return tuple(dict.fromkeys(stem(word, language) for word in _WORD.findall(text.casefold())))


@dataclass(frozen=True)
class Vocabulary:
    """For each stem, how strongly it points to each topic (by name)."""

    weights: Mapping[str, Mapping[str, float]]

    def topics_of(self, text: str, language: str = "en") -> dict[str, float]:
        """For each topic that ``text`` touches, how strongly."""
        found: dict[str, float] = defaultdict(float)
        for each in stems(text, language):
            for topic, weight in self.weights.get(each, {}).items():
                found[topic] += weight
        return found


@lru_cache(maxsize=256)
def vocabulary_of(topics: tuple[Topic, ...], language: str = "en") -> Vocabulary:
    """The vocabulary of a desk's topics; made once for a desk's settings."""
    counts: dict[str, dict[str, float]] = defaultdict(dict)
    for topic in topics:
        for text, weight in _texts(topic):
            for each in stems(text, language):
                counts[each][topic.name] = max(weight, counts[each].get(topic.name, 0.0))
    rarity = {each: math.log(1 + len(topics) / len(where)) for each, where in counts.items()}
    return Vocabulary(
        {each: {name: weight * rarity[each] for name, weight in where.items()} for each, where in counts.items()}
    )


def _texts(topic: Topic) -> Iterable[tuple[str, float]]:
    yield topic.name, _IN_NAME
    yield topic.department, _IN_DEPARTMENT
    for keyword in topic.keywords:
        yield keyword, _IN_KEYWORDS
