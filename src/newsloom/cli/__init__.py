"""The command line. A face: it stands on `loom` (and `render`'s words) and reaches into no stage."""

from __future__ import annotations

from newsloom.cli.main import main

__all__ = ["main"]
