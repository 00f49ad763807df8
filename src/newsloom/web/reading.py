"""An article's text as a page shows it: lines of pieces, some of which stand for a claim or are the passage that is looked for."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from newsloom.loom import showing
from newsloom.records import Article, StoryBriefing


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text from `start` to `end` (code points) that is marked: the passage looked for (`claim` None), or words of a claim."""

    start: int
    end: int
    claim: str | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    text: Markup
    claim: str | None
    label: str
    focus: bool
    first: bool  # of the passage that is looked for


@dataclass(frozen=True, slots=True)
class Line:
    pieces: tuple[Piece, ...]
    left_out: str | None


def of_claims(article: Article, briefing: StoryBriefing) -> list[Stretch]:
    """The words of this version that claims stand on; where two claims share words, the one with more versions."""
    ranked = sorted(briefing.claims, key=lambda claim: -len(claim.assertions))
    return [
        Stretch(p.start, p.end, claim.id, f"{showing.words.AGREEMENT[claim.agreement]}: {claim.text}")
        for claim in ranked
        for assertion in claim.assertions
        for p in assertion.passages
        if p.article == article.id and p.version == article.version
    ]


def lines(article: Article, marks: Iterable[Stretch], focus: Stretch | None) -> list[Line]:
    held = list(marks)
    return [
        Line(tuple(_pieces(line, at, [m for m in held if m.start < at + len(line) and at < m.end] if why is None else [], focus)), why)
        for line, why, at in showing.lines(article)
    ]


def _pieces(line: str, at: int, marks: list[Stretch], focus: Stretch | None) -> Iterator[Piece]:
    end = at + len(line)
    edges = {at, end}
    for mark in (*marks, *((focus,) if focus else ())):
        edges |= {min(max(mark.start, at), end), min(max(mark.end, at), end)}
    places = sorted(edges)
    for start, stop in itertools.pairwise(places):
        claim = next((m for m in marks if m.start <= start and stop <= m.end), None)
        focused = focus is not None and focus.start <= start and stop <= focus.end
        yield Piece(
            text=part(line[start - at : stop - at]),
            claim=claim.claim if claim else None,
            label=claim.label if claim else "",
            focus=focused,
            first=focused and focus is not None and (start == focus.start or (start == at and focus.start < at)),
        )


def part(text: str) -> Markup:
    """A part of a line, harmless and escaped; the spaces at its ends stay."""
    inner = showing.harmless(text)
    lead = " " if text[:1].isspace() else ""
    trail = " " if inner and text[-1:].isspace() else ""
    return Markup("{}{}{}").format(lead, inner, trail)
