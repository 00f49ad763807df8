"""How old a named person is, as each article says: outlets differ on that more often than on most figures."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from functools import cache

from newsloom import lexicon
from newsloom.compare.sayings.items import Item
from newsloom.records import Annotations, Article, Value
from newsloom.text import numbers

_AROUND = 48  # characters beside a name that are looked at
_AGES = range(1, 116)
_FORMS = {"NUM": r"(?P<n{}>\d{{1,3}})", "WORD": r"(?P<n{}>\d{{1,3}}|[^\W\d_]+(?:-[^\W\d_]+)?)"}
AGE = "age"  # matter of the figures that these are


def ages(index: int, article: Article, notes: Annotations, keys: Mapping[int, str]) -> Iterator[Item]:
    """One item for each time that the age of a person stands right beside the name, in text order."""
    for mention in notes.mentions:
        if mention.entity not in keys or notes.entities[mention.entity].kind != "person" or mention.form == "pronoun":
            continue
        found = _beside(article.text, mention.start, mention.end, notes.language)
        sentence = next((s for s in notes.sentences if s.start <= mention.start < s.end), None)
        if found is None or sentence is None:
            continue
        age, start, end = found
        if sentence.start <= start and end <= sentence.end:
            yield Item(
                article=index,
                start=sentence.start,
                end=sentence.end,
                outer=(sentence.start, sentence.end),
                kind="quantity",
                predicate="",
                klass=None,
                language=notes.language,
                others=frozenset({keys[mention.entity]}),
                value=Value(low=age, high=age, unit="year", counts=f"the age of {notes.entities[mention.entity].name}"),
                measure="unit:years",
                of=frozenset({AGE}),
                place=(start, end),
                sentence_like=True,
                tense="past",
            )


def of_person(item: Item) -> bool:
    """True for the age of someone who is named."""
    return AGE in item.of and item.value is not None and item.value.counts.startswith("the age of ")


def _beside(text: str, start: int, end: int, language: str) -> tuple[int, int, int] | None:
    back = max(0, start - _AROUND)
    for side, window, offset in (("after", text[end : end + _AROUND], end), ("before", text[back:start], back)):
        pattern = _pattern(side, language)
        match = (pattern.match(window) if side == "after" else pattern.search(window)) if pattern is not None else None
        group = next((name for name, words in match.groupdict().items() if words), None) if match is not None else None
        if match is not None and group is not None and (age := _read(match[group], language)) is not None:
            return age, offset + match.start(group), offset + match.end(group)
    return None


@cache
def _read(words: str, language: str) -> int | None:
    if words.isdigit():
        age: float | None = int(words)
    else:
        found = numbers.find(words, language, None)
        age = found[0].low if len(found) == 1 and found[0].kind == "count" and found[0].low == found[0].high else None
    return int(age) if age is not None and age in _AGES else None


@cache
def _pattern(side: str, language: str) -> re.Pattern[str] | None:
    written = lexicon.table("ages")[side].get(language)
    if written is None:
        return None
    count = itertools.count()
    return re.compile(re.sub("NUM|WORD", lambda m: _FORMS[m.group()].format(next(count)), written))
