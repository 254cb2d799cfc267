"""Whether answers helped and what they corrected, who was asked beside an owner, and what routing has learned."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
COUNTS = (("questions", "second"), ("questions", "helpful"), ("answers", "corrects"))


def none() -> sa.TextClause:
    return sa.text("0")


def upgrade() -> None:
    for table, column in COUNTS:
        op.add_column(table, sa.Column(column, sa.Integer(), server_default=none(), nullable=False))
    op.add_column("questions", sa.Column("rated", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("questions", sa.Column("replied", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.create_table(
        "votes",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("question", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("answer", sa.Integer(), nullable=False),
        sa.Column("yes", sa.Boolean(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["desk", "person"], ["persons.desk", "persons.number"], name="votes_desk_persons"),
        sa.ForeignKeyConstraint(
            ["desk", "question"], ["questions.desk", "questions.number"], name="votes_desk_questions"
        ),
        sa.PrimaryKeyConstraint("desk", "question", "person", name="votes_key"),
    )
    op.create_index("votes_by_desk_person", "votes", ["desk", "person"], unique=False)
    op.create_table(
        "lessons",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("dataset", sa.Integer(), server_default=none(), nullable=False),
        sa.Column("question", sa.Integer(), server_default=none(), nullable=False),
        sa.Column("by", sa.Integer(), server_default=none(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["desk"], ["desks.desk"], name="lessons_desk_desks"),
        sa.PrimaryKeyConstraint("desk", "number", name="lessons_key"),
    )


def downgrade() -> None:
    op.drop_table("lessons")
    op.drop_index("votes_by_desk_person", table_name="votes")
    op.drop_table("votes")
    for column in ("replied", "rated"):
        op.drop_column("questions", column)
    for table, column in reversed(COUNTS):
        op.drop_column(table, column)
