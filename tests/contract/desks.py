"""Three desks in one deployment, with the same ids of accounts, and something secret on each."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import count

from bot.catalog.commands import WriteNote
from bot.catalog.model import Dataset
from bot.desk import Desk, Topic
from bot.engine.app import App
from bot.engine.ports import Work
from bot.engine.remembering import Trace
from bot.engine.request import Caller, Place, Request
from bot.people import commands as p
from bot.people.model import Identity, Level, RosterRow
from bot.questions import commands as q
from bot.questions.commands import moderating as m
from bot.showcase import commands as s
from bot.speech.command import Command
from bot.speech.reply import Reply
from frontdoor.serving import desk_of_team
from storage.store import SqlStore
from tests.stores import NOW

# The first desk spans two workspaces and a server; the others have one team each, and the same ids of accounts.
TEAMS = {
    "one": (("slack", "T0ONE"), ("slack", "T0ALSO"), ("discord", "91")),
    "two": (("slack", "T0TWO"),),
    "three": (("discord", "93"),),
}
OFFSETS = {"one": 0, "two": 1_000, "three": 2_000}
KINDS = ("question", "draft", "person", "dataset", "note", "lesson", "project", "letter")
ROLES = {"asker": "0ANA", "champion": "0MARIA", "coordinator": "0KOFI", "stranger": "0EVE"}
_requests = count(1)
Attempt = tuple[str, str, tuple[str, str], Command, dict[str, str]]


def account(slug: str, role: str, platform: str, team: str) -> Identity:
    """An account of somebody; people of several desks have the same ids, as in workspaces that know nothing of each
    other. Only askers differ."""
    user = ROLES[role] + (slug.upper() if role == "asker" else "")
    return Identity(
        platform, team, f"U{user}" if platform == "slack" else str(10**17 + int(user.encode().hex()[:14], 16))
    )


def champion(slug: str, name: str, role: str, level: Level) -> RosterRow:
    """A row of the roster, with an account on both platforms."""
    slack, discord = (account(slug, role, platform, "").user for platform in ("slack", "discord"))
    return RosterRow(f"{name} {slug}ish", level, f"{slug} office", (f"{slug} trees",), slack=slack, discord=discord)


@dataclass(frozen=True)
class Town:
    """The deployment, with what there is to guess about each desk."""

    url: str
    store: SqlStore
    app: App
    database: sqlite3.Connection  # of the tests' own, open all the time: they read it two thousand times

    async def says(self, slug: str, role: str, team: tuple[str, str], command: Command, **where: str) -> Reply:
        """Somebody says something; the desk is found by their team, as adapters do."""
        found = await desk_of_team(self.store, *team)
        assert found == slug
        who = Caller(account(slug, role, *team), f"{role} of {slug}")
        place = Place(*team, channel=where.get("channel", f"C0{slug}"), thread=where.get("thread", ""))
        return await self.app.handle(Request(f"{team[0]}:act:{next(_requests)}", slug, who, place, NOW, command))

    def rows(self, *, but: str) -> dict[str, list[str]]:
        """Every row of every table that belongs to another desk than this one."""
        return {
            name: sorted(map(repr, self.database.execute(f"SELECT * FROM {name} WHERE desk <> ?", (but,))))
            for (name,) in self._tables
        }

    @cached_property
    def _tables(self) -> list[tuple[str]]:
        return self.database.execute("SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = "
                                      "'table' AND c.name = 'desk'").fetchall()  # fmt: skip


def secret(slug: str, what: str) -> str:
    """A word that only one desk holds, and that nobody says."""
    return f"{slug}secret{what}"


async def filled(town: Town, slug: str) -> None:
    """A desk with questions in several states, drafts, notes, datasets, a trace of a message, and cards."""
    teams = TEAMS[slug]
    names = {platform: tuple(team for on, team in teams if on == platform) for platform, _ in teams}
    desk = Desk(slug, f"{slug} desk", topics=(Topic(f"{slug} trees", (f"{slug}tree",)),), workspaces=names)
    await town.store.save_desk(desk)
    rows = [
        champion(slug, "Maria", "champion", Level.EXTERNAL),
        champion(slug, "Kofi", "coordinator", Level.COORDINATOR),
    ]

    def written(work: Work) -> None:
        work.people.save_roster(rows, NOW)
        about = Dataset(f"{slug}-1", f"{slug} Street Trees", secret(slug, "dataset"), department=f"{slug} office")
        work.catalog.load([about], NOW)
        for platform, team in teams:
            for room in ("ask", "triage"):
                work.note_room(f"{platform}/{room}", Place(platform, team, f"C0{slug}{room}"))
        work.traces.keep(Trace(f"slack:msg:{slug}", "U0ANA", OFFSETS[slug] + 1, part="text"))

    await town.store.write(slug, written)
    home = teams[0]
    for number, share in enumerate(("named", "unnamed", "private"), start=OFFSETS[slug] + 1):
        words = f"Where are the {slug} trees? {secret(slug, 'question')}"
        await town.says(slug, "asker", home, q.Ask(share=share, text=words))
        await town.says(slug, "asker", home, q.Post(number, share))
        await town.says(slug, "champion", home, q.NoteIt(number, secret(slug, "note")))
    first = OFFSETS[slug] + 1
    await town.says(slug, "champion", home, q.Claim(first))
    await town.says(slug, "champion", home, q.WriteAnswer(first, text=secret(slug, "answer")))
    await town.says(slug, "champion", home, q.PostAnswer(first + 3))
    await town.says(slug, "champion", home, q.HandOff(first + 1, f"Kofi {slug}ish", secret(slug, "handoff")))
    await town.says(slug, "asker", home, q.Ask(text=secret(slug, "draft")))
    await town.says(slug, "asker", home, q.Rate(first, "yes"))
    await town.says(slug, "champion", home, q.Learn(first))
    await town.says(slug, "champion", home, WriteNote(f"{slug} Street Trees", watch=secret(slug, "usage")))
    await town.says(slug, "champion", home, q.Correct(first, text=secret(slug, "correction")))
    await town.says(slug, "champion", home, q.PostAnswer(first + 5))
    await town.says(slug, "champion", home, p.Away(date(2026, 11, 2), held="keep"))
    await town.says(slug, "coordinator", home, m.Mute(first + 1, "", date(2026, 11, 2), secret(slug, "mute")))
    await showcased(town, slug, home)


async def showcased(town: Town, slug: str, home: tuple[str, str]) -> None:
    """A project that was approved, and one whose maker is still at it; a letter about the first."""
    link, words = f"https://{slug}.example", secret(slug, "project")
    for title in (f"{slug} Shade", f"{slug} Elms"):
        described = s.Showcase(0, title, f"{link}/{title[-4:]}", f"{slug} Street Trees", text=words)
        draft = int((await town.says(slug, "asker", home, described)).errand.text.split()[0])  # type: ignore[union-attr]
        await town.says(slug, "asker", home, s.LinkChecked(draft, f"{link}/{title[-4:]}", "fine"))
        await town.says(slug, "asker", home, s.SendIt(draft))
    await town.says(slug, "coordinator", home, s.Approve(OFFSETS[slug] + 1))
    await town.says(slug, "stranger", home, s.WriteMaker(OFFSETS[slug] + 1, "ask", secret(slug, "letter")))
