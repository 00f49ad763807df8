"""The tables as they are now. `migrations/` holds the road to them; a test compares the two."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, Table

from newsloom.store.dialect import text_type
from newsloom.store.packing import PackedBytes, packed_text

metadata = MetaData()
Text = text_type()

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
    Column("text", packed_text(), nullable=False),
    Column("record", PackedBytes, nullable=False),  # the Article as JSON, text left out
)

# Results that can be made again, each under a digest of all that made it.
annotation_rows = Table(
    "annotations",
    metadata,
    Column("article", Text, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Text, primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("record", PackedBytes, nullable=False),
)

feature_rows = Table(
    "features",
    metadata,
    Column("article", Text, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Text, primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("record", PackedBytes, nullable=False),
)

# A story's articles and events stand in `memberships` and `events`; `record` sums them up for lists. One that became part of another keeps
# its row, not live, so that it can come back. `seq` counts the desk's changes: a story has that of its last one.
stories = Table(
    "stories",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("first", Text),
    Column("last", Text),
    Column("changed", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("live", Integer, nullable=False, default=1),
    Column("seq", Integer, nullable=False, default=0),
    Column("lead", Text),  # the article that the title is drawn from
    Column("titled", Integer, nullable=False, default=0),  # whether the title was looked at since the last change
)
Index("stories_by_seq", stories.c.seq)

# `base` is the event that clustering chose; `event` and `story` are what that is now, after all changes.
memberships = Table(
    "memberships",
    metadata,
    Column("article", Text, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("story", Text, ForeignKey("stories.id", ondelete="CASCADE"), nullable=False),
    Column("version", Text, nullable=False),  # the version that was placed
    Column("event", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("base", Text, nullable=False, default=""),
    Column("day", Integer),
    Column("copy_of", Text),
    Column("score", Float, nullable=False, default=0.0),
    Column("also", Text, nullable=False, default="[]"),
)
Index("memberships_by_story", memberships.c.story)
Index("memberships_by_event", memberships.c.event)
Index("memberships_by_base", memberships.c.base)

# Articles whose current version is in no story yet.
waiting = Table("waiting", metadata, Column("article", Text, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True))

events = Table(
    "events",
    metadata,
    Column("id", Text, primary_key=True),
    Column("home", Text, nullable=False),  # the story that it was put into
    Column("story", Text, nullable=False),  # what that is now
    Column("live", Integer, nullable=False),
    Column("opened", Integer, nullable=False),
    Column("first", Integer),
    Column("last", Integer),
    Column("size", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("lead", Text),
    Column("titled", Integer, nullable=False),
    Column("voices", Text, nullable=False),  # JSON
    Column("sketch", PackedBytes),
)
Index("events_by_story", events.c.story)
Index("events_by_home", events.c.home)

# Log-odds that two events are of one story, and what an event can be asked for by.
links = Table(
    "links",
    metadata,
    Column("one", Text, primary_key=True),
    Column("other", Text, primary_key=True),
    Column("score", Float, nullable=False),
)
Index("links_by_other", links.c.other)

facets = Table(
    "facets",
    metadata,
    Column("event", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("value", Text, primary_key=True),
)

# The indexes of clustering: bounded lists of what was placed last under a key, and how many articles or events hold a word.
pages = Table("pages", metadata, Column("key", Text, primary_key=True), Column("record", LargeBinary, nullable=False))
counts = Table(
    "counts",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("word", Text, primary_key=True),
    Column("count", Integer, nullable=False),
)
numbers = Table("numbers", metadata, Column("name", Text, primary_key=True), Column("value", Integer, nullable=False))

# What was changed by whom, and what holds because of it. Only added to: a trigger refuses anything else (see migration 0003).
changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("machine", Integer, nullable=False),
    Column("action", Text, nullable=False),
    Column("story", Text, nullable=False),
    Column("undoes", Integer),
    Column("record", LargeBinary, nullable=False),
)
facts = Table(
    "facts",
    metadata,
    Column("change", Integer, ForeignKey("changes.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("a", Text, nullable=False),
    Column("b", Text, nullable=False),
    Column("machine", Integer, nullable=False),
)
Index("facts_by_a", facts.c.kind, facts.c.a)
redirects = Table("redirects", metadata, Column("old", Text, primary_key=True), Column("new", Text, nullable=False))
Index("redirects_by_new", redirects.c.new)

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

# Full text: rowid is tied to the article by `search_rows`; two FTS5 tables, words and (for scripts without spaces) trigrams. They keep no
# text, so that a row cannot be taken out: an article's new text gets a row of its own, and a row without its article is passed over.
search_rows = Table(
    "search_rows",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("article", Text, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, unique=True),
)

FULL_TEXT = {
    "search_words": "CREATE VIRTUAL TABLE search_words USING fts5(title, body, content = '', tokenize = 'unicode61 remove_diacritics 2')",
    "search_trigrams": "CREATE VIRTUAL TABLE search_trigrams USING fts5(title, body, content = '', tokenize = 'trigram')",
}
