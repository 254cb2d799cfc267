"""What coordinators said of a project's turn, and for which projects thanks were said."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def _keyed(name: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        name,
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("project", sa.Integer(), autoincrement=False, nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["desk"], ["desks.desk"], name=f"{name}_desk_desks"),
        sa.ForeignKeyConstraint(
            ["desk", "project"], ["projects.desk", "projects.number"], name=f"{name}_desk_projects"
        ),
        sa.PrimaryKeyConstraint("desk", "project", name=f"{name}_key"),
    )


def upgrade() -> None:
    _keyed(
        "turns",
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("moment", MOMENT, nullable=True),
    )
    _keyed("thanks", sa.Column("at", MOMENT, nullable=False))


def downgrade() -> None:
    op.drop_table("thanks")
    op.drop_table("turns")
