"""Quotation marks, paired: which stretches of a text stand between them.

Marks are paired by what stands beside them, not by counting, so that a wrong-way apostrophe, the marks of feet and inches or a "»" used as
a bullet do not shift every later pair. A quotation never runs over a line break, unless the next paragraph opens with a mark of its own and
the present one was not closed (the printers' rule for speech over several paragraphs). Runs in linear time. Offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

_MARK = re.compile(r"''|``|[\"“”„‟«»‘’‚‛'＂「」『』]")
_LINE = re.compile(r"[^\n]+")
_KIND = {"“": "d", "”": "d", "„": "d", "‟": "d", '"': "d", "＂": "d", "''": "d", "``": "d", "«": "g", "»": "g"}
_KIND |= {"‘": "s", "’": "s", "‚": "s", "‛": "s", "'": "s", "「": "j", "」": "j", "『": "k", "』": "k"}
_OPENERS = frozenset("“„‟«‘‚‛「『")
_CLOSERS = frozenset("”»’」』")
_BEFORE_OPEN = frozenset("([{—–-―/:¿¡…")
_AFTER_CLOSE = frozenset(")]},.;:!?…—–-―/")
_FAR = 200  # marks that a quotation may hold: bounds the work on hostile text


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch between quotation marks.

    Attributes:
        start, end: with the marks.
        inner_start, inner_end: without them.
        single: the marks are single ones.
        continues: the paragraph before ran on into this one.
        closed: a closing mark stands at its end; False where the next paragraph runs on.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    single: bool = False
    continues: bool = False
    closed: bool = True


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    text: str
    kind: str
    can_open: bool
    can_close: bool


def find(text: str) -> tuple[Quote, ...]:
    """Outermost quotations of `text`, in order; a quotation inside a quotation is not listed."""
    lines = [line for line in _LINE.finditer(text) if line.group().strip()]
    found: list[Quote] = []
    running: str | None = None
    for number, line in enumerate(lines):
        marks = list(_marks(line.group()))
        following = lines[number + 1].group().lstrip()[:1] if number + 1 < len(lines) else ""
        quotes, left_open = _pair(line.group(), marks, following)
        if running and quotes and line.group()[: quotes[0].start].strip() == "":
            quotes[0] = replace(quotes[0], continues=True)
        found += [_moved(quote, line.start()) for quote in quotes]
        running = left_open
    return tuple(found)


def _moved(quote: Quote, by: int) -> Quote:
    return replace(quote, start=quote.start + by, end=quote.end + by, inner_start=quote.inner_start + by, inner_end=quote.inner_end + by)


def _marks(line: str) -> Iterator[_Mark]:
    for match in _MARK.finditer(line):
        sign, kind = match.group(), _KIND[match.group()]
        before = line[match.start() - 1] if match.start() else " "
        after = line[match.end()] if match.end() < len(line) else " "
        if kind == "s" and before.isalnum() and after.isalnum():
            continue  # an apostrophe, whichever way it looks
        if kind in ("j", "k"):
            yield _Mark(match.start(), sign, kind, sign in _OPENERS, sign in _CLOSERS)
            continue
        opens, closes = _sides(sign, kind, before, after)
        if kind == "s" and after.isdigit() and sign in "’'":
            opens = False  # '90s
        if sign in "\"'" and before.isdigit() and not opens and line[max(0, match.start() - 6) : match.start()].strip()[:1].isdigit():
            yield _Mark(match.start(), sign, "i" + kind, False, True)  # may be inches or feet: closes only where nothing better does
            continue
        yield _Mark(match.start(), sign, kind, opens, closes)


def _sides(sign: str, kind: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether a mark may open and may close, from its two neighbours."""
    space_before, space_after = before.isspace() or before in _BEFORE_OPEN, after.isspace() or after in _AFTER_CLOSE
    if kind == "g":  # French sets a space inside, German turns the marks round
        if sign == "«":
            return True, not space_before and space_after
        return space_before and not after.isspace(), True
    before_mark, after_mark = before in "\"“”‘’'„«([", after in "\"”’'“‘»"
    if sign in _OPENERS:
        return not after.isspace(), (not space_before and not before_mark and space_after)
    if sign in _CLOSERS:
        return (before.isspace() and after.isalnum() and kind == "d"), not (before.isspace() and after.isalnum())
    if before.isspace() and after.isspace():
        return False, kind == "d"  # a mark that stands alone can only close what is open
    glued = before in ".!?" and after.isupper() and sign == '"'  # a lost space between two sentences, the second one quoted
    return (space_before or before_mark or glued) and not after.isspace(), (
        space_after or after_mark or not space_before
    ) and not before.isspace()


def _pair(line: str, marks: list[_Mark], following: str) -> tuple[list[Quote], str | None]:
    """Quotations of one line, and the mark of one that runs on into the next paragraph."""
    quotes: list[Quote] = []
    at = 0
    while at < len(marks):
        mark = marks[at]
        if not mark.can_open or mark.kind.startswith("i"):
            at += 1
            continue
        close = _closing(line, marks, at)
        if close is None:
            runs_on = mark.kind == "d" and following in ("“", '"', "„", "”") and not _closes_elsewhere(marks, at)
            at_start = line[: mark.at].strip() == ""
            if runs_on and (at_start or line[mark.at - 1].isspace()):
                end = len(line.rstrip())
                quotes.append(Quote(mark.at, end, mark.at + len(mark.text), end, closed=False))
                return quotes, mark.text
            at += 1
            continue
        shut = marks[close]
        quotes.append(Quote(mark.at, shut.at + len(shut.text), mark.at + len(mark.text), shut.at, single=mark.kind == "s"))
        at = close + 1
    return quotes, None


def _closes_elsewhere(marks: list[_Mark], at: int) -> bool:
    return any(m.kind == "d" and m.can_open and m.at > marks[at].at for m in islice(marks, at + 1, at + _FAR))


def _closing(line: str, marks: list[_Mark], at: int) -> int | None:
    """Index of the mark that closes marks[at], None where nothing does."""
    kind, doubt = marks[at].kind, None
    for index in range(at + 1, min(len(marks), at + _FAR)):
        mark = marks[index]
        if mark.kind == "i" + kind:
            doubt = index if doubt is None else doubt
            continue
        if mark.kind != kind:
            continue
        if mark.can_close and mark.at > marks[at].at + 1:
            if kind == "s" and _possessive(line, mark, marks, index):
                continue
            return index
        if mark.can_open and kind != "s":
            break
    return doubt


def _possessive(line: str, mark: _Mark, marks: list[_Mark], index: int) -> bool:
    """True for the apostrophe after a plural ("the workers’ hall") where a better closing mark follows."""
    if line[mark.at - 1 : mark.at] not in ("s", "S") or line[mark.at + 1 : mark.at + 2] != " ":
        return False
    for later in islice(marks, index + 1, index + 20):
        if later.kind != "s":
            continue
        return later.can_close and not later.can_open
    return False
