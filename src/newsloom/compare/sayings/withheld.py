"""Speakers who only leave something open: what they are reported with is not their saying."""

from __future__ import annotations

from newsloom import lexicon
from newsloom.records import Statement


def withheld(said: Statement, language: str) -> bool:
    """True where the speaker only leaves something open ("declined to confirm that ...")."""
    if said.modality not in ("speculated", "doubted", "asked"):
        return False
    cues = f"{said.cue or ''} {said.modality_cue or ''}".lower()
    return any(verb[:7] in cues for verb in lexicon.table("standing", language).get("confirm", {}).get("verbs", ()))
