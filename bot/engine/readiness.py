"""Readiness: what has to be right before the work can begin, found in one go and said so that it can be mended."""

from collections.abc import Iterable
from typing import NamedTuple

from bot.engine.errors import ChampionsError


class Check(NamedTuple):
    """One thing that was looked at: what was found, and how to mend it where it is not ``ok``.

    What is ok and has a fix nevertheless is a warning: the work can begin without it.
    """

    ok: bool
    what: str
    fix: str = ""


class NotReady(ChampionsError):
    """A platform cannot be used yet; ``troubles`` says what to mend, a sentence or two each."""

    def __init__(self, troubles: tuple[str, ...]) -> None:
        super().__init__("\n".join(troubles))
        self.troubles = troubles


def troubles_in(checks: Iterable[Check]) -> tuple[str, ...]:
    """What is wrong, each with its fix."""
    return tuple(f"{each.what} {each.fix}".strip() for each in checks if not each.ok)


def warnings_in(checks: Iterable[Check]) -> tuple[str, ...]:
    """What is not as it was meant and can wait, each with its fix."""
    return tuple(f"{each.what} {each.fix}" for each in checks if each.ok and each.fix)
