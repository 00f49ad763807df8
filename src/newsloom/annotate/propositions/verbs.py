"""Tense, negation and content words of a clause."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from newsloom.annotate.propositions import labels
from newsloom.annotate.propositions.table import closed

if TYPE_CHECKING:
    from spacy.tokens import Token

Tense = Literal["past", "perfect", "present", "future"]


def tense(head: Token) -> Tense | None:
    """The tense of the clause that rests on `head`, None where it cannot be told (modal verbs, bare nouns)."""
    helpers = [c for c in head.children if c.dep_.startswith("aux") or c.dep_ == "cop"]
    if head.dep_ == "xcomp" and head.head.pos_ in ("VERB", "AUX") and any(c.tag_ == "TO" for c in helpers):
        return tense(head.head) if head.head.lemma_ in ("have", "be") else None  # "had to leave" is as past as "had"
    words = {c.lower_ for c in helpers}
    if words & {"will", "shall", "'ll", "’ll"}:
        return "future"
    if words & closed("modals"):
        return None
    if words & {"has", "have", "'ve", "’ve", "had", "'d"}:
        # "said that 19 had died" reports what held when it was said: a perfect, shifted back
        return "past" if words & {"had", "'d"} and head.dep_ != "ccomp" else "perfect"
    if words & {"was", "were", "did"}:
        return "past"
    if words & {"is", "are", "am", "do", "does"}:
        return "present"
    return _of_form(head, helpers)


def finite(head: Token) -> bool:
    """True where the clause has a subject of its own that is a noun or name, and a finite verb."""
    if head.dep_ == "xcomp" and head.head.pos_ in ("VERB", "AUX"):
        return finite(head.head)
    if head.dep_ in labels.NOUN_CLAUSE or _cut_relative(head):
        return False
    subjects = [c for c in head.children if c.dep_ in labels.SUBJECT | labels.PASSIVE_SUBJECT]
    if not any(s.pos_ in ("NOUN", "PROPN", "NUM", "ADJ") for s in subjects):
        return False
    helpers = [c for c in head.children if c.dep_.startswith("aux") or c.dep_ == "cop"]
    if any(c.tag_ in ("VBD", "VBZ", "VBP", "MD") or c.morph.get("VerbForm", []) == ["Fin"] for c in (*helpers, head)):
        return not any(c.tag_ == "TO" for c in helpers)
    return False


def _cut_relative(head: Token) -> bool:
    """True for "the courage shown there will ...": what looks like a past tense is a participle, the finite verb follows."""
    after = head.right_edge.i + 1
    if head.tag_ != "VBD" or after >= len(head.doc) or any(c.dep_.startswith("aux") for c in head.children):
        return False
    return head.doc[after].tag_ in ("MD", "VBZ", "VBP", "VBD") and head.doc[after].sent == head.sent


_NO_MORE = frozenset({"only", "just", "merely", "simply", "least"})  # "not only under water": it is


def _of_form(head: Token, helpers: list[Token]) -> Tense | None:
    by_tag: dict[str, Tense] = {"VBD": "past", "VBN": "past", "VBZ": "present", "VBP": "present"}
    if head.tag_ in by_tag:
        return by_tag[head.tag_]
    for token in (*helpers, head):
        found = token.morph.get("Tense", [])
        if not found:
            continue
        if token in helpers and head.morph.get("VerbForm", []) == ["Part"] and found == ["Pres"]:
            return "past"  # the French compound past reports finished events
        by_name: dict[str, Tense] = {"Past": "past", "Imp": "past", "Pres": "present", "Fut": "future"}
        return by_name.get(found[0])
    return None


def negated(head: Token, arguments: Iterable[Token]) -> bool:
    """True where the clause itself is denied: "did not send", "no soldiers were killed"."""
    for child in head.children:
        if child.lower_ == "longer" and any(k.lower_ == "no" for k in child.children):
            return True
        if child.dep_ == "neg" or (child.dep_ in ("advmod", "det") and child.lower_ in closed("not")):
            return True
    if head.lemma_ == "be" and any(map(_without, head.children)):
        return True
    return any(
        child.dep_ in ("det", "neg") and child.lower_ in closed("no")
        for argument in arguments
        if argument.dep_ not in labels.OBLIQUE
        for child in argument.children
    )


def _without(said: Token) -> bool:
    """ "Was “not under control”": what something is said to be, with the negation hung on it."""
    if said.dep_ not in ("prep", "acomp", "attr") or said.pos_ not in ("ADP", "ADJ"):
        return False
    return any(c.dep_ == "neg" and c.i < said.i and c.nbor().lower_ not in _NO_MORE for c in said.children)


def terms(tokens: Iterable[Token], places: dict[int, int]) -> tuple[str, ...]:
    """Content lemmas in order, lower case, each once; names and function words left out."""
    found: dict[str, None] = {}
    for token in tokens:
        if token.pos_ in ("NOUN", "VERB", "ADJ") and token.i not in places and not token.is_stop and any(c.isalpha() for c in token.text):
            found.setdefault(token.lemma_.lower())
    return tuple(found)
