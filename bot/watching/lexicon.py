"""A lexicon: the turns of phrase by which one language asks about data. Texts are folded before they are compared:
small letters, no accents, plain apostrophes."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass


def folded(text: str) -> str:
    """A text as it is compared."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def any_of(*phrases: str) -> re.Pattern[str]:
    """A pattern that finds any of the phrases, which are patterns themselves, at the bounds of words."""
    return re.compile(r"(?<!\w)(?:" + "|".join(phrases) + r")(?!\w)")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How one language asks about data.

    ``asking`` are words of a question whose answer can be looked up; without a question mark they must begin the
    sentence. ``wishing`` asks wherever it stands. ``data`` names data and what it is about;
    ``measure`` names something that data is kept in (a map, a list, numbers) and counts only beside a subject of the
    desk; ``counting`` asks for a number and counts likewise. ``otherwise`` are words in which "data" means something
    else: they are taken out first. ``chatter`` makes a sentence talk among people, ``over`` the whole message.
    """

    language: str
    asking: re.Pattern[str]
    wishing: re.Pattern[str]
    data: re.Pattern[str]
    measure: re.Pattern[str]
    counting: re.Pattern[str]
    otherwise: re.Pattern[str]
    chatter: re.Pattern[str]
    over: re.Pattern[str]


def lexicon(
    language: str, *, asking: Iterable[str], wishing: Iterable[str], data: Iterable[str], measure: Iterable[str],
    counting: Iterable[str], otherwise: Iterable[str], chatter: Iterable[str], over: Iterable[str],
) -> Lexicon:  # fmt: skip
    """A lexicon of these phrases."""
    every = (asking, wishing, data, measure, counting, otherwise, chatter, over)
    return Lexicon(language, *(any_of(*each) for each in every))
