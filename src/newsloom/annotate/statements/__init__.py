"""Finds statements: who says what, by which words, in an article.

English stands on the parse; languages without rules for their parse on patterns of their tables; others give what stands in quotation marks
beside a known verb, or nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsloom.annotate.reading import Reading
from newsloom.annotate.statements import dateline, plain
from newsloom.annotate.statements.attribution import Attribution
from newsloom.annotate.statements.build import statements
from newsloom.annotate.statements.gather import attributions
from newsloom.annotate.statements.outer import outermost, spans
from newsloom.annotate.statements.quoted import tokens_of
from newsloom.annotate.statements.words import words
from newsloom.records import Statement
from newsloom.text import quotes

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find", "outermost", "raw", "spans"]


def find(reading: Reading) -> tuple[Statement, ...]:
    """Statements of an article in the order of their first word, nested ones included; offsets are code points of the body."""
    marks = quotes.find(reading.body)
    if not (reading.syntax and reading.language == "en"):
        return plain.find(reading, marks)
    marked = tokens_of(reading.doc, marks, reading.body)
    known = words(reading.language)
    found = attributions(reading.doc, marked, known, reading.body)
    return statements(reading, dateline.without(reading.doc, found, dateline.tokens(reading.doc, reading.body)), marked, known)


def raw(doc: Doc, text: str, language: str) -> list[Attribution]:
    """All attributions in the parse of `text`, stands, wishes and appearances included: for measurement."""
    return attributions(doc, tokens_of(doc, quotes.find(text), text), words(language), text)
