"""A command: something that can be asked of the desk, as a dataclass whose fields say how they are written."""

from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Literal, TypeVar

Kind = Literal["number", "name", "day", "text"]


@dataclass(frozen=True, slots=True)
class Arg:
    """What one field of a command may hold, and how it is written."""

    kind: Kind
    help: str = ""
    prefix: str = ""
    choices: tuple[str, ...] = ()
    person: bool = False
    longest: int = 0
    completes: str = ""
    verbatim: bool = False
    bare: bool = False


def number(prefix: str, help: str = "") -> Any:
    """A field for an id such as ``Q-142``; 0 stands for "not said"."""
    return field(default=0, metadata={"arg": Arg("number", help, prefix=prefix)})


def name(help: str = "", *, person: bool = False, longest: int = 200, completes: str = "") -> Any:
    """A field for a short value (``dataset:"Street Trees"``); ``person`` also takes a bare ``@somebody``."""
    return field(default="", metadata={"arg": Arg("name", help, person=person, longest=longest, completes=completes)})


def choice(*choices: str, help: str = "") -> Any:
    """A field for one of a few words; empty stands for "not said"."""
    return field(default="", metadata={"arg": Arg("name", help, choices=choices)})


def day(help: str = "", *, bare: bool = False) -> Any:
    """A field for a date (``2026-10-14``); ``bare`` takes it without its name too, so no text can begin with one."""
    return field(default=None, metadata={"arg": Arg("day", help, bare=bare)})


def text(help: str = "", *, verbatim: bool = False) -> Any:
    """A field for free text: everything to the end of the line. ``verbatim`` text is no message to people: accounts
    in it keep their ids."""
    return field(default="", metadata={"arg": Arg("text", help, verbatim=verbatim)})


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be asked of the desk. Its words are ``root`` and ``verb``.

    What is ``fleeting`` means something only while it is being said: heard late, it is left alone.
    """

    root: ClassVar[str] = ""
    verb: ClassVar[str] = ""
    fleeting: ClassVar[bool] = False


C = TypeVar("C", bound=type[Command])


def said(line: str) -> Any:
    """Decorate a command with the words that call it: root, verb and, for some, a second word."""
    root, _, verb = line.partition(" ")

    def mark(kind: C) -> C:
        kind.root, kind.verb = root, verb
        return kind

    return mark


_ARGS: dict[type[Command], dict[str, Arg]] = {}


def args_of(kind: type[Command]) -> dict[str, Arg]:
    """The fields of a command in order, by name."""
    found = _ARGS.get(kind)
    if found is None:
        found = _ARGS[kind] = {f.name: f.metadata["arg"] for f in fields(kind) if "arg" in f.metadata}
    return found
