"""Parts and their wholes: "1,000 out of the 11,000", "3 of 7"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsloom.text.numbers.grammar import Grammar, match
from newsloom.text.numbers.part import Part
from newsloom.text.numbers.tokens import Token


def wholes(parts: list[Part], found: Sequence[Token], rules: Grammar) -> list[Part]:
    """Link "1,000 out of the 11,000" and "3 of the 7": the second is the whole of the first."""
    for index in range(len(parts) - 1):
        part, after = parts[index], parts[index + 1]
        at = part.last
        hit = match(rules.words.get("of", {}), found, at)
        for ahead in (1, 2, 3):
            if hit is not None:
                break
            if at + ahead < after.first and found[at + ahead - 1].kind == "word":
                hit = match(rules.words.get("of", {}), found, at + ahead)
        if hit is None:
            continue
        between = [t.lower for t in found[hit[0] : after.first]]
        allowed = rules.listed("words", "determiners")
        bigger = (after.low or after.high or 0) >= (part.low or part.high or 0)
        if (
            ((len(between) <= 2 and all(word in allowed for word in between)) or _owner(between))
            and bigger
            and after.unit is None
            and _whole_words(found, at, hit, between, rules)
        ):
            parts[index] = replace(part, whole=index + 1)
    return parts


def _owner(between: list[str]) -> bool:
    """ "900 of the plant's 3,400 jobs"."""
    return 3 <= len(between) <= 6 and between[-1] == "s" and between[-2] in ("'", "’") and all(word.isalpha() for word in between[:-2])


def _whole_words(found: Sequence[Token], at: int, hit: tuple[int, str], between: list[str], rules: Grammar) -> bool:
    """ "3 of the 7" and "3 out of 7" are parts; "a team of 7" is none, nor "fears of 7"."""
    joint = " ".join(t.lower for t in found[at : hit[0]])
    return bool(between) or joint in rules.listed("words", "part") or joint in rules.listed("words", "of")  # "3 of 7"
