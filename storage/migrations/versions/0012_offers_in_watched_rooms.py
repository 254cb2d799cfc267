"""To which messages help was offered in watched rooms, and who said no."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0008"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
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


def downgrade() -> None:
    op.drop_table("offers")
