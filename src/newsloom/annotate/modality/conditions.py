"""Conditions that a clause depends on, before or after it."""

from __future__ import annotations

import re

from newsloom.annotate.modality.frame_table import Frames
from newsloom.annotate.modality.surround import ASIDE, OPEN, Verdict, at_end, rest_of_sentence

_REMARK = re.compile(r"^[\"”’»']*\s?[,—–][\"”’»']*\s[^,;.?:]{1,80}(?=[,—–]\s)[,—–]")
_QUOTED = re.compile(r"[\"“«][^\"“”«»]{20,}[\"”»]")  # a whole quotation before a clause is no part of its sentence


def condition(left: str, clause: str, right: str, table: Frames) -> Verdict | None:
    """A condition before or after the clause."""
    found = _opened(_QUOTED.sub("", left).rstrip(OPEN), clause, table)
    if found is None:
        right = rest_of_sentence(right)
        pattern = dict(table.after).get("conditional")
        match = (pattern.match(right) or pattern.match(_REMARK.sub("", right))) if pattern else None
        found = match.group() if match and not _asking(clause, match.group(), table) else None
    return ("conditional", found.strip(" ,;:.\"“«”»'")) if found else None


def _opened(left: str, clause: str, table: Frames) -> str | None:
    """The words that open a condition before the clause: a clause of its own ("If ..., "), or a phrase ("Without rain ...")."""
    bare = re.sub(r"[,:]?\s+[^,;:]*$", "", left) if not left.endswith((",", ":")) and "," in left else left
    texts = (left, ASIDE.sub("", left), bare)
    modal = table.modal is not None and table.modal.search(clause) is not None
    would = table.would is not None and table.would.search(clause) is not None
    edge = next((m for kind, pattern in table.edges if kind == "conditional" and (m := at_end(pattern, left))), None)
    if edge is not None and modal:
        return edge.group()
    for text in texts:
        match = table.openers.search(text) if table.openers else None
        rest = text[match.end() :] if match else ""
        if match and ("," in rest or ":" in rest or (text == left and not rest.split())):
            return match.group()
        for pattern, holds in ((table.short_openers, modal), (table.weak_openers, would)):
            match = pattern.search(text) if pattern and holds else None
            if match and not any(governor.search(left, match.end()) for _, governor in table.governors):
                return match.group()
    return None


def _asking(clause: str, link: str, table: Frames) -> bool:
    """ "to find out if": the clause asks, and sets no condition."""
    if table.asking is None or not table.asking.fullmatch(link.strip()):
        return False
    hits = (hit.end() for name, pattern in table.governors if f"{name}_if" in table.effects for hit in pattern.finditer(clause))
    return any(len(clause[end:].split()) == 0 for end in hits)
