"""The project's files as plain values, so that a law can be tried on a made-up source too."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
FRONT_DOOR = re.compile(r"bot/(__main__|cli[^/]*)\.py$|frontdoor/")
HIDDEN = re.compile(r"(^|/)(\.(?!ci/)|__pycache__/|build/|dist/)")
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Source(NamedTuple):
    """One text file: its path from the project's root, with forward slashes, and what it says."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        try:
            return ast.parse(self.text, self.path)
        except SystemError:
            # Python 3.11 counts the depth of its parser for all threads together (python/cpython#106905), and a
            # collection of garbage in the middle may parse as well: the count is right again the next time.
            return ast.parse(self.text, self.path)

    @property
    def room(self) -> str:
        """The folder at the root: bot, adapters, storage, tests, …"""
        return self.path.split("/")[0]

    @property
    def adapter(self) -> str:
        """Below adapters/: `slack` for adapters/slack/render.py, `clock` for adapters/clock.py."""
        return self.path.split("/")[1].removesuffix(".py")

    @property
    def front_door(self) -> bool:
        """Whether this is one of the few files where the rooms meet."""
        return FRONT_DOOR.match(self.path) is not None


@cache
def kept() -> tuple[Source, ...]:
    """Every text file that git keeps, or would keep; in a copy without git, every file that is not hidden."""
    ask = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    told = subprocess.run(ask, capture_output=True, check=False)
    names = told.stdout.decode().split("\0") if told.returncode == 0 else every_file()
    found = [(name, (ROOT / name).read_bytes()) for name in sorted(set(names)) if (ROOT / name).is_file()]
    return tuple(Source(name, raw.decode(errors="replace")) for name, raw in found if b"\0" not in raw)


def every_file() -> list[str]:
    names = [path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*")]
    return [name for name in names if not HIDDEN.search(name)]


def python(*rooms: str) -> list[Source]:
    """The Python sources in the named folders at the root."""
    return [source for source in kept() if source.path.endswith(".py") and source.room in rooms]


def imports(source: Source) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of each import; `from a import b` gives `a.b`, relative ones are resolved."""
    folder = source.path.split("/")[:-1]
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = folder[: len(folder) - node.level + 1] if node.level else []
            stem = ".".join([*above, *filter(None, [node.module])])
            yield from ((node.lineno, f"{stem}.{alias.name}") for alias in node.names)


def imports_by_name(source: Source) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of each `import_module("…")` and `__import__("…")` with a literal name."""
    for node in ast.walk(source.tree):
        match node:
            case ast.Call(
                func=ast.Attribute(attr="import_module") | ast.Name(id="import_module" | "__import__"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield node.lineno, name


def functions(source: Source) -> Iterator[Function]:
    """Every function and method, nested ones too."""
    return (node for node in ast.walk(source.tree) if isinstance(node, Function))


def length(function: Function) -> int:
    """Lines from `def` to the end, without the docstring: a long promise is not a long function."""
    first = function.body[0]
    told = (first.end_lineno or 0) - first.lineno + 1 if ast.get_docstring(function, clean=False) else 0
    return (function.end_lineno or 0) - function.lineno + 1 - told


def dependencies(*, dev: bool) -> list[str]:
    """Names, without versions, of what pyproject.toml asks for at run time; with `dev`, of everything."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *(project["optional-dependencies"]["dev"] if dev else [])]
    return [re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0] for line in lines]
