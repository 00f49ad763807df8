"""What changed between two versions of a text, as a page shows it: words taken out and put in, with those around them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from newsloom.records import Edit
from newsloom.web import reading

_ROUND = 70  # code points shown on either side of a change
_APART = 120  # changes with no more than this between them, in one line, are shown together


@dataclass(frozen=True, slots=True)
class Run:
    kind: Literal["same", "del", "ins"]
    text: Markup


def shown(before: str, after: str, edits: Sequence[Edit]) -> list[list[Run]]:
    """Changes from one text to the other with the words around them: near ones together, each group in reading order."""
    groups: list[list[Edit]] = []
    for edit in edits:
        gap = _between(before, after, groups[-1][-1], edit) if groups else "\n"
        if len(gap) <= _APART and "\n" not in gap:
            groups[-1].append(edit)
        else:
            groups.append([edit])
    return [[Run(kind, reading.part(text)) for kind, text in _runs(before, after, group) if text] for group in groups]


def _runs(before: str, after: str, group: Sequence[Edit]) -> Iterator[tuple[Literal["same", "del", "ins"], str]]:
    first, last = group[0], group[-1]
    yield "same", _lead(before[: first.before.start] if first.before else after[: first.after.start] if first.after else "")
    for earlier, edit in itertools.pairwise([None, *group]):
        if earlier and edit:
            yield "same", _between(before, after, earlier, edit)
        if edit and edit.before:
            yield "del", edit.before.text
        if edit and edit.before and edit.after:
            yield "same", " "
        if edit and edit.after:
            yield "ins", edit.after.text
    yield "same", _trail(after[last.after.end :] if last.after else before[last.before.end :] if last.before else "")


def _between(before: str, after: str, one: Edit, other: Edit) -> str:
    """The words that stand between two changes, in either text: that of an insertion is the later."""
    if one.after and other.after:
        return after[one.after.end : other.after.start]
    return before[one.before.end if one.before else one.at : other.at]


def _lead(text: str) -> str:
    """The end of what stands before a change, in its line, from a whole word on."""
    line = text.rsplit("\n", 1)[-1]
    if len(line) <= _ROUND:
        return line
    cut = line[-_ROUND:]
    return "… " + (cut.split(" ", 1)[1] if " " in cut.rstrip() else cut)


def _trail(text: str) -> str:
    """The beginning of what stands behind a change, in its line, up to a whole word."""
    line = text.split("\n", 1)[0]
    if len(line) <= _ROUND:
        return line
    cut = line[:_ROUND]
    return (cut.rsplit(" ", 1)[0] if " " in cut.lstrip() else cut) + " …"
