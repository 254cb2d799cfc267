"""``champions digest``: what a week or a month was like, read before anybody else does."""

import sys
from pathlib import Path

import click

from bot.cli_ways import config, do
from bot.digest.model import AUDIENCES
from bot.digest.written import FORMATS


@click.group()
def digest() -> None:
    """What a week was like."""


@digest.command("preview", short_help="Print a week's digest.")
@click.option("--week", default="", metavar="2026-W48", help="The week; unasked the last whole one.")
@click.option("--month", default="", metavar="2026-11", help="A month in place of a week.")
@click.option("--audience", default="coordinators", show_default=True, type=click.Choice(AUDIENCES), help="Who reads.")
@click.option("--format", "form", default="text", show_default=True, type=click.Choice(FORMATS), help="How.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A file, in place of printing.")
def preview(week: str, month: str, audience: str, form: str, out: Path | None) -> None:
    """Print what the coordinators read on Monday, or another audience. Nothing is posted.

        champions digest preview --week 2026-W48
        champions digest preview --format png --out week.png

    Every number is counted from the history alone; docs/digest.md says how. It may be said while the bot runs.
    """
    from frontdoor.digests import preview as read

    if week and month:
        raise click.UsageError("Name a week or a month, not both.")
    if form == "png" and out is None and sys.stdout.isatty():
        raise click.UsageError("A picture is not for a terminal. Say where it goes: --out week.png")
    found = do(read(config(), audience, week, month, form))
    if out is None:
        click.echo(found, nl=False)
    else:
        out.write_bytes(found if isinstance(found, bytes) else found.encode())
