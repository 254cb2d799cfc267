"""What a card looked like when it was last shown, where the pump drew it."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("slots", sa.Column("look", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("slots", "look")
