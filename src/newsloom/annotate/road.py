"""The order in which an article is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from newsloom.annotate import entities, propositions, quantities, statements, times
from newsloom.annotate.parse import parse, readable
from newsloom.annotate.reading import Reading
from newsloom.records import Annotations, Article
from newsloom.settings import AnnotateSettings
from newsloom.text import sentences


def annotate(articles: Sequence[Article], settings: AnnotateSettings) -> list[Annotations]:  # noqa: ARG001
    """Read articles, in their order. Articles of one language are parsed in one batch."""
    by_language: dict[str, list[int]] = defaultdict(list)
    for index, article in enumerate(articles):
        by_language[article.language.split("-")[0]].append(index)
    done: dict[int, Annotations] = {}
    for language, indexes in by_language.items():
        bodies = [articles[i].body() for i in indexes]
        split = [sentences.split(body, language) for body in bodies]
        cut = [readable(body, parts) for body, parts in zip(bodies, split, strict=True)]
        parsed = parse(((body, parts) for body, parts, _ in cut), language)
        for index, (body, parts, whole), (doc, syntax) in zip(indexes, cut, parsed, strict=True):
            reading = Reading(article=articles[index], body=body, language=language, doc=doc, syntax=syntax, sentences=parts)
            done[index] = read(reading, whole)
    return [done[i] for i in range(len(articles))]


def read(reading: Reading, whole: bool = True) -> Annotations:
    """Run the finders over one parsed article. `whole`: all of its body was parsed."""
    found, mentions = entities.find(reading)
    reading = replace(reading, entities=found, mentions=mentions)
    reading = replace(reading, quantities=quantities.find(reading), times=times.find(reading))
    reading = replace(reading, statements=statements.find(reading))
    return Annotations(
        article=reading.article.id,
        version=reading.article.version,
        language=reading.language,
        sentences=reading.sentences,
        entities=reading.entities,
        mentions=reading.mentions,
        quantities=reading.quantities,
        times=reading.times,
        statements=reading.statements,
        propositions=propositions.find(reading),
        missing=(
            *(() if reading.syntax else ("syntax",)),
            *statements.missing(reading.language, reading.syntax),
            *(() if whole else ("rest of a long text",)),
        ),
    )
