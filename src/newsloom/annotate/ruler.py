"""The model's attribute rules, looked up instead of matched: most of them look at one token only, and there are few kinds of tokens.

The same comes out, in a fraction of the time: a rule over one token depends on its tag, its word, its relation and whether it is white
space, so each such combination is worked out once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

_KNOWN = {"TAG", "LOWER", "DEP", "IS_SPACE"}
_MOST = 100_000  # kinds of tokens that are remembered

Key = tuple[str, str, str, bool]
Match = tuple[int, int, int, int]


def quicken(nlp: Language) -> None:
    """Let the attribute rules of a pipeline be looked up; a pipeline without them, or with rules of another make, stays as it is."""
    if "attribute_ruler" not in nlp.pipe_names:
        return
    ruler: Any = nlp.get_pipe("attribute_ruler")
    patterns = [(number, one) for number, rule in enumerate(ruler.patterns) for one in rule["patterns"]]
    single = [(number, one[0]) for number, one in patterns if len(one) == 1]
    if all(set(one) <= _KNOWN and all(map(_plain, one.values())) for _, one in single):
        ruler.match = _Rules(ruler, single, [(number, one) for number, one in patterns if len(one) > 1])


def _plain(value: Any) -> bool:
    """A word, a truth, one or none of several words, or a pattern."""
    return isinstance(value, str | bool) or (isinstance(value, dict) and len(value) == 1 and set(value) <= {"IN", "NOT_IN", "REGEX"})


def _fits(has: object, value: Any) -> bool:
    if not isinstance(value, dict):
        return bool(has == value)
    if "REGEX" in value:
        return re.search(value["REGEX"], str(has)) is not None
    return has in value["IN"] if "IN" in value else has not in value["NOT_IN"]


class _Words:
    """Puts words that no rule tells apart into one group, so that a new word seldom means a new kind of token."""

    def __init__(self, single: list[tuple[int, dict[str, Any]]]) -> None:
        named = [pattern["LOWER"] for _, pattern in single if "LOWER" in pattern]
        self._regexes = [re.compile(value["REGEX"]) for value in named if isinstance(value, dict) and "REGEX" in value]
        plain = [value for value in named if not (isinstance(value, dict) and "REGEX" in value)]
        self._own = {w for value in plain for w in (next(iter(value.values())) if isinstance(value, dict) else (value,))}
        self._groups: dict[str, str] = {}
        self._members: dict[tuple[bool, ...], str] = {}

    def member(self, word: str) -> str:
        """A word (lower case) that every rule treats like this one."""
        if word in self._own:
            return word
        found = self._groups.get(word)
        if found is None:
            if len(self._groups) > _MOST:
                self._groups.clear()
            looks = tuple(regex.search(word) is not None for regex in self._regexes)
            found = self._groups[word] = self._members.setdefault(looks, word)
        return found


class _Rules:
    """Stands in for the ruler's own `match`: (rule, label, start, end) of each match, in order of the rules."""

    def __init__(self, ruler: Any, single: list[tuple[int, dict[str, Any]]], longer: list[tuple[int, list[dict[str, Any]]]]) -> None:
        from spacy.matcher import Matcher

        self.strings = ruler.vocab.strings
        self.single = single
        self.words = _Words(single)
        self.seen: dict[Key, tuple[int, ...]] = {}
        self.matcher = Matcher(ruler.vocab)
        for number, pattern in longer:
            self.matcher.add(str(number), [pattern])
        self.labels = {number: self.strings.add(str(number)) for number, _ in single}

    def __call__(self, doc: Doc) -> list[Match]:
        found: list[Match] = [(number, self.labels[number], token.i, token.i + 1) for token in doc for number in self._of(token)]
        found.extend((int(self.strings[label]), label, start, end) for label, start, end in self.matcher(doc, allow_missing=True))
        found.sort()
        return found

    def _of(self, token: Token) -> tuple[int, ...]:
        key = (token.tag_, self.words.member(token.lower_), token.dep_, token.is_space)
        found = self.seen.get(key)
        if found is None:
            if len(self.seen) > _MOST:
                self.seen.clear()
            has = dict(zip(("TAG", "LOWER", "DEP", "IS_SPACE"), key, strict=True))
            found = tuple(number for number, pattern in self.single if all(_fits(has[name], value) for name, value in pattern.items()))
            self.seen[key] = found
        return found
