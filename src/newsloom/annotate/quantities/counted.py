"""What a number counts: the record, and the choice between reading by parse and reading by pattern."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted.

    Attributes:
        start, end: the noun phrase (code points); both equal where there is none.
        noun: the noun phrase as written.
        head: lemma of its head, lower case.
        outcome: words that say what happened to those counted, as written ("killed", "suffered casualties").
        klass: class of the outcome, else of the head.
        head_klass: class of the head alone.
    """

    start: int
    end: int
    noun: str
    head: str
    outcome: str | None = None
    klass: str | None = None
    head_klass: str | None = None

    @property
    def text(self) -> str:
        """Noun phrase and outcome, as a row of a table would name them."""
        if self.outcome and f" {self.outcome.lower()} " not in f" {self.noun.lower()} ":
            return f"{self.noun} {self.outcome}".strip()
        return self.noun
