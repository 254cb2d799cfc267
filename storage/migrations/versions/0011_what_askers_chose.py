"""What askers follow, what was enough for them, and how they want to be spoken to."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def no() -> sa.TextClause:
    return sa.text("false")


def upgrade() -> None:
    op.add_column("persons", sa.Column("chosen", sa.Boolean(), server_default=no(), nullable=False))
    op.add_column("persons", sa.Column("messages", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("questions", sa.Column("demand", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.create_table(
        "follows",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("person", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("too", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["desk", "person"], ["persons.desk", "persons.number"], name="follows_person_persons"),
        sa.PrimaryKeyConstraint("desk", "person", "kind", "subject", name="follows_key"),
    )
    op.create_index("follows_by_desk_kind_subject", "follows", ["desk", "kind", "subject"], unique=False)
    op.create_table(
        "helped",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("times", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.ForeignKeyConstraint(["desk"], ["desks.desk"], name="helped_desk_desks"),
        sa.PrimaryKeyConstraint("desk", "day", "kind", "subject", name="helped_key"),
    )


def downgrade() -> None:
    op.drop_table("helped")
    op.drop_index("follows_by_desk_kind_subject", table_name="follows")
    op.drop_table("follows")
    op.drop_column("questions", "demand")
    for column in ("messages", "chosen"):
        op.drop_column("persons", column)
