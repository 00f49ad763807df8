"""A clause with its surroundings, made ready for the frames."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from newsloom.annotate.modality.frame_table import Frames, frames
from newsloom.records import Modality

Verdict = tuple[Modality, str | None]
WINDOW = 400  # code points looked at on either side
ASIDE = re.compile(r"\s*[,—–(]\s?[^,;:?()—–]{1,90}[,—–)](?=\s|$)")
OPEN = " \t\n\"“«‘'„¿¡-–—"
CLAUSE = re.compile(r"[,;:.!?…—–]\s")
STRONG = ("asked", "denied", "doubted")
_STOP = re.compile(r"[.!…]['\"”’»)]*(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Around:
    """A clause and its surroundings: the rest of its sentence on the left, that and the next sentence on the right.

    `speaker`: whose degree of certainty is asked for, as written there; None: the text's own, or whoever's the words are.
    """

    left: str
    clause: str
    right: str
    speaker: str | None = None


@lru_cache(maxsize=16)
def ready(around: Around, language: str) -> Around:
    """The same with one kind of apostrophe, cut to the window, and without words that only look like cues; the speaker case-folded."""
    table = frames(language)
    if table is None:
        return around
    return Around(
        blanked(plain(around.left[-WINDOW:], language), table),
        blanked(plain(around.clause[:WINDOW], language), table),
        plain(around.right[:WINDOW], language),
        plain(around.speaker or "", language).casefold(),
    )


def rest_of_sentence(right: str) -> str:
    """The words after a clause up to the end of their sentence."""
    stop = _STOP.search(right)
    return right[: stop.end()] if stop else right


def place_of(left: str, right: str, speaker: str) -> tuple[bool, int]:
    """Whether the speaker stands before the clause, and where after it (-1: not there)."""
    return (bool(speaker) and speaker in left.casefold(), right.casefold().find(speaker) if speaker else -1)


def plain(text: str, language: str) -> str:
    """One kind of apostrophe; in French and Italian, elided words stand apart."""
    text = text.replace("’", "'").replace("\n", " ")
    return re.sub(r"(?<=\w)'(?=\w)", "' ", text) if language in ("fr", "it") else text


def blanked(text: str, table: Frames) -> str:
    """Without words that only look like cues ("in May", "the old man's will")."""
    return table.blank.sub(lambda m: "_" * len(m.group()), text) if table.blank else text


def at_end(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next((match for match in pattern.finditer(text) if match.end() == len(text)), None)
