"""Events and stories that live: what placing an article needs, and the log of changes."""

import json

from alembic import op
from sqlalchemy import text

revision = "0003"
down_revision = "0002"

_STATEMENTS = (
    "ALTER TABLE memberships ADD COLUMN base TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE memberships ADD COLUMN day INTEGER",
    "ALTER TABLE memberships ADD COLUMN copy_of TEXT",
    "ALTER TABLE memberships ADD COLUMN score FLOAT NOT NULL DEFAULT 0",
    "ALTER TABLE memberships ADD COLUMN also TEXT NOT NULL DEFAULT '[]'",
    "UPDATE memberships SET base = event, place = rowid",
    "CREATE INDEX memberships_by_event ON memberships (event)",
    "CREATE INDEX memberships_by_base ON memberships (base)",
    "ALTER TABLE stories ADD COLUMN live INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE stories ADD COLUMN seq INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE stories ADD COLUMN lead TEXT",
    "ALTER TABLE stories ADD COLUMN titled INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX stories_by_seq ON stories (seq)",
    """CREATE TABLE events (
        id TEXT NOT NULL PRIMARY KEY, home TEXT NOT NULL, story TEXT NOT NULL, live INTEGER NOT NULL, opened INTEGER NOT NULL,
        first INTEGER, last INTEGER, size INTEGER NOT NULL, title TEXT NOT NULL, lead TEXT, titled INTEGER NOT NULL,
        voices TEXT NOT NULL, sketch BLOB)""",
    "CREATE INDEX events_by_story ON events (story)",
    "CREATE INDEX events_by_home ON events (home)",
    """INSERT INTO events (id, home, story, live, opened, size, title, titled, voices)
        SELECT event, min(story), min(story), 1, min(place), count(*), '', 0, '[]' FROM memberships GROUP BY event""",
    """CREATE TABLE links (
        one TEXT NOT NULL, other TEXT NOT NULL, score FLOAT NOT NULL, PRIMARY KEY (one, other))""",
    "CREATE INDEX links_by_other ON links (other)",
    """CREATE TABLE facets (
        kind TEXT NOT NULL, value TEXT NOT NULL, event TEXT NOT NULL, PRIMARY KEY (kind, value, event))""",
    "CREATE INDEX facets_by_event ON facets (event)",
    "CREATE TABLE pages (key TEXT NOT NULL PRIMARY KEY, record BLOB NOT NULL)",
    "CREATE TABLE counts (kind TEXT NOT NULL, word TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (kind, word))",
    "CREATE TABLE numbers (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL)",
    """CREATE TABLE changes (
        id INTEGER NOT NULL PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, machine INTEGER NOT NULL, action TEXT NOT NULL,
        story TEXT NOT NULL, undoes INTEGER, record BLOB NOT NULL)""",
    """CREATE TRIGGER changes_never_change BEFORE UPDATE ON changes
        BEGIN SELECT RAISE(ABORT, 'the log of changes is only added to'); END""",
    """CREATE TRIGGER changes_never_go BEFORE DELETE ON changes
        BEGIN SELECT RAISE(ABORT, 'the log of changes is only added to'); END""",
    """CREATE TABLE facts (
        change INTEGER NOT NULL REFERENCES changes (id), number INTEGER NOT NULL, kind TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL,
        machine INTEGER NOT NULL, PRIMARY KEY (change, number))""",
    "CREATE INDEX facts_by_a ON facts (kind, a)",
    "CREATE TABLE redirects (old TEXT NOT NULL PRIMARY KEY, new TEXT NOT NULL)",
    "CREATE INDEX redirects_by_new ON redirects (new)",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
    _sum_up()


def _sum_up() -> None:
    """What a list shows of each story, in place of the whole story, which is put together from its events and articles from now on."""
    connection = op.get_bind()
    query = text(
        "SELECT memberships.story, memberships.article, articles.outlet, articles.language FROM memberships "
        "JOIN articles ON articles.id = memberships.article ORDER BY memberships.story, memberships.article"
    )
    found: dict[str, list[tuple[str, str | None, str]]] = {}
    for story, article, outlet, language in connection.execute(query):
        found.setdefault(story, []).append((article, outlet, language))
    for story, rows in found.items():
        summary = {
            "articles": len(rows),
            "outlets": sorted({outlet for _, outlet, _ in rows if outlet}),
            "languages": sorted({language for _, _, language in rows}),
            "reports": {outlet or article: None for article, outlet, _ in rows},
        }
        record = json.dumps(summary).encode()
        connection.execute(text("UPDATE stories SET record = :record WHERE id = :id"), {"record": record, "id": story})
