"""Pictures, beside the cards that show them."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pictures",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("png", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["desk"], ["desks.desk"], name="pictures_desk_desks"),
        sa.PrimaryKeyConstraint("desk", "hash", name="pictures_key"),
    )


def downgrade() -> None:
    op.drop_table("pictures")
