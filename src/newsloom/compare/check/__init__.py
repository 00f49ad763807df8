"""One article held against what a desk knows: each of its claims and quotes, with what decides on both sides."""

from newsloom.compare.check.findings import findings

__all__ = ["findings"]
