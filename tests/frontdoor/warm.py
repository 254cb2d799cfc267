"""``champions`` over and over, without the second or two that each takes to import: one process imports it, and each
command is a fork of that one, with an environment, a folder, an output and an exit code of its own.

``python -m tests.frontdoor.warm`` reads a command a line, and prints what became of it.
"""

import gc
import importlib
import json
import os
import runpy
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

# What the commands import when they are called: a fork finds it there.
IMPORTED = (
    *("bot.cli", "bot.table", "adapters.discord.adapter", "adapters.slack.adapter"),
    *(f"frontdoor.{each}" for each in ("demo", "desk_tasks", "doctor", "routes", "serving")),
)


def serve() -> None:
    """Answer each line of the input with the exit code of what it asks for, and all its words."""
    for each in IMPORTED:
        importlib.import_module(each)
    gc.collect()
    gc.freeze()  # nobody looks through all that again, and so no fork needs a copy of it
    for line in sys.stdin:
        print(json.dumps(_said(**json.loads(line))), flush=True)


def _said(folder: str, words: Sequence[str], environ: Mapping[str, str]) -> tuple[int, str]:
    with tempfile.TemporaryFile() as told:
        child = os.fork()
        if child == 0:
            _become(folder, words, environ, told.fileno())
        _, status = os.waitpid(child, 0)
        told.seek(0)
        return os.waitstatus_to_exitcode(status), told.read().decode()


def _become(folder: str, words: Sequence[str], environ: Mapping[str, str], output: int) -> None:
    """Be ``python -m bot`` with these words, to the end: what it raises ends this process as it would end that one."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    for theirs, ours in ((nothing, 0), (output, 1), (output, 2)):
        os.dup2(theirs, ours)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environ)
    sys.argv[1:] = words
    runpy.run_module("bot", run_name="__main__", alter_sys=True)
    sys.exit()


if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[2])
    serve()
