"""A sentence and its passages side by side: words, and which of them meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from newsloom.brief.grounding.model import Context, Source
from newsloom.brief.grounding.words import Word, read


@dataclass(frozen=True)
class Side:
    """One text, read."""

    text: str
    language: str
    words: tuple[Word, ...]

    @classmethod
    def of(cls, text: str, language: str) -> Side:
        return cls(text, language, tuple(read(text, language)))

    @cached_property
    def like(self) -> frozenset[str]:
        """All stems and groups in it."""
        return frozenset(key for word in self.words for key in word.like)

    @cached_property
    def folded(self) -> frozenset[str]:
        return frozenset(word.folded for word in self.words)

    def has(self, word: Word) -> bool:
        return bool(word.like & self.like) or word.folded in self.folded


@dataclass(frozen=True)
class Pair:
    """What is checked and what it is checked against. `same`: all passages are in the language of the sentence."""

    sentence: Side
    sources: tuple[Source, ...]
    sides: tuple[Side, ...]
    context: Context

    @classmethod
    def of(cls, sentence: str, sources: Sequence[Source], context: Context) -> Pair:
        sides = tuple(Side.of(source.text, source.language) for source in sources)
        return cls(Side.of(sentence, context.language), tuple(sources), sides, context)

    @cached_property
    def same(self) -> bool:
        return all(side.language == self.sentence.language for side in self.sides)

    @cached_property
    def names(self) -> frozenset[str]:
        """Folded words of all names that the passages are known to speak of."""
        return frozenset(word for source in self.sources for word in source.names)

    def known(self, word: Word) -> bool:
        """Whether a word of the sentence stands in a passage, by stem, group or name."""
        return any(side.has(word) for side in self.sides) or word.folded in self.names
