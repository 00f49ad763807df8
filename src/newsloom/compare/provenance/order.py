"""Which of two articles can be the other's origin."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence

from newsloom.compare.provenance import outlets
from newsloom.records import Article

_SHORTEST = 5  # letters of an outlet's name in one run: shorter ones stand in other words
_MANY = 60  # articles of one moment from which on nobody's name is looked for in the others
_NOT_WORD = re.compile(r"[\W_]+")


def ranking(articles: Sequence[Article], credited: Collection[int]) -> list[int]:
    """Indexes from the most to the least original: by time of publication, the undated after the dated; then those that credit nobody;
    then those whose outlet another of that time names as they do themselves; then the longer; then as they came."""
    moments = [_moment(article) for article in articles]
    named = _named(articles, moments)

    def rank(index: int) -> tuple[bool, str, bool, bool, int, int]:
        undated, moment = moments[index]
        return (undated, moment, index in credited, index not in named, -articles[index].words, index)

    return sorted(range(len(articles)), key=rank)


def _moment(article: Article) -> tuple[bool, str]:
    day = article.published.first_day
    moment = article.published.value or day or ""
    return day is None, moment if moment[:10] == (day or "") else day or ""


def _named(articles: Sequence[Article], moments: Sequence[tuple[bool, str]]) -> set[int]:
    """Articles that name their own outlet ("told the Orle Post") where another outlet's of one moment does so as well: as a copy would."""
    together: dict[tuple[bool, str], list[int]] = defaultdict(list)
    for index, moment in enumerate(moments):
        together[moment].append(index)
    found: set[int] = set()
    for group in together.values():
        if not 1 < len(group) <= _MANY:
            continue
        runs = {index: _NOT_WORD.sub("", articles[index].text.casefold()) for index in group}
        forms = {index: _forms(articles[index]) for index in group}
        found.update(
            index
            for index in group
            for form in forms[index]
            if form in runs[index] and any(form in runs[other] for other in group if forms[other] != forms[index])
        )
    return found


def _forms(article: Article) -> tuple[str, ...]:
    """How an outlet is written in one run of letters."""
    name = outlets.of_article(article)
    if name is None:
        return ()
    forms = (outlets.registrable(name).split(".")[0].replace("-", ""),) if outlets.is_host(name) else outlets.labels(name)
    return tuple(form for form in forms if len(form) >= _SHORTEST)
