"""Who installed the app: a workspace's tokens, sealed; where it was removed; installations that have begun."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("workspaces", sa.Column("sealed", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("workspaces", sa.Column("left_at", MOMENT, nullable=True))
    op.create_table(
        "states",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="states_key"),
    )


def downgrade() -> None:
    op.drop_table("states")
    for column in ("left_at", "sealed"):
        op.drop_column("workspaces", column)
