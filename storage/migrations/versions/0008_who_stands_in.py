"""Who stands in for a champion while they are away."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("champions", sa.Column("cover", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("champions", "cover")
