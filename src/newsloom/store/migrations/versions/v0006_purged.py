"""Hashes of what was purged, so that the next sync does not bring it back. This step and those after it are written for both databases."""

from alembic import op

from newsloom.store.schema_purged import tombstones

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    tombstones.create(op.get_bind())
