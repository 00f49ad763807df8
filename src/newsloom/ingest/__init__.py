"""Ingest: whatever is named on the command line becomes documents."""

from newsloom.ingest.road import read

__all__ = ["read"]
