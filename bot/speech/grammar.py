"""One grammar: a command is a dataclass, and its line is derived from its fields.

``Claim(142)`` ⇄ ``champion claim Q-142``. The same line is what a person types after the slash command or after
``@bot``, what a button carries, and what a form completes. Written form::

    root verb [Q-142 …] [name:value …] [--] free text to the end

A value with white space is quoted: ``to:"Maria Lopez"``. ``--`` says that the free text begins here; it is
written only where the text could be taken for something else.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import Any

from bot.engine.errors import ChampionsError
from bot.speech.command import Arg, Command, args_of
from bot.speech.words import told


class NotUnderstood(ChampionsError):
    """The line is not a command; ``sentence`` says what to type instead, and can be said in any language."""

    def __init__(self, sentence: str, unknown_verb: bool = False) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.unknown_verb = unknown_verb


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────

_ID = re.compile(r"^(?:([A-Za-z]{1,2})-?)?#?(\d{1,9})$")
_KEYED = re.compile(r"^([a-z_]+):(.*)$", re.S)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NEEDS_QUOTES = re.compile(r'[\s"\\]')
_LINKED = re.compile(r"^<?https?://\S+/a/(\d{1,9})(?:[/?#]\S*)?>?$")


def write(command: Command) -> str:
    """The line that says ``command``; :meth:`Grammar.read` gives the same command back."""
    kind = type(command)
    if kind not in _SHORT:
        _SHORT[kind] = _short_of(kind)
    short = _SHORT[kind]
    if short is not None:  # most lines are a button's: a number, and nothing else
        head, others = short
        number, *rest = others(command)
        if number and not any(rest):
            return f"{head}{number}"
    words = [kind.root, kind.verb]
    tail = ""
    positional = True
    for key, arg in args_of(kind).items():
        value = getattr(command, key)
        if not value:
            positional = positional and arg.kind != "number"
        elif arg.kind == "number":
            words.append(f"{arg.prefix}-{value}" if positional else f"{key}:{arg.prefix}-{value}")
        elif arg.kind == "text":
            tail = value
        else:
            words.append(f"{key}:{_quoted(str(value))}")
    if tail and tail.strip():
        words.append(f"-- {tail}" if _ambiguous(tail, args_of(kind)) else tail)
    return " ".join(words)


_Short = tuple[str, Callable[[Command], tuple[Any, ...]]]
_SHORT: dict[type[Command], _Short | None] = {}


def _short_of(kind: type[Command]) -> _Short | None:
    """For a command whose first field is a number: what stands before the number, and a look at all its fields."""
    args = args_of(kind)
    first = next(iter(args.values()), None)
    if first is None or first.kind != "number":
        return None
    get, one = attrgetter(*args), len(args) == 1
    return f"{kind.root} {kind.verb} {first.prefix}-", (lambda command: (get(command),)) if one else get


def _quoted(value: str) -> str:
    if value and not _NEEDS_QUOTES.search(value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _ambiguous(tail: str, args: dict[str, Arg]) -> bool:
    first = tail.split(maxsplit=1)[0]
    choices = {word for arg in args.values() for word in arg.choices}
    dated = _DAY.fullmatch(first) and any(arg.bare for arg in args.values())
    known = dated or _ID.match(first) or first.lower() in choices
    return bool(first.startswith(("-", "@", '"', "<")) or ":" in first or known)


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────


def read_number(word: str, prefix: str) -> int | None:
    """The number in ``142``, ``q142``, ``Q-142`` or a link to an answer page; None if it is something else."""
    if prefix == "Q" and (linked := _LINKED.match(word)):
        return int(linked[1])
    found = _ID.match(word)
    if not found or (found[1] or prefix).upper() != prefix:
        return None
    return int(found[2]) or None


class _Words:
    """The rest of a line, taken word by word without losing the spacing of what is left."""

    _word = re.compile(r'\s*((?:[a-z_]+:)?"(?:[^"\\]|\\.)*"|\S+)', re.S)

    def __init__(self, line: str) -> None:
        self.line, self.at = line, 0
        self._found = self._word.match(line)

    def next(self) -> str:
        """The next word without taking it; empty at the end."""
        return self._found[1] if self._found else ""

    def take(self) -> None:
        """Step over the next word."""
        if self._found:
            self.at = self._found.end()
            self._found = self._word.match(self.line, self.at)

    @property
    def rest(self) -> str:
        """Everything not taken yet."""
        return self.line[self.at :].strip()


class Grammar:
    """All commands that there are, found by their words."""

    def __init__(self, kinds: Iterable[type[Command]]) -> None:
        self._kinds: dict[str, dict[tuple[str, ...], type[Command]]] = {}
        for kind in kinds:
            verbs = self._kinds.setdefault(kind.root, {})
            if tuple(kind.verb.split()) in verbs:
                raise ValueError(f"two commands are called {kind.root} {kind.verb}")
            verbs[tuple(kind.verb.split())] = kind

    def __iter__(self) -> Iterator[type[Command]]:
        return (kind for verbs in self._kinds.values() for kind in verbs.values())

    def read(self, line: str, *, in_thread: bool = False) -> Command:
        """The command that ``line`` says, root first. Raises :class:`NotUnderstood`.

        ``in_thread`` is for lines typed inside a question's own thread, where its number may be left out: a bare
        ``2023`` before free text is then part of the text, and only ``Q-2023`` is a question.
        """
        root, _, rest = line.strip().partition(" ")
        if root not in self._kinds:
            raise NotUnderstood(told("I don't know “{word}”. Try `/opendata help`.", word=root[:40]), unknown_verb=True)
        return self._read(root, rest, in_thread)

    def read_mention(self, line: str, *, in_thread: bool = False) -> Command:
        """The command of a line typed after ``@bot``, where the root may be left out.

        It is the first of opendata, champion and opendata-admin that has the verb (architecture.md, "One grammar").
        """
        first, _, rest = line.strip().partition(" ")
        if first.lower() in self._kinds:
            return self._read(first.lower(), rest, in_thread)
        if first.lower() == "admin":
            return self._read("opendata-admin", rest, in_thread)
        for root in self._kinds:
            if self._find(root, _Words(line)):
                return self._read(root, line, in_thread)
        raise NotUnderstood(told("I don't know “{word}”. Try `help`.", word=first[:40]), unknown_verb=True)

    def _find(self, root: str, words: _Words) -> type[Command] | None:
        one = words.next().lower()
        words.take()
        two = words.next().lower()
        if kind := self._kinds[root].get((one, two)):
            words.take()
            return kind
        return self._kinds[root].get((one,))

    def _read(self, root: str, rest: str, in_thread: bool) -> Command:
        words = _Words(rest)
        if not words.next() and (helper := self._kinds[root].get(("help",))):
            return helper()
        kind = self._find(root, words)
        if kind is None:
            word = _Words(rest).next()[:40]
            raise NotUnderstood(
                told("I don't know “{word}”. Try `/{root} help`.", word=word, root=root), unknown_verb=True
            )
        return kind(**_read_args(kind, words, in_thread))

    def complete(self, line: str, values: dict[str, str]) -> Command:
        """The command of a form's line with ``values`` filled in by field name; empty values clear a field."""
        command = self.read(line)
        args = args_of(type(command))
        filled = {k: _value(k, args[k], v.strip()) for k, v in values.items() if k in args}
        return replace(command, **filled)


def _read_args(kind: type[Command], words: _Words, in_thread: bool) -> dict[str, Any]:
    args = args_of(kind)
    found: dict[str, Any] = {}
    tail = next((key for key, arg in args.items() if arg.kind == "text"), None)
    while word := words.next():
        if word == "--" and tail:
            words.take()
            break
        if not _take(word, args, found, in_thread and tail is not None, words):
            break
    if words.rest:
        if tail is None:
            raise NotUnderstood(_unexpected(kind, words.next()))
        found[tail] = words.rest
    return found


def _take(word: str, args: dict[str, Arg], found: dict[str, Any], wary: bool, words: _Words) -> bool:
    """Try to give ``word`` to the first field that it fits; say whether it was taken."""
    keyed = _KEYED.match(word)
    # "dataset: where is it?" is a sentence; a value stands right behind its colon.
    if keyed and keyed[2] and keyed[1] in args and keyed[1] not in found and args[keyed[1]].kind != "text":
        found[keyed[1]] = _value(keyed[1], args[keyed[1]], _unquoted(keyed[2]))
        words.take()
        return True
    for key, arg in args.items():
        if key in found:
            continue
        value = _positional(word, arg, wary)
        if value:
            found[key] = value
            words.take()
            return True
    return False


def _positional(word: str, arg: Arg, wary: bool) -> Any:
    if arg.kind == "number":
        return None if wary and word.isdigit() else read_number(word, arg.prefix)
    if arg.bare:
        return _date(word) if _DAY.fullmatch(word) else None
    if arg.kind == "name" and arg.person and word.startswith("@") and len(word) > 1:
        return word
    if arg.choices and word.lower() in arg.choices:
        return word.lower()
    return None


def _value(key: str, arg: Arg, raw: str) -> Any:
    if arg.kind == "number":
        if not raw:
            return 0
        if value := read_number(raw, arg.prefix):
            return value
        raise NotUnderstood(told("“{word}” is not a number such as {prefix}-142.", word=raw[:40], prefix=arg.prefix))
    if arg.kind == "day":
        return _date(raw)
    if arg.choices and raw and raw.lower() not in arg.choices:
        raise NotUnderstood(told("“{word}” is not one of: {choices}.", word=raw[:40], choices=", ".join(arg.choices)))
    if arg.longest and len(raw) > arg.longest:
        raise NotUnderstood(told("That is too long for {key}: at most {most} characters.", key=key, most=arg.longest))
    return raw.lower() if arg.choices else raw


def _date(raw: str) -> date | None:
    try:
        return date.fromisoformat(raw) if raw else None
    except ValueError:
        raise NotUnderstood(told("“{word}” is not a date. Write it like 2026-10-14.", word=raw[:40])) from None


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return re.sub(r"\\(.)", r"\1", value[1:-1], flags=re.S)
    return value


def _unexpected(kind: type[Command], word: str) -> str:
    return told("I did not expect “{word}” there. Write it like this: `{usage}`.", word=word[:40], usage=usage(kind))


def usage(kind: type[Command]) -> str:
    """How the command is typed, for help pages: ``/champion claim [Q-142]``."""
    shown = [f"/{kind.root} {kind.verb}"]
    for key, arg in args_of(kind).items():
        if arg.kind == "number":
            shown.append(f"[{arg.prefix}-142]")
        elif arg.kind == "text":
            shown.append(f"[{arg.help or key}]")
        else:
            shown.append(f"[{key}:{'|'.join(arg.choices) if arg.choices else '…'}]")
    return " ".join(shown)
