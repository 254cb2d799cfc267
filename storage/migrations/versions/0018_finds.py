"""What polls of portals found, what is held and announced of it, and what is due at fixed times of the week."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
NUMBERS = ("hold", "announcement")
PARTS = (
    ("finds_pending", "state", "state IN ('waiting', 'held')"),
    ("finds_held", "hold", "hold > 0"),
    ("finds_announced", "announcement", "announcement > 0"),
)


def upgrade() -> None:
    op.create_table(
        "finds",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("dataset", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("made", MOMENT, nullable=True),
        sa.Column("detail", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("successor", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        *(sa.Column(each, sa.Integer(), server_default=sa.text("0"), nullable=False) for each in NUMBERS),
        sa.ForeignKeyConstraint(["desk"], ["desks.desk"], name="finds_desk_desks"),
        sa.PrimaryKeyConstraint("desk", "number", name="finds_key"),
    )
    op.create_index("finds_by_desk_dataset", "finds", ["desk", "dataset"], unique=False)
    for name, column, where in PARTS:
        part = sa.text(where)
        op.create_index(name, "finds", ["desk", column], unique=False, sqlite_where=part, postgresql_where=part)
    op.create_table(
        "holds",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("decided_by", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["desk"], ["desks.desk"], name="holds_desk_desks"),
        sa.PrimaryKeyConstraint("desk", "number", name="holds_key"),
    )
    op.create_table(
        "announcements",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("due", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["desk"], ["desks.desk"], name="announcements_desk_desks"),
        sa.PrimaryKeyConstraint("desk", "number", name="announcements_key"),
    )
    op.create_table(
        "appointments",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("due", MOMENT, nullable=False),
        sa.Column("plan", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("paused_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["desk"], ["desks.desk"], name="appointments_desk_desks"),
        sa.PrimaryKeyConstraint("desk", "job", name="appointments_key"),
    )


def downgrade() -> None:
    for table in ("appointments", "announcements", "holds"):
        op.drop_table(table)
    for name, _, _ in PARTS:
        op.drop_index(name, table_name="finds")
    op.drop_index("finds_by_desk_dataset", table_name="finds")
    op.drop_table("finds")
