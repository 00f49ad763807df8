"""Extract: documents become articles."""

from newsloom.extract.article import article
from newsloom.extract.furniture import furnish

__all__ = ["article", "furnish"]
