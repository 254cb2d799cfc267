"""One conversation across platforms: where each thing was said from, and the joining of one person's accounts."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False)


def upgrade() -> None:
    # What was said before is not known to have come from anywhere.
    for table in ("entries", "answers"):
        op.add_column(table, words("platform"))
    op.create_table(
        "links",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        words("digest"),
        sa.Column("until", MOMENT, nullable=True),
        sa.Column("wrong", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("since", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["desk"], ["desks.desk"], name="links_desk_desks"),
        sa.PrimaryKeyConstraint("desk", "platform", "user", name="links_key"),
    )
    given = sa.text("digest <> ''")
    op.create_index(
        "links_by_digest", "links", ["desk", "digest"], unique=False, sqlite_where=given, postgresql_where=given
    )


def downgrade() -> None:
    op.drop_table("links")
    for table in ("answers", "entries"):
        op.drop_column(table, "platform")
