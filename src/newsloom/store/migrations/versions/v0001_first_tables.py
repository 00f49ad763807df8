"""The first tables."""

from alembic import op

revision = "0001"
down_revision = None

_STATEMENTS = (
    """CREATE TABLE articles (
        id TEXT NOT NULL PRIMARY KEY, version TEXT NOT NULL, input TEXT NOT NULL, url TEXT, title TEXT, outlet TEXT,
        language TEXT NOT NULL, published TEXT, first_seen TEXT NOT NULL)""",
    "CREATE INDEX articles_by_url ON articles (url)",
    "CREATE INDEX articles_by_seen ON articles (first_seen)",
    """CREATE TABLE versions (
        article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE, version TEXT NOT NULL, first_seen TEXT NOT NULL,
        text TEXT NOT NULL, record BLOB NOT NULL, PRIMARY KEY (article, version))""",
    """CREATE TRIGGER versions_never_change BEFORE UPDATE OF article, version, text ON versions
        BEGIN SELECT RAISE(ABORT, 'stored versions never change'); END""",
    """CREATE TABLE annotations (
        article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE, version TEXT NOT NULL, digest TEXT NOT NULL,
        record BLOB NOT NULL, PRIMARY KEY (article, version, digest))""",
    """CREATE TABLE features (
        article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE, version TEXT NOT NULL, digest TEXT NOT NULL,
        record BLOB NOT NULL, PRIMARY KEY (article, version, digest))""",
    """CREATE TABLE stories (
        id TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL, first TEXT, last TEXT, changed TEXT NOT NULL, record BLOB NOT NULL)""",
    """CREATE TABLE memberships (
        article TEXT NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
        story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
        version TEXT NOT NULL, event TEXT NOT NULL, place INTEGER NOT NULL)""",
    "CREATE INDEX memberships_by_story ON memberships (story)",
    """CREATE TABLE search_rows (
        row INTEGER NOT NULL PRIMARY KEY, article TEXT NOT NULL UNIQUE REFERENCES articles (id) ON DELETE CASCADE)""",
    "CREATE VIRTUAL TABLE search_words USING fts5(title, body, tokenize = 'unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE search_trigrams USING fts5(title, body, tokenize = 'trigram')",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
