"""The log says in words what was done."""

import ast
from collections.abc import Iterator
from pathlib import Path

from bot.catalog.finds import Decision
from bot.questions.moderation.logbook import DONE
from bot.showcase.rotation.scheduling import NOTED

BOT = Path(__file__).resolve().parents[2] / "bot"


def deeds() -> Iterator[str]:
    """The verbs of all deeds that are written down by name."""
    for path in BOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="deed"), args=[_, ast.Constant(value=str(verb)), *_]):
                    yield verb


def test_every_deed_has_words() -> None:
    named = {*deeds(), *NOTED.values(), *(f"hold_{each.value}" for each in Decision if each)}
    assert {"mute", "showcase_approve", "hold_announce", "showcase_next"} <= named
    assert named <= DONE.keys()
