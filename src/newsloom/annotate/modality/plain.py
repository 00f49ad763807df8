"""Modality by patterns alone, for languages without a parse: a cue anywhere in the clause counts."""

from __future__ import annotations

import re
from functools import cache

from newsloom.annotate.modality.tables import ORDER, cues
from newsloom.records import Modality


def of_text(text: str, language: str) -> tuple[Modality, str | None]:
    """Modality of a clause and its cue, from the `patterns` of the language's table; ("asserted", None) without a cue or table."""
    if text.rstrip(" \"'”’»)").endswith(("?", "？", "؟")):
        return "asked", "?"
    for modality in ORDER:
        pattern = _pattern(language, modality)
        match = pattern.search(text) if pattern else None
        if match:
            return modality, match.group()
    return "asserted", None


@cache
def _pattern(language: str, modality: Modality) -> re.Pattern[str] | None:
    words = cues(language).patterns.get(modality, ())
    if not words:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + r")(?!\w)", re.IGNORECASE)
