"""One article's blocks with the flags put on them so far."""

from __future__ import annotations

from functools import cached_property

from newsloom.extract.furniture import phrases
from newsloom.extract.furniture.blocks import Block, split
from newsloom.records import Article, Furniture, FurnitureKind, Span

_MOST_BLOCKS = 6000  # what stands further down in a text without end is taken as it is


class Page:
    """An article on the table. A finder looks at the blocks that are still free and flags some; the first flag on a block stays."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.blocks: list[Block] = split(article.text, (*article.front, *article.furniture))[:_MOST_BLOCKS]
        self.phrases = phrases.of(article.language)
        self.flags: dict[int, tuple[FurnitureKind, str | None]] = {}
        self.inline: list[Furniture] = []

    def flag(self, index: int, why: FurnitureKind, note: str | None = None) -> None:
        self.flags.setdefault(index, (why, note))

    def cut_out(self, start: int, end: int, why: FurnitureKind, note: str | None = None) -> None:
        """Flag a stretch inside a block (code points of the text)."""
        self.inline.append(Furniture(start=start, end=end, why=why, note=note))

    def free(self, index: int) -> bool:
        return 0 <= index < len(self.blocks) and index not in self.flags

    @property
    def rest(self) -> list[int]:
        """Indexes of the blocks without a flag, in order."""
        return [index for index in range(len(self.blocks)) if index not in self.flags]

    def before(self, index: int) -> Block | None:
        """The nearest block before `index` that is still body."""
        return next((self.blocks[i] for i in range(index - 1, -1, -1) if i not in self.flags and not self.blocks[i].empty), None)

    @cached_property
    def stopped_text(self) -> bool:
        """Whether this text ends its paragraphs with stops at all; where it does not, a line without one means nothing."""
        long = [block for block in self.blocks if len(block.tokens) >= 15]
        return not long or sum(block.stopped for block in long) * 2 >= len(long)

    def furniture(self) -> tuple[Furniture, ...]:
        """All flags as spans, in order and disjoint, those that the article brought along first of all."""
        found = [
            Furniture(start=self.blocks[i].start, end=self.blocks[i].end, why=why, note=note)
            for i, (why, note) in sorted(self.flags.items())
        ]
        spans: list[Furniture] = list(self.article.furniture)
        taken: list[Span] = [*self.article.furniture, *self.article.front]
        for item in sorted([*found, *self.inline], key=lambda span: (span.start, -span.end)):
            if not any(item.overlaps(other) for other in taken[-8:]) and not any(item.overlaps(other) for other in self.article.front):
                spans.append(item)
                taken.append(item)
        return tuple(sorted(spans, key=lambda span: (span.start, span.end)))
