"""Puts the parts of a dossier together."""

from __future__ import annotations

from collections.abc import Sequence

from newsloom.compare import additions, claims, timeline
from newsloom.compare.entities import canon, link
from newsloom.compare.places import places
from newsloom.compare.provenance import trace
from newsloom.compare.statements import of_story
from newsloom.records import Annotations, Article, Dossier, Story
from newsloom.records.people import Bond
from newsloom.settings import CompareSettings
from newsloom.text.vectors import Embedder


def dossier(
    story: Story,
    articles: Sequence[Article],
    annotations: Sequence[Annotations],
    settings: CompareSettings,
    embedder: Embedder,
    bonds: Sequence[Bond] = (),
) -> Dossier:
    """All that is known of one story once its articles are laid side by side.

    Args:
        story: the story.
        articles: its articles, one version each.
        annotations: what was read out of them, one each, in the same order.
        settings: tolerances.
        embedder: sentence embeddings.
        bonds: what people said of claims that are one, or not; it holds over how they are aligned.
    """
    links = canon(annotations)
    entities = link(annotations)
    provenance = trace(articles, annotations, embedder)
    said = of_story(articles, annotations, entities)
    claimed = claims.build(articles, annotations, links, provenance, settings, embedder, bonds)
    return Dossier(
        story=story,
        articles=tuple(articles),
        annotations=tuple(annotations),
        entities=entities,
        statements=said,
        claims=claimed,
        timeline=timeline.build(articles, annotations),
        provenance=provenance,
        places=tuple(places(annotations, links)),
        additions=additions.of_story(articles, claimed, said, provenance),
    )
