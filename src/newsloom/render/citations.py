"""Numbers for passages: each distinct passage of a story gets one number, in the order in which it is first cited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from newsloom.records import ArticleCard, Passage, StoryBriefing

SHARE = 0.25  # of an article: how much may be shown around what is cited, over all citations
CONTEXT = 110  # code points of surrounding text shown on either side of a passage


@dataclass(frozen=True)
class Citation:
    """A passage, its number and its article; `before` and `after` are the words around it, where the article's text is at hand."""

    number: int
    passage: Passage
    article: ArticleCard | None
    before: str
    after: str


@dataclass
class Citer:
    """Hands out numbers while a face is written; `listed` has them all in the end.

    With `coarse`, a passage inside one that has a number already shares it: fewer, longer notes.
    """

    story: StoryBriefing
    offset: int = 0
    coarse: bool = False
    listed: list[Citation] = field(default_factory=list)
    _known: dict[tuple[str, str, int, int], Citation] = field(default_factory=dict)
    share: float = SHARE
    _articles: dict[str, ArticleCard] = field(default_factory=dict)
    _shown: dict[str, int] = field(default_factory=dict)
    _main: set[int] = field(default_factory=set)
    _aside: bool = False

    def __post_init__(self) -> None:
        self._articles = {a.id: a for a in self.story.articles}

    def article(self, id_: str) -> ArticleCard | None:
        return self._articles.get(id_)

    def cite(self, passages: Iterable[Passage]) -> list[Citation]:
        """The citations of these passages, numbered."""
        found = list({c.number: c for c in (self._one(p) for p in dict.fromkeys(passages))}.values())
        if not self._aside:
            self._main.update(c.number for c in found)
        return found

    def aside(self, on: bool = True) -> str:
        """From here on (or no longer) a part is written that paper leaves out. Gives "", for templates."""
        self._aside = on
        return ""

    def spare(self, citation: Citation) -> bool:
        """True where nothing but what paper leaves out cites it."""
        return citation.number not in self._main

    def _one(self, passage: Passage) -> Citation:
        key = (passage.article, passage.version, passage.start, passage.end)
        if key not in self._known and self.coarse:
            around = next((c for c in self.listed if _holds(c.passage, passage)), None)
            if around is not None:
                self._known[key] = around
        if key not in self._known:
            article = self._articles.get(passage.article)
            before, after = self._context(article, passage)
            self._known[key] = Citation(self.offset + len(self.listed) + 1, passage, article, before, after)
            self.listed.append(self._known[key])
        return self._known[key]

    def _context(self, article: ArticleCard | None, passage: Passage) -> tuple[str, str]:
        """The words around a passage, as long as no more than `share` of the article has been shown so."""
        if article is None or article.text is None:
            return "", ""
        before, after = _around(article, passage)
        shown = self._shown.get(article.id, 0) + len(before) + len(after)
        if shown > self.share * len(article.text):
            return "", ""
        self._shown[article.id] = shown
        return before, after


def _holds(outer: Passage, inner: Passage) -> bool:
    same = (outer.article, outer.version) == (inner.article, inner.version)
    return same and outer.start <= inner.start and inner.end <= outer.end


def _around(article: ArticleCard | None, passage: Passage) -> tuple[str, str]:
    """A few words before and after, inside the paragraph, cut at white space."""
    if article is None or article.text is None or article.version != passage.version:
        return "", ""
    start = max(0, passage.start - CONTEXT)
    before = article.text[start : passage.start].rsplit("\n", 1)[-1]
    after = article.text[passage.end : passage.end + CONTEXT].split("\n", 1)[0]
    if len(before) == CONTEXT and " " in before:
        before = "… " + before.split(" ", 1)[1]
    if len(after) == CONTEXT and " " in after:
        after = after.rsplit(" ", 1)[0] + " …"
    return before, after
