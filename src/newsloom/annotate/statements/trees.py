"""Small looks at a parse: subjects, subtrees, and the pieces of text that a set of tokens covers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsloom.records import Piece

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = ("nsubj", "csubj", "expl")
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_TRIM = frozenset(" \n\t\r,;:—–-―…")
_KEEP = frozenset({")", "]", "?", "!", "%"})
_LONGEST = 500  # tokens: bounds the work on a parse gone wild
_STEPS = 12  # a chain of verbs longer than this is a broken parse


def under(token: Token, *, without: Iterable[Token] = ()) -> set[int]:
    """Indexes of a token's subtree, less the subtrees of `without`; none where it is too long to be one clause."""
    if token.right_edge.i - token.left_edge.i > _LONGEST:
        return set()
    ids = {t.i for t in token.subtree}
    for other in without:
        if other.i != token.i:
            ids -= {t.i for t in other.subtree}
    return ids


def kids(token: Token, *deps: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in deps]


def is_passive(verb: Token) -> bool:
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children) or (verb.tag_ == "VBN" and verb.dep_ in ("acl",))


def agent(verb: Token) -> Token | None:
    """X in "was said by X"."""
    for by in verb.children:
        if by.dep_ == "agent" or (by.dep_ == "prep" and by.lower_ == "by" and is_passive(verb)):
            for noun in kids(by, "pobj"):
                return noun
    return None


def subject(verb: Token) -> Token | None:
    """The one who does what an active verb tells, also where an outer verb names it ("He rose, saying ...")."""
    at = verb
    for _ in range(_STEPS):
        found = kids(at, *_SUBJECTS) if at.i == verb.i or not is_passive(at) else kids(at, "nsubjpass", *_SUBJECTS)
        if found and found[-1].dep_ != "expl":
            return found[-1]
        if found or (at.i == verb.i and kids(at, "nsubjpass")):
            return None
        if at.dep_ == "acl" and at.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return at.head
        if at.dep_ in ("conj", "xcomp", "advcl", "pcomp", "prep", "aux", "dep", "acl", "ccomp", "parataxis") and at.head.i != at.i:
            at = at.head
            if at.dep_ == "relcl" and not kids(at, *_SUBJECTS, "nsubjpass"):
                return at.head
            continue
        return None
    return None


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for; any other token itself."""
    if token.lower_ not in _RELATIVE:
        return token
    at = token
    for _ in range(_STEPS):
        if at.dep_ == "relcl":
            return at.head
        if at.head.i == at.i:
            break
        at = at.head
    return token


def with_antecedents(doc: Doc, ids: frozenset[int], cue: int) -> frozenset[int]:
    """`ids` with a relative pronoun, object of the verb at `cue`, replaced by what it stands for ("a step that Oslo hailed as [...]")."""
    for i in ids:
        token = doc[i]
        own = token.dep_ in ("dobj", "nsubjpass") and token.head.i == cue
        # "a man whom they believe is in town", "letters that they believe may help": the clause below lacks its subject
        below = token.dep_ in ("nsubj", "nsubjpass", "dobj") and token.head.dep_ == "ccomp" and token.head.head.i == cue and i < cue
        if token.lower_ in ("that", "which", "whom", "who") and (own or below) and doc[cue].dep_ == "relcl":
            noun = doc[cue].head
            low, high = core_span(noun)
            return (ids - {i}) | frozenset(range(low, min(high, i)))
    return ids


def noun_span(head: Token) -> tuple[int, int]:
    """First and last+1 token index of the noun phrase of `head`, with its apposition and relative clause, cut at a wild parse."""
    ids = under(head, without=[k for k in head.children if k.dep_ in ("cc", "conj") and k.pos_ in ("VERB", "AUX", "ADV")])
    low = high = head.i
    doc = head.doc
    while low - 1 in ids and head.i - low < 40 and doc[low - 1].text != "\n":
        low -= 1
    while high + 1 in ids and high - head.i < 40 and doc[high + 1].text != "\n":
        high += 1
    while high > head.i and (doc[high].is_punct or doc[high].is_space) and doc[high].text not in (")", "”", '"'):
        high -= 1
    while low < head.i and (doc[low].is_punct or doc[low].is_space):
        low += 1
    return low, high + 1


def core_span(head: Token) -> tuple[int, int]:
    """The noun phrase of `head` without apposition after it, relative clause or participle."""
    low, high = noun_span(head)
    for kid in head.children:
        if kid.i > head.i and kid.dep_ in ("relcl", "appos", "acl", "punct", "advcl") and kid.text not in ("%", ")", "-", "–", "/"):
            high = min(high, *(t.i for t in kid.subtree))
    high = max(high, head.i + 1)
    while high > head.i + 1 and (head.doc[high - 1].is_punct or head.doc[high - 1].is_space):
        high -= 1
    return low, high


def _last_word(doc: Doc, first: int, last: int) -> int:
    """The last token of a run that is no loose comma or conjunction."""
    while last > first and _loose(doc[last]):
        last -= 1
    return last


def _loose(token: Token) -> bool:
    return token.lower_ in ("and", "but", "or") or (token.is_punct and not token.is_quote and token.text not in _KEEP)


def pieces(doc: Doc, ids: Iterable[int], text: str) -> tuple[Piece, ...]:
    """Stretches of text that the tokens cover; runs that only white space or punctuation parts are one piece."""
    order = sorted(i for i in ids if not doc[i].is_space)
    runs: list[list[int]] = []
    for i in order:
        if runs and all(doc[j].is_punct or doc[j].is_space for j in range(runs[-1][1] + 1, i)) and i - runs[-1][1] <= 3:
            runs[-1][1] = i
        else:
            runs.append([i, i])
    out = []
    for first, at in runs:
        last = _last_word(doc, first, at)
        start, end = doc[first].idx, doc[last].idx + len(doc[last])
        if doc[last].text == "." and last > first:
            end = doc[last].idx
        while start < end and text[start] in _TRIM:
            start += 1
        while end > start and text[end - 1] in _TRIM:
            end -= 1
        if any(c.isalnum() for c in text[start:end]):
            out.append(Piece(start=start, end=end))
    return tuple(out)
