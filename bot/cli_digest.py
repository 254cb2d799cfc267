"""``champions digest``: what a week or a month was like, read before anybody else does."""

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
def preview(week: str, month: str, audience: str, form: str) -> None:
    """Print what the coordinators read on Monday, or another audience. Nothing is posted.

        champions digest preview --week 2026-W48

    Every number is counted from the history alone; docs/digest.md says how. It may be said while the bot runs.
    """
    from frontdoor.digests import preview as read

    if week and month:
        raise click.UsageError("Name a week or a month, not both.")
    click.echo(do(read(config(), audience, week, month, form)), nl=False)
