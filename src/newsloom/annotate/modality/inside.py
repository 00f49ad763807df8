"""Cues among a clause's own words."""

from __future__ import annotations

import re

from newsloom.annotate.modality.frame_table import Frames
from newsloom.annotate.modality.surround import ASIDE, Verdict
from newsloom.annotate.modality.tables import ORDER
from newsloom.records import Modality

_DATED = re.compile(r"\d,? (?:19|20)\d\d\b")


def inside(left: str, clause: str, table: Frames) -> Verdict | None:
    """Cues among the clause's own words. What an aside in it says is expected ("the singer, due in May, ...") is not the clause."""
    main = re.split(r", (?:who|which|whose|where|qui|dont|que|quien|cuyo)\b", clause)[0]
    core = ASIDE.sub("", main)
    edge = left.rstrip()[-12:].split(" ")[-1] + " " if left.rstrip()[-1:].isalpha() else ""
    found: dict[Modality, str] = {}
    head = re.split(r" (?:that|que|qu') ", main)[0]  # an "if" below another verb of the clause is not the clause's condition
    for modality, pattern in table.inside:
        match = pattern.search(edge + (core if modality == "expected" else head if modality == "conditional" else main))
        if match:
            found[modality] = match.group()
    if "conditional" not in found and table.inside_modal and table.modal and table.modal.search(core):
        match = table.inside_modal.search(head)
        found |= {"conditional": match.group()} if match else {}
    would = table.would.search(found.get("conditional", found.get("speculated", ""))) if table.would else None
    given = table.inside_modal is not None and table.inside_modal.search(head) is not None
    if would is not None and not given and table.reported and table.reported.search(left):
        return "expected", would.group()
    for modality in ORDER:
        if modality in found:
            return modality, found[modality].strip()
    return None


def scheduled(clause: str, table: Frames) -> Verdict | None:
    """A present tense that speaks of a day to come ("the court sits on Monday")."""
    if _DATED.search(clause):
        return None  # "leaves court on Monday, May 3, 2021": what a caption says
    when = table.ahead.search(clause) if table.ahead else None
    if when is None or not (table.present and table.present.search(clause)) or (table.past and table.past.search(clause)):
        return None
    return "expected", when.group()
