"""Finds propositions: clause-sized things that an article says are so, with who takes part, who says it, and how sure it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from newsloom.annotate.propositions import marks, plain, roles, verbs
from newsloom.annotate.propositions.clauses import Clause, cut
from newsloom.annotate.propositions.context import Context
from newsloom.annotate.propositions.table import PredicateTable, closed, predicates, signs
from newsloom.records import Mark, Proposition, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newsloom.annotate.reading import Reading


def find(reading: Reading) -> tuple[Proposition, ...]:
    """The propositions of one article, in text order.

    With a parse they are its clauses and nominalisations; without one, sentences that hold a predicate of the language's table.
    Sentences that are not complete (headings, cut ends) give none.
    """
    if not reading.syntax:
        return plain.find(reading)
    table = predicates(reading.language)
    context = Context(reading)
    places = roles.placed(reading)
    kinds = {token: f"_{reading.entities[entity].place_kind or reading.entities[entity].kind}" for token, entity in places.items()}
    clauses = [
        c for c in cut(reading.doc, table, kinds) if context.sentence(c.start) is not None and not _tells(c, table, reading.language)
    ]
    found = marks.find(reading, clauses, places)
    made = []
    for index, clause in enumerate(clauses):
        signs = tuple(found.get(index, ()))
        kept = clause.denied() if any(mark.standing in ("denied", "disputed") for mark in signs) else clause
        if not _tells(kept, table, reading.language):
            made.append(_proposition(kept, signs, context, places))
    return tuple(made)


def _said_of(clause: Clause, within: list[Token]) -> list[Token]:
    """The tokens whose words tell what a clause is about: in "cracks had been seen in the wall" all but the verb."""
    if clause.of is None or clause.of.i > clause.head.i:
        return within
    start = clause.of.left_edge.i
    return [t for t in clause.head.sent if t.i >= start and t != clause.head and clause.start <= t.idx < clause.end]


def _tells(clause: Clause, table: PredicateTable, language: str) -> bool:
    """True for a clause about the act of telling, not about the matter."""
    if any(c.dep_ == "mark" and c.lower_ in closed("pending") for c in clause.head.children):
        return True  # "until the inquiry is complete" says nothing of whether it is
    if clause.klass is not None or clause.of is not None:
        return False
    head = clause.head
    if _leaves_open(head, language):
        return True
    return clause.predicate in table.telling or any(c.dep_ == "ccomp" and c.i > head.i for c in head.children)


def _leaves_open(head: Token, language: str) -> bool:
    """True for "refused to confirm", "declined to comment": nothing is said of the matter."""
    lists = signs(language)
    if not lists or head.lemma_.lower() not in lists["blocked"]["verbs"]:
        return False
    words = lists["confirm"]["verbs"] | lists["deny"]["verbs"] | lists["blocked"].get("silent", frozenset())
    return any(c.dep_ == "xcomp" and c.lemma_.lower() in words for c in head.children)


def _by_speaker(mark: Mark, said: Statement | None) -> Mark:
    """A mark that is the cue of the statement around it ("X denied that ...") is by that statement's speaker."""
    cue = said.cue_span if said else None
    if said is None or cue is None or mark.by is None or not said.speaker.name or not (cue.start <= mark.start < cue.end):
        return mark
    return msgspec.structs.replace(mark, by=said.speaker.name, by_key=said.speaker_key)


def _proposition(clause: Clause, signs: tuple[Mark, ...], context: Context, places: dict[int, int]) -> Proposition:
    reading, arguments, head = context.reading, clause.arguments, clause.head
    subject = roles.entities(places, arguments.subjects) or roles.behind_pronoun(places, arguments.subjects)
    obj = tuple(e for e in roles.entities(places, arguments.objects) if e not in subject)
    within = [t for t in head.sent if clause.start <= t.idx < clause.end]
    if clause.of is not None:  # who sees or knows is no party to what is seen or known
        within = roles.phrase(clause.of, core=False)
    others = dict.fromkeys(places[t.i] for t in within if t.i in places)
    statement = context.statement(head.idx)
    said = reading.statements[statement] if statement is not None else None
    modality, cue = context.modality(head, (clause.start, clause.end), said)
    return Proposition(
        sentence=context.sentence(clause.start) or 0,
        start=clause.start,
        end=clause.end,
        predicate=clause.predicate,
        klass=clause.klass,
        kind=clause.kind,
        subject=subject,
        object=obj,
        others=tuple(e for e in others if e not in subject and e not in obj),
        subject_heads=roles.heads(places, arguments.subjects),
        object_heads=roles.heads(places, arguments.objects),
        terms=verbs.terms(_said_of(clause, within), places),
        quantities=context.quantities(clause.start, clause.end),
        times=context.times(clause.start, clause.end),
        negated=verbs.negated(head, arguments.all()),
        whole=not clause.nominal and verbs.finite(head),
        tense=None if clause.nominal else verbs.tense(head),
        modality=modality,
        modality_cue=cue,
        statement=statement,
        attributed_to=said.speaker.name if said else None,
        speaker_key=said.speaker_key if said else None,
        via=said.via if said else (),
        marks=tuple(_by_speaker(mark, said) for mark in signs),
    )
