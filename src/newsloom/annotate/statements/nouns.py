"""What a noun phrase tells of the one it names: kind, office, author; from the tables and the parse, without looking at the article."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from newsloom.annotate.modality.lemma import lemma_of
from newsloom.annotate.statements.trees import core_span, kids
from newsloom.annotate.statements.words import words
from newsloom.lexicon import table
from newsloom.records import SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Token

_OWNERS = ("her ", "his ", "its ", "their ", "Her ", "His ", "Its ", "Their ")
DETERMINERS = ("the ", "a ", "an ", "The ", "A ", "An ")


def author_of(head: Token) -> Token | None:
    """Whose document speaks: "a report by the Herald", "the ministry's statement"."""
    if lemma_of(head) not in words("en").documents:
        return None
    for kid in head.children:
        if kid.dep_ in ("prep", "agent") and kid.lower_ in ("by", "from"):
            for noun in kids(kid, "pobj"):
                if noun.pos_ == "PROPN" or noun_kind(noun) != "unknown":
                    return noun
        if kid.dep_ == "poss" and (kid.pos_ == "PROPN" or noun_kind(kid) != "unknown"):
            return kid
        if kid.dep_ == "acl":  # "figures released by the Red Cross"
            for by in kids(kid, "agent"):
                for noun in kids(by, "pobj"):
                    return noun
    return None


def role_of(head: Token, first: int) -> str | None:
    """The office of a named person: words before the name, or an apposition on either side."""
    doc = head.doc
    before = [
        t
        for t in head.subtree
        if t.i < first and (t.dep_ in ("compound", "amod", "poss", "nmod", "case", "punct") or t.pos_ in ("NOUN", "PROPN", "ADJ", "ADP"))
    ]
    before = _run(before, first)
    words = str(doc[before[0].i : first].text).strip(" ,;:-") if before else ""
    words = words.removeprefix("the ").removeprefix("The ")
    if re.fullmatch(r"[A-Z][a-z]{1,6}\.", words):
        words = ""  # "Ohio.", the tail of a dateline
    rank = set(words.lower().replace(".", " ").split()) <= courtesy()
    if words and not rank and any(t.pos_ in ("NOUN", "PROPN") for t in before):
        return words
    if head.dep_ == "appos" and head.head.pos_ in ("NOUN", "PROPN") and noun_kind(head.head) == "person" and head.head.i < head.i:
        low = min(t.i for t in head.head.subtree)
        return bare_office(str(doc[low : head.head.i + 1].text))
    for kid in kids(head, "appos"):
        if kid.pos_ in ("NOUN", "PROPN") and kid.i > head.i and kid.i - head.i < 25 and kid.ent_type_ not in ("PERSON", "GPE"):
            low, high = core_span(kid)
            if head.dep_ == "ROOT" and doc[low].tag_ in ("VBD", "VBN") and any(k.dep_ == "relcl" for k in head.children):
                continue  # "Berg, who had shot the dog, left town": the sentence's own verb
            return bare_office(str(doc[low:high].text))
    return words or None


def bare_name(text: str) -> str:
    """A name without article and possessive ending."""
    text = bare_office(text)
    for ending in ("'s", "’s"):
        text = text.removesuffix(ending)
    return text


def bare_office(office: str) -> str:
    for word in (*DETERMINERS, *_OWNERS):
        office = office.removeprefix(word)
    for clause in (", who ", ", which ", ", whose "):  # what the holder does is no part of the office
        office = office.split(clause, 1)[0]
    return " ".join(office.split()).strip(" ,;:")


def _run(tokens: list[Token], first: int) -> list[Token]:
    """The unbroken run of tokens that ends right before `first`."""
    run: list[Token] = []
    for token in sorted(tokens, key=lambda t: -t.i):
        if token.i != first - 1 - len(run):
            break
        run.insert(0, token)
    while run and (run[0].is_punct or run[0].dep_ == "case" or run[0].pos_ == "ADP"):
        run.pop(0)
    return run if not any(t.is_quote or t.text == "," for t in run) else []


def noun_kind(head: Token) -> SpeakerKind:
    """What an unnamed speaker is, from its noun."""
    data = _people()
    lemma = lemma_of(head)
    if lemma in words("en").documents:
        return "unknown"
    if head.tag_ in ("NNP", "NNPS") and lemma.endswith("s") and lemma not in data[0]:  # a plural that opens a sentence, taken for a name
        lemma = lemma[:-1] if lemma[:-1] in data[0] or lemma[:-1].endswith(data[1]) else lemma
    human = lemma in data[0] or head.lower_ in data[0] or (lemma.endswith(data[1]) and lemma not in data[2])
    if not human:
        return "unknown"
    plural = (
        head.tag_ in ("NNS", "NNPS")
        or (head.tag_ == "NNP" and head.lower_ == f"{lemma}s")
        or head.lower_ in ("police", "people", "media", "family")
        or any(k.dep_ == "conj" for k in head.children)
    )
    if plural:
        return "group"
    return "organisation" if lemma in _bodies() else "person"


def is_age(head: Token) -> bool:
    """ "the 15-year-old"."""
    return re.fullmatch(r"\d{1,3}-year[- ]old", age_text(head)) is not None


def age_text(head: Token) -> str:
    """The hyphened word that ends in `head` ("15-year-old")."""
    low = head.i
    while (
        low > 0
        and head.i - low < 5
        and (not head.doc[low - 1].whitespace_ or head.doc[low - 1].text == "year")
        and (head.doc[low - 1].is_digit or head.doc[low - 1].text in ("-", "year"))
    ):
        low -= 1
    return str(head.doc[low : head.i + 1].text).lower()


def is_person_noun(word: str) -> bool:
    """An office, trade or relation of people, lower case, as one word."""
    people, endings, things = _people()
    plain = word.removesuffix("s") if word not in people else word
    return (
        plain in people or word in _offices() or plain in _offices() or (plain.endswith(endings) and plain not in things and len(plain) > 3)
    )


@cache
def _offices() -> frozenset[str]:
    return frozenset(table("roles", "en").get("nouns", ()))


@cache
def _people() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    data = table("speakers", "en")
    return frozenset(data.get("people", ())), tuple(data.get("endings", ())), frozenset(data.get("things", ()))


@cache
def _bodies() -> frozenset[str]:
    return frozenset(table("speakers", "en").get("bodies", ()))


@cache
def media() -> frozenset[str]:
    """Nouns for outlets ("the newspaper")."""
    return frozenset(table("speakers", "en").get("media", ()))


@cache
def courtesy() -> frozenset[str]:
    return frozenset(table("speakers", "en").get("courtesy", ()))


def shape_of(head: Token) -> SpeakerKind:
    kinds: dict[str, SpeakerKind] = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "NORP": "group"}
    return kinds.get(head.ent_type_, "organisation" if lemma_of(head) in _bodies() or head.text.isupper() else "unknown")


def is_definite(head: Token) -> bool:
    return any((k.dep_ == "det" and k.lower_ in ("the", "this", "that")) or k.dep_ == "poss" for k in head.children)
