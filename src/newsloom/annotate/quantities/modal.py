"""How a quantity is meant, by the verb that governs it: "would ballot its 2,600 members" counts members there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsloom import lexicon
from newsloom.records import Mode
from newsloom.text.dates.tables import tables
from newsloom.text.numbers import Number

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_STEPS = 8
_VERBS = 5
_FUTURE = ("will", "shall", "'ll", "’ll", "wo")
_MAYBE = ("could", "might", "may", "can", "should")
_SUBJECT = ("nsubj", "nsubjpass")
_DEFINITE = ("the", "its", "their", "his", "her", "our", "'s", "’s", "these", "those")


def mode(doc: Doc, number: Number, language: str) -> Mode | None:
    """The mode that the parse gives, None where it does not tell (always so outside English)."""
    if language != "en":
        return None
    span = doc.char_span(number.core_start, number.core_end, alignment_mode="expand")
    if span is None:
        return None
    noun: Token = span.root.head if span.root.dep_ in ("nummod", "quantmod") else span.root
    if any(child.dep_ in ("relcl", "acl") and _infinitive(child) for child in noun.children):
        return "planned"  # "850 jobs to be cut"
    verb = _verb(noun)
    first = min(span.start, span[0].left_edge.i)
    if verb is not None and first and doc[first - 1].lower_ in _DEFINITE and noun.i > verb.i:
        return "actual"
    return None if verb is None else _meant(verb)


def _verb(token: Token) -> Token | None:
    """The nearest verb over a noun."""
    for _ in range(_STEPS):
        if token.head.i == token.i:
            return None
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return token
    return None


def _meant(verb: Token) -> Mode | None:
    for _ in range(_VERBS):
        found = _own(verb)
        if found is not None:
            return found
        if verb.head.i == verb.i or verb.head.pos_ not in ("VERB", "AUX") or verb.dep_ not in ("conj", "xcomp", "advcl", "dep"):
            return None
        verb = verb.head
    return None


def _own(verb: Token) -> Mode | None:
    words = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if any(child.dep_ == "mark" and child.lower_ in ("if", "unless") for child in verb.children) or words & set(_MAYBE):
        return "hypothetical"
    if words & set(_FUTURE):
        return "planned"
    if "would" in words:
        return "planned" if _reported(verb) else "hypothetical"
    if _infinitive(verb):
        cues = lexicon.table("counts", "en").get("cues", {})
        above = verb.head
        ahead = {*cues.get("leading", ()), *cues.get("planned", ()), *tables("en").prospective}
        return "planned" if above.lemma_ == "be" or above.lower_ in ahead or above.lemma_.lower() in ahead else None
    if verb.lemma_ == "be" and any(child.dep_ == "xcomp" and _infinitive(child) for child in verb.children):
        return "planned"  # "850 jobs are to be cut"
    if verb.dep_ == "conj" and verb.lower_ == verb.lemma_.lower() and not any(child.dep_ in _SUBJECT for child in verb.children):
        return None  # "would close the line and cut 850 jobs"
    if verb.tag_ in ("VBD", "VBZ", "VBP") or (verb.tag_ == "VBN" and words):
        return "actual"
    return None


def _infinitive(verb: Token) -> bool:
    return verb.tag_ in ("VB", "VBN") and any(child.tag_ == "TO" for child in verb.children)


def _reported(verb: Token) -> bool:
    """ "said it would close": told as what will be, not as what might."""
    for _ in range(_VERBS):
        if verb.dep_ == "ccomp":
            return verb.head.tag_ in ("VBD", "VBN")
        if verb.dep_ != "conj" or verb.head.i == verb.i:
            return False
        verb = verb.head
    return False
