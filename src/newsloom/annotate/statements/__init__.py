"""Finds statements: who says what, by which words, in an article.

English stands on the parse; French and Spanish on patterns of their tables; languages with a table `direct.toml` give what stands in
quotation marks beside a known verb; others nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsloom.annotate.reading import Reading
from newsloom.annotate.statements import dateline, direct, plain
from newsloom.annotate.statements.attribution import Attribution
from newsloom.annotate.statements.build import statements
from newsloom.annotate.statements.direct_table import direct_table
from newsloom.annotate.statements.gather import attributions
from newsloom.annotate.statements.outer import outermost, spans
from newsloom.annotate.statements.plain_patterns import patterns
from newsloom.annotate.statements.quoted import tokens_of
from newsloom.annotate.statements.words import words
from newsloom.records import Statement
from newsloom.text import quotes

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find", "missing", "outermost", "raw", "spans"]


def find(reading: Reading) -> tuple[Statement, ...]:
    """Statements of an article in the order of their first word, nested ones included; offsets are code points of the body."""
    marks = quotes.find(reading.body)
    if not (reading.syntax and reading.language == "en"):
        return plain.find(reading, marks) or direct.find(reading, marks)
    marked = tokens_of(reading.doc, marks, reading.body)
    known = words(reading.language)
    found = attributions(reading.doc, marked, known, reading.body)
    return statements(reading, dateline.without(reading.doc, found, dateline.tokens(reading.doc, reading.body)), marked, known)


def missing(language: str, syntax: bool) -> tuple[str, ...]:
    """What of speech is not read in a language: () where all kinds are, else the kinds that are left out, in words for a reader."""
    if (syntax and language == "en") or patterns(language) is not None:
        return ()
    return ("indirect speech",) if direct_table(language) is not None else ("statements",)


def raw(doc: Doc, text: str, language: str) -> list[Attribution]:
    """All attributions in the parse of `text`, stands, wishes and appearances included: for measurement."""
    return attributions(doc, tokens_of(doc, quotes.find(text), text), words(language), text)
