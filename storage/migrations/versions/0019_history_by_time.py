"""The history by time, for the digest; and how often people searched, day by day."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("entries_by_desk_at_question", "entries", ["desk", "at", "question"], unique=False)
    op.create_table(
        "searches",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["desk"], ["desks.desk"], name="searches_desk_desks"),
        sa.PrimaryKeyConstraint("desk", "day", "words", name="searches_key"),
    )


def downgrade() -> None:
    op.drop_table("searches")
    op.drop_index("entries_by_desk_at_question", "entries")
