"""The finders' common coin: who (tokens), by what word (tokens), says what (tokens)."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution in token indexes of a document.

    Attributes:
        cue: tokens of the cue, in order; empty where nothing but a quotation stands.
        source: token index of the source's head, None without a source.
        content: tokens of the content.
        klass: class of the cue in the reporting table, or "phrase", "noun", "quote".
        anchor: token that the attribution hangs on (its order in the text).
        via: head of a named go-between ("The Post, citing officials, says": Post).
        inherits: index of the anchor of the attribution whose speaker goes on speaking.
        quotes: numbers of the quotations that were linked to it, not merely covered.
    """

    cue: tuple[int, ...]
    source: int | None
    content: frozenset[int]
    klass: str
    anchor: int
    via: int | None = None
    inherits: int | None = None
    quotes: tuple[int, ...] = field(default=())
