"""Single tasks on a desk, from the command line: in small transactions, so that they may run while the bot runs."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, SpinnerColumn, TextColumn

from adapters.portals.fetch import FetchRules
from bot.config import Config
from bot.desk import Desk
from bot.engine.ports import Store
from bot.people.model import Champion
from bot.people.roster import diff_roster, read_roster
from frontdoor.errors import CannotStart
from frontdoor.settling import apply_roster, desk_at_home, load_catalog, read_source, roster_beside
from storage.open import open_store

Tell = Callable[[str], None]


@asynccontextmanager
async def opened(config: Config) -> AsyncIterator[tuple[Store, Desk]]:
    """The store and its desk: the one that DESK_FILE describes, else the only one there is."""
    store = open_store(config.database_url)
    try:
        yield store, await _desk(store, config)
    finally:
        await store.close()


async def _desk(store: Store, config: Config) -> Desk:
    if config.desk_file is not None:
        desk = desk_at_home(config.desk_file, config.public_url)
        await store.save_desk(desk)
        return desk
    desks = await store.desks()
    if len(desks) != 1:
        raise CannotStart("Set DESK_FILE to the desk.yml of the desk that you mean.")
    return desks[0]


async def import_roster(config: Config, file: Path, apply: bool, tell: Tell) -> None:
    """Compare a roster file with the desk's roster; take it over where ``apply`` says so."""
    report = read_roster(await asyncio.to_thread(file.read_bytes), file.name)
    async with opened(config) as (store, desk):
        before = await store.look(desk.slug, lambda work: [each.row for each in work.roster.champions])
        topics = [topic.name for topic in desk.topics]
        for line in (*diff_roster(before, report.rows, topics).sentences(), *map(str, report.problems)):
            tell(line)
        if not apply:
            tell("Nothing has changed. Say it again with --apply to take it over.")
        elif not report.rows:
            raise CannotStart("No row of that can be imported, so nothing has changed.")
        else:
            await apply_roster(store, desk.slug, report)
            tell("Taken over. Nobody was messaged.")
            _warn_of_the_other_roster(config, desk, file, tell)


def _warn_of_the_other_roster(config: Config, desk: Desk, file: Path, tell: Tell) -> None:
    home = roster_beside(desk, config.desk_file) if config.desk_file is not None else None
    if home is not None and home.resolve() != file.resolve():
        tell(f"But {home} is there too, and the next `champions run` goes by it. Keep only one of the two.")


async def champions_of(config: Config) -> tuple[Champion, ...]:
    """Everybody on the roster."""
    async with opened(config) as (store, desk):
        return await store.look(desk.slug, lambda work: work.roster.champions)


async def load(config: Config, source: str, allow_loopback: bool, console: Console, tell: Tell) -> None:
    """Read a portal's listing with a progress bar, and make the desk's catalogue equal to it."""
    rules = FetchRules(allow_loopback=allow_loopback, contact=config.public_url or "no contact given")
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    async with opened(config) as (store, desk):
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("reading", total=None)
            listing = await read_source(
                source, None, rules, lambda done, total: bar.update(task, completed=done, total=total)
            )
            for trouble in listing.troubles[:20]:
                tell(str(trouble))
            if len(listing.troubles) > 20:
                tell(f"and {len(listing.troubles) - 20} more records with troubles")
            if not listing.datasets:
                raise CannotStart("There is no dataset in it that we can use, so nothing has changed.")
            bar.update(task, description="writing")
            new, changed, gone = await load_catalog(store, desk.slug, listing)
    tell(f"{len(listing.datasets)} datasets: {new} new, {changed} changed, {gone} gone.")
