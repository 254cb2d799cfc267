"""``champions catalog replay``: what the bot would have announced, on a portal's own past."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli_ways import tell
from bot.engine.errors import ChampionsError

if TYPE_CHECKING:
    from frontdoor.replaying import Line

_NAMED = 3  # ids shown of one poll; --json has them all


@click.command(short_help="Say what it would have announced, poll by poll.")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--kind", required=True, help="What the files are: socrata, dcat, arcgis, …")
@click.option("--json", "as_json", is_flag=True, help="Print JSON lines, one for each poll and a summary.")
def replay(folder: Path, kind: str, as_json: bool) -> None:
    """Play the polls in DIR through the detector, and say what would be announced, held back, left out, and why.

        champions catalog replay --kind socrata past/

    DIR holds one answer of the portal a poll, as the portal gave it (.gz, .xz and .bz2 too). A file's name is its time,
    in ISO 8601 with - for :, as in 2022-06-07T23-52-16Z.json; other files are left out. No database is needed, and
    nothing is stored or sent. docs/catalogue.md says how a poll is judged.
    """
    from frontdoor.replaying import replay as played
    from frontdoor.replaying import summary

    try:
        found = played(kind, folder)
    except ChampionsError as error:
        raise click.ClickException(str(error)) from None
    lines: list[Line] = []
    for line in found.lines():
        lines.append(line)
        if as_json:
            click.echo(json.dumps(line, ensure_ascii=False))
        else:
            tell(f"{line['at'][:16].replace('T', ' ')}  {line['status']:<11}  {line['why']}")
            _list(line)
    if as_json:
        click.echo(json.dumps({"summary": summary(lines) | {"left_out": [each.name for each in found.left_out]}}))
        return
    tell(", ".join(f"{what.replace('_', ' ')}: {number}" for what, number in summary(lines).items()))
    for each in found.left_out:
        tell(f"{each.name}: its name is not a time, so it was left out.")


def _list(line: "Line") -> None:
    found = (("new", line["new"]), ("published later", line["published_later"]), ("material change", line["material"]))
    for what, ids in (*found, ("retired", line["retired"])):
        for portal_id in ids[:_NAMED]:
            tell(f"{'':18}{what}: {portal_id}")
        if len(ids) > _NAMED:
            tell(f"{'':18}and {len(ids) - _NAMED} more")
