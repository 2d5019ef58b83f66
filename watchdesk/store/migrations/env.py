"""Alembic's entry: runs the migrations on the connection that it is handed, in that connection's transaction."""

from alembic import context

from watchdesk.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
