"""Readings of short texts for the tests of this stage."""

from __future__ import annotations

from collections.abc import Sequence

from newsloom.annotate.parse import parse
from newsloom.annotate.reading import Reading
from newsloom.records import Article, Outlet, When
from newsloom.text import sentences


def read(texts: Sequence[str], language: str, published: When | None = None, country: str | None = None) -> list[Reading]:
    """One reading a text, parsed in one batch."""
    split = [sentences.split(text, language) for text in texts]
    parsed = parse(zip(texts, split, strict=True), language)
    return [
        Reading(
            article=Article(
                id="a",
                version="v",
                input="i",
                first_seen="2024-02-05T00:00:00Z",
                text=text,
                language=language,
                published=published or When(),
                outlet=Outlet(country=country) if country else None,
            ),
            body=text,
            language=language,
            doc=doc,
            syntax=syntax,
            sentences=parts,
        )
        for text, parts, (doc, syntax) in zip(texts, split, parsed, strict=True)
    ]
