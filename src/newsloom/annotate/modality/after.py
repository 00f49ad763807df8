"""What stands after a clause and answers, denies or doubts it."""

from __future__ import annotations

import re

from newsloom.annotate.modality.frame_table import Frames
from newsloom.annotate.modality.surround import ASIDE, Verdict, rest_of_sentence

_PASSIVE = re.compile(r"\W*(?:is|are|was|were|has been|have been|had been)\s+\w+ed\b")


def answered(clause: str, right: str, table: Frames, governed: Verdict | None, place: tuple[bool, int]) -> Verdict | None:
    """A question with its answer, and words after the clause that deny or doubt it."""
    question = bool(re.match(r"[\s\"”’»']*[?？؟]", right)) or clause.rstrip(" \"'”’»").endswith(("?", "？", "؟"))
    rest = re.sub(r"^[\s\"”’»']*[?？؟]?[\s\"”’»']*", "", right) if question else right
    if question or (governed is not None and governed[0] == "asked"):
        reply = rest if question else rest.partition(",")[2] or rest
        for modality, pattern in table.answers:
            match = pattern.search(reply)
            if match:
                return modality, match.group().strip(" \"“”«».,;:'")
    if (after := _after(right, question, table, place)) is not None:
        return after
    for modality, pattern in table.tails:
        match = pattern.search(right.split(". ")[0])
        if match and not question and (governed is None or governed[0] != "denied"):
            return modality, match.group()
    if question and not (governed is not None and governed[0] == "doubted"):
        return "asked", "?"
    return None


def _after(right: str, question: bool, table: Frames, place: tuple[bool, int]) -> Verdict | None:
    """Words after the clause that deny it, doubt it, ask it or grant it; not what someone once denied, or nobody denies."""
    bare = ASIDE.sub("", right) if right.startswith((",", '",', "”,")) else right
    for modality, pattern in table.after:
        match = pattern.search(bare) or (pattern.search(right) if bare is not right else None)
        if match is None or modality == "conditional" or (question and modality != "asked"):
            continue
        if match.start() > len(rest_of_sentence(right)):  # in a further sentence, only its first words can speak of this one
            continue
        if _others(match, right, place) and modality in ("denied", "doubted"):
            continue
        if modality == "denied" and table.excuse is not None and table.excuse.search(match.group()):
            continue
        return modality, match.group().strip(" \"“”«».,;:'")
    return None


def _others(match: re.Match[str], right: str, place: tuple[bool, int]) -> bool:
    """True where words after a clause are someone else's: its speaker was named before them, and not in them."""
    before, at = place
    start = right.find(match.group().strip(" \"”’»'«“„),.;:…—–-"))
    if at >= start >= 0:
        return False
    passive = _PASSIVE.match(match.group()) is not None  # "X's claim that [...] was disputed": not by X
    return (before and (passive or start > 1)) or 0 <= at < start
