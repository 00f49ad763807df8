"""Copies: articles that share their running words. Candidates come from an index of word shingles (Broder 1997), so that the work
grows with the words of a story and not with the pairs of its articles."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from newsloom.compare.at_hand import AtHand, state
from newsloom.compare.provenance import facts, outlets
from newsloom.compare.provenance.ties import Tie
from newsloom.records import Article, Passage

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+(?:['’\u00ad\u200b-\u200d\u2060\ufeff]{1,4}[^\W_]+)*")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff")) | {ord("’"): "'"}  # characters that only hide a copy
_QUOTED = re.compile(r"“[^“”]{0,1500}”|«[^«»]{0,1500}»|„[^„“”]{0,1500}[“”]|\"[^\"\n]{0,1500}\"")
# What is written to readers at the end of a report is no sign of copying: every outlet prints the same telephone numbers.
_CONTACT = re.compile(r"\d{3}[-. ]{1,2}\d{4}(?!\d)|\bwww\.\w|https?://\w|[\w.]{1,40}@\w")
_SENTENCE = 300
_SIZE = 5
_HOLDERS = 8
_COPY = 0.35
_OWN_COPY = 0.3
_MIN_SHINGLES = 12
_FEW, _SHORTEST = 4, 16
_NEARLY_ALL = 0.9
# Paragraphs taken over whole into a text that has more of its own: told; the text folds where they are a good part of it.
_TOLD, _FOLDS, _LONG_SHARED, _LONG_RUN = 0.15, 0.3, 40, 25
_PASSAGES = 3


class Words:
    """The body of one article as words with offsets; words inside quotation marks are a speaker's, and no sign of copying."""

    def __init__(self, article: Article) -> None:
        self.article = article
        body = article.body()
        quoted = _others(body)
        self.words: list[tuple[str, int, int]] = []
        own: list[bool] = []
        self.own = own  # for each word, whether it stands outside quotation marks
        position = 0
        for match in _WORD.finditer(body):
            while position < len(quoted) and quoted[position][1] <= match.start():
                position += 1
            inside = position < len(quoted) and quoted[position][0] <= match.start()
            start, end = match.span()
            self.words.append((match.group().lower().translate(_UNSEEN), start, end))
            own.append(not inside)
        self.facts = facts.read(body, self.words)
        self.outlet = outlets.of_article(article)
        self.shingles = _shingles([word for word, _, _ in self.words], own)

    @cached_property
    def text(self) -> str:
        return " ".join(word for word, _, _ in self.words)


_read: AtHand[Words] = AtHand(4000)


def words_of(article: Article) -> Words:
    """The words of an article, read once."""
    return _read.get(state(article), lambda: Words(article))


def _others(body: str) -> list[tuple[int, int]]:
    """Stretches that are not the writer's own: quotations, and lines that give a telephone number, an address of mail or of the web."""
    found = [m.span() for m in _QUOTED.finditer(body)]
    for contact in _CONTACT.finditer(body):
        start = max(body.rfind(stop, max(0, contact.start() - _SENTENCE), contact.start()) for stop in (". ", "\n", "? "))
        stop = min(
            (at for end in (". ", "\n") if (at := body.find(end, contact.end(), contact.end() + _SENTENCE)) >= 0), default=contact.end()
        )
        found.append((max(start, 0), stop))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _shingles(words: Sequence[str], own: Sequence[bool]) -> dict[int, int]:
    """Runs of words outside quotation marks (their hashes), and where each begins first."""
    found: dict[int, int] = {}
    run = next((n for n, mine in enumerate(reversed(own[: _SIZE - 1])) if not mine), _SIZE - 1)
    for at, shingle in enumerate(zip(*(words[n:] for n in range(_SIZE)), strict=False)):
        run = run + 1 if own[at + _SIZE - 1] else 0
        if run >= _SIZE:
            found.setdefault(hash(shingle), at)
    return found


def copies(words: Sequence[Words], order: Sequence[int]) -> list[Tie]:
    """Ties of later articles to the earlier ones that they copy, the best one for each article.

    Args:
        words: one for each article.
        order: indexes of the articles from the most to the least original (see `order.ranking`).
    """
    holders: dict[int, list[int]] = defaultdict(list)
    texts: dict[str, int] = {}
    found: list[Tie] = []
    for index in order:
        mine = words[index]
        if mine.words and mine.text in texts:
            found.append(_same(words, index, texts[mine.text]))
            continue
        texts.setdefault(mine.text, index)
        counts = Counter(other for shingle in mine.shingles for other in holders.get(shingle, ()))
        best = _best(words, index, counts)
        if best is not None:
            found.append(best)
        for shingle in mine.shingles:
            if len(holders[shingle]) < _HOLDERS:
                holders[shingle].append(index)
    return found


def _same(words: Sequence[Words], index: int, other: int) -> Tie:
    passages = tuple(_span(w, 0, min(len(w.words), 60)) for w in (words[index], words[other]))
    return Tie(index, words[other].outlet, other, "copy", 1.0, passages)


def _best(words: Sequence[Words], index: int, counts: Counter[int]) -> Tie | None:
    mine = words[index]
    for other, shared in counts.most_common(3):
        theirs = words[other]
        if shared < _MIN_SHINGLES and not _holds(theirs, mine, shared):
            continue
        share, back = shared / len(mine.shingles), shared / len(theirs.shingles)
        if not _enough(mine, theirs, share, back):
            continue
        runs = _runs(mine, theirs)
        long = bool(runs) and runs[0][0] >= _LONG_RUN and shared >= _LONG_SHARED
        if runs and (long or _is_copy(mine, theirs, share, back)):
            passages = tuple(
                p for length, here, there in runs[:_PASSAGES] for p in (_span(mine, here, length), _span(theirs, there, length))
            )
            sure = round(min(1.0, 0.3 + 0.7 * max(share, back * 0.9)), 2)
            return Tie(index, theirs.outlet, other, "copy", sure, passages, folds=share >= _FOLDS)
    return None


def _holds(theirs: Words, mine: Words, shared: int) -> bool:
    """Whether a short text, its quotations included, stands in another one as it is: first lines of it, most often."""
    return shared >= _FEW and len(mine.words) >= _SHORTEST and f" {mine.text} " in f" {theirs.text} "


def _enough(mine: Words, theirs: Words, share: float, back: float) -> bool:
    """Whether so much is shared that it is worth a look, and the names and figures are the same (texts of one template share the rest)."""
    alike = max(share, back) >= _NEARLY_ALL or mine.facts.fit(theirs.facts)
    return alike and (share >= _TOLD or _is_copy(mine, theirs, share, back))


def _is_copy(mine: Words, theirs: Words, share: float, back: float) -> bool:
    own_house = mine.outlet is not None and mine.outlet == theirs.outlet
    return share >= (_OWN_COPY if own_house else _COPY) or (back >= 0.85 and share >= _OWN_COPY)


def _runs(mine: Words, other: Words) -> list[tuple[int, int, int]]:
    """Stretches that both texts have word for word, the longest first: length, start here, start there, counted in words."""
    runs: list[tuple[int, int, int]] = []
    at = sorted((here, other.shingles[shingle]) for shingle, here in mine.shingles.items() if shingle in other.shingles)
    if not at:
        return []
    begin = at[0]
    for before, after in pairwise([*at, (-1, -1)]):
        if after[0] != before[0] + 1 or after[1] != before[1] + 1:
            runs.append((before[0] - begin[0] + _SIZE, *begin))
            begin = after
    return sorted(runs, reverse=True)


def _span(words: Words, at: int, length: int) -> Passage:
    return words.article.passage(words.words[at][1], words.words[min(at + length, len(words.words)) - 1][2])
