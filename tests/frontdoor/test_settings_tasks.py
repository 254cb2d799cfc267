"""``champions settings``: what an operator reads and does with the desk's settings."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.config import Config
from bot.desk import Desk, Limits, read_desk
from frontdoor.errors import CannotStart
from frontdoor.settings_tasks import compared, exported, taken_over
from frontdoor.settling import settle_desk, settle_in_chat
from storage.open import migrate, open_store

FILE = "desk: {name: Elmford, timezone: UTC}\nlimits:\n  open: 5\n"


async def fresh(folder: Path) -> Config:
    """A database with one desk in it, whose settings are changed in chat."""
    url = f"sqlite:///{folder}/desk.sqlite3"
    migrate(url)
    store = open_store(url)
    await settle_in_chat(store)
    await store.close()
    return Config(database_url=url)


async def the_desk(config: Config) -> Desk:
    store = open_store(config.database_url)
    (desk,) = await store.desks()
    await store.close()
    return desk


async def test_what_is_exported_can_be_imported_again(tmp_path: Path) -> None:
    config, told = await fresh(tmp_path), list[str]()
    file = tmp_path / "desk.yml"
    file.write_text(FILE)
    await taken_over(config, file, False, told.append)
    assert "limits.open: 3 → 5" in told
    assert told[-1] == "Nothing has changed. Say it again with --apply to take it over."
    assert (await the_desk(config)).limits == Limits()
    await taken_over(config, file, True, told.append)
    desk = await the_desk(config)
    assert (desk.name, desk.slug, desk.limits.open, desk.practice) == ("Elmford", "open-data-desk", 5, True)
    file.write_text(await exported(config))
    assert replace(read_desk(file.read_text(), "desk.yml"), practice=True) == desk
    told.clear()
    await compared(config, file, told.append)
    assert told == ["The settings are those of desk.yml."]


async def test_a_setting_has_one_home(tmp_path: Path) -> None:
    config = await fresh(tmp_path)
    file = tmp_path / "desk.yml"
    file.write_text(FILE.replace("Elmford", "Open Data Desk"))
    store = open_store(config.database_url)
    at_home = (await settle_desk(store, file, lambda line: None)).home
    assert at_home is not None
    assert (at_home.file, at_home.line("limits.open"), at_home.roster) == ("desk.yml", 3, "")
    told: list[str] = []
    await compared(Config(database_url=config.database_url, desk_file=file), None, told.append)
    assert told == ["The settings are those of desk.yml."]
    with pytest.raises(CannotStart, match=r"desk.yml is the home of the settings. Change it there"):
        await taken_over(Config(database_url=config.database_url, desk_file=file), file, True, told.append)
    assert (await settle_in_chat(store)).home is None
    await store.close()
