"""What is over by when it last moved, for the digest; and how often people searched, day by day."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


OVER = sa.text("state IN ('closed', 'draft', 'duplicate', 'removed', 'solved', 'withdrawn')")


def upgrade() -> None:
    op.create_index(
        "questions_over_by_desk_changed_at",
        "questions",
        ["desk", "changed_at", "number"],
        unique=False,
        sqlite_where=OVER,
        postgresql_where=OVER,
    )
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
    op.drop_index("questions_over_by_desk_changed_at", "questions")
