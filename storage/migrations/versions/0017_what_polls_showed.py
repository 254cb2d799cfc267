"""What polls of portals showed: the portals, the seen-set, ids from before, and what waits to be taken in."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
ONE, ONE_OF_ALL = "datasets_one_desk_portal_portal_id", "datasets_one_desk_portal_id"


def words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False)


def count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False)


def moment(name: str) -> sa.Column[object]:
    return sa.Column(name, MOMENT, nullable=True)


def upgrade() -> None:
    for column in (
        *(count("portal"), sa.Column("print", sa.LargeBinary(), nullable=True), moment("created"), moment("published")),
        *(
            words("columns"),
            words("stopped"),
            words("correction"),
            count("successor"),
            moment("missing_since"),
            moment("first_seen"),
        ),
    ):
        op.add_column("datasets", column)
    _make_unique(ONE_OF_ALL, ONE, ["desk", "portal", "portal_id"])
    op.create_table(
        "portals",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("kind", "url")),
        *(moment(name) for name in ("baseline_at", "counted_at")),
        count("size"),
        *(
            moment(name)
            for name in ("quarantined_at", "polled_at", "next_at", "reading_until", "failing_since", "left_at")
        ),
        *(count(name) for name in ("shown", "failures")),
        *(words(name) for name in ("validators", "trouble", "told", "waiting")),
        sa.ForeignKeyConstraint(["desk"], ["desks.desk"], name="portals_desk_desks"),
        sa.PrimaryKeyConstraint("desk", "number", name="portals_key"),
        sa.UniqueConstraint("desk", "url", name="portals_one_desk_url"),
    )
    op.create_table(
        "former_ids",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("portal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("portal_id", sa.Text(), nullable=False),
        sa.Column("dataset", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["desk"], ["desks.desk"], name="former_ids_desk_desks"),
        sa.PrimaryKeyConstraint("desk", "portal", "portal_id", name="former_ids_key"),
    )
    op.create_table(
        "staged",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("portal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["desk"], ["desks.desk"], name="staged_desk_desks"),
        sa.PrimaryKeyConstraint("desk", "portal", "part", name="staged_key"),
    )


def downgrade() -> None:
    for table in ("staged", "former_ids", "portals"):
        op.drop_table(table)
    _make_unique(ONE, ONE_OF_ALL, ["desk", "portal_id"])
    with op.batch_alter_table("datasets") as datasets:
        for column in ("first_seen", "missing_since", "successor", "correction", "stopped", "columns"):
            datasets.drop_column(column)
        for column in ("published", "created", "print", "portal"):
            datasets.drop_column(column)
    _make_triggers()


def _make_unique(before: str, name: str, columns: Sequence[str]) -> None:
    """Two portals of one desk may have the same id. SQLite has to copy the table for it, and its triggers go with the
    old one; the full text stays, because every row keeps its id."""
    with op.batch_alter_table("datasets") as datasets:
        datasets.drop_constraint(before, type_="unique")
        datasets.create_unique_constraint(name, list(columns))
    _make_triggers()


# As revision 0004 has them; but an update that leaves the words as they were leaves the full text alone.
COLUMNS = ("title", "department", "topics", "keywords", "description")
NAMED = ", ".join(COLUMNS)
NEW, OLD = (f"{row}.id, " + ", ".join(f"{row}.{name}" for name in COLUMNS) for row in ("new", "old"))
DIFFERS = " OR ".join(f"old.{name} <> new.{name}" for name in COLUMNS)
TRIGGERS = (
    f"""CREATE TRIGGER search_datasets_added AFTER INSERT ON datasets BEGIN
        INSERT INTO search_datasets(rowid, {NAMED}) VALUES ({NEW});
    END""",
    f"""CREATE TRIGGER search_datasets_changed AFTER UPDATE OF {NAMED} ON datasets WHEN {DIFFERS} BEGIN
        INSERT INTO search_datasets(search_datasets, rowid, {NAMED}) VALUES ('delete', {OLD});
        INSERT INTO search_datasets(rowid, {NAMED}) VALUES ({NEW});
    END""",
)


def _make_triggers() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in ("search_datasets_added", "search_datasets_changed"):
            op.get_bind().exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        for statement in TRIGGERS:
            op.get_bind().exec_driver_sql(statement)
