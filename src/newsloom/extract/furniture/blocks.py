"""The text of an article as blocks: lines as they stand, or paragraphs where the text is wrapped at a fixed width."""

from __future__ import annotations

import re
from functools import cached_property

from newsloom.records import Span

BULLETS = "-–—•*»›▪●◦·+►▶→>"
_CLOSERS = "\"'”’»)]"
_CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\(…\)|\(\.\.\.\))$")
_STOPS = (".", "!", "?", "。", "！", "？")
_TOKEN = re.compile(r"[^\W_](?:[^\W_]|['’\-](?=[^\W_]))*")
_WRAP_WIDTH = 100


class Block:
    """One block and what its shape tells. Offsets are code points of the text; `words` has neither bullet nor surrounding space."""

    def __init__(self, text: str, start: int, end: int, *, gap: bool) -> None:
        self.start, self.end = start, end
        self.raw = text[start:end]
        stripped = self.raw.lstrip(BULLETS + " \t\u00a0")
        numbered = re.match(r"\d{1,2}[.)]\s", stripped)
        self.bullet = (len(stripped) < len(self.raw) and self.raw[0] in BULLETS) or numbered is not None
        self.words = stripped.strip("*_ \t\u00a0") or self.raw
        self.gap = gap

    @property
    def span(self) -> Span:
        return Span(start=self.start, end=self.end)

    @cached_property
    def folded(self) -> str:
        """Lower case, straight apostrophes, single spaces."""
        return fold(self.words)

    @cached_property
    def tokens(self) -> list[str]:
        return _TOKEN.findall(self.words)

    @property
    def empty(self) -> bool:
        """Nothing but bullets and rules."""
        return not any(c.isalnum() for c in self.raw)

    @cached_property
    def cut(self) -> bool:
        """Ends with an ellipsis that no quotation mark closes."""
        return _CUT.search(self.words) is not None

    @cached_property
    def stopped(self) -> bool:
        """Ends as a sentence does."""
        return not self.cut and self.words.rstrip(_CLOSERS).endswith(_STOPS)

    @property
    def prose(self) -> bool:
        """A sentence or more of running text."""
        return (self.stopped and len(self.tokens) >= 6) or len(self.tokens) >= 26 or (self.stopped and len(self.words) >= 30)

    @property
    def quoted(self) -> bool:
        return self.words[:1] in "\"'“„«‘”"

    @property
    def title_shaped(self) -> bool:
        """Short, begun like a title, and neither a sentence nor the opening of a list."""
        first = self.words[:1]
        return (
            1 <= len(self.tokens) <= 14
            and len(self.words) <= 110
            and not self.words.endswith((".", "…", ":", ",", ";", "。"))
            and not self.quoted
            and (first.isupper() or first.isdigit() or not first.islower())
        )


def fold(words: str) -> str:
    """Lower case, straight apostrophes, single spaces."""
    return " ".join(words.lower().replace("’", "'").replace("‘", "'").replace("`", "'").split())


def split(text: str, leave: tuple[Span, ...] = ()) -> list[Block]:
    """The blocks of `text` in order, those that lie in `leave` left out."""
    lines: list[tuple[int, int, bool]] = []
    last_end, blank_before = 0, False
    for match in re.finditer(r"[^\n\r\u2028\u2029\u000b\u000c]+", text):
        raw = match.group()
        words = raw.strip(" \t\u00a0\ufeff\u200b\u200e\u200f")
        between = text[last_end : match.start()]
        blank_before = blank_before or between.count("\n") > 1 or "\u2029" in between
        last_end = match.end()
        if not words:
            blank_before = True
            continue
        start = match.start() + raw.index(words)
        lines.append((start, start + len(words), blank_before))
        blank_before = False
    blocks = [Block(text, start, end, gap=gap) for start, end, gap in _unwrap(text, lines)]
    return [block for block in blocks if not any(block.span.overlaps(span) for span in leave)] if leave else blocks


def _unwrap(text: str, lines: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """Join the lines of paragraphs that were wrapped at a fixed width."""
    long = [end - start for start, end, _ in lines if end - start >= 40]
    if len(lines) < 4 or not long or max(end - start for start, end, _ in lines) > _WRAP_WIDTH:
        return lines
    joined: list[tuple[int, int, bool]] = []
    for start, end, gap in lines:
        if joined and not gap and text[start] not in BULLETS:
            before = joined[-1]
            tail = text[max(before[0], before[1] - _WRAP_WIDTH) : before[1]].split("\n")[-1]
            open_end = not tail.rstrip(_CLOSERS).endswith((*_STOPS, ":", "…"))
            if len(tail) >= 40 and (text[start].islower() or text[start].isdigit() or open_end):
                joined[-1] = (before[0], end, before[2])
                continue
        joined.append((start, end, gap))
    return joined
