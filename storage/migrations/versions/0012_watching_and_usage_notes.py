"""To which messages help was offered and who said no, usage notes of datasets, and when a question was passed on."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

LINES, COUNTS = ("best", "not_good", "watch"), ("source", "approver", "decided")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("questions", sa.Column("handoff_at", MOMENT, nullable=True))
    op.create_table(
        "offers",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("declined_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["desk", "person"], ["persons.desk", "persons.number"], name="offers_desk_persons"),
        sa.PrimaryKeyConstraint("desk", "message", name="offers_key"),
    )
    op.create_table(
        "notes",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("dataset", sa.Integer(), nullable=False),
        sa.Column("author", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        *(sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False) for name in LINES),
        *(sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False) for name in COUNTS),
        sa.Column("state", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["desk"], ["desks.desk"], name="notes_desk_desks"),
        sa.ForeignKeyConstraint(["desk", "author"], ["persons.desk", "persons.number"], name="notes_desk_persons"),
        sa.PrimaryKeyConstraint("desk", "number", name="notes_key"),
    )
    stands = sa.text("state = 'stands'")
    op.create_index(
        "notes_standing", "notes", ["desk", "dataset"], unique=False, sqlite_where=stands, postgresql_where=stands
    )


def downgrade() -> None:
    op.drop_index("notes_standing", table_name="notes")
    op.drop_table("notes")
    op.drop_table("offers")
    op.drop_column("questions", "handoff_at")
