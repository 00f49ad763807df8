"""Blots words out of texts without moving anything: each character of what goes becomes a block, so that offsets hold."""

from __future__ import annotations

import functools
import hashlib
import itertools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import msgspec

BLOT = "\N{FULL BLOCK}"
_WORD = re.compile(r"[^\W_]+")
_GAP = 3  # characters between the words of a name: a space, a hyphen, a line's end
_QUOTED = 8  # words in a row that make a quotation of a text

Shape = TypeVar("Shape")


@functools.lru_cache(4096)
def _flat(character: str) -> str:
    return (unicodedata.normalize("NFD", character)[:1].casefold() or character)[0]


def words(value: str) -> list[tuple[str, int, int]]:
    """Words with their places, accents and case folded character by character."""
    flat = value.lower() if value.isascii() else "".join(map(_flat, value))
    return [(found[0], found.start(), found.end()) for found in _WORD.finditer(flat)]


def hashed(kind: str, value: str) -> str:
    return hashlib.sha256(f"newsloom {kind}\0{value}".encode("utf-8", "replace")).hexdigest()


class Redactor:
    """Knows what goes by hashes alone: number of words → hashes of so many words in a row."""

    def __init__(self, gone: Mapping[int, Iterable[str]]) -> None:
        self.gone = {count: frozenset(hashes) for count, hashes in gone.items() if count}

    @classmethod
    def of_names(cls, names: Iterable[str]) -> Redactor:
        gone: dict[int, set[str]] = {}
        for name in names:
            found = [word for word, _, _ in words(name)]
            gone.setdefault(len(found), set()).add(hashed("name", " ".join(found)))
        return cls(gone)

    @classmethod
    def of_texts(cls, texts: Iterable[str], titles: Iterable[str]) -> Redactor:
        """Whatever quotes so many words of the texts, or names a whole title (of at least four words)."""
        gone: dict[int, set[str]] = {}
        for text in texts:
            found = [word for word, _, _ in words(text)]
            runs = (found[at : at + _QUOTED] for at in range(len(found) - _QUOTED + 1))
            gone.setdefault(_QUOTED, set()).update(hashed("name", " ".join(run)) for run in runs)
        for title in titles:
            found = [word for word, _, _ in words(title)]
            if len(found) >= 4:
                gone.setdefault(len(found), set()).add(hashed("name", " ".join(found)))
        return cls(gone)

    def text(self, value: str) -> str:
        """The text of the same length with what goes blotted out."""
        if not self.gone or not value:
            return value
        found = words(value)
        spans = []
        for count, hashes in self.gone.items():
            for at in range(len(found) - count + 1):
                run = found[at : at + count]
                near = all(right[1] - left[2] <= _GAP for left, right in itertools.pairwise(run)) or count >= _QUOTED
                if near and hashed("name", " ".join(word for word, _, _ in run)) in hashes:
                    spans.append((run[0][1], run[-1][2]))
        for start, end in spans:
            value = value[:start] + BLOT * (end - start) + value[end:]
        return value

    def json(self, record: bytes) -> bytes:
        """The same of all texts inside a JSON record."""
        if self.text(text := record.decode("utf-8", "replace")) == text:
            return record
        return msgspec.json.encode(self._walk(msgspec.json.decode(record)))

    def _walk(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self._walk(one) for one in value]
        return {key: self._walk(one) for key, one in value.items()} if isinstance(value, dict) else value

    def record(self, value: Shape) -> Shape:
        """The same of all texts of a record."""
        return msgspec.convert(self._walk(msgspec.to_builtins(value)), type(value))
