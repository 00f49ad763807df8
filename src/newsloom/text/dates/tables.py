"""The time tables of a language, made into patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from newsloom import lexicon

_GROUPS = {"m": "months", "w": "weekdays", "s": "seasons", "q": "quarters", "h": "halves", "u": "units", "mod": "mods", "rel": "relative"}
_NAMES = {"m": "month", "w": "weekday", "s": "season", "q": "quarter", "h": "half", "u": "unit", "mod": "mod", "rel": "rel", "n": "n"}
_DIGITS = {
    "d": r"(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)",
    "d2": r"(?P<day2>3[01]|[12]\d|0?[1-9])(?!\d)",
    "y": r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d)",
}
_LARGEST = 99


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern: how its parts are read, and the words that must or must not stand before it.

    `needs`: of each of these sets, some word (lower case) stands in any text that the pattern is found in.
    """

    form: str
    kind: str
    regex: re.Pattern[str]
    needs: tuple[frozenset[str], ...]
    lead: re.Pattern[str] | None
    not_lead: re.Pattern[str] | None
    mod: int | None
    offset: int | None


@dataclass(frozen=True, slots=True)
class Tables:
    """All patterns of a language, and the values of their words (lower case)."""

    patterns: tuple[Pattern, ...]
    values: dict[str, dict[str, Any]]
    capitalised: bool
    leads: tuple[tuple[str, re.Pattern[str]], ...]
    future: frozenset[str]
    future_endings: tuple[str, ...]
    timeless: frozenset[str]
    prospective: frozenset[str]
    perceived: frozenset[str]


@cache
def tables(language: str) -> Tables:
    """The tables of a language, empty where it has none."""
    raw = lexicon.table("times", language)
    values = {group: {word.lower(): value for word, value in raw.get(group, {}).items()} for group in _GROUPS.values()}
    numbers = lexicon.table("numbers", language).get("cardinals", {})
    values["numbers"] = {**{w: v for w, v in numbers.items() if 0 < v <= _LARGEST}, **raw.get("numbers", {})}
    patterns = tuple(
        _pattern(entry, alternative, values) for entry in raw.get("patterns", ()) for alternative in _alternatives(entry["text"])
    )
    leads = tuple(
        (kind, re.compile(rf"(?<!\w)(?:{_any(raw.get('leads', {}).get(kind, ('since',)))})[ \u00a0]?$", re.IGNORECASE))
        for kind in ("since", "until")
    )
    tense = raw.get("tense", {})
    return Tables(
        patterns=patterns,
        values=values,
        capitalised=bool(raw.get("capitalised")),
        leads=leads,
        future=frozenset(tense.get("future", ())),
        future_endings=tuple(tense.get("future_endings", ())),
        timeless=frozenset(tense.get("timeless", ())),
        prospective=frozenset(tense.get("prospective", ())),
        perceived=frozenset(tense.get("perceived", ())),
    )


def _alternatives(text: str) -> list[str]:
    """Split at top-level bars, so that a group name stands only once in each pattern."""
    parts, depth, start = [], 0, 0
    for k, c in enumerate(text):
        depth += (c == "(") - (c == ")")
        if c == "|" and depth == 0:
            parts.append(text[start:k])
            start = k + 1
    parts.append(text[start:])
    expanded: list[str] = []
    for part in parts:
        expanded.extend(_inner(part))
    return expanded


def _inner(text: str) -> list[str]:
    """Write out a group of alternatives that name the same part twice ("(?:{w} {mod}|{mod} {w})")."""
    match = re.search(r"\(\?:([^()]*\{[^()]*)\|([^()]*\{[^()]*)\)(?!\?)", text)
    if match is None:
        return [text]
    whole = match.group()[3:-1]
    return [text[: match.start()] + option + text[match.end() :] for option in whole.split("|")]


def _any(words: Any) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))


def _needs(text: str, values: dict[str, dict[str, Any]]) -> tuple[frozenset[str], ...]:
    """The words that the named parts of a pattern are made of; not those of a part within a group or a choice, which may be left out."""
    top = text
    while (inner := re.sub(r"\([^()]*\)\??", "", top)) != top:
        top = inner
    if "|" in top:
        return ()
    names = [name.partition(":") for name in re.findall(r"\{([a-z]\w*(?::[\w ]+)?)\}(?!\?)", top)]
    groups = (
        frozenset((only.lower(),) if only else values["months" if name == "m2" else _GROUPS[name]])
        for name, _, only in names
        if name in (*_GROUPS, "m2")
    )
    return tuple(dict.fromkeys(groups))


def _pattern(entry: dict[str, Any], text: str, values: dict[str, dict[str, Any]]) -> Pattern:
    def fill(match: re.Match[str]) -> str:
        name, _, only = match.group(1).partition(":")
        if name in _DIGITS:
            return _DIGITS[name]
        if name in ("n", "n2"):
            return rf"(?P<{name}>\d{{1,3}}|{_any(values['numbers'])})"
        if name == "m2":
            return rf"(?P<month2>{_any(values['months'])})"
        words = [only] if only else values[_GROUPS[name]]
        return rf"(?P<{_NAMES[name]}>{_any(words)})"

    filled = re.sub(r"\{([a-z]\w*(?::[\w ]+)?)\}", fill, text)
    filled = filled.replace("\\ ", " ").replace(" ", r"[ \u00a0\u202f]")
    return Pattern(
        form=entry["form"],
        kind=entry.get("kind", "date"),
        regex=re.compile(rf"(?<![\w$€£#./-])(?:{filled})(?![\w%]|[.,:/-]\d)", re.IGNORECASE),
        needs=_needs(text, values),
        lead=re.compile(rf"(?<!\w)(?:{entry['lead']})[ \u00a0-]?(?:the |la |le |el )?$", re.IGNORECASE) if "lead" in entry else None,
        not_lead=re.compile(rf"(?<!\w)(?:{entry['not_lead']}) $", re.IGNORECASE) if "not_lead" in entry else None,
        mod=entry.get("mod"),
        offset=entry.get("offset"),
    )
