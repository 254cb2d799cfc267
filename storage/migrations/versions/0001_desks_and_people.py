"""Desks and the people who are known to them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False)


def count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False)


def upgrade() -> None:
    op.create_table(
        "desks",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("stamp", sa.Text(), nullable=False),
        sa.Column("catalogue", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("desk", name="desks_key"),
    )
    op.create_table(
        "workspaces",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["desk"], ["desks.desk"], name="workspaces_desk_desks"),
        sa.PrimaryKeyConstraint("desk", "platform", "team", name="workspaces_key"),
        sa.UniqueConstraint("platform", "team", name="workspaces_one_platform_team"),
    )
    op.create_table(
        "rooms",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["desk"], ["desks.desk"], name="rooms_desk_desks"),
        sa.PrimaryKeyConstraint("desk", "name", name="rooms_key"),
    )
    op.create_table(
        "counters",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        count("last"),
        sa.PrimaryKeyConstraint("desk", "name", name="counters_key"),
    )
    op.create_table(
        "codes",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("spent_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["desk"], ["desks.desk"], name="codes_desk_desks"),
        sa.PrimaryKeyConstraint("desk", "digest", name="codes_key"),
    )
    op.create_table(
        "persons",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        words("name"),
        words("language"),
        words("platform"),
        words("user"),
        sa.ForeignKeyConstraint(["desk"], ["desks.desk"], name="persons_desk_desks"),
        sa.PrimaryKeyConstraint("desk", "number", name="persons_key"),
    )
    op.create_table(
        "identities",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        words("name"),
        words("locale"),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("heard_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["desk", "person"], ["persons.desk", "persons.number"], name="identities_desk_person_persons"
        ),
        sa.PrimaryKeyConstraint("desk", "platform", "user", name="identities_key"),
        sqlite_with_rowid=False,
    )
    op.create_index("identities_by_desk_person", "identities", ["desk", "person"], unique=False)
    op.create_table(
        "champions",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("person", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        words("name"),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("away_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["desk", "person"], ["persons.desk", "persons.number"], name="champions_desk_person_persons"
        ),
        sa.PrimaryKeyConstraint("desk", "person", name="champions_key"),
    )
    op.create_table(
        "loads",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("person", sa.Integer(), autoincrement=False, nullable=False),
        count("held"),
        sa.PrimaryKeyConstraint("desk", "person", name="loads_key"),
    )


def downgrade() -> None:
    for table in ("loads", "champions", "identities", "persons", "codes", "counters", "rooms", "workspaces", "desks"):
        op.drop_table(table)
