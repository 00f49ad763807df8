"""`Desk`: what a person does with newsloom, whether or not anything is kept.

One class for those who use it, in parts by what they are about: what goes in, stories, claims, articles, people.
"""

from __future__ import annotations

from newsloom.loom.desk.articles import Articles
from newsloom.loom.desk.claims import Claims
from newsloom.loom.desk.people import People
from newsloom.loom.desk.taking import Report, Taking

__all__ = ["Desk", "Report"]


class Desk(Taking, Claims, Articles, People):
    """A desk: a store with its articles and stories; without a database, a table that is cleared afterwards.

    Args:
        db: path of the SQLite file, or address of a PostgreSQL database (postgresql://USER@HOST/NAME); None for a desk that keeps nothing.
        settings: see `newsloom.settings`.

    Raises:
        StoreError: the database cannot be used.
    """
