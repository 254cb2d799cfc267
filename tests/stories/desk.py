"""The desk of the stories: its settings, its roster, its datasets, and the people who live in the town."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zlib import crc32

from bot.catalog.model import Dataset
from bot.desk import Desk, read_desk
from bot.engine.ports import Work
from bot.people.model import Level, RosterRow
from storage.store import SqlStore

# A Tuesday morning in Elmford: the desk is open.
MORNING = datetime(2026, 10, 6, 14, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody in the town: an account, and whether they sit in the champions' room."""

    id: str
    handle: str
    name: str
    email: str = ""
    locale: str = "en-US"
    champion: bool = False


ANA = Resident("U0ANA0001", "ana", "Ana Ruiz")
LUZ = Resident("U0LUZ0001", "luz", "Luz Ortega", locale="es-ES")
EVE = Resident("U0EVE0001", "eve", "Eve Marsh", "eve@elsewhere.example")
MARIA = Resident("U0MARIA01", "maria", "Maria Lopez", champion=True)
THEO = Resident("U0THEO001", "theo", "Theo Lund", champion=True)
INGRID = Resident("U0INGRID1", "ingrid", "Ingrid Dahl", champion=True)
KOFI = Resident("U0KOFI001", "kofi", "Kofi Boateng", champion=True)
NOOR = Resident("U0NOOR001", "noor", "Noor Haddad", "noor@elmford.example", champion=True)


def snowflake(who: Resident) -> str:
    """The id of somebody's Discord account."""
    return str(10**17 + crc32(who.handle.encode()))


EVERYBODY = (ANA, LUZ, EVE, MARIA, THEO, INGRID, KOFI, NOOR)

# Noor is on the roster by her address only: she has not joined yet.
ROSTER = (
    RosterRow("Kofi Boateng", Level.COORDINATOR, slack=KOFI.id, discord=snowflake(KOFI)),
    RosterRow(
        "Maria Lopez", Level.EXTERNAL, "Parks", ("Trees",), languages=("en", "es"), slack=MARIA.id,
        discord=snowflake(MARIA), max_open=2,
    ),
    RosterRow(
        "Theo Lund", Level.EXTERNAL, "Public Works", ("Streets",), slack=THEO.id, discord=snowflake(THEO),
        backup="Maria Lopez",
    ),
    RosterRow(
        "Ingrid Dahl", Level.INTERNAL, "Public Works", ("Snow",), slack=INGRID.id, discord=snowflake(INGRID)
    ),
    RosterRow("Noor Haddad", Level.EXTERNAL, "Finance", ("Budget",), slack=NOOR.email, discord=NOOR.handle),
)  # fmt: skip
ASKED_ON_DISCORD_ANSWERED_ON_SLACK = {
    "slack": {"triage": "champions-triage", "news": "data-news"},
    "discord": {"ask": "ask-open-data", "news": "data-news"},
}
DATASETS = (
    Dataset("tree-1", "Street Trees", "Every tree that the city looks after.", department="Parks", keywords=("tree",)),
    Dataset("tree-2", "Tree Canopy Cover", "Shade by block, from the air.", department="Parks", keywords=("canopy",)),
    Dataset("snow-1", "Snow Routes", "The order in which streets are plowed.", department="Public Works"),
    Dataset("pave-1", "Paving Plan", "Streets to be paved, year by year.", department="Public Works"),
)


@cache
def elmford() -> Desk:
    """The desk as its file describes it."""
    path = Path(__file__).with_name("desk.yml")
    return read_desk(path.read_text(encoding="utf-8"), path.name)


async def settle(store: SqlStore, desk: Desk, roster: tuple[RosterRow, ...] = ROSTER) -> None:
    """Write a desk down with its roster and its datasets."""
    await store.save_desk(desk)

    def write(work: Work) -> None:
        work.people.save_roster(roster, MORNING)
        work.catalog.load(DATASETS, MORNING)

    await store.write(desk.slug, write)


def another_desk(slug: str, team: str) -> Desk:
    """The same settings under another name, for another workspace."""
    return replace(elmford(), slug=slug, name=slug.title(), workspaces={"slack": (team,)})
