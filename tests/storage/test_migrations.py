"""Migrations: from nothing to the newest tables, and what is refused on the way."""

import stat
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, make_url

from bot.engine.ports import Work
from bot.questions.model import State
from storage.migrations.compare import is_ours
from storage.open import DatabaseNotReady, _config, make_if_new, migrate, open_store
from storage.postgres import postgres_engine
from storage.sqlite import sqlite_engine
from storage.tables import desks
from tests.stores import DESK, NOW, Postgres, ask


def engine_of(url: str) -> Engine:
    address = make_url(url)
    return sqlite_engine(address, writes=True) if address.drivername == "sqlite" else postgres_engine(address)


def run(url: str, *statements: str) -> None:
    engine = engine_of(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def test_the_tables_and_the_migrations_agree(store_url: str) -> None:
    engine = engine_of(store_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": is_ours, "compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, desks.metadata) == []
    engine.dispose()


def test_a_difference_would_be_seen(store_url: str) -> None:
    run(store_url, "DROP TABLE gaps", "ALTER TABLE rooms ADD COLUMN colour TEXT")
    engine = engine_of(store_url)
    with engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection, opts={"include_name": is_ours}), desks.metadata)
    engine.dispose()
    assert sorted(str(each[0]) for each in found) == ["add_table", "remove_column"]


def test_another_programs_database_is_left_alone(tmp_path: Path, postgres: Postgres) -> None:
    with postgres.database(template="template1") as elsewhere:
        for url in (f"sqlite:///{tmp_path}/theirs.db", elsewhere):
            run(url, "CREATE TABLE customers (id INTEGER)")
            assert not make_if_new(url)
            for use in (open_store, migrate):
                with pytest.raises(DatabaseNotReady, match=r"another program's tables \(customers\)\. Name an empty"):
                    use(url)
            engine = engine_of(url)
            assert inspect(engine).get_table_names() == ["customers"]
            engine.dispose()


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear city, " * 500)
    for use in (open_store, migrate):
        with pytest.raises(DatabaseNotReady, match=r"file is not a database\. Name another file"):
            use(f"sqlite:///{path}")
    assert path.read_text() == "Dear city, " * 500


def test_a_place_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path, tmp_path / "file" / "champions.db"):
        with pytest.raises(DatabaseNotReady, match=r"cannot be made or written: .*DATABASE_URL"):
            make_if_new(f"sqlite:///{path}")


def test_a_user_who_may_make_no_tables_is_told_the_fix(postgres: Postgres) -> None:
    with postgres.database(template="template1") as url:
        postgres.do("DROP ROLE IF EXISTS guest", "CREATE ROLE guest LOGIN")
        guest = make_url(url).set(username="guest").render_as_string(hide_password=False)
        with pytest.raises(DatabaseNotReady, match=r"permission denied for schema public.*ALTER DATABASE"):
            make_if_new(guest)


async def test_a_fresh_file_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "champions.db"
    migrate(f"sqlite:///{path}")
    migrate(f"sqlite:///{path}")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    await open_store(f"sqlite:///{path}").close()


def test_an_empty_postgres_is_refused_until_it_is_migrated(postgres: Postgres) -> None:
    with postgres.database(template="template1") as url:
        with pytest.raises(DatabaseNotReady, match=r"no tables yet\. Run `champions db upgrade`"):
            open_store(url)
        migrate(url)
        engine = engine_of(url)
        with engine.connect() as connection:
            assert MigrationContext.configure(connection).get_current_revision() == "0023"
        engine.dispose()


def test_every_step_can_be_gone_back(store_url: str) -> None:
    engine = engine_of(store_url)
    config = _config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    engine.dispose()
    with pytest.raises(DatabaseNotReady, match="no tables yet"):
        open_store(store_url)
    migrate(store_url)


async def test_what_was_open_before_there_were_timers_is_looked_at_by_the_first_tick(store_url: str) -> None:
    def asked(work: Work) -> None:
        ask(work)
        ask(work, state=State.SOLVED)

    store = open_store(store_url)
    await store.save_desk(DESK)
    await store.write(DESK.slug, asked)
    await store.close()
    engine = engine_of(store_url)
    config = _config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0006")
    engine.dispose()
    migrate(store_url)
    store = open_store(store_url)
    assert await store.look(DESK.slug, lambda work: work.questions.due(NOW, 9)) == ((1, NOW),)
    question = await store.look(DESK.slug, lambda work: work.questions.get(1))
    assert question is not None
    assert question.waits_since == NOW
    await store.close()


def test_a_newer_database_is_left_alone(store_url: str) -> None:
    run(store_url, "UPDATE alembic_version SET version_num = '9999'")
    for use in (open_store, migrate):
        with pytest.raises(DatabaseNotReady, match=r"newer version \(9999\) than this program"):
            use(store_url)


def test_an_older_database_has_to_be_migrated_first(store_url: str) -> None:
    run(store_url, "UPDATE alembic_version SET version_num = '0002'")
    with pytest.raises(DatabaseNotReady, match=r"earlier version \(0002\). Run `champions db upgrade`"):
        open_store(store_url)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("sqlite:///{folder}/none.db", "There is no database at .*none.db. Run `champions db upgrade`"),
        ("sqlite://", "names no file"),
        ("mysql://localhost/x", "not an address of a database"),
        ("nonsense", "not an address of a database"),
        ("postgresql://nobody:secret@127.0.0.1:1/x", r"cannot be used: .*refused\. Check DATABASE_URL"),
    ],
)
def test_an_address_that_leads_nowhere_is_said_so(url: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(DatabaseNotReady, match=sentence) as refused:
        open_store(url.format(folder=tmp_path))
    assert "secret" not in str(refused.value)
