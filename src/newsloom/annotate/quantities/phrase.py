"""The noun phrase that a number counts, by part of speech (languages with a parser)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsloom.annotate.quantities.classes import Classes
from newsloom.text.dates.tables import tables

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_NOUNS = ("NOUN", "PROPN")
_INSIDE = ("ADJ", "NOUN", "PROPN", "NUM")
_LONGEST = 10
_OF = {"en": ("of",), "fr": ("de", "d'", "d’", "des", "du")}
_NOT_COUNTED = ("am", "pm", "percent", "cent")


def tokens_of(doc: Doc, start: int, end: int) -> Span | None:
    """The tokens over a stretch of the text."""
    return doc.char_span(start, end, alignment_mode="expand")


def after(doc: Doc, at: int, language: str, of: bool = False) -> tuple[int, int, int] | None:
    """The noun phrase that starts at token `at`: (first token, token after it, its head).

    Args:
        of: a preposition ("of", "de") and a determiner may stand before it ("dozens of the homes").
    """
    first = at
    if of and first < len(doc) and doc[first].lower_ in _OF.get(language, ()):
        first += 1
        while (
            first < len(doc)
            and doc[first].pos_ in ("DET", "PRON")
            and first - at < 4
            and doc[first].lower_ not in ("them", "those", "us", "which", "whom")
        ):
            first += 1
    last, head = first, -1
    while last < len(doc) and last - first < _LONGEST and _belongs(doc, last, first, language):
        if doc[last].pos_ in _NOUNS or doc[last].lower_ in ("others", "more"):
            head = last
        last += 1
        if head >= 0 and language == "fr" and not _adjective_after(doc, last):
            break
    if head < 0:
        return None
    end = head + 1
    if language == "fr":
        while end < len(doc) and _adjective_after(doc, end) and end - head < 3:
            end += 1
        head = next(k for k in range(first, end) if doc[k].pos_ in _NOUNS or doc[k].lower_ in ("others", "more"))
    return first, end, head


def mistagged(doc: Doc, at: int, language: str, table: Classes) -> tuple[int, int, int] | None:
    """A French plural right after its number that the tagger took for an adjective ("sept pièces")."""
    if language != "fr" or at >= len(doc) or doc[at].is_sent_start or doc[at].pos_ not in ("ADJ", "ADV", "PRON"):
        return None
    word = doc[at].lower_
    plural = len(word) > 3 and word.isalpha() and word.endswith(("s", "x")) and word == doc[at].text
    return (at, at + 1, at) if plural and table.outcome(word) is None and not word.endswith("ns") else None


def _adjective_after(doc: Doc, at: int) -> bool:
    return at < len(doc) and doc[at].pos_ == "ADJ" and not doc[at].is_sent_start


def _belongs(doc: Doc, at: int, first: int, language: str) -> bool:
    token = doc[at]
    if token.is_sent_start and at > first:
        return False
    if "\n" in token.text or token.lower_ in _NOT_COUNTED or _says_when(doc, at, language):
        return False
    if language == "en" and token.pos_ == "PROPN" and at > first and doc[at - 1].tag_ == "NNS":
        return False  # "three sisters Ada and Una": the names of those counted
    if token.pos_ in _INSIDE:
        return not (token.pos_ == "NUM" and token.i > first and doc[at - 1].pos_ in _NOUNS)
    if token.tag_ in ("VBN", "VBG") and token.pos_ in ("VERB", "ADJ"):
        return token.dep_ in ("amod", "compound") or _noun_near(doc, at)
    if token.pos_ == "ADV" and at + 1 < len(doc):
        return (doc[at + 1].pos_ in ("ADJ", "VERB") or doc[at + 1].text == "-") and _noun_near(doc, at + 1)
    if token.text in ("-", "'s", "’s", "'", "’"):
        return at > first and at + 1 < len(doc) and (doc[at + 1].pos_ in (*_INSIDE, "VERB") or doc[at + 1].tag_ == "RP")
    if token.tag_ == "RP" and at > first and doc[at - 1].text == "-":  # "40 laid-off workers"
        return _noun_near(doc, at)
    if token.lower_ in ("and", "or") and at > first:
        return language == "en" and doc[at - 1].pos_ == "ADJ" and _noun_near(doc, at)
    return token.text == "," and at > first and doc[at - 1].pos_ == "ADJ" and at + 1 < len(doc) and doc[at + 1].pos_ == "ADJ"


def _says_when(doc: Doc, at: int, language: str) -> bool:
    """A weekday, a month, or "last month": no longer what is counted."""
    values = tables(language).values
    word = doc[at].lower_
    if (doc[at].text[:1].isupper() or language == "fr") and (word in values["weekdays"] or word in values["months"]):
        return True
    return word in values["mods"] and at + 1 < len(doc) and doc[at + 1].lower_ in values["units"]


def _noun_near(doc: Doc, at: int) -> bool:
    """Only adjectives and adverbs until a noun: the word at `at` qualifies that noun ("well-prepared soldiers")."""
    for k in range(at + 1, min(at + 6, len(doc))):
        if doc[k].pos_ == "NOUN":
            return True
        if doc[k].pos_ not in ("ADJ", "ADV", "PUNCT", "CCONJ", "PROPN") and doc[k].tag_ not in ("VBN", "VBG"):
            return False
    return False


def participle(token: Token) -> tuple[int, int] | None:
    """A short participle phrase that says which ones are meant ("sent from North Korea"): (first token, token after it)."""
    for child in token.rights:
        if child.dep_ == "acl" and child.tag_ in ("VBN", "VERB") and child.i - token.i == 1:
            end = child.right_edge.i + 1
            inner = [t for t in token.doc[child.i : end] if t.pos_ in ("VERB", "PUNCT")]
            if end - child.i <= 5 and len(inner) == 1 and end - child.i > 1:
                return child.i, end
    return None
