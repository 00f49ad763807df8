"""Scale: the road mapped over shards by many processes, on one machine or on a Ray cluster. Knows the facade `loom` alone."""

from newsloom.scale.backfill import Backfill, Told

__all__ = ["Backfill", "Told"]
