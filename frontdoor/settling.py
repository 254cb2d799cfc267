"""Settling in: the desk's file, its roster and its catalogue brought into the database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from adapters import PLATFORMS
from bot.desk import Desk, DeskFileError, Home, read_desk, setting_lines, unused_sections
from bot.engine.ports import Store, Work
from bot.people.model import Level
from bot.people.roster import RosterReport, read_roster
from frontdoor.errors import CannotStart

Tell = Callable[[str], None]
ROSTER_NAMES = ("roster.csv", "roster.yml", "roster.yaml")


def read_desk_file(path: Path) -> Desk:
    """The desk that a file describes. Raises CannotStart with every mistake of the file."""
    try:
        return read_desk(path.read_text(encoding="utf-8"), path.name, tuple(PLATFORMS))
    except DeskFileError as error:
        raise CannotStart(str(error)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise CannotStart(f"I can't read {path}: {error}. Check DESK_FILE.") from error


def desk_at_home(path: Path, public_url: str = "") -> Desk:
    """The desk that a file describes, with the file as the home of its settings: chat only shows what it says.

    ``public_url`` is where the answers' pages are served; cards link there only when it is set. Raises CannotStart.
    """
    desk = read_desk_file(path)
    roster = roster_beside(desk, path)
    home = Home(path.name, setting_lines(path.read_text(encoding="utf-8")), roster.name if roster is not None else "")
    return replace(desk, public_url=public_url, home=home)


def unused_in(path: Path) -> tuple[str, ...]:
    """Sections of a desk file that this version reads past."""
    return unused_sections(path.read_text(encoding="utf-8"))


def roster_beside(desk: Desk, desk_file: Path) -> Path | None:
    """The desk's roster file: the one that it names, else ``roster.csv`` or ``roster.yml`` beside it."""
    if desk.roster:
        named = desk_file.parent / desk.roster
        if not named.is_file():
            raise CannotStart(f"{desk_file.name} names the roster {desk.roster}, but there is no such file beside it.")
        return named
    return next((desk_file.parent / name for name in ROSTER_NAMES if (desk_file.parent / name).is_file()), None)


async def settle_desk(store: Store, desk_file: Path, tell: Tell, public_url: str = "") -> Desk:
    """Write the desk and its roster down as their files say: files are the home of these settings."""
    desk = desk_at_home(desk_file, public_url)
    await store.save_desk(desk)
    for section in unused_in(desk_file):
        tell(f"desk     {section}: accepted, but this version does not use it yet")
    roster = roster_beside(desk, desk_file)
    if roster is not None:
        report = read_roster(roster.read_bytes(), roster.name)
        for problem in report.problems:
            tell(f"roster   {problem}")
        await apply_roster(store, desk.slug, report)
    return desk


async def settle_in_chat(store: Store, public_url: str = "") -> Desk:
    """The one desk of this database, whose settings are changed in chat from now on; a new one where there is none.

    A new desk begins in practice: who sets it up says when it opens. Raises CannotStart where there are several.
    """
    desks = await store.desks()
    if len(desks) > 1:
        raise CannotStart("There are several desks. Set DESK_FILE to the desk.yml of the desk that you mean.")
    before = desks[0] if desks else None
    desk = before or Desk("open-data-desk", "Open Data Desk", holidays="US-MA", practice=True)
    desk = replace(desk, public_url=public_url, home=None)
    if desk != before:
        await store.save_desk(desk)
    return desk


async def apply_roster(store: Store, desk: str, report: RosterReport) -> None:
    """Make the desk's roster equal to the rows that can be read, as :func:`take_over` does."""
    await store.write(desk, lambda work: take_over(work, report))


def take_over(work: Work, report: RosterReport) -> None:
    """Make the roster equal to the rows that can be read; nothing where none can.

    A roster without a coordinator keeps those whom the desk has: somebody must be able to mend it.
    """
    rows = list(report.rows)
    if not any(row.level is Level.COORDINATOR for row in rows):
        rows += [each.row for each in work.roster.coordinators]
    if report.rows and [each.row for each in work.roster.champions] != rows:
        work.people.save_roster(rows, datetime.now(UTC))
