"""Leaves that begin later; messages that are never asked about again; how much whoever was forgotten asked that day."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("champions", sa.Column("away_from", sa.Date(), nullable=True))
    op.add_column("champions", sa.Column("away_held", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("offers", sa.Column("tracked", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.create_table(
        "spent",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("person", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("asked", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["desk"], ["desks.desk"], name="spent_desk_desks"),
        sa.PrimaryKeyConstraint("desk", "digest", name="spent_key"),
    )
    op.create_index("spent_by_desk_person", "spent", ["desk", "person"], unique=False)


def downgrade() -> None:
    op.drop_index("spent_by_desk_person", "spent")
    op.drop_table("spent")
    op.drop_column("offers", "tracked")
    for column in ("away_held", "away_from"):
        op.drop_column("champions", column)
