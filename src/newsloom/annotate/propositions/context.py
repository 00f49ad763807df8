"""What surrounds a clause in its article: sentence, statement, quantities, times, modality."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsloom import lexicon
from newsloom.annotate.modality import of_clause, of_span
from newsloom.records import Modality, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newsloom.annotate.reading import Reading
_WHOLE = ("ROOT", "ccomp")  # clauses that words around them can govern or answer; others stand inside one


class Context:
    """Look-ups by offset in one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._starts = [s.start for s in reading.sentences]

    def sentence(self, offset: int) -> int | None:
        """Index of the complete sentence at `offset`, None outside such a sentence."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return None
        sentence = self.reading.sentences[at]
        return at if sentence.complete and offset < sentence.end else None

    def statement(self, offset: int) -> int | None:
        """Index of the innermost statement whose content holds `offset`."""
        holding = [
            (sum(p.end - p.start for p in statement.pieces), index)
            for index, statement in enumerate(self.reading.statements)
            if any(piece.start <= offset < piece.end for piece in statement.pieces)
        ]
        return min(holding)[1] if holding else None

    def quantities(self, start: int, end: int) -> tuple[int, ...]:
        return tuple(i for i, q in enumerate(self.reading.quantities) if start <= q.start < end)

    def times(self, start: int, end: int) -> tuple[int, ...]:
        return tuple(i for i, t in enumerate(self.reading.times) if start <= t.start < end)

    def modality(self, head: Token, span: tuple[int, int], said: Statement | None) -> tuple[Modality, str | None]:
        """How a clause at `span` is put forward, and by which word; a noun that someone only asks for or plans is expected."""
        language = self.reading.language
        irrealis = lexicon.table("predicates", language).get("_modality", {}).get("irrealis", ())
        if head.pos_ == "NOUN" and head.dep_ in ("dobj", "obj", "pobj", "obl:arg") and _wanted(head, irrealis):
            return "expected", str(head.head.text)
        unproven = _unproven(head, language)
        if unproven is not None:
            return "doubted", unproven
        if language != "en" and _governed(head, language):
            return "expected", str(head.head.text)
        own: tuple[Modality, str | None] = ("asserted", None)
        if head.pos_ != "NOUN" or (language == "en" and _copula(head)):
            source = said.source if said is not None else None
            if language != "en" or head.dep_ in _WHOLE:
                own = of_span(self.reading, *span, self.reading.body[source.start : source.end] if source else None)
            else:
                own = of_clause(head)
        if own[1] is not None or said is None:
            return own
        return (said.modality, said.modality_cue) if said.modality in ("denied", "doubted", "asked") else own


def _copula(head: Token) -> bool:
    return any(c.dep_ == "cop" for c in head.children)


def _wanted(noun: Token, verbs: Iterable[str]) -> bool:
    """True for a noun that someone asks for, plans or fears ("demand the withdrawal", "called for a release")."""
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    return above.pos_ == "VERB" and above.lemma_.lower() in verbs


def _governed(head: Token, language: str) -> bool:
    """True for an infinitive under a verb of wanting or planning ("veut supprimer")."""
    governors = lexicon.table("predicates", language).get("_modality", {}).get("governors", ())
    return head.dep_ == "xcomp" and head.head.lemma_.lower() in governors


def _unproven(head: Token, language: str) -> str | None:
    """The verb or noun above a content clause that says that nothing proves it ("do not prove that", "no evidence that"), or None."""
    table = lexicon.table("standing", language).get("proof", {})
    above = head.head
    if above == head or head.dep_ not in ("ccomp", "acl", "conj"):
        return None
    if head.dep_ == "conj":
        return _unproven(above, language) if above.dep_ in ("ccomp", "acl") else None
    none = table.get("none", ())
    if above.lemma_.lower() in table.get("nouns", ()):
        return str(above.text) if any(c.lower_ in none for c in above.children) else None
    if above.lemma_.lower() not in table.get("verbs", ()):
        return None
    refused = any(c.dep_ == "neg" or c.lower_ in ("not", "ne", "pas") for c in above.children)
    empty = any(c.lower_ in none or any(d.lower_ in none for d in c.children) for c in above.children if c.dep_.startswith("nsubj"))
    return str(above.text) if refused or empty else None
