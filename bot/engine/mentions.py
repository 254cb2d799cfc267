"""Accounts that somebody called in what they wrote: names in their place, because words travel to other platforms.

An account's id means nothing to a reader, and on another platform it would give away who somebody is there
(interaction.md, section 6.3). The adapters decode a mention to ``@`` and the id.
"""

import re
from dataclasses import replace
from functools import cache
from typing import TypeVar

from bot.engine.work import Work
from bot.people.model import Identity
from bot.speech.command import Command, args_of
from bot.speech.words import Words

C = TypeVar("C", bound=Command)

# The ids of Slack (letters and digits) and of Discord (a snowflake). A name in capitals has no digit.
_ID = re.compile(r"@((?=[A-Z]*\d)[UW][A-Z0-9]{7,}|\d{15,20})(?![A-Za-z0-9])")


@cache
def _told_to_people(kind: type) -> tuple[str, ...]:
    """The fields of a command that hold words for people."""
    args = args_of(kind).items()
    return tuple(key for key, arg in args if arg.kind in ("text", "name") and not (arg.person or arg.verbatim))


def without_ids(command: C, speaker: Identity, work: Work, say: Words) -> C:
    """The command with each account's id in its words replaced by the name that the account goes by."""
    kind: type = type(command)
    found = {key: words for key in _told_to_people(kind) if "@" in (words := getattr(command, key))}
    if not found:
        return command

    def name(match: re.Match[str]) -> str:
        person = work.people.known(replace(speaker, user=match[1]))
        return (person.name if person else "") or say("somebody")

    named = {key: _ID.sub(name, words) for key, words in found.items()}
    return replace(command, **named) if named != found else command
