"""A queue of articles that wait to be placed, so that finding them costs nothing on a large desk."""

from alembic import op

revision = "0005"
down_revision = "0004"

_STATEMENTS = (
    "CREATE TABLE waiting (article TEXT NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE)",
    """INSERT INTO waiting (article) SELECT articles.id FROM articles LEFT JOIN memberships ON memberships.article = articles.id
        WHERE memberships.article IS NULL OR memberships.version <> articles.version""",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
