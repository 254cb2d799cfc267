"""How every command of the command line begins and ends: the environment read, and mistakes told in words."""

import asyncio
import os
import sys
from collections.abc import Coroutine
from typing import Any

import click
from dotenv import load_dotenv
from rich.console import Console

from bot.config import Config, ConfigError, read_config
from bot.engine.errors import ChampionsError
from frontdoor import logs

console = Console(highlight=False, soft_wrap=True)


def tell(line: str) -> None:
    """Print a line as it is."""
    console.print(line, markup=False)


def config() -> Config:
    """The environment, with a ``.env`` file beside it where there is one. Ends with every mistake in words."""
    load_dotenv(".env")
    try:
        found = read_config(os.environ)
    except ConfigError as error:
        raise click.ClickException(
            "Please put this right first:\n" + "\n".join(f"  {m}" for m in error.mistakes)
        ) from None
    logs.set_up(found.log_level)
    return found


def do(work: Coroutine[Any, Any, Any]) -> Any:
    """Run to the end; what we raise on purpose is a sentence and exit code 1, never a trace."""
    try:
        return asyncio.run(work)
    except ChampionsError as error:
        raise click.ClickException(str(error)) from None
    except KeyboardInterrupt:
        sys.exit(130)
