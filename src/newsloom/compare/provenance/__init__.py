"""Provenance: who copied, rewrote, credits or cites whom, and how many independent origins remain.

An article folds into what it is a credited, copied or rewritten derivation of. Citing another outlet is told and does not fold.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsloom.compare.provenance import cited, credited, stubs
from newsloom.compare.provenance.folding import Folding
from newsloom.compare.provenance.names import Names
from newsloom.compare.provenance.order import ranking
from newsloom.compare.provenance.overlap import copies, words_of
from newsloom.compare.provenance.rewrites import rewrites
from newsloom.compare.provenance.translations import translations
from newsloom.records import Annotations, Article, Provenance
from newsloom.text.vectors import Embedder

__all__ = ["origins_of", "trace"]


def trace(articles: Sequence[Article], annotations: Sequence[Annotations], embedder: Embedder | None = None) -> Provenance:
    """The provenance of a story's articles.

    Args:
        articles: the story's articles, furniture flagged (credit lines are read from there).
        annotations: one for each article, in the same order; empty ones do (then citations are found from the words alone).
        embedder: multilingual sentence embeddings; without them translations are not looked for.

    The work grows with the words of the story: pairs come from an index of shared word shingles and never from all pairs.
    """
    names = Names(articles)
    said = [tie for index, article in enumerate(articles) for tie in credited.ties(index, article, names)]
    order = ranking(articles, {tie.article for tie in said})
    pointing = stubs.ties(articles)
    words = [words_of(article) for article in articles]
    copied = copies(words, [index for index in order if words[index].words])
    settled = {tie.article for tie in (*said, *copied, *pointing) if tie.folds}
    worded = [index for index in order if words[index].words]
    rewritten = rewrites(words, annotations, worded, settled)
    translated = translations(words, annotations, worded, embedder) if embedder else []
    told = {(tie.article, names.key(tie.name)) for tie in said if tie.name}
    citing = [
        tie
        for index, article in enumerate(articles)
        for tie in cited.ties(index, article, annotations[index], names)
        if (index, names.key(tie.name or "")) not in told
    ]
    return Folding(articles, order, [*pointing, *copied, *said, *rewritten, *translated, *citing], names).provenance()


def origins_of(provenance: Provenance) -> dict[str, int]:
    """For each article id, the index of its origin in `provenance.origins`: the number of different values is the number of
    independent sources of any choice of articles."""
    return {article: number for number, group in enumerate(provenance.origins) for article in group.articles}
