"""The head of a plain text article: headline, byline, date and outlet lines, read as metadata instead of as news.

Shapes that are read: a headline line; lines such as "Published 3 May 2024 by The Harbour Post", "By Ann Moss | 3 May 2024"; Markdown
headings; YAML front matter and "key: value" heads; an agency's dateline before the first sentence. A text that shows none of them
gives nothing: no guess is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsloom.extract import front_dates, front_fields, front_lines
from newsloom.records import Record, Span, When

_ZONE_LINES = 8
_TAIL_LINES = 3


class FrontMatter(Record, frozen=True, kw_only=True):
    """What the head of a text says of it. `spans` are where it says so (code points of the text, in order, disjoint)."""

    title: str | None = None
    byline: str | None = None
    published: When | None = None
    modified: When | None = None
    outlet: str | None = None
    spans: tuple[Span, ...] = ()


class _Draft:
    """What has been gathered so far: the first finding of each kind counts."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.moments: dict[str, When] = {}
        self.spans: list[Span] = []

    def take(self, meta: front_lines.Meta, offset: int, end: int) -> None:
        for name, value in (("byline", meta.byline), ("outlet", meta.outlet)):
            if value:
                self.values.setdefault(name, value)
        for name, moment in (("published", meta.published), ("modified", meta.modified)):
            if moment:
                self.moments.setdefault(name, moment)
        self.spans.append(Span(start=offset, end=end))

    def done(self) -> FrontMatter:
        return FrontMatter(**self.values, **self.moments, spans=tuple(sorted(self.spans)))  # type: ignore[arg-type]


def read(text: str, language: str = "und") -> FrontMatter:
    """Read the head of `text` (and a labelled date line at its very end).

    Args:
        text: the stored text of a plain article.
        language: BCP 47 code where known. It only decides how 03/04/2024 is read: day first but for English and unknown languages,
            where an ambiguous date gives its year and bounds.
    """
    month_first = None if language.split("-")[0] in ("en", "und", "") else False
    draft = _Draft()
    start = _fields(text, draft, month_first)
    start = _zone(text, start, draft, month_first)
    _dateline(text, start, draft, month_first)
    _tail(text, draft, month_first)
    return draft.done()


def lines(text: str, start: int = 0) -> Iterator[Span]:
    """The non-blank lines of `text` from `start`, without the white space around them."""
    for match in re.finditer(r"[^\r\n\u2028\u2029]+", text[start:]):
        raw = match.group()
        words = raw.strip(" \t\u00a0\ufeff")
        if words:
            begin = start + match.start() + raw.index(words)
            yield Span(start=begin, end=begin + len(words))


def _fields(text: str, draft: _Draft, month_first: bool | None) -> int:
    head = front_fields.read(text)
    if head is None:
        return 0
    for name, value in head.values.items():
        if name in ("published", "modified"):
            found = front_dates.find(value, month_first=month_first)
            if found:
                draft.moments[name] = found[0][1]
        elif name != "other":
            draft.values[name] = value
    draft.spans.append(Span(start=head.start, end=head.end))
    return head.end


def _zone(text: str, start: int, draft: _Draft, month_first: bool | None) -> int:
    """Read the lines before the first line of running text; where nothing runs after them, they are no head.

    Gives where the body starts.
    """
    head: list[Span] = []
    for line in lines(text, start):
        if front_lines.runs(line.slice(text)):
            _read_head(text, head, draft, month_first)
            break
        head.append(line)
        if len(head) > _ZONE_LINES:
            _read_head(text, head, draft, month_first)
            break
    return max([start, *(span.end for span in draft.spans)])


def _read_head(text: str, head: list[Span], draft: _Draft, month_first: bool | None) -> None:
    """Take title and metadata lines from the top; one line of another kind (a standfirst) may stand between, no more."""
    skipped = 0
    pending: list[Span] = []
    for number, line in enumerate(head):
        words = line.slice(text)
        meta = front_lines.meta(words, month_first)
        if meta is not None:
            draft.take(meta, line.start, line.end)
            draft.spans.extend(pending)
            pending = []
            continue
        if "title" not in draft.values:
            following = head[number + 1].slice(text) if number + 1 < len(head) else ""
            if front_lines.kicker(words) and front_lines.meta(following, month_first) is None and front_lines.title(following):
                pending.append(line)
                continue
            title = front_lines.title(words)
            if title:
                draft.values["title"] = title
                draft.spans.extend([*pending, line])
                pending = []
                continue
        skipped += 1
        if skipped > 1:
            return


def _dateline(text: str, start: int, draft: _Draft, month_first: bool | None) -> None:
    """An agency's dateline is metadata too: it says where the copy comes from, and is no part of the first sentence."""
    found = dateline(text, start)
    if found is None:
        return
    for _, moment in front_dates.find(found.slice(text), month_first=month_first)[:1]:
        draft.moments.setdefault("published", moment)
    draft.spans.append(found)


def dateline(text: str, start: int = 0) -> Span | None:
    """The agency's dateline before the first sentence that begins at or after `start`; None without one."""
    first = next(lines(text, start), None)
    end = front_lines.dateline(first.slice(text)) if first else None
    return Span(start=first.start, end=first.start + end) if first and end else None


def _tail(text: str, draft: _Draft, month_first: bool | None) -> None:
    """A date line at the end counts only where it is labelled ("Published ...", "Updated ...")."""
    at = max(0, len(text) - 600)
    for line in list(lines(text, at))[-_TAIL_LINES:]:
        if (at and line.start == at) or any(line.overlaps(span) for span in draft.spans):
            continue
        meta = front_lines.meta(line.slice(text), month_first)
        if meta is not None and meta.labelled:
            draft.take(meta, line.start, line.end)
