"""What a number counts, by the parse (English, French)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsloom.annotate.quantities import bare, outcome, phrase
from newsloom.annotate.quantities.classes import Classes
from newsloom.annotate.quantities.counted import Counted
from newsloom.text.numbers import Number

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def counted(doc: Doc, number: Number, table: Classes, language: str) -> Counted | None:
    """What `number` counts, None where nothing around it can be counted."""
    core = phrase.tokens_of(doc, number.core_start, max(number.core_end, number.end))
    if core is None:
        return None
    at = core.end
    of = number.vague or number.kind in ("share", "percent") or language == "fr" or (at < len(doc) and doc[at].lower_ == "of")
    hyphened = at + 1 < len(doc) and doc[at].text in ("-", "‑")
    if hyphened:
        at = _hyphened(doc, at, table)
        if at < 0:
            return None
    found = phrase.after(doc, at, language, of=of) or phrase.mistagged(doc, at, language, table)
    if found is None:
        return bare.counted(doc, core.start, at, number, table)
    first, end, head = found
    token = doc[head]
    if (
        language == "en"
        and number.kind == "count"
        and (_only_a_name(doc, first, end, token) or (first == at and not hyphened and _singular(number, token, table)))
    ):
        return bare.word(doc, first, table) if first == at else None
    if doc[first - 1].text in ("-", "‑") and doc[first - 2].text != "-" and doc[at].i == first:
        end, token = first + 1, doc[first]
    happened = outcome.of(token, table) or _through(doc, core.start, at, token, table)
    if happened is None and number.kind == "count":
        happened = _next(doc, end, table)
    lemma = _lemma(token)
    klass = table.noun(lemma, token.lower_)
    if happened is None:
        happened = _inside(doc, first, end, table)
        extra = phrase.participle(token)
        if extra is not None and happened is None:
            end = extra[1]
    if happened is None and number.kind == "count" and klass not in table.outcomes:
        happened = _noun_before(doc, core.start, token, table)
    noun = doc[first:end].text
    return Counted(
        start=doc[first].idx,
        end=doc[end - 1].idx + len(doc[end - 1]),
        noun=noun,
        head=lemma,
        outcome=happened[0] if happened else None,
        klass=happened[1] if happened else klass,
        head_klass=klass,
    )


def _only_a_name(doc: Doc, first: int, end: int, head: Token) -> bool:
    """ "3 Wednesday", "12 Mill Lane": nothing but a name in the singular is not counted; "five Israelis" are."""
    return all(t.text[:1].isupper() for t in doc[first:end] if t.is_alpha) and not head.lower_.endswith(("s", "ese", "men", "people"))


def _singular(number: Number, head: Token, table: Classes) -> bool:
    """ "the KIRO 7 mobile app": a bare numeral over one does not count an unknown noun in the singular."""
    over_one = number.plain and number.low is not None and number.low > 1
    return over_one and head.tag_ == "NN" and table.noun(head.lemma_.lower(), head.lower_) is None


def _hyphened(doc: Doc, at: int, table: Classes) -> int:
    """Where the noun starts after a hyphen ("a 12-strong crew", "a 50-member council"), -1 for "a two-state solution"."""
    word = doc[at + 1]
    if word.lower_ in table.strong:
        return at + 2
    return at + 1 if table.noun(word.lemma_.lower(), word.lower_) else -1


def _lemma(token: Token) -> str:
    lemma = token.lemma_.lower()
    return {"personnel": "personnel", "people": "people", "others": "other"}.get(token.lower_, lemma)


def _through(doc: Doc, first: int, last: int, noun: Token, table: Classes) -> tuple[str, str] | None:
    """The number itself is subject or object: "1,000 out of the 11,000 troops have been killed", "dozens of others"."""
    for token in doc[first:last]:
        if token.dep_ != "nummod" and token.i != noun.i and token.dep_ not in ("quantmod", "advmod", "case", "punct"):
            found = outcome.of(token, table)
            if found is not None:
                return found
    return None


def _noun_before(doc: Doc, first: int, noun: Token, table: Classes) -> tuple[str, str] | None:
    """ "the deaths of 14 people", "la mort d'au moins 14 personnes": qualifiers may stand between."""
    for k in range(first - 1, max(0, first - 5), -1):
        if doc[k].lower_ in ("of", "de", "d'", "d’", "des"):
            before = doc[k - 1]
            return table.happening(before.lemma_.lower(), before.lower_, noun=noun.lower_) if before.pos_ == "NOUN" else None
        if doc[k].pos_ in ("VERB", "AUX", "NOUN", "PUNCT"):
            return None
    return None


def _next(doc: Doc, at: int, table: Classes) -> tuple[str, str] | None:
    """A participle right after the noun phrase, whatever the parse made of it: "35 people dead", "12 others wounded"."""
    if at >= len(doc) or doc[at].is_sent_start:
        return None
    klass = table.outcome(doc[at].lower_)
    if klass is None or (at + 1 < len(doc) and not doc[at + 1].is_sent_start and doc[at + 1].pos_ in ("NOUN", "PROPN", "DET", "NUM")):
        return None
    return outcome.deadly(doc, at, klass, table)


def _inside(doc: Doc, first: int, end: int, table: Classes) -> tuple[str, str] | None:
    """A participle inside the noun phrase ("three wounded soldiers")."""
    for token in doc[first : end - 1]:
        if klass := table.outcome(token.lower_):
            return outcome.deadly(doc, token.i, klass, table)
    return None
