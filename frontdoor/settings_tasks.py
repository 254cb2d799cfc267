"""A desk's settings from the command line: written as desk.yml, compared with one, and taken over from one."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from bot.config import Config
from bot.desk import Desk, differences, moved_in, write_desk
from bot.engine.ports import Store
from frontdoor.errors import CannotStart
from frontdoor.settling import read_desk_file
from storage.open import open_store

Tell = Callable[[str], None]


@asynccontextmanager
async def stored(config: Config) -> AsyncIterator[tuple[Store, Desk]]:
    """The store, and the desk as it lies in it: nothing is written down. Raises CannotStart where it is not clear
    which desk is meant, and where there is none."""
    store = open_store(config.database_url)
    try:
        desks = await store.desks()
        if config.desk_file is not None:
            slug = read_desk_file(config.desk_file).slug
            desks = tuple(each for each in desks if each.slug == slug)
        if len(desks) > 1:
            raise CannotStart("Set DESK_FILE to the desk.yml of the desk that you mean.")
        if not desks:
            raise CannotStart("There is no desk in this database yet. `champions run` makes it.")
        yield store, desks[0]
    finally:
        await store.close()


async def exported(config: Config) -> str:
    """The stored settings as a desk.yml."""
    async with stored(config) as (_, desk):
        return write_desk(desk)


async def compared(config: Config, file: Path | None, tell: Tell) -> None:
    """Say what differs between the stored settings and a file."""
    path = file or config.desk_file
    if path is None:
        raise CannotStart("Name the file to compare with, or set DESK_FILE.")
    wanted = read_desk_file(path)
    async with stored(config) as (_, desk):
        _tell_differences(differences(desk, wanted), path.name, tell)


async def taken_over(config: Config, file: Path, apply: bool, tell: Tell) -> None:
    """Compare a file with the stored settings; take it over where ``apply`` says so. Raises CannotStart where a file
    is the settings' home already."""
    if config.desk_file is not None:
        home = config.desk_file.name
        raise CannotStart(f"{home} is the home of the settings. Change it there, and start `champions run` again.")
    wanted = read_desk_file(file)
    async with stored(config) as (store, desk):
        after = moved_in(desk, wanted)
        found = differences(desk, after)
        _tell_differences(found, file.name, tell)
        if wanted.slug != desk.slug:
            tell(f"The slug stays {desk.slug}: addresses go by it.")
        if not found:
            return
        if not apply:
            tell("Nothing has changed. Say it again with --apply to take it over.")
            return
        await store.save_desk(replace(after, home=None))
        tell("Taken over. New channels are looked for at the next start of `champions run`.")


def _tell_differences(found: tuple[str, ...], name: str, tell: Tell) -> None:
    for line in found:
        tell(line)
    if not found:
        tell(f"The settings are those of {name}.")
