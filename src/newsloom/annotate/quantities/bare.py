"""What a number counts that has no noun of its own, by the parse: "22 are missing", "40 injured", "the toll rose to 14"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsloom.annotate.quantities import outcome
from newsloom.annotate.quantities.classes import Classes
from newsloom.annotate.quantities.counted import Counted
from newsloom.text.numbers import Number

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_REACH = 9
_SUBJECT = ("nsubj", "nsubjpass", "nsubj:pass")
_OF = ("of", "de", "des", "d'", "d’")
_HELPERS = ("AUX", "ADV")
_SAYS = ("according", "selon")
_BY = ("by",)


def counted(doc: Doc, first: int, at: int, number: Number, table: Classes) -> Counted | None:
    """What the number of tokens first..at counts, None where nothing says so."""
    found = word(doc, at, table) or _copular(doc, at, table) or _apposed(doc, at, number, table) or _governed(doc, first, at, table)
    if found is not None or number.kind != "count" or (first and doc[first - 1].lower_ in _BY):
        return found  # "rose by 12": what is added is no toll
    return _subject(doc, first, table) or _before(doc, first, table)


def word(doc: Doc, at: int, table: Classes) -> Counted | None:
    """ "40 injured", "12 dead", "4 Shot"."""
    if at >= len(doc) or doc[at].is_sent_start:
        return None
    token = doc[at]
    klass = table.outcome(token.lower_) or table.noun(token.lower_)
    if klass is None:
        return None
    both = outcome.joined(doc, at, klass, table)
    if both is not None:
        return Counted(token.idx, token.idx + len(both[0]), both[0], token.lower_, None, both[1])
    return Counted(token.idx, token.idx + len(token), token.text, token.lower_, None, klass)


def _apposed(doc: Doc, at: int, number: Number, table: Classes) -> Counted | None:
    """ "The robbers, at least three according to police, fled": the noun stands before the comma."""
    span = doc.char_span(number.start, number.end, alignment_mode="expand")
    if (
        span is None
        or span.start < 2
        or doc[span.start - 1].text != ","
        or (number.plain and doc[min(at, len(doc) - 1)].lower_ not in _SAYS)
    ):
        return None
    head = doc[span.start - 2]
    plural = head.tag_ == "NNS" or "Number=Plur" in str(head.morph)
    if head.pos_ != "NOUN" or not plural or (head.i and doc[head.i - 1].pos_ == "NUM"):
        return None
    happened = outcome.of(head, table)
    klass = table.noun(head.lemma_.lower(), head.lower_)
    words, found = happened or (None, klass)
    return Counted(head.idx, head.idx + len(head), head.text, head.lemma_.lower(), words, found, klass)


def _copular(doc: Doc, at: int, table: Classes) -> Counted | None:
    """ "22 are missing", "three have since been found dead": helpers and adverbs only before the word."""
    for k in range(at, min(at + 5, len(doc))):
        token = doc[k]
        if token.is_sent_start or token.lower_ in ("not", "n't", "pas"):
            return None
        klass = table.outcome(token.lower_) if k > at else None
        if klass:
            end = doc[at - 1].idx + len(doc[at - 1])
            return Counted(end, end, "", "", token.text, klass)
        if token.pos_ not in _HELPERS and token.lower_ not in table.helpers:
            return None
    return None


def _governed(doc: Doc, first: int, at: int, table: Classes) -> Counted | None:
    for token in doc[first:at]:
        found = outcome.of(token, table) if token.dep_ not in ("nummod", "quantmod", "compound") else None
        if found is not None:
            return Counted(token.idx, token.idx, "", "", found[0], found[1])
    return None


def _subject(doc: Doc, first: int, table: Classes) -> Counted | None:
    """ "The number of people killed when a dam burst rose to 14": the toll is the subject of the verb that the number hangs on."""
    token = doc[first]
    for _ in range(5):
        if token.head.i == token.i:
            return None
        token = token.head
        if token.pos_ not in ("VERB", "AUX"):
            continue
        subject = next((child for child in token.children if child.dep_ in _SUBJECT and child.i < first), None)
        found = None if subject is None else _counting(doc, subject, first, table)
        if found is not None:
            return found
    return None


def _before(doc: Doc, first: int, table: Classes) -> Counted | None:
    """ "The death toll rose to 41": the toll stands shortly before the number, whatever the parse made of it."""
    for k in range(first - 1, max(-1, first - _REACH), -1):
        found = _counting(doc, doc[k], first, table)
        if found is not None or doc[k].is_sent_start or doc[k].text in (";", ":"):
            return found
    return None


def _counting(doc: Doc, token: Token, first: int, table: Classes) -> Counted | None:
    """What a noun like "toll" or "number of deaths" counts."""
    k, lemma = token.i, token.lemma_.lower()
    if token.pos_ not in ("NOUN", "PROPN") or k + 1 >= len(doc) or doc[k + 1].text == "-":
        return None
    if klass := table.tolls.get(lemma) or (table.tolls.get(f"{doc[k - 1].lower_} {lemma}") if k else None):
        start = k - 1 if k and doc[k - 1].pos_ in ("NOUN", "ADJ") and not token.is_sent_start else k
        return Counted(doc[start].idx, token.idx + len(token), doc[start : k + 1].text, lemma, None, klass)
    if lemma not in table.number_of or doc[k + 1].lower_ not in _OF:
        return None
    noun = next((t for t in doc[k + 2 : k + 6] if t.i < first and (t.pos_ == "NOUN" or table.outcome(t.lower_))), None)
    if noun is None:
        return None
    happened = outcome.of(noun, table) if noun.pos_ == "NOUN" else None
    klass = table.outcome(noun.lower_) or table.noun(noun.lemma_.lower(), noun.lower_)
    text = doc[k + 2 : noun.i + 1].text
    return Counted(
        start=doc[k + 2].idx,
        end=noun.idx + len(noun),
        noun=text,
        head=noun.lemma_.lower(),
        outcome=happened[0] if happened else None,
        klass=happened[1] if happened else klass,
        head_klass=klass,
    )
