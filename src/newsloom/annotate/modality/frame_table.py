"""The frames of a language (`lexicon/<lang>/frames.toml`), compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from newsloom.annotate.modality.phrases import compiled
from newsloom.annotate.modality.tables import ORDER
from newsloom.lexicon import table
from newsloom.records import Modality

Group = tuple[tuple[Modality, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class Frames:
    """Patterns by position around a clause.

    Attributes:
        governors: class of governor ("deny", "doubt", ...) → its phrases, which stand before the clause or in a remark after it.
        effects: class → what it makes of the clause, "plain", "negated", "nobody" (negated by its subject) or "refused" ("refused to ...").
        openers: what makes the clause after it a condition's consequence, at the start of a sentence or clause.
        after: what follows the clause in its sentence.
        answers: replies to the clause as a question, or right after it.
        inside: cues among the words of the clause.
    """

    language: str
    governors: tuple[tuple[str, re.Pattern[str]], ...]
    effects: dict[str, dict[str, Modality]]
    whether: frozenset[str]
    close: frozenset[str]
    links: re.Pattern[str] | None
    asking: re.Pattern[str] | None
    negation: re.Pattern[str] | None
    nobody: re.Pattern[str] | None
    refusing: re.Pattern[str] | None
    resumes: re.Pattern[str] | None
    barriers: re.Pattern[str] | None
    joins: re.Pattern[str] | None
    openers: re.Pattern[str] | None
    weak_openers: re.Pattern[str] | None
    short_openers: re.Pattern[str] | None
    modal: re.Pattern[str] | None
    would: re.Pattern[str] | None
    reported: re.Pattern[str] | None
    concession: re.Pattern[str] | None
    blank: re.Pattern[str] | None
    before: Group
    edges: Group
    after: Group
    excuse: re.Pattern[str] | None
    tails: Group
    answers: Group
    inside: Group
    inside_modal: re.Pattern[str] | None
    present: re.Pattern[str] | None
    ahead: re.Pattern[str] | None
    past: re.Pattern[str] | None


@cache
def frames(language: str) -> Frames | None:
    """The frames of a language, None where it has no table."""
    data = table("frames", language)
    if not data:
        return None
    macros = data.get("macros", {})

    def one(section: str, name: str, head: str | None = None) -> re.Pattern[str] | None:
        words = data.get(section, {}).get(name, ())
        return compiled(words, macros) if head is None else compiled(words, macros, head)

    def group(section: str, head: str | None = None) -> Group:
        made = ((m, one(section, m, head)) for m in ORDER)
        return tuple((m, p) for m, p in made if p is not None)

    governors = ((name, compiled(_words(entry), macros)) for name, entry in data.get("governors", {}).items())
    start = r"^[\s\"”’»'«“„¿¡),.;:…—–-]*"
    boundary = r"(?:^|[\"”’»'),.;:…—–-]\s)[\s\"”’»'«“„¿¡),.;:…—–-]*"
    return Frames(
        language=language,
        governors=tuple((n, p) for n, p in governors if p is not None),
        effects=data.get("effects", {}),
        whether=frozenset(data.get("links", {}).get("whether", ())),
        close=frozenset(data.get("links", {}).get("close", ())),
        links=one("links", "words"),
        asking=one("links", "asking"),
        negation=one("negation", "words"),
        nobody=one("negation", "nobody"),
        refusing=one("negation", "refusing"),
        resumes=one("negation", "resumes"),
        barriers=one("links", "barriers"),
        joins=one("links", "joins"),
        openers=one("openers", "words", r"(?:^|[,;:.]\s*|(?<=\bthat )|(?<=\bque )|(?<=\bsaid )|(?<=\band )|(?<=\bbut ))[\"“«']*\s*"),
        weak_openers=one("openers", "weak", r"(?:^|[,;:.]\s*|(?<=\bthat )|(?<=\bque ))[\"“«']*\s*"),
        short_openers=one("openers", "short", r"(?:^|[,;:.]\s*|(?<=\bthat )|(?<=\bque ))[\"“«']*\s*"),
        modal=one("openers", "modal"),
        would=one("openers", "would"),
        reported=one("links", "reported"),
        concession=one("negation", "concession"),
        blank=one("links", "blank", r"(?<![\w'])"),
        before=group("before"),
        edges=group("edges", r"(?<![\w'-])"),
        after=group("after", boundary),
        excuse=one("after", "excuse"),
        tails=group("tails"),
        answers=group("answers", start),
        inside=group("inside"),
        inside_modal=one("inside", "conditional_modal"),
        present=one("schedule", "present"),
        ahead=one("schedule", "ahead"),
        past=one("schedule", "past"),
    )


def _words(entry: Any) -> list[str]:
    return list(entry)
