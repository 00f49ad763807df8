"""Cuts a parse into clause-sized pieces: on which word each rests, and from where to where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newsloom.annotate.propositions import labels, matter, roles
from newsloom.annotate.propositions.table import Kind, PredicateTable

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Kinds = Mapping[int, str]
_BARRED = frozenset({"appos", "parataxis", "cc", "mark", "punct", "dep"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the parse. `start`, `end` are code points of the body; `of` is the noun that it rests on instead of its verb."""

    head: Token
    predicate: str
    klass: str | None
    kind: Kind
    arguments: roles.Arguments
    start: int
    end: int
    nominal: bool = False
    of: Token | None = None

    def denied(self) -> Clause:
        """The same clause under a denial: who denies having known of a thing does not deny the thing."""
        return replace(self, predicate=self.head.lemma_.lower(), klass=None, of=None) if self.klass == matter.EXISTS else self


def cut(doc: Doc, table: PredicateTable, kinds: Kinds) -> list[Clause]:
    """The clauses of a document, in text order. `kinds`: "_place", "_person", ... of tokens that name an entity, by token index."""
    found = list(_verbal(doc, table, kinds))
    used = {clause.head.i: "" for clause in found} | {thing.i: clause.klass for clause in found for thing in clause.arguments.objects}
    found.extend(_hearsay(doc, table, kinds, {clause.head.i for clause in found}))
    found.extend(clause for clause in _nominal(doc, table, kinds) if used.get(clause.head.i, clause.predicate) not in ("", clause.klass))
    return sorted(found, key=lambda c: (c.start, -c.end))


def _verbal(doc: Doc, table: PredicateTable, kinds: Kinds) -> Iterator[Clause]:
    for token in doc:
        if not _heads_clause(token, table) or _only_governs(token, table):
            continue
        arguments = roles.of_verb(token)
        if not any(True for _ in arguments.all()):
            continue
        start, end = _extent(token, arguments)
        if end <= start:
            continue
        thing = matter.there_is(token) or matter.noticed(token, table)
        if thing is not None:
            predicate, klass, kind = _of_thing(thing, arguments, table, kinds)
            yield Clause(token, predicate, klass, kind, roles.Arguments((), (thing,)), start, end, of=thing)
            continue
        predicate, klass, kind = _predicate(token, arguments, table, kinds)
        lent = matter.lent(token, table) if klass is None else None
        if lent is not None:
            predicate, klass, kind = _of_thing(lent, arguments, table, kinds, fallback=None)
        yield Clause(token, predicate, klass, kind, arguments, start, end)


def _of_thing(
    thing: Token, arguments: roles.Arguments, table: PredicateTable, kinds: Kinds, fallback: str | None = matter.EXISTS
) -> tuple[str, str | None, Kind]:
    """Predicate, class and kind of a clause that rests on a noun."""
    lemma = thing.lemma_.lower()
    entry = table.find("nouns", lemma, [*_company(arguments, kinds), *(c.lemma_.lower() for c in thing.children)])
    if entry is not None:
        return lemma, entry.name, entry.kind
    return lemma, fallback, "assessment" if table.judges("nouns", lemma) else "event"


def _heads_clause(token: Token, table: PredicateTable) -> bool:
    if not (token.n_lefts or token.n_rights):  # most tokens are leaves; to look for what hangs on each takes a while
        return (
            token.dep_ in labels.CLAUSES
            and token.pos_ == "VERB"
            and not (token.dep_ == "pcomp" and token.head.head.pos_ in ("NOUN", "PROPN"))
        )
    if any(c.dep_ == "cop" for c in token.children):
        return True
    if token.dep_ not in labels.CLAUSES or token.pos_ not in ("VERB", "AUX"):
        return False
    if token.pos_ == "AUX" and not _says_of(token):
        return False
    if token.dep_ == "pcomp" and token.head.head.pos_ in ("NOUN", "PROPN"):
        return False  # "a plan for regaining", "the risk of losing": nothing says that it happens
    if any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children):
        return token.dep_ == "xcomp" and (token.head.lemma_.lower() in (table.raising | table.governors))
    return True


def _says_of(copula: Token) -> bool:
    """True where a form of "be" has something to say of its subject: a complement, or where it is ("was behind the blast")."""
    return any(c.dep_ in labels.COMPLEMENT or c.dep_ == "prep" for c in copula.children)


def _only_governs(token: Token, table: PredicateTable) -> bool:
    """True for "plans" in "plans to send", "had" in "had to leave": what is planned or had to be done is the matter."""
    return token.lemma_.lower() in (table.governors | table.semimodals) and any(
        c.dep_ == "xcomp" and c.pos_ == "VERB" for c in token.children
    )


def _predicate(token: Token, arguments: roles.Arguments, table: PredicateTable, kinds: Kinds) -> tuple[str, str | None, Kind]:
    """Predicate, class and kind of a verbal clause."""
    word = _copula_complement(token)
    if word is not None:
        return _judgement(word, arguments, table, kinds)
    lemma = token.lemma_.lower()
    company = _company(arguments, kinds)
    if token.pos_ == "AUX":
        places = [c for c in token.children if c.dep_ == "prep"]
        for place in places:
            phrase = " ".join(t.lower_ for t in place.subtree if t.pos_ != "PART")
            if entry := table.find("phrases", phrase, company):
                return phrase, entry.name, entry.kind
        return " ".join([lemma, *(c.lower_ for c in places)][:2]), None, "state"
    for thing in arguments.objects:
        noun = thing.lemma_.lower()
        entry = table.find("phrases", f"{lemma} {noun}", company)
        if entry:
            return f"{lemma} {noun}", entry.name, entry.kind
    entry = table.find("verbs", lemma, company)
    if entry is None and lemma in table.support:
        for thing in arguments.objects:
            entry = table.find("nouns", thing.lemma_.lower(), company)
            if entry:
                return thing.lemma_.lower(), entry.name, entry.kind
    if entry is None:
        adjective = table.find("adjectives", token.lower_, company) if token.tag_ in ("VBN", "JJ") else None
        if adjective:
            return token.lower_, adjective.name, adjective.kind
    return lemma, entry.name if entry else None, entry.kind if entry else "event"


def _company(arguments: roles.Arguments, kinds: Kinds) -> list[str]:
    """Lemmas that stand among the arguments, and the kinds of what the objects name."""
    lemmas = [part.lemma_.lower() for argument in arguments.all() for part in roles.phrase(argument, core=False)]
    return [*lemmas, *_kinds_of(arguments.objects, kinds)]


def _kinds_of(objects: Iterable[Token], kinds: Kinds) -> list[str]:
    return [kinds[thing.i] for thing in objects if thing.i in kinds]


def _copula_complement(token: Token) -> Token | None:
    """What a copula says of its subject ("well prepared", "a threat"), None where the clause has a full verb."""
    if any(c.dep_ == "cop" for c in token.children):
        return token
    if token.pos_ == "AUX" or token.lemma_ in ("be", "remain", "become", "seem", "appear", "look"):
        return next((c for c in token.children if c.dep_ in labels.COMPLEMENT), None)
    if token.tag_ == "VBN" and any(c.dep_ == "advmod" and c.lower_ in ("adequately", "well", "poorly", "badly") for c in token.children):
        return token
    return None


def _judgement(word: Token, arguments: roles.Arguments, table: PredicateTable, kinds: Kinds) -> tuple[str, str | None, Kind]:
    company = _company(arguments, kinds)
    for place in (c for c in word.children if c.dep_ == "case"):  # "est sous contrôle"
        if entry := table.find("phrases", f"{place.lower_} {word.lemma_.lower()}", company):
            return word.lemma_.lower(), entry.name, entry.kind
    for lemma in (word.lower_, word.lemma_.lower()):
        entry = table.find("adjectives", lemma, company) or (table.find("nouns", lemma, company) if word.pos_ == "NOUN" else None)
        if entry:
            return lemma, entry.name, entry.kind
        if table.judges("adjectives", lemma) or (word.pos_ == "NOUN" and table.judges("nouns", lemma)):
            return lemma, None, "assessment"
    entry = table.find("verbs", word.lemma_.lower(), company) if word.pos_ == "VERB" else None
    return word.lemma_.lower(), entry.name if entry else None, entry.kind if entry else "state"


def _nominal(doc: Doc, table: PredicateTable, kinds: Kinds) -> Iterator[Clause]:
    """Nouns of the table that have a party of their own."""
    for token in doc:
        if token.pos_ != "NOUN" or (token.dep_ in ("compound", "nmod") and token.i < token.head.i) or _rumour_of(token, table):
            continue
        arguments = roles.of_noun(token)
        if not (arguments.subjects or arguments.objects):
            arguments = roles.of_bare_noun(token)
        if not (arguments.subjects or arguments.objects):
            continue
        parts = roles.phrase(token, core=False)
        company = [*(part.lemma_.lower() for part in parts if part != token), *_kinds_of(arguments.objects, kinds)]
        entry = table.find("nouns", token.lemma_.lower(), company)
        if entry is None:
            continue
        while len(parts) > 1 and parts[-1].pos_ in ("PUNCT", "SPACE", "ADP"):
            parts.pop()
        yield Clause(
            token, token.lemma_.lower(), entry.name, entry.kind, arguments, parts[0].idx, parts[-1].idx + len(parts[-1]), nominal=True
        )


def _rumour_of(token: Token, table: PredicateTable) -> bool:
    """True for "talk" in "talk of a sale"."""
    return token.lemma_.lower() in table.hearsay and any(c.dep_ == "prep" and c.lower_ in ("of", "about") for c in token.children)


def _hearsay(doc: Doc, table: PredicateTable, kinds: Kinds, used: set[int]) -> Iterator[Clause]:
    """What a rumour is of: "rumours of a merger", "talk of cracks"."""
    for token in doc:
        if token.pos_ != "NOUN" or token.lemma_.lower() not in table.hearsay:
            continue
        for prep in token.children:
            thing = next((c for c in prep.children if c.dep_ == "pobj" and c.pos_ == "NOUN"), None)
            if prep.dep_ != "prep" or prep.lower_ not in ("of", "about") or thing is None or thing.i in used:
                continue
            arguments = roles.Arguments((), (thing,))
            predicate, klass, kind = _of_thing(thing, arguments, table, kinds)
            parts = roles.phrase(thing, core=False)
            end = parts[-1].idx + len(parts[-1])
            if parts[0].idx < end:
                yield Clause(thing, predicate, klass, kind, arguments, parts[0].idx, end, nominal=True, of=thing)


def _extent(head: Token, arguments: roles.Arguments) -> tuple[int, int]:
    """From where to where a verbal clause stands: its subtree without asides; an antecedent before it included."""
    kept = _kept(head)
    sentence = head.sent
    kept.extend(t for outer in _before(head, arguments) for t in roles.phrase(outer) if t.i < head.i)
    tokens = sorted({t.i: t for t in kept if sentence.start <= t.i < sentence.end and not t.is_space}.values(), key=lambda t: t.i)
    while tokens and ((tokens[0].is_punct and tokens[0].text not in "“\"'‘«") or tokens[0].dep_ in ("cc", "mark") or _idle(tokens)):
        tokens.pop(0)
    while tokens and tokens[-1].is_punct and tokens[-1].text not in "”\"'’»%)":
        tokens.pop()
    return (tokens[0].idx, tokens[-1].idx + len(tokens[-1])) if tokens else (head.idx, head.idx)


def _before(head: Token, arguments: roles.Arguments) -> Iterator[Token]:
    """Arguments that stand before the clause without hanging on it: the noun of a participle, the subject of "plans to", "is said to"."""
    if any(c.dep_ in labels.SUBJECT | labels.PASSIVE_SUBJECT for c in head.children):
        return
    for outer in (*arguments.subjects, *arguments.objects):
        raised = head.dep_ == "xcomp" and outer.head == head.head
        if outer.i < head.i and outer.sent == head.sent and (head.dep_ in labels.NOUN_CLAUSE or raised):
            yield outer


def _idle(tokens: list[Token]) -> bool:
    """True where the first token is a "that" or "when" which only opens the clause: a subject follows it."""
    first = tokens[0]
    return len(tokens) > 2 and (
        (first.lower_ in ("that", "que") and first.dep_ in ("mark", "advmod", "dobj")) or (first.tag_ == "WRB" and first.dep_ == "advmod")
    )


def _kept(head: Token) -> list[Token]:
    kept: list[Token] = []
    stack = [head]
    while stack:
        token = stack.pop()
        kept.append(token)
        stack.extend(child for child in token.children if not _leaves(child, token, head))
    return kept


def _leaves(child: Token, parent: Token, head: Token) -> bool:
    """True where `child` starts something that is not part of the clause proper."""
    if child.dep_ in ("mark", "cc") and parent == head:
        return True
    if (child.dep_ == "conj" and parent == head) or (child.dep_ in ("parataxis", "appos") and parent == head):
        return True
    if (
        (child.dep_ == "prep" and child.lower_ in ("according", "per"))
        or child.lower_ == "selon"
        or (child.dep_ != "nsubj" and roles.names_source(child))
    ):
        return True
    if child.dep_ == "advcl":
        return _after_comma(child, head) or any(c.dep_ == "mark" for c in child.children)
    if child.dep_ == "npadvmod" and any(c.dep_ in labels.NOUN_CLAUSE for c in child.children):
        return _after_comma(child, head)  # ", a move that ..."
    if child.dep_ in labels.RELATIVE or child.dep_ == "appos":
        return _after_comma(child, head)
    return False


def _after_comma(child: Token, head: Token) -> bool:
    left = child.left_edge
    if left.i < head.i:
        return True if child.dep_ == "advcl" else bool(left.i and left.nbor(-1).text == ",")
    return left.i > 0 and left.nbor(-1).text in (",", "–", "—", "-", ";", ":", "(")
