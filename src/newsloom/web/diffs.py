"""What changed between two versions of a text, as a page shows it: words taken out and put in, with those around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from newsloom.records import Edit
from newsloom.web import reading

_ROUND = 70  # code points shown on either side of a change
_APART = 120  # changes with no more than this between them, in one line, are shown together
_SPACE = re.compile(r"\s*")
_LOOK = 20  # code points looked back for a line's end
_BREAK = "\n"
_Kind = Literal["same", "del", "ins"]


@dataclass(frozen=True, slots=True)
class Run:
    kind: _Kind
    text: Markup


def shown(before: str, after: str, edits: Sequence[Edit]) -> list[list[Run]]:
    """Changes from one text to the other with the words around them: near ones together, each group in reading order."""
    gaps = [
        _gap(before, after, one, other)
        for one, other in zip([None, *edits], [*edits, None], strict=True)  # before each change, and behind the last
    ]
    groups: list[list[int]] = []
    for at in range(len(edits)):
        if groups and len(gaps[at]) <= _APART and _BREAK not in gaps[at]:
            groups[-1].append(at)
        else:
            groups.append([at])
    return [[Run(kind, reading.part(text)) for kind, text in _runs(edits, gaps, group) if text] for group in groups]


def _runs(edits: Sequence[Edit], gaps: Sequence[str], group: Sequence[int]) -> Iterator[tuple[_Kind, str]]:
    for at in group:
        yield "same", _lead(gaps[at]) if at == group[0] else gaps[at]
        edit = edits[at]
        if edit.before:
            yield "del", edit.before.text
        if edit.before and edit.after:
            yield "same", " "
        if edit.after:
            yield "ins", edit.after.text
    yield "same", _trail(gaps[group[-1] + 1])


def _gap(before: str, after: str, one: Edit | None, other: Edit | None) -> str:
    """What stands between two changes (None: an end of the text). Beside words put in, spaces and line ends are the later text's."""
    gap = before[(one.before.end if one.before else one.at) if one else 0 : other.at if other else len(before)]
    if one and one.after and not one.before:
        gap = _joint(_SPACE.match(after, one.after.end)) + gap.lstrip()
    if other and other.after and not other.before:
        start = other.after.start
        back = after[max(0, start - _LOOK) : start]
        gap = gap.rstrip() + (back[len(back.rstrip()) :] if gap.strip() or not one else "")
    return gap


def _joint(found: re.Match[str] | None) -> str:
    return found.group() if found else ""


def _lead(text: str) -> str:
    """The end of what stands before a change, in its line, from a whole word on."""
    line = text.rsplit(_BREAK, 1)[-1]
    if len(line) <= _ROUND:
        return line
    cut = line[-_ROUND:]
    return "… " + (cut.split(" ", 1)[1] if " " in cut.rstrip() else cut)


def _trail(text: str) -> str:
    """The beginning of what stands behind a change, in its line, up to a whole word."""
    line = text.split(_BREAK, 1)[0]
    if len(line) <= _ROUND:
        return line
    cut = line[:_ROUND]
    return (cut.rsplit(" ", 1)[0] if " " in cut.lstrip() else cut) + " …"
