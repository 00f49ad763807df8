"""What changed: two dossiers of one story, as it was known at two moments, held against each other."""

from newsloom.compare.changes.corrections import corrections
from newsloom.compare.changes.differences import changed_values, moved_standings, new_claims, new_speakers, successors

__all__ = ["changed_values", "corrections", "moved_standings", "new_claims", "new_speakers", "successors"]
