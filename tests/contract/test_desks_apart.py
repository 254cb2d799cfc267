"""Desks apart: every command, said with every other desk's ids, from Slack, from Discord and from the command line,
finds nothing, tells nothing and changes nothing of another desk. ``test_store_isolation`` is the store's own share."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from bot.config import Config
from bot.engine.app import App
from bot.engine.request import Place
from bot.questions import commands as q
from bot.speech.command import Command, args_of
from bot.table import COMMANDS
from frontdoor.desk_tasks import champions_of, import_roster, load
from frontdoor.routes import ranked
from frontdoor.settings_tasks import compared, exported
from storage.desks import TakenElsewhere
from storage.open import migrate, open_store
from tests.contract.desks import KINDS, OFFSETS, ROLES, TEAMS, Attempt, Town, account, filled, secret


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    """One loop for all of it: the deployment runs as long as the tests do."""
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="module")
def town(runner: asyncio.Runner, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """One deployment with three desks, each with numbers of its own."""
    path = tmp_path_factory.mktemp("apart") / "champions.db"
    migrate(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as database, database:
        for slug, offset in OFFSETS.items():
            counters = [(slug, kind, offset) for kind in KINDS]
            database.executemany("INSERT INTO counters (desk, name, last) VALUES (?, ?, ?)", counters)

    async def built() -> Town:
        store = open_store(f"sqlite:///{path}")
        found = Town(f"sqlite:///{path}", store, App(store, COMMANDS), sqlite3.connect(path))
        for slug in TEAMS:
            await filled(found, slug)
        return found

    town = runner.run(built())
    yield town
    town.database.close()
    runner.run(town.store.close())


def foreign(slug: str, kind: type[Command]) -> st.SearchStrategy[Command]:
    """The command with ids, names and words of another desk in its fields."""
    others = [each for each in TEAMS if each != slug]
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for name, arg in args_of(kind).items():
        if arg.kind == "number":
            fields[name] = st.sampled_from([OFFSETS[each] + n for each in others for n in range(1, 7)])
        elif arg.kind == "day":
            fields[name] = st.just(date(2026, 11, 2))
        elif arg.choices:
            fields[name] = st.sampled_from(("", *arg.choices))
        else:
            fields[name] = st.sampled_from([word for each in others for word in guesses(each)])
    return st.builds(kind, **fields)


def guesses(slug: str) -> list[str]:
    """What somebody could have learnt of another desk: names and ids."""
    own = OFFSETS[slug] + 1
    accounts = [f"@{account(slug, role, platform, '').user}" for role in ROLES for platform, _ in TEAMS[slug]]
    return [
        *(f"{slug} Street Trees", f"{slug}-1", f"DS-{own}", f"{slug} trees", f"Maria {slug}ish", str(own)),
        *(f"slack:msg:{slug}", f"Q-{own}", f"D-{own}", f"Where are the {slug} trees?", *accounts),
    ]


@st.composite
def attempts(draw: st.DrawFn) -> Attempt:
    """Somebody of some desk, on some platform, in some room or thread, says something about another desk."""
    slug = draw(st.sampled_from(sorted(TEAMS)))
    kind = draw(st.sampled_from([row.command for row in COMMANDS]))
    other = draw(st.sampled_from([each for each in TEAMS if each != slug]))
    where = draw(st.sampled_from([{}, {"channel": f"C0{other}ask", "thread": f"1.{OFFSETS[other]}"}]))
    role = draw(st.sampled_from(sorted(ROLES)))
    return slug, role, draw(st.sampled_from(TEAMS[slug])), draw(foreign(slug, kind)), where


@settings(max_examples=250, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(attempt=attempts())
def test_no_command_reaches_another_desk(town: Town, runner: asyncio.Runner, attempt: Attempt) -> None:
    _try(town, runner, attempt, town.rows(but=attempt[0]))


@pytest.mark.parametrize("slug", sorted(TEAMS))
def test_every_command_was_tried_by_everybody(town: Town, runner: asyncio.Runner, slug: str) -> None:
    """Chance leaves some out: here each command is said once by each, with the other desks' first ids."""
    other = next(each for each in TEAMS if each != slug)
    before = town.rows(but=slug)  # of the others, whom none of these writes for: it stays what it is to the end
    for role in ("champion", "coordinator"):
        for row in COMMANDS:
            fields = {
                name: OFFSETS[other] + 1 if arg.kind == "number" else arg.choices[0] if arg.choices
                else date(2026, 11, 2) if arg.kind == "day" else guesses(other)[0]
                for name, arg in args_of(row.command).items()
            }  # fmt: skip
            _try(town, runner, (slug, role, TEAMS[slug][-1], row.command(**fields), {}), before)


def _try(town: Town, runner: asyncio.Runner, attempt: Attempt, before: dict[str, list[str]]) -> None:
    slug, role, team, command, where = attempt
    reply = runner.run(town.says(slug, role, team, command, **where))
    assert town.rows(but=slug) == before
    told, said = repr(reply), repr(command)
    for other in TEAMS.keys() - {slug}:
        assert f"{other}secret" not in told
        leaked = [word for word in (f"{other}ish", f"{other} office", f"{other} desk") if word in told]
        assert not [word for word in leaked if word not in said], told


@pytest.mark.parametrize("slug", sorted(TEAMS))
def test_nothing_hangs_in_another_desks_rooms(town: Town, slug: str) -> None:
    keys = town.database.execute("SELECT place FROM slots WHERE desk = ?", (slug,))
    places = [Place.from_key(key) for (key,) in keys]
    named = [each for each in places if each.team or not each.person]  # the roster's accounts may name no team yet
    assert {(each.platform, each.team) for each in named} <= set(TEAMS[slug])


@pytest.mark.parametrize("slug", sorted(TEAMS))
def test_there_is_something_of_each_desk_to_be_found(town: Town, slug: str) -> None:
    tables = (
        ("notes", "number"),
        ("lessons", "number"),
        ("votes", "question"),
        ("projects", "number"),
        ("letters", "number"),
    )
    for table, number in tables:
        found = town.database.execute(f"SELECT {number} FROM {table} WHERE desk = ?", (slug,)).fetchall()
        assert [each for (each,) in found] == [OFFSETS[slug] + 1], table
    pinned, corrects = "identities WHERE desk = ? AND pinned", "answers WHERE desk = ? AND corrects > 0"
    found = [town.database.execute(f"SELECT count(*) FROM {each}", (slug,)).fetchone() for each in (pinned, corrects)]
    assert found == [(2 * 2,), (1,)]  # whoever has no rights finds nothing anyway


def test_each_desk_finds_its_own(town: Town, runner: asyncio.Runner) -> None:
    """Otherwise the tests above could not fail."""
    for slug, teams in TEAMS.items():
        for team in teams:
            reply = runner.run(town.says(slug, "champion", team, q.Status(OFFSETS[slug] + 1)))
            assert secret(slug, "question") in repr(reply), (slug, team, reply)


async def test_the_command_line_keeps_to_its_desk(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "desk.yml"
    file.write_text("desk: {name: two desk, slug: two, timezone: America/New_York}\nworkspaces: {slack: [T0TWO]}\n")
    config = replace(Config(), database_url=town.url, desk_file=file)
    before = town.rows(but="two")
    assert {each.public_name for each in await champions_of(config)} == {"Maria twoish", "Kofi twoish"}
    roster = tmp_path / "roster.csv"
    roster.write_text("public_name,level,slack\nMaria oneish,coordinator,U0MARIA\nKofi twoish,coordinator,U0KOFI\n")
    told: list[str] = []
    await import_roster(config, roster, False, told.append)
    await import_roster(config, roster, True, told.append)
    listing = tmp_path / "data.json"
    listing.write_text('{"conformsTo": "https://project-open-data.cio.gov/v1.1/schema", "dataset": '
                       '[{"identifier": "one-1", "title": "one Street Trees"}]}')  # fmt: skip
    await load(config, str(listing), "dcat", False, Console(file=StringIO()), told.append)
    told.append(await exported(config))
    await compared(config, file, told.append)
    for words in ("Where are the one trees?", "onetree", f"Q-{OFFSETS['one'] + 1}"):
        told.append(repr(await ranked(config, words, "one Street Trees", "")))
    hidden = ("one office", "secret", "Maria oneish,", "T0ONE", "one desk")
    assert not any(word in line for line in told for word in hidden)
    assert town.rows(but="two") == before
    file.write_text(file.read_text().replace("T0TWO", "T0TWO, T0ONE"))
    with pytest.raises(TakenElsewhere):
        await champions_of(config)
    assert town.rows(but="two") == before
