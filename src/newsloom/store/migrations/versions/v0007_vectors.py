"""What articles mean, as vectors, so that they can be asked for by meaning."""

from alembic import op

from newsloom.store import vectors

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    vectors.create(op.get_bind())
