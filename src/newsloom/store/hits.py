"""What searching in any database shares."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsloom.records import Article

SPACELESS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
TITLE_WEIGHT = 4.0  # a word in the title says more about an article than one in the body


@dataclass(frozen=True, slots=True)
class Hit:
    """An article found. `score` is higher for a better match; only scores of one search compare."""

    article: str
    story: str | None
    score: float


def body(article: Article) -> str:
    """What is searched of a text: all but furniture."""
    return re.sub(r"\s{2,}", "\n", article.body())
