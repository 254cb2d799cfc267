"""Projects that people built with the desk's data, and the letters to who made them."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
STANDING = sa.text("state IN ('approved', 'changes', 'review')")
PARTS = (
    ("projects_standing_at", "address", STANDING),
    ("projects_with_picture", "image", sa.text("image <> ''")),
)


def words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False)


def count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False)


def upgrade() -> None:
    op.create_table(
        "projects",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("title", "url", "address", "does")),
        words("datasets"),
        count("maker"),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("submitted_at", MOMENT, nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        *(words(name) for name in ("runs", "help_wanted", "licence", "image", "alt")),
        sa.Column("state", sa.Text(), nullable=False),
        count("edition"),
        sa.Column("suggested", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("dead", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        count("decided_by"),
        words("reason"),
        sa.Column("approved_at", MOMENT, nullable=True),
        words("news"),
        sa.Column("news_at", MOMENT, nullable=True),
        words("fresh"),
        sa.Column("shown_at", MOMENT, nullable=True),
        count("times_shown"),
        sa.ForeignKeyConstraint(["desk"], ["desks.desk"], name="projects_desk_desks"),
        sa.PrimaryKeyConstraint("desk", "number", name="projects_key"),
    )
    op.create_index("projects_by_desk_state", "projects", ["desk", "state"], unique=False)
    op.create_index("projects_by_desk_maker", "projects", ["desk", "maker"], unique=False)
    for name, column, where in PARTS:
        unique = where is STANDING
        op.create_index(name, "projects", ["desk", column], unique=unique, sqlite_where=where, postgresql_where=where)
    op.create_table(
        "letters",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("project", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        words("text"),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        words("answer"),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["desk"], ["desks.desk"], name="letters_desk_desks"),
        sa.ForeignKeyConstraint(
            ["desk", "project"], ["projects.desk", "projects.number"], name="letters_desk_projects"
        ),
        sa.ForeignKeyConstraint(["desk", "person"], ["persons.desk", "persons.number"], name="letters_desk_persons"),
        sa.PrimaryKeyConstraint("desk", "number", name="letters_key"),
    )
    op.create_index("letters_by_desk_person_at", "letters", ["desk", "person", "at"], unique=False)
    op.create_index("letters_by_desk_project", "letters", ["desk", "project"], unique=False)


def downgrade() -> None:
    op.drop_table("letters")
    for index in (*(name for name, _, _ in PARTS), "projects_by_desk_maker", "projects_by_desk_state"):
        op.drop_index(index, table_name="projects")
    op.drop_table("projects")
