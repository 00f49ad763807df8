"""The tables of a desk's people, and of results that pages show at once. `migrations/` holds the road to them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table

from newsloom.store.schema import Text, metadata

accounts = Table(
    "accounts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False, unique=True),  # folded, so that two spellings are one person
    Column("shown", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),  # an Argon2 hash
    Column("made", Text, nullable=False),
    Column("closed", Integer, nullable=False, default=0),
)

# `key` is a hash: who reads the database cannot log in with what stands here.
sessions = Table(
    "sessions",
    metadata,
    Column("key", Text, primary_key=True),
    Column("account", Text, ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    Column("made", Text, nullable=False),
    Column("seen", Text, nullable=False),
    Column("until", Text, nullable=False),
)
Index("sessions_by_account", sessions.c.account)

tokens = Table(
    "tokens",
    metadata,
    Column("key", Text, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("account", Text, ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("used", Text),
)
Index("tokens_by_account", tokens.c.account)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("detail", Text, nullable=False),
)

# What a person marked: a story that is watched, a visit, an article that was read. Whoever works alone has no account but an id.
marks = Table(
    "marks",
    metadata,
    Column("account", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("target", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("value", Text, nullable=False),
)
Index("marks_by_kind", marks.c.kind, marks.c.target)

belongings = Table(
    "belongings",
    metadata,
    Column("id", Text, primary_key=True),
    Column("account", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),
)
Index("belongings_by_account", belongings.c.kind, belongings.c.account)

# What people said of claims, articles and speakers. Only added to: a trigger refuses anything else (see migration 0004).
hands = Table(
    "hands",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("story", Text),
    Column("undoes", Integer),
    Column("record", LargeBinary, nullable=False),
)
Index("hands_by_story", hands.c.story)
Index("hands_by_target", hands.c.target)

secrets = Table("secrets", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))

# Whole results under the digest of all that made them: one a key, so that an older one gives way.
results = Table(
    "results",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),
)

# What each speaker said in each story, so that one speaker's words are found over all stories.
ledger = Table(
    "ledger",
    metadata,
    Column("story", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("entity", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("day", Text),
    Column("record", LargeBinary, nullable=False),
)
Index("ledger_by_entity", ledger.c.entity)
