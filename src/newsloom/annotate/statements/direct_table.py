"""Reporting words of one language (`direct.toml`), compiled: for languages of which newsloom reads direct quotations only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from newsloom.lexicon import table

_LISTS = ("male", "female", "plural", "people", "bodies", "groups", "adverbs", "opens", "particles", "honorifics", "titles")


@dataclass(frozen=True, slots=True)
class DirectTable:
    """Words of one language, lower case.

    Attributes:
        verb: a finite reporting verb.
        spaced: words are parted by spaces.
        cased: names open with a capital.
        dashes: dashes part speech from what tells of it, also inside the marks.
        topic: what marks the subject behind it ("は"), None where nothing does.
        quoting: what stands between a quotation and its verb ("と"), None where nothing does.
        according: a phrase that credits its sentence to someone ("laut"), with the groups "cue" and "who"; None where none is known.
        male, female, plural: pronouns.
        people, bodies, groups: nouns for those who speak.
        adverbs: what may stand beside a subject and is no part of it.
        opens: words between a verb and what was said ("dass").
        particles: small words inside names.
        honorifics: words behind a name ("氏"); titles: words before one that are no office ("Herr").
    """

    verb: re.Pattern[str]
    spaced: bool
    cased: bool
    dashes: bool
    topic: re.Pattern[str] | None
    quoting: re.Pattern[str] | None
    according: re.Pattern[str] | None
    male: frozenset[str]
    female: frozenset[str]
    plural: frozenset[str]
    people: frozenset[str]
    bodies: frozenset[str]
    groups: frozenset[str]
    adverbs: tuple[str, ...]
    opens: tuple[str, ...]
    particles: frozenset[str]
    honorifics: tuple[str, ...]
    titles: frozenset[str]


@cache
def direct_table(language: str) -> DirectTable | None:
    """The table of a language, None where it has none."""
    data = table("direct", language)
    if not data:
        return None
    spaced = bool(data.get("spaced", True))
    longest = sorted(data["verbs"], key=lambda v: (-len(v), v))
    verbs = "|".join(re.escape(verb).replace(r"\ ", r"\s+") for verb in longest)
    edge = ("(?<!\\w)" + (f"(?:{data['prefix']})?" if "prefix" in data else ""), r"(?!\w)") if spaced else ("", "")
    lists = {name: tuple(data.get(name, ())) for name in _LISTS}
    long_first = {name: tuple(sorted(lists[name], key=lambda w: (-len(w), w))) for name in ("adverbs", "opens", "honorifics")}
    sets = {name: frozenset(lists[name]) for name in _LISTS if name not in long_first}
    return DirectTable(
        verb=re.compile(f"{edge[0]}(?:{verbs}){edge[1]}", re.IGNORECASE),
        spaced=spaced,
        cased=bool(data.get("cased", True)),
        dashes=bool(data.get("dashes", False)),
        topic=re.compile(data["topic"]) if "topic" in data else None,
        according=re.compile(data["according"]) if "according" in data else None,
        quoting=re.compile(data["quoting"]) if "quoting" in data else None,
        adverbs=long_first["adverbs"],
        opens=long_first["opens"],
        honorifics=long_first["honorifics"],
        **sets,
    )
