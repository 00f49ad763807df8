"""Who does what to whom in a clause: argument tokens by role, and the entities that stand in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newsloom.annotate.propositions import labels
from newsloom.annotate.propositions.table import closed

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newsloom.annotate.reading import Reading

_DEPTH = 12  # governing clauses climbed in search of a shared subject


class Arguments:
    """Argument heads of one clause. `shared` tells that the subject is that of a governing clause."""

    __slots__ = ("objects", "others", "shared", "subjects")

    def __init__(
        self, subjects: Sequence[Token] = (), objects: Sequence[Token] = (), others: Sequence[Token] = (), *, shared: bool = False
    ):
        self.subjects = tuple(subjects)
        self.objects = tuple(objects)
        self.others = tuple(others)
        self.shared = shared

    def all(self) -> Iterator[Token]:
        yield from self.subjects
        yield from self.objects
        yield from self.others


def of_verb(head: Token) -> Arguments:
    """The arguments of the clause that `head` (verb, or predicate of a copula) rests on."""
    subjects: list[Token] = []
    objects: list[Token] = []
    others: list[Token] = []
    for child in head.children:
        if child.dep_ in labels.SUBJECT:
            subjects.extend(_antecedent(child, head))
        elif child.dep_ in labels.PASSIVE_SUBJECT:
            objects.extend(_antecedent(child, head))
        elif child.dep_ in labels.AGENT:
            subjects.extend([c for c in child.children if c.dep_ == "pobj"] or [child])
        elif child.dep_ in labels.OBJECT:
            objects.extend(_antecedent(child, head))
        elif child.dep_ in labels.COMPLEMENT or child.dep_ in labels.OBLIQUE:
            others.append(child)
    if subjects or (objects and _passive(head)):
        return Arguments(subjects, objects, others)
    return _with_shared(head, subjects, objects, others)


def _with_shared(head: Token, subjects: list[Token], objects: list[Token], others: list[Token]) -> Arguments:
    """Fill the missing subject: the noun that a participle hangs on, or the subject of the governing clause."""
    if head.dep_ in labels.NOUN_CLAUSE and head.head.pos_ in ("NOUN", "PROPN", "NUM", "PRON"):
        if _participle(head):
            return Arguments(subjects, [head.head, *objects], others)
        return Arguments([head.head], objects, others)
    if head.dep_ == "pcomp" and head.head.head.lemma_.lower() in closed("accusing"):
        return Arguments([c for c in head.head.head.children if c.dep_ in labels.OBJECT | labels.PASSIVE_SUBJECT], objects, others)
    above = head.head
    for _ in range(_DEPTH):
        if above == head or (above.head == above and above.dep_ != "ROOT"):
            break
        if above.pos_ in ("VERB", "AUX") or any(c.dep_ in labels.SUBJECT for c in above.children):
            found = [c for c in above.children if c.dep_ in labels.SUBJECT | labels.PASSIVE_SUBJECT]
            if found and head.dep_ in ("conj", "xcomp", "advcl", "pcomp", "ccomp"):
                shared = [a for c in found for a in _antecedent(c, above)]
                if _passive(head):
                    return Arguments(subjects, [*shared, *objects], others, shared=True)
                return Arguments(shared, objects, others, shared=True)
        if above.head == above:
            break
        above = above.head
    return Arguments(subjects, objects, others)


def of_noun(head: Token) -> Arguments:
    """The arguments of a noun that says what happens: "X's capture of Y by Z", "the deployment of Y in P"."""
    subjects: list[Token] = []
    objects: list[Token] = []
    others: list[Token] = []
    for child in head.children:
        if child.dep_ == "poss" or (child.dep_ in ("amod", "compound", "nmod") and child.i < head.i):
            subjects.append(child)
        elif child.dep_ in labels.PREPOSITIONAL:
            inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")] or [child]
            word = _preposition(child)
            (objects if word in closed("of") else subjects if word in closed("by") else others).extend(inner)
    for thing in objects:  # "the capture of a soldier by Y" is often parsed as "a soldier by Y"
        for child in thing.children:
            if child.dep_ == "prep" and child.lower_ == "by":
                subjects.extend(c for c in child.children if c.dep_ == "pobj")
    return Arguments(subjects, objects, others)


def of_bare_noun(head: Token) -> Arguments:
    """The parties of a noun that names none itself: "accused X of sabotage" gives X, "X confirmed the takeover" gives X."""
    verb = head.head
    if head.dep_ == "pobj" and verb.dep_ == "prep" and verb.head.lemma_.lower() in closed("accusing"):
        return Arguments([c for c in verb.head.children if c.dep_ in labels.OBJECT | labels.PASSIVE_SUBJECT])
    definite = any(c.dep_ == "det" and c.lower_ in closed("definite") for c in head.children)
    if head.dep_ in labels.OBJECT and verb.pos_ == "VERB" and verb.lemma_.lower() in closed("standing") and definite:
        return Arguments([c for c in verb.children if c.dep_ in labels.SUBJECT])
    return Arguments()


def names_source(noun: Token) -> bool:
    """True for the noun of "selon la police", "d'après une rumeur" (Universal Dependencies)."""
    return noun.dep_.startswith(("obl", "nsubj")) and any(c.dep_ == "case" and c.lower_ in closed("source") for c in noun.children)


def _preposition(child: Token) -> str:
    if child.dep_ == "prep":
        return str(child.lower_)
    case = next((c for c in child.children if c.dep_ == "case"), None)
    return str(case.lower_) if case is not None else ""


def entities(places: dict[int, int], tokens: Sequence[Token], *, core: bool = True) -> tuple[int, ...]:
    """Indexes of the entities named in the phrases headed by `tokens`, in order, without asides.

    Args:
        places: entity index by token index.
        tokens: phrase heads.
        core: leave out what hangs on by a preposition other than "of": a place that a party is in does not act.
    """
    found: dict[int, None] = {}
    for token in tokens:
        for part in phrase(token, core=core):
            if part.i in places:
                found.setdefault(places[part.i])
    return tuple(found)


def heads(places: dict[int, int], tokens: Sequence[Token]) -> tuple[str, ...]:
    """Lemmas of the nouns that head the phrases, "*" for a pronoun; a name has its entity, so that it gives none."""
    found: dict[str, None] = {}
    for token in (part for given in tokens for part in (given, *given.conjuncts)):
        if token.pos_ == "NOUN" or (token.pos_ in ("NUM", "ADJ") and token.i not in places and not token.ent_type_):
            found.setdefault(_counted(token).lemma_.lower())
        elif token.pos_ in ("PRON", "DET"):
            found.setdefault("*")
    return tuple(found)


def _counted(token: Token) -> Token:
    """ "officer" for "five" in "five of the officers"."""
    for prep in token.children:
        if token.pos_ == "NUM" and prep.dep_ == "prep" and prep.lower_ in closed("of"):
            return next((c for c in prep.children if c.pos_ == "NOUN"), token)
    return token


def phrase(head: Token, *, core: bool = True) -> list[Token]:
    """The tokens of the phrase headed by `head`, in text order, without clauses, appositions and (`core`) most prepositional parts."""
    kept: list[Token] = []
    stack = [head]
    while stack:
        token = stack.pop()
        kept.append(token)
        for child in token.children:
            if (child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN")) or (child.dep_ == "appos" and child.pos_ == "PROPN"):
                stack.append(child)
                continue
            if child.dep_ in labels.ASIDE:
                continue
            if core and child.dep_ in labels.PREPOSITIONAL and _preposition(child) not in closed("of") | closed("core"):
                continue
            stack.append(child)
    return sorted(kept, key=lambda t: t.i)


def behind_pronoun(places: dict[int, int], subjects: Sequence[Token]) -> tuple[int, ...]:
    """Entities of the governing clause's subject, for an unresolved "it", "they" ("X confirmed that it sent ...")."""
    if not any(s.pos_ == "PRON" and s.lower_ in closed("third_person") for s in subjects):
        return ()
    above = subjects[0].head.head
    for _ in range(_DEPTH):
        found = [c for c in above.children if c.dep_ in labels.SUBJECT and c != subjects[0]]
        if found and above.pos_ in ("VERB", "AUX"):
            return entities(places, found)
        if above.head == above:
            return ()
        above = above.head
    return ()


def placed(reading: Reading) -> dict[int, int]:
    """Entity index of each token that a mention covers."""
    by_start = sorted(reading.mentions, key=lambda m: (m.start, -m.end))
    found: dict[int, int] = {}
    at = 0
    for token in reading.doc:
        while at < len(by_start) and by_start[at].end <= token.idx:
            at += 1
        for mention in by_start[at : at + 4]:
            if mention.start <= token.idx < mention.end:
                found.setdefault(token.i, mention.entity)
    return found


def _antecedent(token: Token, head: Token) -> list[Token]:
    """What a relative pronoun stands for, else the token itself."""
    if token.lower_ in labels.RELATIVE_PRONOUNS and token.pos_ in ("PRON", "DET", "SCONJ"):
        return [head.head] if head.dep_ in labels.RELATIVE else []
    return [token]


def _passive(head: Token) -> bool:
    return any(c.dep_ in ("auxpass", "aux:pass", "nsubjpass", "nsubj:pass") for c in head.children)


def _participle(head: Token) -> bool:
    """True for "troops sent", "une ville prise": the noun undergoes it."""
    if head.tag_:
        return head.tag_ == "VBN" or (head.morph.get("VerbForm", []) == ["Part"] and head.morph.get("Tense", []) != ["Pres"])
    return False
