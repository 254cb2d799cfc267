"""Judging: does a plain message ask something about data? By rules, so that one can say why.

Silence is the default: an offer that nobody wanted costs more than a question that its author still brings themselves.
So a sentence must ask for something that can be looked up, and name data by itself, or name what data is kept in
beside a subject of the desk; and nothing in it may sound like talk among people. A town speaks more than one language:
each lexicon is tried, whatever the language of whoever wrote.
"""

import re
from dataclasses import dataclass

from bot.watching.english import ENGLISH
from bot.watching.lexicon import Lexicon, folded
from bot.watching.spanish import SPANISH

LEXICONS = (ENGLISH, SPANISH)
FEWEST_WORDS, MOST_SIGNS = 4, 1_500
_QUOTED = re.compile(r"^\s*>.*$", re.MULTILINE)
_LINK = re.compile(r"https?://\S+")
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
_WORD = re.compile(r"\w+")
_TO_SOMEBODY = re.compile(r"(?:^|\s)[@<]@?\w")
_NO_TALK = re.compile(r"```|^\s*[/!]\w")


@dataclass(frozen=True, slots=True)
class Judgement:
    """Why a message is one that asks about data: the words that ask, and those that name what they ask about, as they
    were written; and in which language that is."""

    asking: str
    naming: str
    language: str


def judge(text: str, *, about_ours: bool) -> Judgement | None:
    """Why this text asks something about data; None where it does not, or where that is not sure.

    ``about_ours`` says that its words name a subject of the desk: a topic, or a dataset by its title.
    """
    if len(text) > MOST_SIGNS or _NO_TALK.search(text) or _TO_SOMEBODY.search(text):
        return None
    plain = _LINK.sub(" ", folded(_QUOTED.sub(" ", text)))
    if len(_WORD.findall(plain)) < FEWEST_WORDS or any(each.over.search(plain) for each in LEXICONS):
        return None
    sentences = [found.strip() for found in _SENTENCE.findall(plain)]
    judged = (_judged(each, lexicon, about_ours) for each in sentences for lexicon in LEXICONS)
    found = next((each for each in judged if each is not None), None)
    return found and Judgement(_as_written(found.asking, text), _as_written(found.naming, text), found.language)


def _as_written(found: str, text: str) -> str:
    """The words that were found, with the letters and accents of whoever wrote them."""
    wanted, words = _WORD.findall(found), list(_WORD.finditer(text))
    for first in range(len(words) - len(wanted) + 1):
        run = words[first : first + len(wanted)]
        if [folded(each[0]) for each in run] == wanted:
            return text[run[0].start() : run[-1].end()]
    return found


def _judged(sentence: str, lexicon: Lexicon, about_ours: bool) -> Judgement | None:
    if lexicon.chatter.search(sentence):
        return None
    left, is_question = lexicon.otherwise.sub(" ", sentence).strip(), sentence.endswith("?")
    asks = lexicon.asking.search(left) if is_question else lexicon.asking.match(left.lstrip("¿¡ "))
    asks = asks or lexicon.wishing.search(left)
    if asks is None:
        return None
    names = lexicon.data.search(left)
    if names is None and about_ours:  # "I have no figures, but is the bus late?" asks for no figures
        names = lexicon.counting.search(left, asks.start()) or lexicon.measure.search(left, asks.start())
    return Judgement(asks[0], names[0], lexicon.language) if names is not None else None
