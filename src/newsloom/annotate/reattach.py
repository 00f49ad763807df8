"""Faults of the parser, mended: what a speaker says, taken for a part of something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsloom.annotate.modality.lemma import lemma_of
from newsloom.annotate.statements.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_PASSIVE = frozenset({"auxpass"})
_OBJECTS = frozenset({"dobj"})
_CONTENT = frozenset({"dobj", "ccomp"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_DEEP = 6  # words between a noun and the verb over it
_FAR = 30  # tokens between what is coordinated


def mend(doc: Doc) -> None:
    """Hang what is said on the verb that says it, throughout a parsed English text."""
    _content(doc)
    _second(doc)


def _content(doc: Doc) -> None:
    """ "confirmed for the first time on Thursday that its soldiers fight there": what is confirmed, not a clause about the time."""
    known = words("en")
    for token in doc:
        if token.dep_ not in ("relcl", "acl") or token.head.tag_ not in _NOUNS or not _has(token, _SUBJECTS):
            continue
        if not any(kid.dep_ == "mark" and kid.lower_ == "that" for kid in token.children):
            continue
        verb = _above(token.head)
        if verb is not None and known.classes(lemma_of(verb)) and not _has(verb, _CONTENT):
            token.head = verb
            token.dep_ = "ccomp"


def _above(noun: Token) -> Token | None:
    """The verb that a noun with prepositions stands under ("for the first time on Thursday")."""
    at = noun
    for _ in range(_DEEP):
        if at.pos_ == "VERB":
            return at
        if at.dep_ not in ("pobj", "prep", "npadvmod"):
            return None
        at = at.head
    return None


def _second(doc: Doc) -> None:
    """ "denied that shots had been fired and put the toll at two": whoever denies puts it, not what was fired.

    A finite verb of reporting without a subject of its own is given to the verb of reporting above it, where both have one tense and the
    clause between them has another, so that it is no second half of that clause.
    """
    known = words("en")
    for token in doc:
        if token.dep_ != "conj" or not known.classes(lemma_of(token)):
            continue
        first, above = token.head, token.head.head
        if first.dep_ != "ccomp" or not _as_finite(token, first, above) or not known.classes(lemma_of(above)) or token.i - first.i > _FAR:
            continue
        if above.i > first.i or _has(token, _SUBJECTS | _AUXILIARIES) or not _has(first, _SUBJECTS):
            continue
        joining = [kid for kid in first.children if kid.dep_ == "cc" and first.i < kid.i < token.i]
        if not (_apart(first) or _turns(joining, token)):
            continue
        token.head = above
        for kid in joining[-1:]:
            kid.head = above


def _as_finite(token: Token, first: Token, above: Token) -> bool:
    """True for a verb in the tense of the one above; what has an object is no participle of a passive ("had been used and put it at")."""
    if token.tag_ in ("VBN", "VB"):
        return above.tag_ == "VBD" and _has(token, _OBJECTS) and _has(first, _PASSIVE)
    return token.tag_ in _FINITE and token.tag_ == above.tag_


def _has(token: Token, labels: frozenset[str]) -> bool:
    return any(kid.dep_ in labels for kid in token.children)


def _turns(joining: list[Token], token: Token) -> bool:
    """ "admitted that she knew it but denied that she took it": a verb of reporting with a clause of its own, after "but"."""
    own = [kid for kid in token.children if kid.dep_ == "ccomp" and any(k.lower_ == "that" for k in kid.children)]
    return bool(own and joining and joining[-1].lower_ == "but")


def _apart(token: Token) -> bool:
    """True for a clause in a compound tense, or about what something is."""
    return _has(token, _AUXILIARIES) or token.lemma_ == "be"
