"""``champions settings``: the desk's settings as desk.yml, compared, and taken over."""

from pathlib import Path

import click

from bot.cli_ways import config, do, tell

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def settings() -> None:
    """What the desk goes by (desk.yml)."""


@settings.command("export", short_help="Print them as a desk.yml.")
def settings_export() -> None:
    """Print the stored settings as a desk.yml, which reads back to the same desk.

    champions settings export > desk.yml
    """
    from frontdoor.settings_tasks import exported

    click.echo(do(exported(config())), nl=False)


@settings.command("diff", short_help="Compare them with a file.")
@click.argument("file", type=_FILE, required=False)
def settings_diff(file: Path | None) -> None:
    """Say what differs between the stored settings and FILE, which is DESK_FILE unless you name one.

    A line for each: `limits.open: 3 → 5` is 3 in the database and 5 in the file.
    """
    from frontdoor.settings_tasks import compared

    do(compared(config(), file, tell))


@settings.command("import", short_help="Take over a file, or see what would change.")
@click.argument("file", type=_FILE)
@click.option("--apply", is_flag=True, help="Take it over. Without this, only say what would change.")
def settings_import(file: Path, apply: bool) -> None:
    """Compare FILE, a desk.yml, with the stored settings, and take it over with --apply.

        champions settings import desk.yml

    Where DESK_FILE is set, that file is the home of the settings: change it instead, and start again.
    """
    from frontdoor.settings_tasks import taken_over

    do(taken_over(config(), file, apply, tell))
