"""Whether everything that was acknowledged is in the database, once: read from the file, with our own code aside."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.intake.commands import Round

_COMMANDS = "SELECT text FROM commands"
_DRAFTS = "SELECT text FROM drafts WHERE used = 0"  # those that were used became the questions that are claimed
_CLAIMED = "SELECT number FROM questions WHERE state = 'claimed' AND owner > 0"


class Lost(Exception):
    """A command was acknowledged and is not in the database, or is there twice; or it was not acknowledged."""


def check_kept(variant: str, database: Path, rounds: Sequence[Round]) -> None:
    """Compare the database with everything that was said in ``rounds``. Raises :class:`Lost` with a sentence."""
    if variant == "bare":
        return
    if variant == "ours":
        _compare(variant, "question", _read(database, _DRAFTS), (text for each in rounds for text in each.asked))
        _compare(variant, "claim", _read(database, _CLAIMED), (number for each in rounds for number in each.claimed))
    else:
        _compare(variant, "command", _read(database, _COMMANDS), (text for each in rounds for text in each.texts))


def _read(database: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return [value for (value,) in connection.execute(query)]


def _compare(variant: str, what: str, kept: Iterable[Any], sent: Iterable[Any]) -> None:
    there, wanted = Counter(kept), Counter(sent)
    if there != wanted:
        missing, extra = wanted - there, there - wanted
        raise Lost(
            f"{variant}: of {wanted.total()} {what}s {missing.total()} are not in the database, "
            f"and {extra.total()} are there that should not be (for example {next(iter(missing or extra))!r})."
        )
