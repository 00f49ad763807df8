"""Which of two articles can be the other's origin."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from newsloom.records import Article


def ranking(articles: Sequence[Article], credited: Collection[int]) -> list[int]:
    """Indexes from the most to the least original: by time of publication, the undated after the dated; then those that credit nobody;
    then the longer; then as they came."""

    def rank(index: int) -> tuple[bool, str, bool, int, int]:
        article = articles[index]
        day = article.published.first_day
        moment = article.published.value or day or ""
        return (day is None, moment if moment[:10] == (day or "") else day or "", index in credited, -article.words, index)

    return sorted(range(len(articles)), key=rank)
