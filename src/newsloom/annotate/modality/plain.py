"""Modality by patterns alone, for languages without rules for their parse: a cue anywhere in the clause counts."""

from __future__ import annotations

import re
from functools import cache

from newsloom.annotate.modality.frames import Around, of_frames
from newsloom.annotate.modality.tables import ORDER
from newsloom.lexicon import table
from newsloom.records import Modality


def of_text(text: str, language: str) -> tuple[Modality, str | None]:
    """Modality of a clause and its cue, from the `patterns` of the language's table; ("asserted", None) without a cue or table."""
    if text.rstrip(" \"'”’»)").endswith(("?", "？", "؟")):
        return "asked", "?"
    for modality in ORDER:
        pattern = _pattern(language, "patterns", modality)
        match = pattern.search(text) if pattern else None
        if match and not _excused(text, language, modality, match.start()):
            return modality, match.group()
    return "asserted", None


def of_report(before: str, cue: str, content: str, language: str) -> tuple[Modality | None, str | None]:
    """Modality of what a reporting verb reports: the verb's own first, then that of its content.

    Args:
        before: the words right before the verb, for its negation.
        cue: the verb as written.
        content: the words reported.

    Returns:
        (None, None) where nothing was said: a negated verb of plain speech ("no dijo que").
    """
    negated = bool(re.search(_negation(language), before, re.IGNORECASE)) if _negation(language) else False
    for modality in ORDER:
        pattern = _pattern(language, "cues", modality)
        if pattern and pattern.search(f"{cue} {content[:3]}"):
            if negated and modality == "denied":
                return "speculated", f"{before.split()[-1]} {cue}".replace("’ ", "’").replace("' ", "'")
            if negated:
                return "asserted", None
            return modality, cue
    if negated:
        return None, None
    if content.rstrip(" \"'”’»)").endswith(("?", "？", "؟")):
        return "asked", "?"
    found = of_frames(Around(f"{before} {cue} ", content, ""), language)
    return of_text(content, language) if found is None else (found[0], found[1] if found[0] != "asserted" else None)


def _excused(text: str, language: str, modality: Modality, place: int) -> bool:
    """True where a longer phrase takes the cue back ("no descartó")."""
    pattern = _pattern(language, "patterns_not", modality)
    return bool(pattern and any(m.start() <= place < m.end() for m in pattern.finditer(text)))


@cache
def _negation(language: str) -> str:
    words = table("reporting", language).get("patterns", {}).get("negation", ())
    return rf"(?<!\w)(?:{'|'.join(re.escape(w) for w in words)})\s*(?:\w+\s*){{0,1}}$" if words else ""


@cache
def _pattern(language: str, group: str, modality: Modality) -> re.Pattern[str] | None:
    words = table("modality", language).get(group, {}).get(modality, ())
    if not words:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + r")(?!\w)", re.IGNORECASE)
