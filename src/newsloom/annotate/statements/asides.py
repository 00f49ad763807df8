"""Verbs that the parse hangs on what they report, or joins to a verb inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsloom.annotate.modality.lemma import lemma_of
from newsloom.annotate.statements.trees import is_passive, kids, under
from newsloom.annotate.statements.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Token

_ASIDE = frozenset({"parataxis", "ccomp", "advcl", "dep"})


def aside(verb: Token, words: Words) -> set[int]:
    """ "The plan, he said, will fail": the verb hangs on what it reports."""
    joins = verb.dep_ == "conj" and not any(k.dep_ == "cc" and k.i > verb.head.i for k in verb.children) and _bare_comma(verb)
    if (verb.dep_ not in _ASIDE and not joins) or not kids(verb, "nsubj") or verb.head.i == verb.i:
        return set()
    as_said = verb.dep_ == "advcl" and any(k.dep_ in ("mark", "advmod") and k.lower_ == "as" for k in verb.children)
    if as_said and lemma_of(verb) not in words.as_said:
        return set()
    if as_said and not kids(verb, "dobj", "ccomp"):  # "as the Herald reported"
        return under(verb.head) - under(verb)
    if any(k.dep_ in ("dobj", "ccomp", "mark") for k in verb.children):
        return set()
    ahead = _ahead_of(verb)
    own = {i for i in under(verb) or {verb.i} if not verb.doc[i].is_space} - ahead
    doc, first, last = verb.doc, min(own), max(own)
    before = doc[first] if doc[first].is_punct else doc[max(0, first - 1)]
    fenced = first > 0 and before.text in (",", "—", "–", "(") and (doc[last].is_punct or last + 1 >= len(doc) or doc[last + 1].is_punct)
    return under(verb.head) - own if fenced else set()


def _bare_comma(verb: Token) -> bool:
    """ "..., its owner, Ada Holt, said": nothing but a comma parts the subject from the clause before it."""
    start = kids(verb, "nsubj")[0].left_edge.i if kids(verb, "nsubj") else 0
    return start > 1 and verb.doc[start - 1].text == "," and verb.head.i < start


def _ahead_of(verb: Token) -> set[int]:
    """ "If he comes, she added, they will wait": the clause before the subject is what was said, though the parse hangs it on the verb."""
    start = min((k.i for k in kids(verb, "nsubj")), default=verb.i)
    ids = {i for k in kids(verb, "advcl", "prep", "npadvmod") for i in under(k) if k.i < start}
    return ids if verb.doc[verb.i - 1 if start > verb.i else start - 1].text == "," else set()


def joined(verb: Token, words: Words) -> Token:
    """ "She said the state would pay, and promised that ...": a past verb that the parse joins to
    a bare infinitive goes with the report."""
    above = verb.head
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or kids(verb, "nsubj") or not (above.tag_ == "VB" or is_passive(above)):
        return verb
    for outer in above.ancestors:
        if outer.tag_ == "VBD":
            return outer if outer.i < verb.i and words.classes(lemma_of(outer)) & {"say", "tell", "note"} else verb
    return verb


def further(verb: Token, content: set[int], words: Words) -> set[int]:
    """What of `content` belongs to a further report by the same speaker: from the "and" before its verb on."""
    for i in sorted(content):
        if i > verb.i and joined(verb.doc[i], words).i == verb.i:
            start = i - 1 if verb.doc[i - 1].lower_ in ("and", "but") else i
            return {j for j in content if j >= start}
    return set()
