"""What judging needs to know of one version of a claim."""

from __future__ import annotations

from dataclasses import dataclass

from newsloom.compare.sayings.counted import Group
from newsloom.records import Stance, Value, When
from newsloom.records.dossier import ClaimKind


@dataclass(frozen=True, slots=True)
class Version:
    """One article's version.

    Attributes:
        who: who is behind it, in words for a reason ("Western officials", "The Daily Plain", "one report").
        source: identity of who is behind it: speaker's key or name, else the outlet's, None where unknown.
        measure: what the figure counts.
        tense: see `Proposition.tense`.
        moment: when the matter was so, as the text says; None where it does not.
        dated: when a finished event happened, as the text says.
        told: when it was printed.
        moves: the words say that the figure moves or replaces an earlier one.
        earlier: the words say that the figure held before.
        group: whom or what the figure counts.
        ties: who, where and telling words that the figure is told with; None where they were not looked for.
        marked: someone takes a stand in so many words ("denied that ..."), or is named as saying so.
        wide: the words say that the figure is of a whole ("worldwide").
        areas: "city" or "region" where the words say of which of both that bear one name the figure is.
        spans: stretches of time that the figure is for ("past 24 hours", "first half").
        rival: the words set the figure against another of the same thing.
        sole: the figure is the only one of its kind in its article.
        unique: the figure is the only one in its article that measures the like.
        loose: the figure has no noun of its own.
        whole: the figure is the whole that another is a part of.
        noun: the count noun, one over the languages where the table has it; empty where the figure has none.
        of: what a sum or measure is of ("loss").
        persons: keys of the persons whom the clause of a figure names.
        definite: the figure is of some that the text has told of before ("the two officers").
        partial: the words say that not all was counted yet.
        spoken: someone is named as saying so.
        predicate: what the clause of a figure tells (family or lemma of its verb), None where it was not read.
        open_: the clause is put forward as possible, not as what is to come.
        still: the words say that it is still so at the time of printing.
    """

    kind: ClaimKind
    article: int
    who: str
    source: str | None
    stance: Stance
    value: Value | None = None
    measure: str | None = None
    tense: str | None = None
    moment: When | None = None
    dated: When | None = None
    told: When | None = None
    moves: bool = False
    earlier: bool = False
    still: bool = False
    group: Group | None = None
    marked: bool = False
    ties: frozenset[str] | None = None
    predicate: str | None = None
    spoken: bool = False
    spans: frozenset[str] = frozenset()
    sole: bool = False
    rival: bool = False
    unique: bool = False
    partial: bool = False
    noun: str = ""
    definite: bool = False
    persons: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    loose: bool = False
    whole: bool = False
    wide: bool = False
    areas: frozenset[str] = frozenset()
    open_: bool = True
