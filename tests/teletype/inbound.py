"""Typed lines as requests: ``ana in ask: /opendata ask Where are the trees?``; ``ana in ask #4: 2024`` is a reply."""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.engine.request import Caller, Place, Request
from bot.people.model import Identity
from bot.questions.commands import Heard, Unclear
from bot.speech.command import Command
from bot.speech.grammar import Grammar, NotUnderstood
from bot.speech.plain import clean

_LINE = re.compile(r"(?P<user>\w+) in (?P<room>[\w-]+)(?: #(?P<thread>\d+))?: (?P<words>.+)", re.DOTALL)
TEAM = "hall"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A request, and who is answered. ``replaces`` is never true: what is printed stays printed."""

    request: Request
    user: str
    replaces: bool = False


def read(line: str, number: int, desk: str, grammar: Grammar, at: datetime) -> Spoken | str:
    """What a line says; a sentence where it says nothing. ``number`` is the line's own, the same however often it
    is read."""
    found = _LINE.fullmatch(line)
    if found is None:
        return "Type: name in room: words"
    user, where = found["user"], Place("teletype", TEAM, found["room"], found["thread"] or "")
    try:
        command = _command(clean(found["words"]), grammar)
    except NotUnderstood as wrong:
        return wrong.sentence
    who = Caller(Identity("teletype", TEAM, user), user.title())
    return Spoken(Request(f"teletype:line:{number}", desk, who, where, at, command), user)


def _command(words: str, grammar: Grammar) -> Command:
    if not words.startswith("/"):
        return Heard(words)
    try:
        return grammar.read(words[1:])
    except NotUnderstood as wrong:
        if wrong.unknown_verb and words.startswith("/opendata"):
            return Unclear(words.partition(" ")[2])
        raise
