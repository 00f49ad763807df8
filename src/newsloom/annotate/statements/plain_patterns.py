"""The patterns of `reporting.toml`, compiled: for languages whose parse, if any, newsloom has no rules for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from newsloom.lexicon import table


@dataclass(frozen=True, slots=True)
class Patterns:
    """The compiled patterns of one language."""

    verb: re.Pattern[str]
    that: re.Pattern[str]
    according: re.Pattern[str]
    nobody: re.Pattern[str] | None
    not_sources: tuple[str, ...]
    inverted: re.Pattern[str]
    impersonal: re.Pattern[str]


@cache
def patterns(language: str) -> Patterns | None:
    """None for a language without `patterns` in its reporting table."""
    data = table("reporting", language).get("patterns")
    if not data:
        return None

    def any_of(words: list[str]) -> str:
        return "|".join(re.escape(w) for w in sorted(set(words), key=len, reverse=True)).replace(r"\ ", r"\s+")

    simple = [v for v in data["verbs"] if v not in set(data["participles"])]
    compound = rf"(?:{any_of(data['auxiliaries'])})(?:-t)?(?:-(?:il|elle|ils|elles|on))?\s+(?:(?:{any_of(data['between'])})\s+)?"
    verb = rf"{compound}(?:{any_of(data['participles'])})|(?:{any_of(simple)})"
    both = set(data["participles"]) & {"dit", "écrit"}  # past participle and present alike
    if both:
        verb += rf"|(?:{any_of(sorted(both))})"
    that = any_of([w for w in data["that"] if w[-1:] not in "'’"])
    elided = any_of([w for w in data["that"] if w[-1:] in "'’"] or ["\0"])
    return Patterns(
        verb=re.compile(rf"(?<![\w-])(?:{verb})(?!\w)", re.IGNORECASE),
        that=re.compile(rf"(?<!\w)(?:(?:{that})(?!\w)|(?:{elided}))", re.IGNORECASE),
        according=re.compile(rf"(?<!\w)(?:{any_of(data['according'])})(?!\w)", re.IGNORECASE),
        nobody=re.compile(rf"(?<!\w)(?:{any_of(data['nobody'])})\s+(?={that}|{elided})", re.IGNORECASE),
        not_sources=tuple(data["not_sources"]),
        impersonal=re.compile(rf"(?<!\w)(?:{any_of(data['impersonal'])})\s*$", re.IGNORECASE),
        inverted=re.compile(r"-t?-?(il|elle|ils|elles)\b", re.IGNORECASE),
    )
