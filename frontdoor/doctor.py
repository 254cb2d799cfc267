"""The doctor: what is right, what is not, and the fix for each that is not."""

import sqlite3
import sys
from collections.abc import AsyncIterator, Mapping

from bot.config import Config, ConfigError, read_config
from bot.desk import Desk
from bot.engine.errors import ChampionsError
from bot.engine.ports import Store
from bot.engine.readiness import Check
from bot.people.roster import read_roster
from frontdoor.serving import Service
from frontdoor.settling import desk_at_home, roster_beside, settle_in_chat, unused_in
from storage.open import open_store

# SQLite 3.7.0 to 3.51.2 may lose a commit when two connections write or checkpoint a WAL at once (fixed in 3.51.3). We
# have one writer, which also does the checkpoints, so it cannot happen here: said, not red.
_WAL_RACE_FIXED = (3, 51, 3)


async def examine(environ: Mapping[str, str]) -> list[Check]:
    """Look at everything that ``run`` needs. Nobody is messaged; only the desk's own settings are written down."""
    checks = [_python()]
    try:
        config = read_config(environ)
    except ConfigError as error:
        return [*checks, *(Check(False, "settings", each) for each in error.mistakes)]
    checks.append(Check(True, "settings: readable"))
    desk = None
    for check, found in _desk(config):
        checks.append(check)
        desk = found or desk
    checks += [each async for each in _database(config, desk)]
    return checks


def _python() -> Check:
    here = ".".join(map(str, sys.version_info[:3]))
    new_enough = sys.version_info >= (3, 11)
    return Check(new_enough, f"Python {here}", "" if new_enough else "Install Python 3.11 or newer.")


def _desk(config: Config) -> list[tuple[Check, Desk | None]]:
    if config.desk_file is None:
        fix = "To keep them in a file, write a desk.yml (docs/installing.md shows one) and set DESK_FILE to it."
        return [(Check(True, "desk: no DESK_FILE, so the settings are changed in chat", fix), None)]
    try:
        desk = desk_at_home(config.desk_file, config.public_url)
        roster = roster_beside(desk, config.desk_file)
    except ChampionsError as error:
        return [(Check(False, f"desk: {config.desk_file.name} has mistakes", str(error)), None)]
    found: list[tuple[Check, Desk | None]] = [(Check(True, f"desk: {desk.name} ({desk.slug})"), desk)]
    found += [
        (Check(True, f"desk: the section “{name}” is not used by this version"), None)
        for name in unused_in(config.desk_file)
    ]
    if roster is None:
        advice = "Put roster.csv beside the desk file, or take a roster over in chat: /opendata-admin roster import."
        return [*found, (Check(True, "roster: no file, so it is kept in the database", advice), None)]
    report = read_roster(roster.read_bytes(), roster.name)
    fix = "" if report.rows else "Add at least one row."
    found.append((Check(bool(report.rows), f"roster: {len(report.rows)} rows ready", fix), None))
    return found + [(Check(False, "roster: a row is left out", str(each)), None) for each in report.problems]


async def _database(config: Config, desk: Desk | None) -> AsyncIterator[Check]:
    try:
        store = open_store(config.database_url)
    except Exception as error:
        yield Check(False, f"database: {config.database}", f"{error}")
        return
    try:
        yield Check(True, f"database: {config.database}{_sqlite_note(config)}")
        async for check in _platforms(config, store, desk):
            yield check
    finally:
        await store.close()


def _sqlite_note(config: Config) -> str:
    if not config.database_url.startswith("sqlite"):
        return ""
    old = sqlite3.sqlite_version_info < _WAL_RACE_FIXED
    race = "; its WAL race needs two writers, and we have one" if old else ""
    return f" (SQLite {sqlite3.sqlite_version}{race})"


async def _platforms(config: Config, store: Store, desk: Desk | None) -> AsyncIterator[Check]:
    if not (config.has_slack or config.has_discord):
        yield Check(False, "platforms: no tokens", "champions manifest slack, or champions manifest discord.")
        return
    if desk is not None:
        await store.save_desk(desk)
    else:
        desk = await settle_in_chat(store, config.public_url)
    service = Service(store)
    if config.has_slack:
        service.add_slack(config)
    if config.has_discord:
        service.add_discord(config, message_content=bool(desk.watch.get("discord")))
    for name, adapter in service.platforms.items():
        for check in await adapter.check():
            yield Check(check.ok, f"{name.title()}: {check.what}", check.fix)
    for name in sorted(set(desk.channels) - set(service.platforms)):
        yield _silent(name, desk, service)


def _silent(name: str, desk: Desk | None, service: Service) -> Check:
    """A platform that has rooms in desk.yml and no tokens: nobody is heard there. That is advice only while the
    others have both rooms without which no question is asked or answered."""
    rooms = [desk.channels.get(each, {}) for each in service.platforms] if desk else []
    reached = all(any(each.get(purpose) for each in rooms) for purpose in ("ask", "triage"))
    fix = f"Put its tokens into .env (champions manifest {name}), or take it out of desk.yml."
    return Check(reached, f"{name.title()}: desk.yml names channels there, and there are no tokens", fix)
