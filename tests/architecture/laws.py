"""The laws of the house. Each is a function from a source to its offences: file, line, and what to do."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator

from tests.architecture.sources import Function, Source, functions, imports, imports_by_name

LONGEST_FILE = 300
PURE = {
    *("babel", "font_roboto", "holidays", "phonenumbers", "pydantic", "pygal", "rapidfuzz", "resvg_py"),
    *("snowballstemmer", "stdnum", "structlog", "yaml", "yarl"),
}
# Standard library, but it opens sockets, databases or processes.
REACHING_OUT = (
    *("ftplib", "http.client", "http.server", "imaplib", "poplib", "smtplib", "socket", "socketserver"),
    *("sqlite3", "ssl", "subprocess", "urllib.request", "wsgiref", "xmlrpc"),
)
SQL = ("alembic", "psycopg", "sqlalchemy", "sqlite3")
SDKS = ("aiohttp", "discord", "slack_bolt", "slack_sdk")
FRONT_DOOR = re.compile(r"(bot\.(__main__|cli\w*)|frontdoor)(\.|$)")
SHARED = "adapters.outside"  # the one adapter that others may know: ADR 0018
MOCKS = ("mock", "pytest_mock", "unittest.mock")

# Put together here, so that this file does not break the law that it states.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        *(
            ("pypi", "org"),
            ("python" + "hosted", "org"),
            ("npmjs", "org"),
            ("npmjs", "com"),
            ("crates", "io"),
        ),
        *(("deb", "debian", "org"), ("proxy", "golang", "org"), ("rubygems", "org")),
    )
)
SOMEONES_PATH = re.compile(r"(?<![\w.~:/}-])/(?:" + "|".join(("home", "root", "tmp", "Users", "work")) + r")/\w")
BESIDE_THE_CLONE = re.compile(r"\.\./" + "shared")


def within(name: str, *packages: str) -> bool:
    """Whether a dotted name is one of the packages, or lies inside one."""
    return any(name == package or name.startswith(package + ".") for package in packages)


def import_rule(source: Source) -> Iterator[str]:
    """Law 1, who may know whom: bot nothing that reaches out, adapters neither storage nor each other (but for the
    room of safe addresses), storage no adapter. Imports for type checking count: a type is knowledge too."""
    if source.front_door:
        return
    by_name = [] if source.path == "adapters/__init__.py" else imports_by_name(source)
    for line, name in [*imports(source), *by_name]:
        if why := may_not_know(source, name):
            yield f"{source.path}:{line}: imports {name}. {why}"


def may_not_know(source: Source, name: str) -> str:
    """Why this source may not import that name; empty if it may."""
    if FRONT_DOOR.match(name):
        return "Only the front door knows the front door: move what you need into the room it belongs to."
    rule = {"bot": bot_may_not, "adapters": adapters_may_not, "storage": storage_may_not}[source.room]
    return rule(source, name)


def bot_may_not(_: Source, name: str) -> str:
    if within(name, *REACHING_OUT):
        return "bot/ decides and never reaches out: put it behind a port in bot/engine/ports.py."
    top = name.split(".")[0]
    if top == "bot" or top in PURE or top in sys.stdlib_module_names:
        return ""
    return f"bot/ knows the standard library and {', '.join(sorted(PURE))}: wire the rest in the front door."


def adapters_may_not(source: Source, name: str) -> str:
    if within(name, "storage", *SQL):
        return "Adapters hear and show, storage remembers: say a command, or use a port of bot/engine."
    if within(name, "adapters") and not within(name, f"adapters.{source.adapter}", SHARED):
        return f"Adapters do not know each other: what both need belongs to bot/, or to {SHARED} (ADR 0018)."
    return ""


def storage_may_not(_: Source, name: str) -> str:
    if within(name, "adapters", *SDKS):
        return "storage/ knows bot/ and SQLAlchemy: let the front door hand it the rest."
    return ""


def plain_functions(source: Source) -> Iterator[str]:
    """Law 2: in bot/, `async def` stands in the engine and the front door only."""
    if source.room != "bot" or source.path.startswith("bot/engine/") or source.front_door:
        return
    for node in functions(source):
        if isinstance(node, ast.AsyncFunctionDef):
            yield f"{source.path}:{node.lineno}: async def {node.name}. Use a plain def: the engine waits."


def short_file(source: Source) -> Iterator[str]:
    """No Python file over 300 lines."""
    count = len(source.text.splitlines())
    if count > LONGEST_FILE:
        yield f"{source.path}:{count}: over {LONGEST_FILE} lines. These are two rooms: split by meaning."


def named_exceptions(source: Source) -> Iterator[str]:
    """No bare `except:`."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ExceptHandler) and node.type is None:
            yield f"{source.path}:{node.lineno}: bare except. Name what you expect; this swallows Ctrl-C too."


def docstrings(source: Source) -> Iterator[str]:
    """Every public function and class of a module says what it promises; ruff's D102 looks after methods."""
    if source.path.startswith("storage/migrations/versions/"):
        return  # Alembic calls upgrade() and downgrade(); the module's docstring tells what the step does
    for node in source.tree.body:
        if not isinstance(node, Function | ast.ClassDef) or node.name.startswith("_"):
            continue
        if ast.get_docstring(node) is None:
            yield f"{source.path}:{node.lineno}: {node.name} has no docstring. Say what it promises."


def honest_tests(source: Source) -> Iterator[str]:
    """No mocks, and no waiting by the clock on the wall."""
    for line, name in imports(source):
        if within(name, *MOCKS):
            yield f"{source.path}:{line}: imports {name}. Use the playground's wire, or a small class."
        if name == "time.sleep":
            yield f"{source.path}:{line}: imports time.sleep. Wait for the event, or set the clock."
    for node in ast.walk(source.tree):
        match node:
            case ast.Attribute(value=ast.Name(id="time"), attr="sleep"):
                yield f"{source.path}:{node.lineno}: time.sleep. Wait for the event, or set the clock."


def travels(source: Source) -> Iterator[str]:
    """What is committed makes sense anywhere: no registry's host, nobody's path, nothing beside the clone."""
    for number, line in enumerate(source.text.splitlines(), 1):
        where = f"{source.path}:{number}:"
        if host := next((host for host in REGISTRIES if host in line), ""):
            yield f"{where} names {host}. Name the package; each machine knows its own registry."
        if found := SOMEONES_PATH.search(line):
            yield f"{where} names {found.group()}…, a path of one machine. Stay inside the project."
        if BESIDE_THE_CLONE.search(line) and source.path != ".ci/run":
            yield f"{where} reaches beside the clone. Read CHAMPIONS_DATA from the environment instead."
