"""Single tasks on a desk, from the command line: in small transactions, so that they may run while the bot runs."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

from adapters.portals.outcome import Ending, Step
from adapters.portals.rules import FetchRules
from bot.config import Config
from bot.desk import Desk
from bot.engine.ports import Store
from bot.people.model import Champion
from bot.people.roster import diff_roster, read_roster
from frontdoor.errors import CannotStart
from frontdoor.loading import Loaded, load_by_hand
from frontdoor.reading import PortalReading
from frontdoor.settling import apply_roster, desk_at_home, roster_beside
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


async def load(config: Config, source: str, kind: str, allow_loopback: bool, console: Console, tell: Tell) -> None:
    """Read a listing with a progress bar: that of a portal of the desk as the clock would, any other one as loaded by
    hand. Either way silently, and while the bot may run."""
    rules = FetchRules(allow_loopback=allow_loopback, contact=config.public_url or "no contact given")
    reading = PortalReading(rules, Path())
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}"))
    async with opened(config) as (store, desk):
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("reading", total=None, told="")

            def progress(step: Step) -> None:
                told = f"{step.bytes / 1024**2:,.1f} MB" + (f", {step.datasets} datasets" if step.datasets else "")
                bar.update(task, completed=step.datasets or step.bytes, total=step.total or step.size, told=told)

            def writing(left: int) -> None:
                bar.update(task, description="writing", total=None, told=f"{left} datasets left")

            at = datetime.now(UTC)
            loaded = await load_by_hand(store, desk.slug, (kind, source), at, reading, progress, writing)
    _tell_of(loaded, tell)


def _tell_of(loaded: Loaded, tell: Tell) -> None:
    outcome = loaded.outcome
    for trouble in outcome.troubles[:20]:
        tell(str(trouble))
    more = len(outcome.troubles) - 20 + outcome.more_troubles
    if more > 0:
        tell(f"and {more} more records with troubles")
    if outcome.ending is not Ending.COMPLETE:
        raise CannotStart(f"{outcome.why} Nothing has changed.")
    if not outcome.datasets:
        raise CannotStart("There is no dataset in it that we can use, so nothing has changed.")
    tell(f"{outcome.datasets} datasets: {loaded.new} new, {loaded.changed} changed, {loaded.gone} gone.")
    if loaded.elsewhere:
        tell(f"{loaded.elsewhere} of them are those of a portal of the desk, which keeps them up itself.")
