"""What was purged, by hashes alone."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table

from newsloom.store.schema import Text, metadata

# kind "article": of an id; "text": of a version; "name": of so many words that stand for a person.
tombstones = Table(
    "tombstones",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("hash", Text, primary_key=True),
    Column("words", Integer, nullable=False, default=0),
    Column("at", Text, nullable=False),
)
