"""Extract: documents become articles."""

from newsloom.extract.article import article
from newsloom.extract.furniture import furnish
from newsloom.extract.pages import joined
from newsloom.extract.versions import newer
from newsloom.extract.walls import NEXT, PERHAPS

__all__ = ["NEXT", "PERHAPS", "article", "furnish", "joined", "newer"]
