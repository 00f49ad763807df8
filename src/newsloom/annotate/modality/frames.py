"""Modality by phrase frames: what stands before, after and inside a clause, and what negation makes of it.

Works on the text alone, so that a language needs tables and no parser. Before the clause, the sentence is cut at its links ("that",
"whether", "que", "si") into governors, nearest last; each is looked up with its own negation ("did not deny", "nobody doubts", "refused to
confirm"), and the outer ones are laid over the inner ones. A condition that governs the clause, an answer to it and cues among its own
words come after.
"""

from __future__ import annotations

import re

from newsloom.annotate.modality.after import answered
from newsloom.annotate.modality.before import governed
from newsloom.annotate.modality.conditions import condition
from newsloom.annotate.modality.frame_table import frames
from newsloom.annotate.modality.inside import inside, scheduled
from newsloom.annotate.modality.surround import STRONG, WINDOW, Around, Verdict, blanked, place_of, plain, ready


def of_frames(around: Around, language: str) -> Verdict | None:
    """Modality of a clause and its cue, by the frames of the language.

    Returns:
        None where no frame speaks; ("asserted", cue) where one says that the clause stands ("nobody doubts that").
    """
    told = outer(around, language)
    if told is not None and told[0] != "asserted":
        return told
    own = inner(around, language) or planned(around, language)
    return own if own is not None and own[0] != "asserted" else told or own


def outer(around: Around, language: str) -> Verdict | None:
    """What the words around a clause make of it: governors, answers and remarks, conditions. None where none speaks."""
    table = frames(language)
    if table is None:
        return None
    here = ready(around, language)
    speaker = here.speaker or ""
    above = governed(here.left, here.right, table, speaker)
    reply = answered(here.clause, here.right, table, above, place_of(here.left, here.right, speaker))
    if reply is not None:
        return reply
    if above is not None and above[0] in STRONG:
        return above
    return condition(here.left, here.clause, here.right, table) or above


def inner(around: Around, language: str) -> Verdict | None:
    """What a clause's own words tell, None where they hold no cue."""
    table = frames(language)
    if table is None:
        return None
    here = ready(around, language)
    return inside(here.left, here.clause, table)


def planned(around: Around, language: str) -> Verdict | None:
    """("expected", day) where a present tense speaks of a day to come ("the court sits on Monday"), else None."""
    table = frames(language)
    return scheduled(around.clause[:WINDOW], table) if table is not None else None


def seeming(cue: str, clause: str, language: str) -> bool:
    """True where a cue only looks like one among these words ("may" in "in May")."""
    table = frames(language)
    if table is None or not re.search(rf"(?<!\w){re.escape(cue)}(?!\w)", clause):
        return False
    return not re.search(rf"(?<!\w){re.escape(cue)}(?!\w)", blanked(plain(clause, language), table))


__all__ = ["Around", "inner", "of_frames", "outer", "planned", "seeming"]
