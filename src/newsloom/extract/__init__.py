"""Extract: documents become articles."""

from newsloom.extract.article import article
from newsloom.extract.furniture import furnish
from newsloom.extract.versions import newer

__all__ = ["article", "furnish", "newer"]
