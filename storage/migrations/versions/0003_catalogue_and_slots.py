"""Datasets, searches that found nothing, requests and slots."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False)


def count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False)


def upgrade() -> None:
    op.create_table(
        "datasets",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("portal_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        words("description"),
        words("department"),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("keywords", sa.Text(), nullable=False),
        words("page"),
        sa.Column("issued", sa.Date(), nullable=True),
        sa.Column("modified", MOMENT, nullable=True),
        words("language"),
        sa.Column("gone_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["desk"], ["desks.desk"], name="datasets_desk_desks"),
        sa.PrimaryKeyConstraint("id", name="datasets_key"),
        sa.UniqueConstraint("desk", "number", name="datasets_one_desk_number"),
        sa.UniqueConstraint("desk", "portal_id", name="datasets_one_desk_portal_id"),
    )
    op.create_table(
        "gaps",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        count("times"),
        sa.Column("last_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("desk", "words", name="gaps_key"),
    )
    op.create_table(
        "requests",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("desk", "id", name="requests_key"),
        sqlite_with_rowid=False,
    )
    op.create_index("requests_by_at", "requests", ["at"], unique=False)
    op.create_table(
        "slots",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("room", sa.Text(), nullable=False),
        words("parent"),
        words("title"),
        sa.Column("labels", sa.Text(), nullable=False),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.Column("once", sa.Boolean(), nullable=False),
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        count("shown"),
        words("message"),
        sa.Column("state", sa.Text(), server_default=sa.text("'waiting'"), nullable=False),
        words("why"),
        words("token"),
        sa.Column("not_before", MOMENT, nullable=True),
        count("tries"),
        count("lost"),
        sa.Column("doubtful", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("since", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="slots_key"),
        sa.UniqueConstraint("desk", "name", "place", name="slots_one_desk_name_place"),
    )
    op.create_index(
        "slots_behind",
        "slots",
        ["id"],
        unique=False,
        sqlite_where=sa.text("wanted > shown AND state = 'waiting'"),
        postgresql_where=sa.text("wanted > shown AND state = 'waiting'"),
    )
    op.create_index("slots_by_desk_room_message", "slots", ["desk", "room", "message"], unique=False)
    op.create_index(
        "slots_in_thread",
        "slots",
        ["desk", "place", "id"],
        unique=False,
        sqlite_where=sa.text("replace(place, '//', '') = place"),
        postgresql_where=sa.text("replace(place, '//', '') = place"),
    )
    op.create_index(
        "slots_held",
        "slots",
        ["desk", "place", "parent", "id"],
        unique=False,
        sqlite_where=sa.text("wanted > shown AND state = 'waiting' AND message = '' AND not_before IS NOT NULL"),
        postgresql_where=sa.text("wanted > shown AND state = 'waiting' AND message = '' AND not_before IS NOT NULL"),
    )


def downgrade() -> None:
    for table in ("slots", "requests", "gaps", "datasets"):
        op.drop_table(table)
