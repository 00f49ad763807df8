"""Which of two articles can be the other's origin."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from newsloom.compare.provenance import outlets
from newsloom.records import Article

_SHORTEST = 5  # letters of an outlet's name in one run: shorter ones stand in other words
_NOT_WORD = re.compile(r"[\W_]+")


def ranking(articles: Sequence[Article], credited: Collection[int]) -> list[int]:
    """Indexes from the most to the least original: by time of publication, the undated after the dated; then those that credit nobody;
    then those that name their own outlet ("told the Orle Post" in the Orle Post); then the longer; then as they came."""

    def rank(index: int) -> tuple[bool, str, bool, bool, int, int]:
        article = articles[index]
        day = article.published.first_day
        moment = article.published.value or day or ""
        return (
            day is None,
            moment if moment[:10] == (day or "") else day or "",
            index in credited,
            not _names_itself(article),
            -article.words,
            index,
        )

    return sorted(range(len(articles)), key=rank)


def _names_itself(article: Article) -> bool:
    """Whether the text names the outlet that it stands at: its copies name it as well, but not theirs."""
    name = outlets.of_article(article)
    if name is None:
        return False
    forms = (outlets.registrable(name).split(".")[0].replace("-", ""),) if outlets.is_host(name) else outlets.labels(name)
    run = _NOT_WORD.sub("", article.text.casefold())
    return any(len(form) >= _SHORTEST and form in run for form in forms)
