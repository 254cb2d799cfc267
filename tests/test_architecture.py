"""The house stands as CONTRIBUTING.md draws it: every source keeps the laws, and every law bites."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import pytest

from bot.desks.handlers import rows_of
from bot.engine.scene import Door, Row
from bot.speech.command import Command, said
from bot.speech.grammar import write
from bot.table import COMMANDS, GRAMMAR
from tests.architecture import laws
from tests.architecture.sources import ROOT, Source, dependencies, functions, kept, length, python
from tests.stories.test_every_command import STORIES, UNTYPED

ROOMS = ("bot", "adapters", "storage", "frontdoor")
CODE = (*ROOMS, "benchmarks", "tests")
MEDIAN_FUNCTION = 12

Law = Callable[[Source], Iterator[str]]


def hold(law: Law, sources: Iterable[Source]) -> None:
    """Fails with every offence, each on its own line, and without a traceback that nobody needs."""
    offences = [offence for source in sources for offence in law(source)]
    if offences:
        pytest.fail("\n  ".join((" ".join(str(law.__doc__).split()), *offences)), pytrace=False)


@pytest.mark.parametrize(
    ("law", "rooms"),
    [
        (laws.import_rule, ROOMS),
        (laws.plain_functions, ("bot",)),
        (laws.docstrings, ROOMS),
        (laws.named_exceptions, CODE),
        (laws.short_file, CODE),
        (laws.honest_tests, ("tests",)),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_every_source_keeps_the_law(law: Law, rooms: tuple[str, ...]) -> None:
    hold(law, python(*rooms))


def test_what_is_committed_makes_sense_on_any_machine() -> None:
    hold(laws.travels, kept())


def missing_of(row: Row) -> Iterator[str]:
    """Law 3: every command has a handler, words, a row in the help, an example that can be said, and a story."""
    name = f"{row.command.root} {row.command.verb} ({row.command.__name__})"
    if not row.handler.__doc__:
        yield f"{name}: its handler does not say what it does."
    if not row.summary.strip():
        yield f"{name}: no summary. Say in a few words what it does."
    if type(row.example) is not row.command:
        yield f"{name}: its example is another command."
    elif row.door is not Door.HEARD and GRAMMAR.read(write(row.example)) != row.example:
        yield f"{name}: its example is not read as it was written: {write(row.example)}"
    if row.door is Door.TYPED and row not in rows_of(row.command.root):
        yield f"{name}: the help does not list it."
    if not stands_in_a_story(row):
        yield f"{name}: no story under tests/stories/ says it."


def stands_in_a_story(row: Row) -> bool:
    """Whether a story types the command, or does what stands for it where nobody types it."""
    typed = f"/{row.command.root} {row.command.verb}"
    return (typed if row.door is Door.TYPED else UNTYPED.get(row.command, typed)) in STORIES


def test_every_command_is_whole() -> None:
    missing = [told for row in COMMANDS for told in missing_of(row)]
    if missing:
        pytest.fail("\n  ".join((" ".join(str(missing_of.__doc__).split()), *missing)), pytrace=False)


def test_every_command_stands_in_the_table() -> None:
    """A command that no row names could be neither typed, pressed nor heard."""
    named = {(row.command.__module__, row.command.__name__) for row in COMMANDS}
    assert len(named) == len(COMMANDS)
    # By name: a dataclass with slots is a second class in the place of the one that was written.
    known = {(kind.__module__, kind.__name__) for kind in Command.__subclasses__()}
    assert {kind for kind in known if kind[0].startswith("bot.")} == named


def test_law_3_bites() -> None:
    whole = COMMANDS[0]
    broken = replace(whole, summary=" ", example=COMMANDS[1].example, command=Unsaid)
    assert [*missing_of(whole)] == []
    assert len([*missing_of(broken)]) == 4


@said("opendata unsaid")
class Unsaid(Command):
    """A command that the help, the grammar and the stories know nothing of."""


def test_the_median_function_is_short() -> None:
    sizes = [
        (length(function), f"{source.path}:{function.lineno}: {function.name}")
        for source in python(*ROOMS)
        for function in functions(source)
    ]
    assert sizes, "bot/, adapters/ and storage/ hold no function: is this the project's root?"
    median = statistics.median(size for size, _ in sizes)
    longest = "\n  ".join(f"{where}, {size} lines" for size, where in sorted(sizes, reverse=True)[:10])
    if median > MEDIAN_FUNCTION:
        pytest.fail(
            f"The median function has {median:g} lines, over {MEDIAN_FUNCTION}. Split these:\n  {longest}",
            pytrace=False,
        )


def test_every_dependency_has_its_reason_in_contributing() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").lower()
    missing = [name for name in dependencies(dev=True) if f"`{name}`" not in text]
    assert not missing, f"CONTRIBUTING.md, Dependencies: add a row, with the reason, for {', '.join(missing)}"


def test_the_lock_pins_every_dependency() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([a-z0-9.-]+)==", lock, re.MULTILINE))
    missing = [name for name in dependencies(dev=True) if re.sub(r"[._]", "-", name.lower()) not in pinned]
    assert not missing, f"requirements.lock does not pin {', '.join(missing)}: run `make lock`"


OFFENCES = [
    (laws.import_rule, "bot/questions/model.py", "import aiohttp"),
    (laws.import_rule, "bot/questions/model.py", "from sqlalchemy import select"),
    (laws.import_rule, "bot/questions/model.py", "import sqlite3"),
    (laws.import_rule, "bot/questions/model.py", "from urllib.request import urlopen"),
    (laws.import_rule, "bot/engine/app.py", "from storage.work import Work"),
    (laws.import_rule, "bot/engine/app.py", "from bot import cli"),
    (laws.import_rule, "bot/engine/app.py", "import importlib\nimportlib.import_module('adapters.slack')"),
    (laws.import_rule, "adapters/slack/inbound.py", "from storage import work"),
    (laws.import_rule, "adapters/slack/inbound.py", "from ..discord import render"),
    (laws.import_rule, "adapters/slack/inbound.py", "from adapters import clock"),
    (laws.import_rule, "adapters/playground/page.py", "import adapters.slack.render"),
    (laws.import_rule, "adapters/__init__.py", "from adapters.slack import inbound"),
    (laws.import_rule, "adapters/outside/addresses.py", "from adapters.portals.rules import FetchRules"),
    (laws.import_rule, "adapters/outside/addresses.py", "import sqlalchemy"),
    (laws.import_rule, "adapters/links/image.py", "from adapters.portals.unpack import unpack"),
    (laws.import_rule, "adapters/clock.py", "import sqlalchemy"),
    (laws.import_rule, "storage/work.py", "from adapters.slack import render"),
    (laws.import_rule, "storage/work.py", "import aiohttp"),
    (laws.plain_functions, "bot/questions/handlers.py", "class A:\n    async def claim(self): ..."),
    (laws.short_file, "bot/desk.py", "x = 1\n" * (laws.LONGEST_FILE + 1)),
    (laws.named_exceptions, "bot/desk.py", "try: ...\nexcept: ..."),
    (laws.docstrings, "bot/desk.py", "def load(): ..."),
    (laws.docstrings, "bot/desk.py", "class Desk: ..."),
    (laws.honest_tests, "tests/test_desk.py", "from unittest import mock"),
    (laws.honest_tests, "tests/test_desk.py", "from unittest.mock import MagicMock"),
    (laws.honest_tests, "tests/test_desk.py", "import time\ntime.sleep(1)"),
    (laws.honest_tests, "tests/test_desk.py", "from time import sleep"),
    (laws.travels, "README.md", "see https://" + laws.REGISTRIES[0] + "/"),
    (laws.travels, "README.md", "run it in " + "/".join(("", "home", "ann", "desk"))),
    (laws.travels, "tests/test_desk.py", "DATA = '../" + "shared/data'"),
]

LAWFUL = [
    (laws.import_rule, "bot/questions/model.py", "import re\nfrom urllib.parse import quote\nimport yaml"),
    (laws.import_rule, "bot/questions/views.py", "from ..speech import cards\nfrom bot.speech import words"),
    (laws.import_rule, "bot/__main__.py", "from adapters.slack import inbound\nimport storage.work"),
    (laws.import_rule, "frontdoor/demo.py", "from adapters import playground"),
    (laws.import_rule, "adapters/slack/inbound.py", "from . import render\nimport bot.desk, slack_bolt"),
    (laws.import_rule, "adapters/portals/web.py", "from adapters.outside.addresses import check_url"),
    (laws.import_rule, "adapters/__init__.py", "import importlib\nimportlib.import_module('adapters.slack')"),
    (laws.import_rule, "storage/work.py", "import sqlalchemy\nfrom bot.engine.ports import Work"),
    (laws.plain_functions, "bot/engine/pump.py", "async def pump(): ..."),
    (laws.plain_functions, "bot/cli.py", "async def run(): ..."),
    (laws.docstrings, "bot/desk.py", "def _inner(): ..."),
    (laws.travels, ".ci/run", "cd ../" + "shared/data"),
    (laws.travels, "README.md", "http://127.0.0.1:8765/home/page and docs/work/list.md"),
]  # fmt: skip


@pytest.mark.parametrize(("law", "path", "text"), OFFENCES)
def test_the_law_bites(law: Law, path: str, text: str) -> None:
    told = list(law(Source(path, text)))
    assert told
    assert told[0].startswith(f"{path}:")


@pytest.mark.parametrize(("law", "path", "text"), LAWFUL)
def test_the_law_lets_good_work_pass(law: Law, path: str, text: str) -> None:
    assert list(law(Source(path, text))) == []
