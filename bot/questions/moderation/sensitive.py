"""Sensitive words: a threat, somebody who may harm themselves, a legal claim (interaction.md, section 4.3 p).

Found by plain phrases, by language, and decided by a person: a phrase too many costs a look, one too few costs more.
Most texts are dismissed by their words alone, before any phrase is compared.
"""

import re
import unicodedata

# Folded: small letters, no accents, no signs between the words.
PHRASES: dict[str, tuple[str, ...]] = {
    "en": (
        *("kill myself", "killing myself", "end my life", "want to die", "suicide", "suicidal", "hurt myself"),
        *("harm myself", "self harm", "better off dead", "kill you", "kill him", "kill her", "kill them", "shoot you"),
        *("shoot up", "i will hurt", "going to hurt", "beat you up", "bomb", "burn it down", "death threat"),
        *(
            "you will regret",
            "know where you live",
            "bring a gun",
            "my lawyer",
            "my attorney",
            "sue you",
            "sue the city",
        ),
        *("will sue", "going to sue", "lawsuit against", "legal action", "take you to court", "notice of claim"),
    ),
    "es": (
        *("matarme", "quitarme la vida", "quiero morir", "suicidio", "suicidarme", "hacerme dano", "autolesion"),
        *("no quiero vivir", "matarte", "matarlo", "matarla", "matarlos", "te voy a matar", "los voy a matar"),
        *("voy a disparar", "bomba", "amenaza de muerte", "se donde vives", "te vas a arrepentir", "mi abogado"),
        *("mi abogada", "demandarlos", "demandarlo", "voy a demandar", "demandar a la ciudad", "accion legal"),
        *("acciones legales", "llevar a juicio", "nos veremos en los tribunales"),
    ),
}
_ALL = tuple(tuple(phrase.split()) for phrases in PHRASES.values() for phrase in phrases)
_BY_FIRST = {first: tuple(each for each in _ALL if each[0] == first) for first, *_ in _ALL}
# What only sounds like it, in the data of a city.
_INNOCENT = re.compile(
    r"bomb (?:cyclone|shelter)s?|bombas? (?:de agua|contra incendios)"
    r"|(?:suicide|suicidio) (?:rate|data|statistic|prevention|hotline)s?"
    r"|(?:datos|tasa|tasas|cifras|prevencion) (?:de|del) suicidio"
)
_WORD = re.compile(r"[^\W_]+")


def is_sensitive(text: str) -> bool:
    """Whether a person should read this before anybody answers it."""
    words = _WORD.findall(_folded(text))
    if _BY_FIRST.keys().isdisjoint(words):
        return False
    left = _WORD.findall(_INNOCENT.sub(" ", " ".join(words)))
    return any(_begins(left, at, phrase) for at, word in enumerate(left) for phrase in _BY_FIRST.get(word, ()))


def _begins(words: list[str], at: int, phrase: tuple[str, ...]) -> bool:
    return tuple(words[at : at + len(phrase)]) == phrase


def _folded(text: str) -> str:
    text = text.casefold()
    if text.isascii():
        return text.replace("'", "")
    signs = unicodedata.normalize("NFD", text)
    return "".join(each for each in signs if not unicodedata.combining(each)).replace("’", "").replace("'", "")
