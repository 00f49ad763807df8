"""The dear half of the road: annotations of articles, out of the cache where they are there."""

from __future__ import annotations

from collections.abc import Sequence

from newsloom import annotate
from newsloom.loom import digest
from newsloom.loom.intake import Progress, quiet
from newsloom.records import Annotations, Article, from_json, to_json
from newsloom.settings import Settings
from newsloom.store import Store

_CHUNK = 32  # articles read between two signs of progress, and kept together


def read(articles: Sequence[Article], settings: Settings, store: Store | None, progress: Progress = quiet) -> list[Annotations]:
    """Annotations of each article, in order; what had to be made is kept in the store."""
    key = digest.of_annotations()
    found = store.annotations(articles, key) if store else {}
    missing = [article for article in articles if article.id not in found]
    for at in range(0, len(missing), _CHUNK):
        made = _made(missing[at : at + _CHUNK], settings)
        found |= {one.article: one for one in made}
        if store:
            store.keep_annotations([one for one in made if "failed" not in one.missing], key)
        progress("annotated", len(found))
    return [found[article.id] for article in articles]


def _made(articles: Sequence[Article], settings: Settings) -> list[Annotations]:
    try:
        # Through JSON and back, as the cache gives them: what is shown (and a claim's id) must not depend on whether it was cached.
        return [from_json(to_json(one), Annotations) for one in annotate.annotate(articles, settings.annotate)]
    except Exception:
        if len(articles) == 1:
            return [Annotations(article=articles[0].id, version=articles[0].version, language=articles[0].language, missing=("failed",))]
        return [one for article in articles for one in _made([article], settings)]
