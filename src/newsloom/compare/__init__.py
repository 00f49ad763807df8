"""Lays the articles of a story side by side: claims, agreement, standing, provenance, timeline, entities, places."""

from newsloom.compare.dossier import dossier
from newsloom.compare.explain import explain

__all__ = ["dossier", "explain"]
