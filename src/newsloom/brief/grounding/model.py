"""What the grounding check takes and gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from newsloom.records import Annotations

FaultKind = Literal[
    "name",
    "number",
    "date",
    "quote",
    "speaker",
    "negation",
    "hedge",
    "planned",
    "rumour",
    "condition",
    "scope",
    "opposite",
    "cause",
    "strong",
    "roles",
    "invented",
    "form",
]
Reader = Callable[[Sequence[str], str], Sequence[Annotations]]
"""Reads texts of a language (BCP 47): what says who in a sentence that a writer wrote. `loom` hands the annotator in."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that a sentence says and its passages do not. `at`: the words of the sentence (or, for what was lost, of the passage)."""

    kind: FaultKind
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class Voice:
    """Something that somebody says. `who`: the speaker's words, folded, his aliases and role included; `names`: those of them that are
    of a name; `content`: what is said; `cue`: the word of saying; `kind`: of the speaker."""

    who: frozenset[str]
    names: frozenset[str]
    content: str
    cue: str = ""
    kind: str = "unknown"


@dataclass(frozen=True, slots=True)
class Act:
    """Something that is done: by whom (`who`: folded words, empty where a pronoun does it) and to whom. `named`: the doer has a name."""

    predicate: str
    who: frozenset[str]
    whom: frozenset[str]
    klass: str | None = None
    named: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A cited passage with what is known of it.

    Attributes:
        text, language: its words.
        names: folded words of the names of all whom it speaks of, pronouns resolved, with their aliases and roles over the story.
        voices: who says what in it.
        acts: who does what in it.
        days: days ("YYYY-MM-DD" or a part of it) that its time expressions mean.
    """

    text: str
    language: str
    names: frozenset[str] = frozenset()
    voices: tuple[Voice, ...] = ()
    acts: tuple[Act, ...] = ()
    days: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside the passages.

    Attributes:
        language: of the written sentence.
        aliases: folded name → folded words of all names of the same one over the story.
        reader: see `Reader`; without one, who says what is checked by words alone.
    """

    language: str = "en"
    aliases: Mapping[str, frozenset[str]] = field(default_factory=dict)
    reader: Reader | None = None
