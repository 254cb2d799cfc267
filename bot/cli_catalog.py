"""``champions catalog``: the city's datasets, and the portals that they come from."""

import json
import sys

import click

from bot.cli_replay import replay
from bot.cli_ways import config, console, do, tell


@click.group()
def catalog() -> None:
    """The city's datasets."""


catalog.add_command(replay)


@catalog.command("load", short_help="Fill it from a file or an address.")
@click.argument("source", metavar="FILE|URL")
@click.option("--kind", default="dcat", show_default=True, help="The kind of listing: dcat is a data.json.")
@click.option("--allow-loopback", is_flag=True, help="Allow an address on this machine (for trying things out).")
def catalog_load(source: str, kind: str, allow_loopback: bool) -> None:
    """Fill the desk's datasets from a listing. Numbers (DS-17) stay with their dataset, and nobody is told.

    What was loaded by hand before and is not in it any more counts as gone; the datasets of the desk's portals are left
    to them. It may be said while the bot runs:

        champions catalog load https://data.example.gov/data.json
    """
    from frontdoor.desk_tasks import load

    do(load(config(), source, kind, allow_loopback, console, tell))


@catalog.command("probe", short_help="Say what kind of portal is behind an address.")
@click.argument("url")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--allow-loopback", is_flag=True, help="Allow an address on this machine (for trying things out).")
def catalog_probe(url: str, as_json: bool, allow_loopback: bool) -> None:
    """Say what kind of portal is behind URL, what would be read from it, and what will be missing. Nothing is kept.

        champions catalog probe https://data.example.gov

    URL is the portal's home page, or a listing's own address. It ends with 1 where no kind is recognised.
    """
    from frontdoor.probe_tasks import lines, probed

    told = do(probed(config(), url, allow_loopback))
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for line in lines(told):
            tell(line)
    if not told["kind"]:
        sys.exit(1)


@catalog.command("notes", short_help="Print the usage notes for the portal.")
@click.option("--dataset", metavar="DS-17", default="", help="Only that dataset's.")
@click.option("--format", "written", type=click.Choice(["json-ld"]), default="json-ld", show_default=True)
def catalog_notes(dataset: str, written: str) -> None:
    """Print the usage notes that were approved, as linked data that a portal can take in. Nobody is named in it.

        champions catalog notes > notes.jsonld

    Each stands beside its dataset, by the identifier and the page that it has on the portal.
    """
    from frontdoor.notes_tasks import exported_notes

    click.echo(do(exported_notes(config(), dataset)), nl=False)
