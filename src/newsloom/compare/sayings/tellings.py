"""Items of whole sentences: what a sentence tells where no clause of it was read, so that no language is left out of the comparison."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from newsloom.compare.sayings.items import STANCES, Item, inside
from newsloom.records import Annotations, Article, Statement

_WORD = re.compile(r"[^\W\d_]{4,}")
_SHORT, _LONG = 25, 400  # characters of a sentence that tells something on its own
_SPOKEN = 0.25  # the same where someone is named who says or denies it: the rest of the sentence is who that is
_COVERED = 0.5  # share of a sentence above which its clauses stand for it


def tellings(index: int, article: Article, notes: Annotations, keys: Mapping[int, str], told: Sequence[Item]) -> Iterator[Item]:
    """One item for each whole sentence of an article that its clauses do not cover.

    Args:
        told: the article's items of clauses.
    """
    for sentence in notes.sentences:
        size = sentence.end - sentence.start
        if not sentence.complete or not _SHORT <= size <= _LONG:
            continue
        within = [i for i in told if sentence.start <= i.start < sentence.end]
        covered = sum(min(i.end, sentence.end) - i.start for i in within)
        if covered >= (_SPOKEN if any(i.attributed or i.marks for i in within) else _COVERED) * size:
            continue
        said = _said(notes, sentence.start, sentence.end)
        words = article.text[sentence.start : sentence.end]
        yield Item(
            article=index,
            start=sentence.start,
            end=sentence.end,
            outer=(sentence.start, sentence.end),
            kind="event",
            predicate="",
            klass=None,
            language=notes.language,
            others=inside(notes, keys, sentence.start, sentence.end),
            terms=frozenset(w.lower() for w in _WORD.findall(words)),
            stance=STANCES.get(said.modality, "asserts") if said else "asserts",
            modality=said.modality if said else "asserted",
            attributed=said.speaker.name if said else None,
            speaker_key=said.speaker_key if said else None,
            via=said.via if said else (),
            sentence_like=True,
            outer_like=True,
            whole_sentence=True,
        )


def _said(notes: Annotations, start: int, end: int) -> Statement | None:
    """The statement that most of a sentence belongs to."""
    inner = [(min(p.end, end) - max(p.start, start), n) for n, s in enumerate(notes.statements) for p in s.pieces]
    most = max(inner, default=(0, 0))
    return notes.statements[most[1]] if most[0] * 2 > end - start else None
