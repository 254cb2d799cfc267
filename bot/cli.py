"""What an operator can type: ``champions demo``, ``run``, and all that ``champions --help`` lists."""

import importlib
import json
import os
import re
import sys
from importlib.metadata import version as installed
from pathlib import Path

import click
from dotenv import load_dotenv
from rich.table import Table

from adapters import PLATFORMS
from bot.cli_catalog import catalog
from bot.cli_digest import digest
from bot.cli_settings import settings
from bot.cli_ways import config as _config
from bot.cli_ways import console
from bot.cli_ways import do as _do
from bot.cli_ways import tell as _tell
from bot.engine.errors import ChampionsError
from frontdoor import logs

_DOMAIN = re.compile(r"(?:[a-z0-9-]{1,63}\.)+[a-z]{2,63}")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Data Champions: questions about a city's open data, answered where they were asked.

    Try it first, in your browser, without any account:

        champions demo

    Then, for your own city: put your tokens into .env (config.example.env shows how), and say `champions doctor`,
    `champions run`. It prints a code for `/opendata-admin setup`, which asks for the rest; or write a desk.yml and a
    roster.csv first, and name them in DESK_FILE.
    """


@cli.command(short_help="Try it in the browser, without any account.")
@click.option(
    "--port",
    default=8765,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Where the page opens, on this machine only; 0 takes a free one.",
)
@click.option("--no-browser", is_flag=True, help="Do not open a browser window.")
@click.option("--catalog", metavar="FILE|URL", help="A real city's data.json instead of the made-up city's.")
@click.option("--empty", is_flag=True, help="A first day: nothing is set up, and you do it.")
def demo(port: int, no_browser: bool, catalog: str | None, empty: bool) -> None:
    """Play it in the browser: the real bot on a practice Slack and Discord, no tokens, nothing is sent."""
    from frontdoor.demo import demonstrate

    logs.set_up("WARNING")
    if empty and catalog:
        raise click.UsageError("--empty begins without a catalogue. Leave one of the two out.")
    _do(demonstrate(port, not no_browser, catalog, _tell, empty))


@cli.command(short_help="Serve the desk on every platform with tokens.")
def run() -> None:
    """Serve the desk on every platform that has tokens, until Ctrl-C.

    Needs SLACK_BOT_TOKEN with SLACK_APP_TOKEN, or DISCORD_TOKEN, or both. DATABASE_URL is a SQLite file unless you say
    otherwise. With DESK_FILE the desk's settings come from that file; without it they are changed in chat, where
    `/opendata-admin setup` asks for what is needed.
    """
    from frontdoor.serving import run as serve

    config = _config()
    if not (config.has_slack or config.has_discord):
        raise click.ClickException(
            "No platform has tokens yet. Three steps:\n"
            "  1. champions manifest slack    prints the app's manifest: create the app from it at api.slack.com/apps\n"
            "     champions manifest discord  prints the link that invites the app, and why each permission is asked\n"
            "  2. copy its tokens into .env: SLACK_BOT_TOKEN and SLACK_APP_TOKEN, or DISCORD_TOKEN\n"
            "  3. champions doctor            says what is still missing\n"
            "Or try it without any of that: champions demo"
        )
    _do(serve(config, _tell))


@cli.command(short_help="Say what is right and what is not.")
def doctor() -> None:
    """Say what is right (green) and what is not (red), with the fix for each red."""
    from frontdoor.doctor import examine

    load_dotenv(".env")
    checks = _do(examine(os.environ))
    for check in checks:
        mark, colour = ("ok ", "green") if check.ok else ("NO ", "red")
        console.print(f"[{colour}]{mark}[/] ", end="")
        console.print(check.what, markup=False)
        if check.fix:
            console.print(f"      → {check.fix}", markup=False)
    if not all(check.ok for check in checks):
        sys.exit(1)
    _tell("Everything is ready.")


@cli.group()
def db() -> None:
    """The database."""


@db.command("upgrade", short_help="Make it, or bring it up to date.")
def db_upgrade() -> None:
    """Bring the database to the newest shape; make it where there is none. Back it up first."""
    from storage.open import migrate

    config = _config()
    try:
        migrate(config.database_url)
    except ChampionsError as error:
        raise click.ClickException(str(error)) from None
    _tell(f"{config.database} is ready.")


cli.add_command(settings)
cli.add_command(digest)


@cli.group()
def roster() -> None:
    """The people who answer."""


@roster.command("import", short_help="Take over a file, or see what would change.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--apply", is_flag=True, help="Take it over. Without this, only say what would change.")
def roster_import(file: Path, apply: bool) -> None:
    """Compare FILE (CSV or YAML) with the desk's roster, and take it over with --apply.

        champions roster import roster.csv

    docs/installing.md lists the columns; `champions roster check` reads a file without any database.
    """
    from frontdoor.desk_tasks import import_roster

    _do(import_roster(_config(), file, apply, _tell))


@roster.command("list")
def roster_list() -> None:
    """Show everybody on the roster."""
    from frontdoor.desk_tasks import champions_of

    table = Table("Name", "Level", "Department", "Topics", "Account")
    for each in _do(champions_of(_config())):
        known = "known" if each.pinned else "has left" if each.has_left else "not yet"
        table.add_row(each.public_name, each.level, each.department, ", ".join(each.topics), known)
    console.print(table)


@roster.command("export", short_help="Print it as CSV.")
def roster_export() -> None:
    """Print the desk's roster as CSV, to be changed in a spreadsheet and imported again.

    champions roster export > roster.csv
    """
    from bot.people.roster import write_roster
    from frontdoor.desk_tasks import champions_of

    click.echo(write_roster(each.row for each in _do(champions_of(_config()))), nl=False)


@roster.command("check", short_help="Say what is wrong with a file.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def roster_check(file: Path) -> None:
    """Read FILE and say what is wrong with it, row by row. Changes nothing and needs no database."""
    from bot.people.roster import read_roster

    report = read_roster(file.read_bytes(), file.name)
    for sentence in report.sentences():
        _tell(sentence)
    if report.problems:
        sys.exit(1)


cli.add_command(catalog)


@cli.command(short_help="Print what Slack or Discord needs.")
@click.argument("platform", type=click.Choice(list(PLATFORMS)))
@click.option("--url", default="", help="Slack: the https address to post to, instead of Socket Mode.")
@click.option("--links", multiple=True, help="Slack: a portal's domain; links to it show a card where a desk says so.")
def manifest(platform: str, url: str, links: tuple[str, ...]) -> None:
    """Print what the PLATFORM needs to create the app, with a reason for each permission.

    For Slack that is a manifest to paste; for Discord, where the app registers its commands itself, the link that
    invites it to a server.
    """
    from bot.table import COMMANDS

    module = importlib.import_module(f"{PLATFORMS[platform]}.manifest")
    if url and (platform != "slack" or not url.startswith("https://")):
        raise click.UsageError("--url is for Slack, and begins with https://, as in https://champions.example.gov.")
    if links and (platform != "slack" or len(links) > 5 or not all(map(_DOMAIN.fullmatch, links))):
        raise click.UsageError("--links is for Slack, and takes up to five domains, as in --links data.example.gov.")
    click.echo(module.manifest(COMMANDS, url, links) if platform == "slack" else module.manifest(COMMANDS))


@cli.command(short_help="Say who would get a question, and why.")
@click.argument("text")
@click.option("--dataset", default="", help="A dataset's name or number, as the asker would name it.")
@click.option("--language", default="", help="The language it is asked in (default: the desk's).")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def route(text: str, dataset: str, language: str, as_json: bool) -> None:
    """Say whom a question with this TEXT would be offered to, and why. Nothing is posted and no question is stored.

        champions route "why are there two crash totals"

    DESK_FILE is enough for it; with a database, the catalogue and everybody's open questions count too.
    """
    from frontdoor.routes import ranked

    found = _do(ranked(_config(), text, dataset, language))
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    table = Table("", "Champion", "Score", "Why")
    for place, each in enumerate(found["ranked"], 1):
        why = ", ".join(each["reasons"]) or "nothing in the question points here"
        table.add_row(str(place), each["name"], str(each["score"]), why)
    console.print(table)
    if dataset and not found["dataset"]:
        _tell(f"The catalogue has no dataset called “{dataset}”, so it played no part.")
    _tell(found["sentence"])


@cli.command(short_help="Measure the check for personal data on a labelled file.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--country", default="US", show_default=True, help="Where numbers without a country's code are read.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def pii(file: Path, country: str, as_json: bool) -> None:
    """Say how good the check for personal data is on FILE, for each kind and over all. Nothing leaves this machine.

    FILE has one JSON object a line: {"text": "…", "spans": [[start, end, "phone"]]}. What the check finds counts as
    right where it overlaps a labelled span of the same kind; "exact" says how often start and end agree too. Kinds:
    email, phone, ssn, card, iban, address, coordinates, plate, birthdate, case, small_count. Usual other names
    ("credit_card", "dob", "location") are understood; a kind that is not looked for counts as missed. Small counts are
    looked for in answers only, and here where FILE labels any.
    """
    from frontdoor.labelled import figures, measured

    found = measured(file, country)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    if not found["lines"]:
        _tell(f"{file.name} has no lines, so there is nothing to measure.")
        return
    console.print(figures(found))


@cli.command()
def version() -> None:
    """Print the version."""
    click.echo(installed("data-champions"))
