"""The clauses that a confirming, denying or doubting word speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from newsloom.annotate.propositions import labels
from newsloom.annotate.propositions.clauses import Clause

if TYPE_CHECKING:
    from spacy.tokens import Token

_BACK = 120  # tokens back to the end of a sentence that may tell what is spoken of as somebody's claim

Lists = Mapping[str, Mapping[str, frozenset[str]]]


def targets(token: Token, lists: Lists, clauses: Sequence[Clause], at: dict[int, int]) -> list[int]:
    inner = list(governed(token, clauses, at, lists))
    if inner:
        return inner
    noun = claim_noun(token, lists)
    return _spoken_of(token, noun, clauses) if noun is not None else []


def governed(token: Token, clauses: Sequence[Clause], at: dict[int, int], lists: Lists) -> Iterator[int]:
    """Clauses that are what the verb `token` confirms, denies, believes: its content clause, gerund or nominalised object."""
    for index, clause in enumerate(clauses):
        if clause.head.i - token.i > 60 or token.i - clause.head.i > 60 or clause.head.sent != token.sent:
            continue
        if _content_of(clause, token, lists):
            yield index
    if token.dep_ in labels.RELATIVE or token.dep_ == "acl":
        noun = token.head
        for _ in range(3):
            if noun.i in at and clauses[at[noun.i]].nominal:
                yield at[noun.i]
                return
            if noun.dep_ != "appos":
                return
            noun = noun.head


def _content_of(clause: Clause, token: Token, lists: Lists) -> bool:
    head = clause.head
    if clause.nominal:
        return head.head == token and head.dep_ in labels.OBJECT | labels.PASSIVE_SUBJECT
    if head.head == token:
        return (
            head.dep_ in labels.CONTENT or head.dep_ in ("xcomp", "pcomp") or (head.dep_ == "advcl" and head.i > token.i and has_that(head))
        )
    noun = head.head
    if noun.lemma_.lower() in lists["claims"]["nouns"] and noun.dep_ in labels.OBJECT | labels.PASSIVE_SUBJECT and noun.head == token:
        return head.dep_ in labels.NOUN_CLAUSE | labels.CONTENT and has_that(head) and _says_what(head, lists)  # "denied reports that ..."
    if head.dep_ == "conj" and head.head.dep_ in labels.CONTENT:
        return bool(head.head.head == token)
    if (
        head.dep_ in labels.RELATIVE and has_that(head) and _has_own(head)
    ):  # "confirmed for the first time that it sent": parsed as relative to "time"
        above = head.head
        while above.head != above and above.pos_ not in ("VERB", "AUX"):
            above = above.head
        return bool(above == token and head.head.dep_ == "pobj")
    return False


def has_that(head: Token) -> bool:
    return any(c.lower_ in ("that", "que", "qu'") and c.dep_ in ("mark", "advmod", "dobj", "nsubj") for c in head.children)


def _has_own(head: Token) -> bool:
    """True where a clause has a subject (and what it needs) beside "that", so that it is no relative clause."""
    return any(c.dep_ in labels.SUBJECT and c.lower_ != "that" for c in head.children) and any(
        c.dep_ in labels.OBJECT and c.lower_ != "that" for c in head.children
    )


def claim_noun(token: Token, lists: Lists, *, bare: bool = True) -> Token | None:
    """The noun or pronoun by which the verb's object names a claim ("this"); `bare`: without saying what it claims."""
    if token.dep_ == "acl" and token.head.lemma_.lower() in lists["claims"]["nouns"]:
        return token.head
    for child in token.children:
        if child.dep_ in labels.OBJECT | labels.PASSIVE_SUBJECT and child.lemma_.lower() in lists["claims"]["nouns"]:
            if bare and any(_says_what(c, lists) for c in child.children):
                continue
            return child
    return None


def _says_what(token: Token, lists: Lists) -> bool:
    """True for a clause that tells what a report claims; "reports that X had dismissed" tells only who took them how."""
    taken = lists["deny"]["verbs"] | lists["deny"]["verbs_of_claims"] | lists["dispute"]["verbs"]
    return token.dep_ == "ccomp" or (token.dep_ in labels.NOUN_CLAUSE and token.lemma_.lower() not in taken)


def _spoken_of(token: Token, noun: Token, clauses: Sequence[Clause]) -> list[int]:
    """The claim that `noun` refers back to: the content clause nearest before it there, else that of the sentence before.

    A claim that is somebody's ("the company's account") is the last that a sentence about them tells.
    """
    before = [i for i, c in enumerate(clauses) if not c.nominal and c.head.i < min(token.i, noun.i)]
    owner = next((c for c in noun.children if c.dep_ == "poss" and c.pos_ in ("NOUN", "PROPN")), None)
    if owner is not None:
        return _chosen(_told_of(owner, before, clauses), clauses)
    same = [i for i in before if clauses[i].head.sent == token.sent]
    pool = same or [i for i in before if token.sent.start > 0 and clauses[i].head.sent.end == token.sent.start]
    if not pool:
        start = token.sent.start
        near = [i for i in before if start - 4 <= clauses[i].head.sent.end <= start]  # blank tokens may stand between sentences
        pool = near
    return _chosen(pool, clauses)


def _told_of(owner: Token, before: Sequence[int], clauses: Sequence[Clause]) -> list[int]:
    """Those of the clauses that stand in the nearest sentence, of the few before, that names the owner of a claim."""
    named = [i for i in before if any(t.lemma_ == owner.lemma_ and t.i < owner.i for t in clauses[i].head.sent)]
    near = [i for i in named if owner.sent.start - clauses[i].head.sent.end <= _BACK]
    last = max((clauses[i].head.sent.start for i in near), default=None)
    there = [i for i in near if clauses[i].head.sent.start == last]
    tops = [clauses[j].head for j in there if clauses[j].head.dep_ in labels.CONTENT]
    return [i for i in there if not any(top in clauses[i].head.ancestors for top in tops)]


def _chosen(pool: Sequence[int], clauses: Sequence[Clause]) -> list[int]:
    content = [i for i in pool if clauses[i].head.dep_ in labels.CONTENT]
    if content:
        return [content[-1]]
    main = [i for i in pool if clauses[i].head.dep_ == "ROOT"]
    return [main[-1]] if main else []
