"""``python -m benchmarks.intake``: how fast a platform's commands are taken in, beside handlers that do less."""

import argparse
import asyncio
import json
import signal
import sys
from collections.abc import Callable

from benchmarks.intake.figures import figures, table
from benchmarks.intake.kept import Lost
from benchmarks.intake.platforms import PLATFORMS, Platform
from benchmarks.intake.processes import Broken
from benchmarks.intake.rounds import Run, measure

MOST_ROUNDS, MOST_COMMANDS = 50, 20_000


def main() -> int:
    """Measure, and print. The exit code is 1 where a command was lost or a process did not answer."""
    asked = _asked()
    try:
        run = asyncio.run(_measure(PLATFORMS[asked.platform], asked.rounds, asked.commands))
    except (Lost, Broken) as error:
        print(f"No figures: {error}", file=sys.stderr)
        return 1
    except asyncio.CancelledError:
        print("stopped", file=sys.stderr)
        return 130
    print(json.dumps({asked.platform: figures(run)}) if asked.json else table(run, asked.commands))
    return 0


async def _measure(platform: Platform, rounds: int, commands: int) -> Run:
    task = asyncio.current_task()
    assert task is not None
    for each in (signal.SIGINT, signal.SIGTERM):  # the processes are ended and the folder is removed
        asyncio.get_running_loop().add_signal_handler(each, task.cancel)
    return await measure(platform, rounds, commands, _tell)


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.intake", description=__doc__)
    parser.add_argument("--platform", choices=tuple(PLATFORMS), default="slack", help="whose commands are taken in")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON document and nothing else")
    parser.add_argument("--rounds", type=_from(1, MOST_ROUNDS), default=5, help="rounds that count (default: 5)")
    parser.add_argument(
        "--commands", type=_from(2, MOST_COMMANDS), default=600, help="commands in each round, even (default: 600)"
    )
    asked = parser.parse_args()
    asked.commands -= asked.commands % 2
    return asked


def _from(least: int, most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        value = int(text)
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"choose a number from {least} to {most}")
        return value

    return number


if __name__ == "__main__":
    sys.exit(main())
