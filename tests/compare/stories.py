"""Small stories for the tests of this folder: articles are read by the real annotators, then laid side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from newsloom.annotate import annotate
from newsloom.compare import dossier
from newsloom.records import Article, Claim, Dossier, Outlet, Story, When
from newsloom.settings import Settings
from newsloom.text.vectors import embedder

Report = tuple[str, str | None, str]


def article(outlet: str, day: str | None, text: str, language: str = "en") -> Article:
    published = When(value=day, precision="day", origin="metadata") if day else When()
    return Article(
        id=outlet,
        version="1",
        input=f"{outlet}.txt",
        first_seen="2026-09-01T00:00:00Z",
        text=text,
        language=language,
        outlet=Outlet(name=outlet),
        published=published,
    )


def laid(articles: Sequence[Article]) -> Dossier:
    settings = Settings()
    ids = tuple(a.id for a in articles)
    story = Story(id="s", title="t", first=None, last=None, languages=("en",), events=(), articles=ids)
    return dossier(story, articles, annotate(articles, settings.annotate), settings.compare, embedder())


@cache
def claims(*reports: Report) -> tuple[Claim, ...]:
    """The claims of English reports: (outlet, day or None, text) each."""
    return laid([article(*report) for report in reports]).claims


def about(found: Sequence[Claim], *words: str, kind: str | None = None) -> Claim:
    """The one claim whose text or passages hold all of `words`; the first where several do."""
    for claim in found:
        text = " ".join([claim.text, *(p.text for a in claim.assertions for p in a.passages)])
        if all(word in text for word in words) and (kind is None or claim.kind == kind):
            return claim
    raise AssertionError(f"no claim about {words}: {[c.text for c in found]}")
