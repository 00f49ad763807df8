"""What the pattern finders hand over: places of cue, source and content."""

from __future__ import annotations

from dataclasses import dataclass

from newsloom.text.quotes import Quote

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution in code points of the body.

    Attributes:
        cue: the reporting words.
        source: the words for the speaker, None where a pronoun in the cue or nothing stands for them.
        content: stretches of what was said.
        quotes: quotations linked to it.
        nobody: said by no one in particular ("on dit que").
    """

    cue: Pair
    source: Pair | None
    content: tuple[Pair, ...]
    quotes: tuple[Quote, ...] = ()
    nobody: bool = False


def inside(place: int, quotes: tuple[Quote, ...]) -> bool:
    return any(q.start <= place < q.end for q in quotes)


def trim(body: str, start: int, end: int) -> int:
    """`end` without what closes a clause."""
    while end > start and body[end - 1] in " .\n,;":
        end -= 1
    return end
