"""Scope over an English parse: which cues govern a clause, and what negation does to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsloom.annotate.modality.lemma import lemma_of
from newsloom.annotate.modality.tables import ORDER, Cues, cues
from newsloom.records import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

Verdict = tuple[Modality, str | None]
_CLAUSES = frozenset({"ccomp", "xcomp", "acl", "pcomp", "conj", "csubj", "prep", "pobj", "dobj", "attr", "advcl", "oprd", "acomp", "relcl"})
_UPWARD = frozenset({"ccomp", "xcomp", "pcomp", "conj", "acl", "csubj", "oprd", "acomp"})
_HAD = ("'d", "’d")  # "he'd told them": had
_STEPS = 10


def of_clause(token: Token, within: tuple[int, int] | None = None) -> Verdict:
    """Modality of the clause that `token` heads or stands in, and its cue. Governors outside the tokens `within` do not count."""
    table = cues("en")
    found: list[Verdict] = []
    verb = _clause_head(token)
    found += _own(verb, table)
    if any(k.dep_ == "ccomp" for k in verb.children):  # "did not believe that": the clause's own verb is an attitude
        found.append(verdict_of(verb, table))
    above = verb
    for _ in range(_STEPS):
        if above.dep_ not in _UPWARD or above.head.i == above.i or _parted(above):
            break
        if within is not None and not within[0] <= above.head.i < within[1]:
            break
        below, above = above, above.head
        if below.dep_ == "conj":
            found += [v for v in _own(above, table) if v[0] in ("conditional",)]
            continue
        if below.dep_ == "acl" and above.pos_ in ("NOUN", "PROPN") and lemma_of(above) not in table.nouns:
            break
        found += [verdict_of(above, table)]
        if above.pos_ in ("VERB", "AUX"):
            found += [v for v in _own(above, table) if v[0] == "conditional"]
    return _first(found)


def _parted(token: Token) -> bool:
    """A semicolon stands between a clause and its head: two sentences in one."""
    low, high = sorted((token.i, token.head.i))
    return any(t.text == ";" for t in token.doc[low:high])


def verdict_of(governor: Token, table: Cues | None = None) -> Verdict:
    """What a verb, noun or adjective does to the clause below it, its own negation counted."""
    table = table or cues("en")
    lemma = lemma_of(governor)
    if governor.pos_ in ("NOUN", "PROPN"):
        return _negated_noun(governor, table.nouns[lemma]) if lemma in table.nouns else ("asserted", None)
    if governor.pos_ == "ADJ" or governor.dep_ in ("acomp", "oprd"):
        return (table.adjectives[lemma], governor.text) if lemma in table.adjectives else ("asserted", None)
    negative = negation(governor, table)
    if lemma in table.open_over and (opened := _opened(governor, table)) is not None:
        return "speculated", opened
    if lemma in table.out and any(k.dep_ in ("prt", "advmod", "prep") and k.lower_ == "out" for k in governor.children):
        return ("speculated", f"{negative} {governor.text} out") if negative else ("denied", f"{governor.text} out")
    if negative:
        return _negated_verb(governor, lemma, negative, table)
    if lemma in table.nobody and _nobody(governor):
        return table.nobody[lemma], _phrase(governor)
    if lemma in table.of_claims:  # "rejected the claim that" denies, "rejected the offer" does not
        objects = [k for k in governor.children if k.dep_ in ("dobj", "nsubjpass")]
        return ("denied", governor.text) if any(lemma_of(k) in table.claims for k in objects) else ("asserted", None)
    if lemma in table.verbs:
        return table.verbs[lemma], governor.text
    return "asserted", None


def _negated_verb(verb: Token, lemma: str, negative: str, table: Cues) -> Verdict:
    own = table.verbs.get(lemma)
    cue = f"{negative} {verb.text}"
    if negative == "no longer" and own != "denied":  # "police no longer say that ...": what was said is given up
        return "doubted", cue
    if own == "denied":
        strong = negative.lower() in table.negative_subjects or any(k.lower_ in ("can", "could", "ca") for k in verb.children)
        return ("asserted", None) if strong else ("speculated", cue)
    if own == "doubted":
        return "asserted", None
    if lemma in table.open_negated:
        return "speculated", cue
    if own in ("speculated", "expected"):
        return "doubted", cue
    return "asserted", None


def _negated_noun(noun: Token, modality: Modality) -> Verdict:
    negative = any(k.lower_ == "no" and k.dep_ == "det" for k in noun.children) or negation(noun.head, cues("en"))
    if negative and modality in ("doubted", "denied", "asked"):
        return "asserted", None
    if negative:
        return "doubted", f"no {noun.text}"
    return modality, noun.text


def negation(verb: Token, table: Cues) -> str | None:
    """The word that negates a verb: "not", "never", a negative subject ("no one"), or None."""
    for kid in verb.children:
        if kid.lower_ == "longer" and any(k.lower_ == "no" for k in kid.children):
            return "no longer"
        if kid.dep_ == "neg" or (kid.dep_ in ("advmod", "preconj", "cc") and kid.lower_ in table.negation and kid.i < verb.i):
            return kid.text
        if kid.dep_ == "preconj" and kid.lower_ == "neither":
            return kid.text
        if kid.dep_ in ("nsubj", "nsubjpass"):
            words = kid.lower_
            if words in table.negative_subjects:
                return kid.text if words != "one" else "no one"
            if any(d.dep_ == "det" and d.lower_ in ("no", "neither", "few") for d in kid.children):
                return "no one" if words == "one" else f"no {kid.text}"
    if verb.dep_ == "conj" and any(k.lower_ == "nor" for k in verb.head.children) and verb.head.i != verb.i:
        return "nor"
    return None


def _opened(verb: Token, table: Cues) -> str | None:
    """ "refused" in "refused to confirm", None elsewhere."""
    head = verb.head
    if verb.dep_ in ("xcomp", "pcomp", "dobj") and head.i != verb.i:
        above = head.head if head.dep_ == "prep" else head
        if lemma_of(above) in table.open_verbs and not negation(above, table):
            return f"{above.text} to {verb.text}" if verb.dep_ == "xcomp" else f"{above.text} {verb.text}"
    return None


def _nobody(verb: Token) -> bool:
    """Passive without an agent: "it is believed", "was said to"."""
    passive = any(k.dep_ in ("auxpass", "nsubjpass") for k in verb.children)
    return passive and not any(k.dep_ == "agent" for k in verb.children)


def _phrase(verb: Token) -> str:
    aux = [k for k in verb.children if k.dep_ in ("auxpass", "aux") and k.i < verb.i]
    first = min([verb, *aux], key=lambda t: t.i)
    return str(verb.doc[first.i : verb.i + 1].text) if verb.i - first.i < 5 else verb.text


def _clause_head(token: Token) -> Token:
    """The verb of the clause that a token stands in."""
    at = token
    for _ in range(_STEPS):
        if (at.pos_ in ("VERB", "AUX") and at.dep_ not in ("aux", "auxpass")) or at.head.i == at.i:
            return at
        if at.dep_ in ("ROOT", "ccomp"):
            return at
        at = at.head
    return token


def _own(verb: Token, table: Cues) -> list[Verdict]:
    """Cues that hang on the clause's own verb."""
    found = list(_conditions(verb, table))
    for kid in verb.children:
        word, lemma = kid.lower_, lemma_of(kid)
        if kid.dep_ in ("aux", "auxpass") and word in table.modals and not (word in _HAD and verb.tag_ in ("VBN", "VBD")):
            found.append(_modal(verb, kid, table.modals[word]))
        elif kid.dep_ == "advmod" and lemma in table.adverbs and abs(kid.i - verb.i) < 12:
            found.append((table.adverbs[lemma], kid.text))
        elif (
            kid.dep_ == "acomp" and lemma in table.adjectives and any(g.dep_ in ("xcomp", "ccomp") for g in (*kid.children, *verb.children))
        ):
            found.append((table.adjectives[lemma], kid.text))
    if verb.lemma_ == "go" and verb.tag_ == "VBG" and any(k.dep_ == "xcomp" for k in verb.children):
        found.append(("expected", verb.text))
    lemma = lemma_of(verb)
    below = any(k.dep_ in ("xcomp", "ccomp") for k in verb.children)
    if below and lemma in table.verbs and (lemma in ("seem", "appear") or _nobody(verb)):
        found.append((table.nobody.get(lemma, table.verbs[lemma]), _phrase(verb)))
    elif below and lemma in table.nobody and _nobody(verb):
        found.append((table.nobody[lemma], _phrase(verb)))
    return found


def _modal(verb: Token, modal: Token, modality: Modality) -> Verdict:
    """ "would" under a past report is a future, not a condition ("said that it would close")."""
    if modality != "conditional":
        return modality, modal.text
    above = verb.head
    if verb.dep_ == "acl" and above.pos_ == "NOUN":
        return "expected", modal.text  # "the remark that it would close"
    for _ in range(_STEPS):
        if above.i == above.head.i or above.tag_ in ("VBD", "VBN"):
            break
        above = above.head
    reported = verb.dep_ in ("ccomp", "conj", "relcl") and above.tag_ in ("VBD", "VBN") and above.i != verb.i
    return ("expected", modal.text) if reported else ("conditional", modal.text)


def _conditions(verb: Token, table: Cues) -> Iterator[Verdict]:
    for kid in verb.children:
        if kid.dep_ == "mark" and kid.lower_ in ("if", "whether", "unless") and kid.doc[kid.i + 1].tag_ not in ("VBZ", "VBD"):
            yield _if(verb, kid, table)
    for clause in verb.children:
        if clause.dep_ not in ("advcl", "prep"):
            continue
        first = min(t.i for t in clause.subtree)
        for kid in clause.children:
            inverted = kid.lower_ != "should" or kid.i == first  # "should it rain" is a condition, "it should rain" none
            if kid.dep_ in ("mark", "advmod", "aux") and kid.lower_ in table.marks and inverted:
                yield "conditional", kid.text
        words = " ".join(t.lower_ for t in verb.doc[first : first + 5])
        yield from (("conditional", phrase) for phrase in table.phrases if words.startswith(phrase))


def _if(verb: Token, mark: Token, table: Cues) -> Verdict:
    """ "if" asks below a verb of asking, and else sets a condition."""
    asks = verb.dep_ in ("ccomp", "advcl") and verb.head.i < verb.i and lemma_of(verb.head) in table.asks
    if mark.lower_ == "whether" or asks:
        return "asked", mark.text
    return "conditional", mark.text


def _first(found: list[Verdict]) -> Verdict:
    for modality in ORDER:
        for verdict in found:
            if verdict[0] == modality and modality != "asserted":
                return verdict
    return "asserted", None
