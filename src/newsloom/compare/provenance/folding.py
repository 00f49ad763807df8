"""From ties to origins: each article follows its best tie, and what ends at the same place, or at one outlet, is one origin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from newsloom.compare.provenance import outlets, owners
from newsloom.compare.provenance.names import Names
from newsloom.compare.provenance.ties import Tie
from newsloom.records import Article, Derivation, OriginGroup, Provenance

Node = int | str
_DAYS_BEFORE = 14
_ONE_TEXT = 0.8  # confidence of a copy from which on the two are one text
_RANK = {"copy": 0, "credit": 1, "dateline": 2, "rewrite": 3, "cites": 4}


class Folding:
    """Nodes are articles (indexes) and outlets that are credited (their keys), seen in the story or not."""

    def __init__(self, articles: Sequence[Article], order: Sequence[int], ties: Sequence[Tie], names: Names) -> None:
        self.articles = articles
        self.outlets = names
        self.place = {index: rank for rank, index in enumerate(order)}
        self.names: dict[str, str] = {}
        self.by_outlet: dict[str, list[int]] = defaultdict(list)
        for index in order:
            name = self.outlets.of_article(articles[index])
            if name:
                self.by_outlet[self.outlets.key(name)].append(index)
        self.by_url = {article.url: index for index, article in enumerate(articles) if article.url}
        self.ties = [self._placed(tie) for tie in ties]
        self.parents: dict[Node, Node] = {}
        self._fold()

    def provenance(self) -> Provenance:
        groups: dict[Node, list[int]] = defaultdict(list)
        named: dict[Node, str | None] = {}
        for index in range(len(self.articles)):
            root = self._root(index)
            house = self._house(root)
            groups[house].append(index)
            named.setdefault(house, self._name(root))
        origins = tuple(
            OriginGroup(name=named[house], articles=tuple(self.articles[i].id for i in members)) for house, members in groups.items()
        )
        return Provenance(
            reports=len(self.articles),
            independent_sources=len(origins),
            origins=origins,
            derivations=tuple(self._derivation(t) for t in self.ties),
            common_owners=owners.common(origins, {article.id: article for article in self.articles}),
        )

    def _placed(self, tie: Tie) -> Tie:
        """The tie with the article of the story that it goes back to, where there is one: by the address that a credit gives, else the
        credited outlet's last article before this one."""
        if tie.source is not None or tie.name is None:
            return tie
        key = self.outlets.key(tie.name)
        self.names.setdefault(key, self.outlets.canonical(tie.name))
        if tie.url and (found := self.by_url.get(tie.url.rstrip(".,;)"))) is not None and found != tie.article:
            return tie._replace(source=found)
        if not tie.folds:
            return tie
        near = [i for i in self.by_outlet.get(key, ()) if i != tie.article and self._can_be_source(i, tie.article)]
        earlier = [i for i in near if self.place[i] < self.place[tie.article]]
        return tie._replace(source=earlier[-1] if earlier else near[0]) if near else tie

    def _can_be_source(self, source: int, article: int) -> bool:
        """Whether a credit may mean this article of the credited outlet: one of the days before, or a day after (dates are rough)."""
        days = [_day(self.articles[i].published.first_day) for i in (source, article)]
        return days[0] is None or days[1] is None or -_DAYS_BEFORE <= (days[0] - days[1]).days <= 1

    def _fold(self) -> None:
        """Give each article, the most original first, at most one parent; a parent that would close a circle is refused."""
        best: dict[int, list[Tie]] = defaultdict(list)
        for tie in self.ties:
            if tie.folds:
                best[tie.article].append(tie)
        for index in sorted(best, key=lambda i: self.place[i]):
            for tie in sorted(best[index], key=lambda t: (self._is_doubtful(t, best[index]), -self._weight(t), _RANK[t.how])):
                parent = self._parent(tie)
                if parent is not None and self._root(parent) != index:
                    self.parents[index] = parent
                    break

    def _is_doubtful(self, tie: Tie, ties: Sequence[Tie]) -> bool:
        """Whether an article credits one outlet for a text that was printed before under another's name: one text has one origin, however
        many wires are named above it."""
        if tie.how not in ("credit", "dateline") or not tie.name:
            return False
        roots = [self._root(t.source) for t in ties if t.how == "copy" and t.source is not None and t.confidence >= _ONE_TEXT]
        return any(isinstance(root, str) and root != self._root(self.outlets.key(tie.name)) for root in roots)

    def _weight(self, tie: Tie) -> float:
        """A copy leads to its origin's own origin, so it counts as it is; what the article says of itself counts a little more."""
        return tie.confidence + (0.1 if tie.how in ("credit", "dateline") else 0.0)

    def _parent(self, tie: Tie) -> Node | None:
        if tie.how in ("credit", "dateline") and tie.name:
            key = self.outlets.key(tie.name)
            if tie.source is not None and key not in self.parents and self._root(tie.source) != key:
                self.parents[key] = tie.source  # one origin, whether its own article is in the story or only credited
            return key
        return tie.source

    def _root(self, node: Node) -> Node:
        while node in self.parents:
            node = self.parents[node]
        return node

    def _house(self, root: Node) -> Node:
        """The outlet that a root is of: what an outlet reports twice has one source. Platforms print many houses' texts."""
        name = self._name(root)
        return root if name is None or outlets.is_platform(name) else self.outlets.key(name)

    def _name(self, root: Node) -> str | None:
        return self.names.get(root) if isinstance(root, str) else self.outlets.of_article(self.articles[root])

    def _derivation(self, tie: Tie) -> Derivation:
        source = self.articles[tie.source] if tie.source is not None else None
        name = tie.name or (source.title or source.input if source else None) or "unknown"
        return Derivation(
            article=self.articles[tie.article].id,
            from_=name,
            from_article=source.id if source else None,
            how=tie.how,
            confidence=tie.confidence,
            passages=tie.passages,
        )


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None
