"""Signs on propositions: who confirms, denies or disputes them, what is only rumoured, and what has evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newsloom.annotate.propositions import labels, roles
from newsloom.annotate.propositions.clauses import Clause
from newsloom.annotate.propositions.knowers import knower, named
from newsloom.annotate.propositions.table import closed, signs
from newsloom.annotate.propositions.targets import Lists, claim_noun, governed, has_that, targets
from newsloom.records import Mark
from newsloom.records.annotations import StandingKind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newsloom.annotate.reading import Reading


def find(reading: Reading, clauses: Sequence[Clause], places: dict[int, int]) -> dict[int, list[Mark]]:
    """Marks by index of the clause that they bear on."""
    lists = signs(reading.language)
    found: dict[int, list[Mark]] = defaultdict(list)
    if not lists:
        return found
    at = {clause.head.i: index for index, clause in enumerate(clauses)}
    for token in reading.doc:
        for index, mark in _of_token(token, reading, lists, clauses, at, places):
            if mark not in found[index]:
                found[index].append(mark)
    return found


def _of_token(
    token: Token, reading: Reading, lists: Lists, clauses: Sequence[Clause], at: dict[int, int], places: dict[int, int]
) -> Iterator[tuple[int, Mark]]:
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" or _mistaken(token):
        standing = _stand(lemma, token, lists)
        if standing and not _blocked(token, lists):
            yield from _taken_stand(token, standing, reading, lists, clauses, at, places)
        if lemma in lists.get("accuse", {}).get("verbs", ()):
            yield from _accused(token, reading, at, places)
        if lemma in lists["rumour"]["verbs"] and _impersonal(token):
            for index in governed(token, clauses, at, lists):
                yield index, _mark(token, "rumoured")
    elif token.pos_ == "ADV" and token.lower_ in lists["rumour"]["adverbs"]:
        if token.head.i in at:
            yield at[token.head.i], _mark(token, "rumoured")
    elif token.pos_ in ("NOUN", "PROPN"):
        yield from _of_noun(token, lemma, lists, clauses, at)
        if lemma in lists["dispute"]["nouns"] and not any(c.lower_ in lists["evidence"]["against"] for c in token.children):
            yield from _doubted(token, reading, at, places)


def _mistaken(token: Token) -> bool:
    """True for a verb that the parser takes for a noun ("The union rejects that"): it has a subject and an object."""
    deps = {c.dep_ for c in token.children}
    return bool(token.pos_ == "NOUN" and token.dep_ == "ROOT" and deps & labels.SUBJECT and deps & labels.OBJECT)


def _stand(lemma: str, token: Token, lists: Lists) -> StandingKind | None:
    """The stand that a verb takes on its object."""
    if lemma in lists["confirm"]["verbs"]:
        return "confirmed"
    if lemma in lists["deny"]["verbs"]:
        return "denied"
    if lemma in lists["dispute"]["verbs"]:
        return "disputed"
    of_claims = claim_noun(token, lists, bare=False) is not None
    if of_claims and lemma in lists["deny"]["verbs_of_claims"]:
        return "denied"
    if of_claims and lemma in lists["dispute"]["verbs_of_claims"]:
        return "disputed"
    return None


def _taken_stand(
    token: Token,
    standing: StandingKind,
    reading: Reading,
    lists: Lists,
    clauses: Sequence[Clause],
    at: dict[int, int],
    places: dict[int, int],
) -> Iterator[tuple[int, Mark]]:
    by, key = _stander(token, reading, lists, places, standing)
    if by is None:
        return
    for index in targets(token, lists, clauses, at):
        if standing == "denied" and _joins_in(token) and any(c.dep_ == "neg" or c.lower_ == "no" for c in clauses[index].head.subtree):
            standing = "confirmed"  # "also rejected the report", after someone's denial: both deny one thing
        yield index, Mark(start=token.idx, end=token.idx + len(token), standing=standing, by=by, by_key=key)


def _joins_in(token: Token) -> bool:
    return any(c.dep_ == "advmod" and c.lower_ in closed("joining") for c in token.children)


def _stander(token: Token, reading: Reading, lists: Lists, places: dict[int, int], standing: StandingKind) -> tuple[str | None, str | None]:
    subjects = roles.of_verb(token).subjects
    for subject in subjects:
        if _nobody(subject):
            return None, None  # "no one denied that": nothing is denied
        who = knower(reading, subject, places, lists) if standing == "confirmed" else named(reading, subject, places)
        if who[0] is not None:
            return who
    for entity in roles.behind_pronoun(places, subjects)[:1]:  # "X said it would close, confirming reports"
        return reading.entities[entity].name, reading.entities[entity].key
    return None, None


def _nobody(subject: Token) -> bool:
    return subject.lower_ in closed("nobody") or any(c.lower_ in closed("no") | closed("nobody") for c in subject.children)


def _blocked(token: Token, lists: Lists) -> bool:
    """True for "refused to confirm", "did not deny", "could not confirm"."""
    if any(c.dep_ == "neg" for c in token.children):
        return True
    if any(c.dep_ in ("aux", "mark", "advmod") and c.lower_ in lists["blocked"]["modals"] for c in token.children):
        return True
    return token.dep_ in ("xcomp", "advcl", "ccomp", "acl") and token.head.lemma_.lower() in lists["blocked"]["verbs"]


def _impersonal(token: Token) -> bool:
    """True for "it is believed that", "is reported to be", "had been speculated upon": nobody is named."""
    passive = any(c.dep_ in ("auxpass", "aux:pass") for c in token.children)
    if not passive or any(c.dep_ in labels.AGENT for c in token.children):
        return False
    return not any(c.dep_ == "neg" for c in token.children)


def _of_noun(token: Token, lemma: str, lists: Lists, clauses: Sequence[Clause], at: dict[int, int]) -> Iterator[tuple[int, Mark]]:
    if _evident(token, lemma, lists) and not any(c.lower_ in lists["evidence"]["against"] for c in token.children):
        proof = lemma in lists["evidence"]["of"] or lemma in lists["evidence"].get("records", ())
        # a picture of a man in a library shows nothing of what is told of him; one of an event shows the event
        about = [i for i in _about_noun(token, at) if proof or (clauses[i].nominal and clauses[i].klass)]
        for index in (*about, *_shown(token, lists, clauses, at)):
            yield index, _mark(token, "evidenced")
    doubtful = any(c.dep_ == "amod" and c.lower_ in lists["rumour"]["adjectives"] for c in token.children)
    if lemma in lists["rumour"]["nouns"] or doubtful:
        if doubtful and token.i in at:
            yield at[token.i], _mark(token, "rumoured")
        for index in (*_about_noun(token, at), *_told_by(token, clauses)):
            yield index, _mark(token, "rumoured")


def _told_by(noun: Token, clauses: Sequence[Clause]) -> Iterator[int]:
    """Content clauses that a doubtful source is the subject of ("unverified messages claim that ..."), parsed well or not."""
    if roles.names_source(noun):
        yield from (i for i, clause in enumerate(clauses) if clause.head == noun.head)
    if noun.dep_ not in labels.SUBJECT:
        return
    for index, clause in enumerate(clauses):
        head = clause.head
        if not clause.nominal and head.sent == noun.sent and head.i > noun.i and has_that(head) and head.dep_ not in labels.RELATIVE:
            yield index


def _evident(token: Token, lemma: str, lists: Lists) -> bool:
    """True for a noun that names evidence; a record ("report") only where it is told what record, or who has seen it."""
    if lemma in lists["evidence"]["nouns"]:
        return True
    if lemma not in lists["evidence"].get("records", ()):
        return False
    told = {c.lemma_.lower() for c in token.children if c.dep_ in ("compound", "amod", "acl", "nmod", "acl:relcl")}
    told |= {c.lower_ for c in token.children if c.dep_ == "amod"}
    return bool(told & lists["evidence"].get("kinds", frozenset()))


def _accused(token: Token, reading: Reading, at: dict[int, int], places: dict[int, int]) -> Iterator[tuple[int, Mark]]:
    """ "X accused Y of sending ...", "of sabotage": X alleges it."""
    subjects = roles.of_verb(token).subjects
    by, key = named(reading, subjects[0], places) if subjects else (None, None)
    for child in token.children:
        for inner in child.children if child.dep_ == "prep" and by is not None else ():
            if inner.i in at:
                yield at[inner.i], Mark(start=token.idx, end=token.idx + len(token), standing="alleged", by=by, by_key=key)


def _doubted(token: Token, reading: Reading, at: dict[int, int], places: dict[int, int]) -> Iterator[tuple[int, Mark]]:
    """ "Analysts express doubts about the readiness of X": the subject of the governing verb doubts it."""
    verb = token.head
    subjects = roles.of_verb(verb).subjects if verb.pos_ == "VERB" and token.dep_ in labels.OBJECT else ()
    for subject in subjects[:1]:
        by, key = named(reading, subject, places)
        if by is not None:
            for index in (*_about_noun(token, at), *_about_noun(verb, at)):
                yield index, Mark(start=token.idx, end=token.idx + len(token), standing="disputed", by=by, by_key=key)


def _about_noun(noun: Token, at: dict[int, int]) -> Iterator[int]:
    """Clauses that a noun is about: "proof of the capture", "speculation that they left"."""
    for child in noun.children:
        if child.dep_ in ("acl", "ccomp", "relcl") and child.i in at and has_that(child):
            yield at[child.i]
        if child.dep_ in labels.PREPOSITIONAL:
            for inner in (child, *child.children):
                if inner.i in at:
                    yield at[inner.i]


def _shown(noun: Token, lists: Lists, clauses: Sequence[Clause], at: dict[int, int]) -> Iterator[int]:
    verb = noun.head
    if (
        noun.dep_ in labels.SUBJECT
        and verb.lemma_.lower() in lists["evidence"]["verbs"]
        and not any(c.dep_ == "neg" for c in verb.children)
    ):
        yield from governed(verb, clauses, at, lists)
        if verb.i in at and clauses[at[verb.i]].of is not None:
            yield at[verb.i]


def _mark(token: Token, standing: StandingKind) -> Mark:
    return Mark(start=token.idx, end=token.idx + len(token), standing=standing)
