"""What a verb of each class reports: its clause, its infinitive, its object, by their place in the parse."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from newsloom.annotate.modality.lemma import lemma_of
from newsloom.annotate.statements.trees import kids, under
from newsloom.annotate.statements.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Token


def clause(verb: Token) -> frozenset[int]:
    """The clause below a verb."""
    return frozenset(i for kid in kids(verb, "ccomp") for i in under(kid))


def told_clause(verb: Token, words: Words) -> set[int]:
    ids: set[int] = set()
    for kid in kids(verb, "ccomp"):
        ids |= under(kid)
        lost = [k for k in kids(verb, "dobj") if verb.i < k.i < kid.i and "say" in words.classes(lemma_of(verb))]
        if lost and not kids(kid, "nsubj", "nsubjpass", "expl"):
            ids |= {i for k in lost for i in under(k)}  # "said heavy rain made it hard": the clause's own subject
    return _to_the_end(verb, ids, words)


def _to_the_end(verb: Token, ids: set[int], words: Words) -> set[int]:
    """ "told them that she and Ida, whose car was lost, were still waiting": on past the comma before the clause's verb."""
    last = max(ids, default=0)
    doc, end = verb.doc, verb.sent.end
    if not ids or min(ids) < verb.i or doc[min(ids)].lower_ != "that" or last + 2 >= end or doc[last + 1].text != ",":
        return ids
    finite = doc[last + 2]
    if finite.tag_ not in ("VBD", "VBZ", "VBP", "MD") or words.classes(lemma_of(finite)) or finite.head.i < verb.i:
        return ids
    return ids | set(range(last + 1, end))


def _reckoned(verb: Token, words: Words) -> set[int]:  # noqa: ARG001
    """ "puts the loss at 4 million", "expects more than 300 guests": an amount is given to something."""
    objects = kids(verb, "dobj")
    if not objects:
        return set()
    ids = {i for k in objects for i in under(k) if not (k.pos_ == "PRON" and k.lower_.endswith(("self", "selves")))}
    at = [k for k in kids(verb, "prep") if k.lower_ in ("at", "for", "by", "in", "to", "from") and k.i > verb.i]
    ids |= {i for k in at for i in under(k)}
    if lemma_of(verb) in ("put", "value") and not any(k.lower_ == "at" for k in at):
        return set()
    numbers = [i for i in ids if verb.doc[i].like_num and verb.doc[i].lower_ != "one" and verb.doc[i].ent_type_ not in ("DATE", "TIME")]
    return ids if numbers else set()


def _urged(verb: Token, words: Words) -> set[int]:
    """Whom, and to do what."""
    ids: set[int] = set()
    goals = kids(verb, "xcomp", "ccomp", "advcl")
    goals = [g for g in goals if any(k.dep_ == "aux" and k.lower_ == "to" for k in g.children)]
    if goals:
        for part in (*kids(verb, "dobj", "dative"), *goals):
            ids |= under(part)
    return ids | _particle(verb, words, goals)


def _particle(verb: Token, words: Words, goals: list[Token]) -> set[int]:
    ids: set[int] = set()
    wanted = words.particles.get(lemma_of(verb), frozenset())
    for prep in kids(verb, "prep"):
        if prep.lower_ in wanted:
            ids |= under(prep) - {prep.i}
    return ids | {i for g in goals for i in under(g)} if ids else ids


def _labelled(verb: Token, words: Words) -> set[int]:  # noqa: ARG001
    """Whom or what, and the name it gets."""
    names = kids(verb, "oprd", "ccomp", "xcomp") + [k for k in verb.children if k.lower_ == "as" and k.dep_ in ("prep", "mark", "advmod")]
    objects = kids(verb, "dobj", "nsubjpass")
    if not names and len(objects) > 1:
        objects, names = objects[:1], objects[1:]
    if not names:
        names = [k for o in objects for k in o.children if k.lower_ == "as"]
    if not names or (
        lemma_of(verb) == "call"
        and not any(t.is_quote for n in names for t in n.subtree)
        and any(k.lower_ == "to" and k.dep_ == "aux" for n in names for k in n.children)
    ):
        return set()
    ids: set[int] = set()
    for part in (*objects, *names):
        ids |= under(part)
    if not objects and any(n.dep_ == "prep" for n in names):
        return set()
    return ids


def _infinitive(verb: Token, words: Words) -> set[int]:  # noqa: ARG001
    ids: set[int] = set()
    for kid in kids(verb, "xcomp", "ccomp"):
        ids |= under(kid)
    return ids


def _object(verb: Token, words: Words) -> set[int]:
    ids: set[int] = set()
    for kid in kids(verb, "dobj", "pcomp", "ccomp", "xcomp"):
        if kid.pos_ == "PRON" and kid.lower_ in ("himself", "herself", "themselves", "itself"):
            continue
        ids |= under(kid)
    if ids:
        for kid in kids(verb, "prep"):
            if kid.lower_ in ("for", "as", "of", "over", "with", "about") and kid.i > verb.i:
                ids |= under(kid)
    return ids or _particle(verb, words, [])


def _seeming(verb: Token, words: Words) -> set[int]:
    rest = _infinitive(verb, words)
    for kid in kids(verb, "oprd", "acomp"):
        rest |= under(kid)
    if not rest:
        return rest
    for kid in kids(verb, "nsubj"):
        rest |= under(kid)
    return rest


FRAMES: tuple[tuple[str, Callable[[Token, Words], set[int]]], ...] = (
    ("reckon", _reckoned),
    ("urge", _urged),
    ("label", _labelled),
    ("vow", _infinitive),
    ("want", _infinitive),
    ("judge", _object),
    ("side", _object),
    ("seem", _seeming),
)
