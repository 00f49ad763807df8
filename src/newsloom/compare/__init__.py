"""Lays the articles of a story side by side: claims, agreement, standing, provenance, timeline, entities, places."""

from newsloom.compare.dossier import dossier

__all__ = ["dossier"]
