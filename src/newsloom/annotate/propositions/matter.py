"""What a clause is really about where its verb only perceives, knows, reports or lends itself to a noun.

"There were cracks", "cracks had been seen", "the report shows cracks", "it had known of the cracks" all say one thing: that there are
cracks. A clause of that kind rests on the noun, so that such clauses can be laid beside each other whatever their verbs. Only what is
said positively counts: who denies that they knew of a thing does not deny the thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsloom.annotate.propositions import labels
from newsloom.annotate.propositions.table import PredicateTable

if TYPE_CHECKING:
    from spacy.tokens import Token

EXISTS = "exist"
_REACH = 7  # tokens between a verb and the "of" that says what is known, with a time between them


def there_is(token: Token) -> Token | None:
    """The noun of "there were cracks", "il y avait des fissures"."""
    children = list(token.children)
    if token.lemma_ == "be" and any(c.dep_ == "expl" for c in children):
        return next((c for c in children if c.dep_ in labels.COMPLEMENT and c.pos_ == "NOUN"), None)
    if token.lemma_ == "avoir" and any(c.lower_ == "y" for c in children):
        return next((c for c in children if c.dep_ in labels.OBJECT and c.pos_ == "NOUN"), None)
    return None


def noticed(token: Token, table: PredicateTable) -> Token | None:
    """The thing that a verb of noticing has been said of: what is seen, found, shown, known of, reported."""
    if token.lemma_.lower() not in table.noticing or _unsure(token):
        return None
    for child in token.children:
        if child.dep_ in labels.OBJECT | labels.PASSIVE_SUBJECT and _thing(child, table):
            return child
    return next((noun for noun in _known_of(token) if _thing(noun, table)), None)


def lent(token: Token, table: PredicateTable) -> Token | None:
    """The noun that says what happens beside a light verb ("made an offer") or after "be in" ("were in talks")."""
    lemma = token.lemma_.lower()
    if lemma in table.light:
        return next((c for c in token.children if c.dep_ in labels.OBJECT and c.pos_ == "NOUN"), None)
    if lemma == "be" and not any(c.dep_ in labels.COMPLEMENT for c in token.children):
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("in", "under", "at", "on"):
                return next((c for c in child.children if c.dep_ == "pobj" and _bare(c)), None)
    return None


def _bare(noun: Token) -> bool:
    """True for a noun without article ("in talks", "under arrest"): a state, not a place."""
    return noun.pos_ == "NOUN" and not any(c.dep_ in ("det", "poss", "nummod") for c in noun.children)


def _unsure(token: Token) -> bool:
    return any(c.dep_ == "neg" or (c.dep_ == "aux" and c.tag_ == "MD") for c in token.children)


def _known_of(token: Token) -> Iterator[Token]:
    """Nouns after an "of" or "about" that belongs to the verb, also where a time stands between ("knew since May of leaks")."""
    for other in token.doc[token.i + 1 : token.i + 1 + _REACH]:
        if other.sent != token.sent:
            return
        if other.dep_ == "prep" and other.lower_ in ("of", "about") and _hangs_on(other, token):
            yield from (c for c in other.children if c.dep_ == "pobj")


def _hangs_on(prep: Token, verb: Token) -> bool:
    above = prep.head
    return bool(above == verb or (above.pos_ in ("PROPN", "NUM") and above.head.dep_ == "prep" and above.head.head == verb))


def _thing(noun: Token, table: PredicateTable) -> bool:
    return noun.pos_ == "NOUN" and noun.lemma_.lower() not in table.unremarkable and not any(c.dep_ == "ccomp" for c in noun.children)
