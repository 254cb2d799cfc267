"""Did you mean: the nearest known word to one that is not known."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

from bot.speech.words import told

_NEAR_ENOUGH = 65.0  # of 100: two of three letters in a short word; below it a guess confuses more than it helps


def nearest(word: str, known: Iterable[str]) -> str:
    """The one of ``known`` that ``word`` most looks like, without regard to case and punctuation; "" if none
    does."""
    found = process.extractOne(
        word, list(known), scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=_NEAR_ENOUGH
    )
    return found[0] if found else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a sentence about an unknown ``word``: ``"; did you mean 'trees'?"``, or ``"."`` without a
    guess."""
    guess = nearest(word, known)
    return told("; did you mean '{word}'?", word=guess) if guess else "."


def quoted(word: str, room: int = 40) -> str:
    """``word`` as it may stand in a sentence about a mistake: in quotes, on one line, printable and short."""
    shown = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in word[: room + 1])
    return f"'{shown if len(word) <= room else shown[:room] + '…'}'"
