"""The tables as they are now. `migrations/` holds the road to them; a test compares the two."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

# One row an article; what may change (current version, place in a story) stands here.
articles = Table(
    "articles",
    metadata,
    Column("id", Text, primary_key=True),
    Column("version", Text, nullable=False),
    Column("input", Text, nullable=False),
    Column("url", Text),
    Column("title", Text),
    Column("outlet", Text),
    Column("language", Text, nullable=False),
    Column("published", Text),
    Column("first_seen", Text, nullable=False),
)
Index("articles_by_url", articles.c.url)
Index("articles_by_seen", articles.c.first_seen)

# Stored versions never change: a trigger refuses it (see migration 0001).
versions = Table(
    "versions",
    metadata,
    Column("article", Text, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Text, primary_key=True),
    Column("first_seen", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),  # the Article as JSON, text left out
)

# Results that can be made again, each under a digest of all that made it.
annotation_rows = Table(
    "annotations",
    metadata,
    Column("article", Text, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Text, primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("record", LargeBinary, nullable=False),
)

feature_rows = Table(
    "features",
    metadata,
    Column("article", Text, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Text, primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("record", LargeBinary, nullable=False),
)

stories = Table(
    "stories",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("first", Text),
    Column("last", Text),
    Column("changed", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),
)

memberships = Table(
    "memberships",
    metadata,
    Column("article", Text, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("story", Text, ForeignKey("stories.id", ondelete="CASCADE"), nullable=False),
    Column("version", Text, nullable=False),  # the version that was placed
    Column("event", Text, nullable=False),
    Column("place", Integer, nullable=False),
)
Index("memberships_by_story", memberships.c.story)

# Subscriptions. `key` folds spellings of one address; what is asked of the database stands in columns, the rest in the record.
feeds = Table(
    "feeds",
    metadata,
    Column("id", Text, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("due", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),
)

# Entries of a feed whose pages were fetched, so that they are not fetched again.
entries = Table(
    "entries",
    metadata,
    Column("feed", Text, ForeignKey("feeds.id", ondelete="CASCADE"), primary_key=True),
    Column("item", Text, primary_key=True),
)

# Work that only one process may do at a time, and who is at it.
leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True),
    Column("token", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("since", Text, nullable=False),
    Column("until", Text, nullable=False),
)

# Full text: rowid is tied to the article by `search_rows`; two FTS5 tables, words and (for scripts without spaces) trigrams.
search_rows = Table(
    "search_rows",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("article", Text, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, unique=True),
)

FULL_TEXT = {
    "search_words": "CREATE VIRTUAL TABLE search_words USING fts5(title, body, tokenize = 'unicode61 remove_diacritics 2')",
    "search_trigrams": "CREATE VIRTUAL TABLE search_trigrams USING fts5(title, body, tokenize = 'trigram')",
}
