"""When something is due: the next wait of each question as a date."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
WAITING = "('held', 'unrouted', 'offered', 'claimed', 'waiting_asker', 'snoozed', 'answered')"


def upgrade() -> None:
    op.add_column("questions", sa.Column("waits_since", MOMENT, nullable=True))
    op.add_column("questions", sa.Column("rung", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("questions", sa.Column("due_at", MOMENT, nullable=True))
    given = sa.text("due_at IS NOT NULL")
    op.create_index(
        "questions_by_desk_due_at", "questions", ["desk", "due_at"], unique=False,
        sqlite_where=given, postgresql_where=given,
    )  # fmt: skip
    # Whatever is open waits since its last change. When its next wait rings needs the desk's calendar, so all of them
    # are called due: the first tick looks at each and winds those for which it is too early.
    op.execute(f"UPDATE questions SET waits_since = changed_at, due_at = changed_at WHERE state IN {WAITING}")


def downgrade() -> None:
    op.drop_index("questions_by_desk_due_at", table_name="questions")
    for column in ("due_at", "rung", "waits_since"):
        op.drop_column("questions", column)
