"""What became of a message, how far each channel was heard, and which words were edited."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False)


def upgrade() -> None:
    op.add_column("words", sa.Column("edited_at", MOMENT, nullable=True))
    op.create_table(
        "traces",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        count("question"),
        count("draft"),
        sa.Column("author", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.ForeignKeyConstraint(["desk"], ["desks.desk"], name="traces_desk_desks"),
        sa.PrimaryKeyConstraint("desk", "message", "part", name="traces_key"),
    )
    drafted = sa.text("draft > 0")
    op.create_index(
        "traces_by_draft", "traces", ["desk", "draft"], unique=False, sqlite_where=drafted, postgresql_where=drafted
    )
    op.create_table(
        "cursors",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["desk"], ["desks.desk"], name="cursors_desk_desks"),
        sa.PrimaryKeyConstraint("desk", "platform", "channel", name="cursors_key"),
    )


def downgrade() -> None:
    op.drop_table("cursors")
    op.drop_index("traces_by_draft", table_name="traces")
    op.drop_table("traces")
    op.drop_column("words", "edited_at")
