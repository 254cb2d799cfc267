"""``champions catalog notes``: what a portal's keepers are given."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.catalog.model import Dataset
from bot.catalog.notes import NoteState, UsageNote
from bot.config import Config
from bot.engine.ports import Work
from frontdoor.errors import CannotStart
from frontdoor.notes_tasks import exported_notes
from frontdoor.settling import settle_in_chat
from storage.open import migrate, open_store
from tests.stores import ZOE

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


async def with_notes(folder: Path) -> Config:
    url = f"sqlite:///{folder}/desk.sqlite3"
    migrate(url)
    store = open_store(url)
    desk = await settle_in_chat(store)

    def act(work: Work) -> None:
        author = work.people.caller(ZOE, AT).number
        work.catalog.load([Dataset("trees", "Street Trees"), Dataset("permits", "Permits"), Dataset("b", "Budget")], AT)
        older = work.notes.add(UsageNote(0, 1, author, AT, best="Nothing </script>"))
        for note in (older, work.notes.add(UsageNote(0, 1, author, AT, best="Counting </script>")),
                     work.notes.add(UsageNote(0, 2, author, AT, watch="Old permits"))):  # fmt: skip
            stands = UsageNote(note.number, note.dataset, author, AT, note.best, "", note.watch, state=NoteState.STANDS)
            assert work.notes.decide(stands)
        work.notes.add(UsageNote(0, 3, author, AT, best="Not approved yet"))

    await store.write(desk.slug, act)
    await store.close()
    return Config(database_url=url)


async def test_only_what_was_approved_is_given_and_nobody_is_named(tmp_path: Path) -> None:
    written = await exported_notes(await with_notes(tmp_path), "")
    assert "</script" not in written
    found = json.loads(written)["@graph"]
    assert [each["identifier"] for each in found] == ["trees", "permits"]
    assert [note["body"]["says"] for each in found for note in each["note"]] == ["Counting </script>", "Old permits"]
    assert {note["creator"]["name"] for each in found for note in each["note"]} == {"Open Data Desk"}
    assert ZOE.name not in written


async def test_one_dataset_by_its_number(tmp_path: Path) -> None:
    config = await with_notes(tmp_path)
    assert [each["identifier"] for each in json.loads(await exported_notes(config, "DS-2"))["@graph"]] == ["permits"]
    assert json.loads(await exported_notes(config, "3"))["@graph"] == []
    with pytest.raises(CannotStart, match="There is no dataset DS-9"):
        await exported_notes(config, "DS-9")
    with pytest.raises(CannotStart, match="looks like DS-17"):
        await exported_notes(config, "trees")
