"""What the finders of this stage share: one article, its parse, and what was found so far. Each finder takes it and gives its own part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsloom.records import Article, Entity, Mention, Quantity, Sentence, Statement, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Reading:
    """One article while it is read.

    Attributes:
        article: the article.
        body: its body; as long as the text, so offsets coincide.
        language: primary subtag ("en").
        doc: spaCy document over the whole body: `token.idx` is an offset in body and text. Its sentence starts are those of `sentences`.
            `syntax` tells whether it holds a parse (heads, lemmas, tags); without one it only holds tokens.
        sentences, entities, ...: found so far, in the order sentences, entities and mentions, quantities, times, statements.
    """

    article: Article
    body: str
    language: str
    doc: Doc
    syntax: bool
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    statements: tuple[Statement, ...] = ()
