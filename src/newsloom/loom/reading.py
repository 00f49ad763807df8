"""The dear half of the road: annotations of articles, out of the cache where they are there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from newsloom import annotate
from newsloom.loom import digest
from newsloom.loom.intake import Progress, quiet
from newsloom.records import Annotations, Article, from_json, to_json
from newsloom.settings import Settings
from newsloom.store import Store

_KEPT = 32  # articles that are kept together


def read(articles: Sequence[Article], settings: Settings, store: Store | None, progress: Progress = quiet) -> list[Annotations]:
    """Annotations of each article, in order; what had to be made is kept in the store."""
    key = digest.of_annotations()
    # The cache knows versions of texts. Where people marked furniture, the body is another one, and is read anew.
    cached = [article for article in articles if "furniture" not in article.metadata.get("corrected", "")]
    found = store.annotations(cached, key) if store else {}
    missing = list({article.id: article for article in articles if article.id not in found}.values())
    fresh: list[Annotations] = []
    for batch in annotate.in_batches(missing, settings.annotate, partial(_made, settings=settings)):
        # Through JSON and back, as the cache gives them: what is shown (and a claim's id) must not depend on whether it was cached.
        made = [from_json(to_json(one), Annotations) for one in batch]
        found |= {one.article: one for one in made}
        by_hand = {article.id for article in articles} - {article.id for article in cached}
        fresh += [one for one in made if one.article not in by_hand]
        if store and len(fresh) >= _KEPT:
            _keep(store, fresh, key)
            fresh = []
        progress("annotated", len(found))
    if store and fresh:
        _keep(store, fresh, key)
    return [found[article.id] for article in articles]


def _keep(store: Store, made: Sequence[Annotations], key: str) -> None:
    store.keep_annotations([one for one in made if "failed" not in one.missing], key)


def _made(articles: Sequence[Article], settings: Settings) -> list[Annotations]:
    try:
        return annotate.annotate(articles, settings.annotate)
    except Exception:
        if len(articles) == 1:
            return [Annotations(article=articles[0].id, version=articles[0].version, language=articles[0].language, missing=("failed",))]
        return [one for article in articles for one in _made([article], settings)]
