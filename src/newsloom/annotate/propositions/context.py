"""What surrounds a clause in its article: sentence, statement, quantities, times, modality."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsloom import lexicon
from newsloom.records import Modality, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

    from newsloom.annotate.reading import Reading


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

    def modality(self, head: Token, said: Statement | None) -> tuple[Modality, str | None]:
        """How a clause is put forward: by its own helpers ("could"), by the clause it depends on ("if"), else as its statement is."""
        own = _of_helpers(head, self.reading.language)
        if own[1] is not None:
            return own
        if said is not None and said.modality in ("denied", "doubted", "asked"):
            return said.modality, said.modality_cue
        return "asserted", None


def _of_helpers(head: Token, language: str) -> tuple[Modality, str | None]:
    table = lexicon.table("predicates", language).get("_modality", {})
    for token in (*head.children, head):
        word = token.lower_
        if token == head and not word.endswith(("t", "s", "a")):
            continue
        for modality in ("conditional", "speculated", "expected"):
            if word in table.get(modality, ()) and (token == head or token.dep_ in ("aux", "advmod", "mark", "nsubj", "aux:tense")):
                return _named(modality), str(token.text)
    if head.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "si") for c in head.children):
        return "conditional", next(str(c.text) for c in head.children if c.dep_ == "mark")
    governor = head.head
    if head.dep_ in ("xcomp", "ccomp") and governor.lemma_.lower() in table.get("governors", ()):
        return "expected", str(governor.text)
    if head.pos_ == "NOUN" and head.dep_ in ("dobj", "obj", "pobj") and _wanted(head, table.get("irrealis", ())):
        return "expected", str(head.head.text)
    if any(c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ == "if" for m in c.children) for c in head.children):
        return "conditional", "if"
    return "asserted", None


def _wanted(noun: Token, verbs: Iterable[str]) -> bool:
    """True for a noun that someone asks for, plans or fears ("demand the withdrawal", "called for a release")."""
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    return above.pos_ == "VERB" and above.lemma_.lower() in verbs


def _named(name: str) -> Modality:
    names: dict[str, Modality] = {"conditional": "conditional", "speculated": "speculated", "expected": "expected"}
    return names[name]
