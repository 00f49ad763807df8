"""Claims: what the articles of a story say of one thing, side by side, with agreement, standing and independent sources."""

from newsloom.compare.claims.build import build

__all__ = ["build"]
