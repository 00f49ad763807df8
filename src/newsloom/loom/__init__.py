"""The facade: the one folder that knows every stage. Faces (command line, later web and agents) stand on it."""

from __future__ import annotations

from newsloom.loom.desk import Desk
from newsloom.loom.intake import Intake

__all__ = ["Desk", "Intake"]
