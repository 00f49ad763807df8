"""What an article changed in its own words between two stored versions, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from newsloom.records import Article, Correction, Span
from newsloom.text import sentences

_SAME = 0.5  # likeness (difflib's ratio over words) from which a sentence is another form of the one it replaces
_MOST = 400  # sentences of a version that are compared


def corrections(versions: Sequence[Article]) -> tuple[Correction, ...]:
    """Sentences that were replaced by another form of themselves, from each version to the next. What was only added or dropped is no
    correction.

    Args:
        versions: versions of one article, oldest first.
    """
    found: list[Correction] = []
    for old, new in pairwise(versions):
        found += _between(old, new)
    return tuple(found)


def _between(old: Article, new: Article) -> list[Correction]:
    before, after = _sentences(old), _sentences(new)
    matcher = SequenceMatcher(None, [_plain(old, s) for s in before], [_plain(new, s) for s in after], autojunk=False)
    found = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "replace":
            found += [_correction(old, x, new, y) for x, y in _pairs(old, before[a:b], new, after[c:d])]
    return found


def _pairs(old: Article, before: Sequence[Span], new: Article, after: Sequence[Span]) -> list[tuple[Span, Span]]:
    """Each replaced sentence with the one it became, in order."""
    found: list[tuple[Span, Span]] = []
    rest = list(after)
    for span in before:
        words = _plain(old, span).split()
        scored = [(SequenceMatcher(None, words, _plain(new, other).split(), autojunk=False).ratio(), n) for n, other in enumerate(rest)]
        best = max(scored, key=lambda item: (item[0], -item[1]), default=(0.0, 0))
        if best[0] >= _SAME:
            found.append((span, rest[best[1]]))
            rest = rest[best[1] + 1 :]
    return found


def _correction(old: Article, before: Span, new: Article, after: Span) -> Correction:
    return Correction(article=new.id, before=old.passage(before.start, before.end), after=new.passage(after.start, after.end))


def _sentences(article: Article) -> list[Span]:
    return [Span(start=s.start, end=s.end) for s in sentences.split(article.body(), article.language)][:_MOST]


def _plain(article: Article, span: Span) -> str:
    return " ".join(article.text[span.start : span.end].split())
