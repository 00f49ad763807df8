"""Speakers who only leave something open: what they are reported with is not their saying."""

from __future__ import annotations

from newsloom import lexicon
from newsloom.records import Statement

_LEAD = 16  # characters around the beginning of a clause that tell how it is joined


def withheld(said: Statement, language: str) -> bool:
    """True where the speaker only leaves something open ("declined to confirm that ...")."""
    if said.modality not in ("speculated", "doubted", "asked"):
        return False
    cues = f"{said.cue or ''} {said.modality_cue or ''}".lower()
    return any(verb[:7] in cues for verb in lexicon.table("standing", language).get("confirm", {}).get("verbs", ()))


def left_open(text: str, start: int, language: str) -> bool:
    """True for a clause that a speaker does not vouch for: "confirmed that talks took place but not that they signed".

    Args:
        text: of the article.
        start: of the clause, with or without what joins it.
    """
    openers = tuple(lexicon.table("replies", language).get("left_open", {}).get("openers", ()))
    lead = text[max(0, start - _LEAD) : start + _LEAD].lower()
    at = min(start, _LEAD)
    return any(lead.startswith(opener, at) or lead.endswith(f" {opener}", 0, at) for opener in openers)
