"""Questions with their history, answers and drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False)


def count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False)


def upgrade() -> None:
    op.create_table(
        "questions",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("asker", sa.Integer(), nullable=False),
        sa.Column("share", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        words("language"),
        count("dataset"),
        words("topic"),
        sa.Column("state", sa.Text(), nullable=False),
        words("level"),
        count("owner"),
        count("offered_to"),
        count("backup"),
        count("handoff_to"),
        words("why"),
        sa.Column("promised", sa.Date(), nullable=True),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        count("duplicate_of"),
        sa.Column("prior", sa.Text(), nullable=True),
        words("close_reason"),
        words("confirmed"),
        words("solved_by"),
        count("reopened"),
        count("rejected"),
        count("handoffs"),
        count("entries"),
        sa.Column("erased", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["desk", "asker"], ["persons.desk", "persons.number"], name="questions_desk_asker_persons"
        ),
        sa.PrimaryKeyConstraint("desk", "number", name="questions_key"),
    )
    op.create_index("questions_by_desk_asker", "questions", ["desk", "asker"], unique=False)
    op.create_index(
        "questions_by_desk_duplicate_of",
        "questions",
        ["desk", "duplicate_of"],
        unique=False,
        postgresql_where=sa.text("duplicate_of > 0"),
        sqlite_where=sa.text("duplicate_of > 0"),
    )
    op.create_index(
        "questions_by_desk_owner",
        "questions",
        ["desk", "owner"],
        unique=False,
        postgresql_where=sa.text("owner > 0"),
        sqlite_where=sa.text("owner > 0"),
    )
    op.create_index("questions_by_desk_state_asked_at", "questions", ["desk", "state", "asked_at"], unique=False)
    op.create_table(
        "words",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("question", sa.Integer(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("author", sa.Integer(), nullable=False),
        sa.Column("searched", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["desk", "question"], ["questions.desk", "questions.number"], name="words_desk_question_questions"
        ),
        sa.PrimaryKeyConstraint("id", name="words_key"),
        sa.UniqueConstraint("desk", "question", "part", name="words_one_desk_question_part"),
    )
    op.create_index("words_by_desk_author", "words", ["desk", "author"], unique=False)
    op.create_table(
        "entries",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("question", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        count("by"),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["desk", "question"], ["questions.desk", "questions.number"], name="entries_desk_question_questions"
        ),
        sa.PrimaryKeyConstraint("desk", "question", "number", name="entries_key"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "answers",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("question", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        count("by"),
        sa.Column("at", MOMENT, nullable=False),
        count("dataset"),
        sa.Column("helper", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["desk", "question"], ["questions.desk", "questions.number"], name="answers_desk_question_questions"
        ),
        sa.PrimaryKeyConstraint("desk", "question", "number", name="answers_key"),
    )
    op.create_index("answers_by_desk_dataset_at", "answers", ["desk", "dataset", "at"], unique=False)
    op.create_table(
        "drafts",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        words("text"),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        count("question"),
        count("dataset"),
        words("share"),
        words("topic"),
        words("caveat"),
        words("source"),
        sa.Column("deadline", sa.Date(), nullable=True),
        words("thread"),
        count("used"),
        sa.ForeignKeyConstraint(
            ["desk", "person"], ["persons.desk", "persons.number"], name="drafts_desk_person_persons"
        ),
        sa.PrimaryKeyConstraint("desk", "number", name="drafts_key"),
    )
    op.create_index("drafts_by_desk_at", "drafts", ["desk", "at"], unique=False)
    op.create_index("drafts_by_desk_person", "drafts", ["desk", "person"], unique=False)


def downgrade() -> None:
    for table in ("drafts", "answers", "entries", "words", "questions"):
        op.drop_table(table)
