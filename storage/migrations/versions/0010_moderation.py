"""Who may ask how much, who is muted until when, what holds for a desk just now, and what was done by whom."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False)


def count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False)


def upgrade() -> None:
    op.add_column("persons", sa.Column("since", MOMENT, nullable=True))
    op.add_column("persons", sa.Column("muted_until", MOMENT, nullable=True))
    op.add_column("persons", words("muted_why"))
    op.drop_index("questions_by_desk_asker", "questions")
    op.create_index("questions_by_desk_asker_asked_at", "questions", ["desk", "asker", "asked_at"], unique=False)
    op.create_table(
        "conditions",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("paused_at", MOMENT, nullable=True),
        words("paused_why"),
        sa.Column("raid_until", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["desk"], ["desks.desk"], name="conditions_desk_desks"),
        sa.PrimaryKeyConstraint("desk", name="conditions_key"),
    )
    op.create_table(
        "allowances",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("person", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("open", "per_day", "seconds_between")),
        sa.ForeignKeyConstraint(
            ["desk", "person"], ["persons.desk", "persons.number"], name="allowances_desk_person_persons"
        ),
        sa.PrimaryKeyConstraint("desk", "person", name="allowances_key"),
    )
    op.create_table(
        "deeds",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        count("by"),
        words("platform"),
        count("person"),
        words("note"),
        sa.ForeignKeyConstraint(["desk"], ["desks.desk"], name="deeds_desk_desks"),
        sa.PrimaryKeyConstraint("desk", "number", name="deeds_key"),
    )
    op.create_index("deeds_by_desk_at", "deeds", ["desk", "at"], unique=False)


def downgrade() -> None:
    for table in ("deeds", "allowances", "conditions"):
        op.drop_table(table)
    op.drop_index("questions_by_desk_asker_asked_at", "questions")
    op.create_index("questions_by_desk_asker", "questions", ["desk", "asker"], unique=False)
    for column in ("muted_why", "muted_until", "since"):
        op.drop_column("persons", column)
