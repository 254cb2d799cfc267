"""How Alembic runs the migrations: on the connection that ``storage.open`` hands over, in one transaction."""

from alembic import context

from storage import tables
from storage.migrations.compare import is_ours

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=tables.desks.metadata,
    # SQLite cannot change a column: Alembic copies the table instead.
    render_as_batch=connection.dialect.name == "sqlite",
    include_name=is_ours,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
