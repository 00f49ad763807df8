"""Whether a sentence keeps what its passages deny, doubt, plan, limit or tie to a condition, and adds nothing of the kind."""

from __future__ import annotations

from collections.abc import Iterator

from newsloom.brief.grounding import cues
from newsloom.brief.grounding.cues import Cue
from newsloom.brief.grounding.model import Fault, FaultKind
from newsloom.brief.grounding.reading import Pair, Side
from newsloom.brief.grounding.words import is_past, table

_LOST: dict[str, FaultKind] = {
    "negation": "negation",
    "refusal": "negation",
    "dispute": "negation",
    "hedge": "hedge",
    "estimate": "hedge",
    "rumour": "rumour",
    "condition": "condition",
    "partial": "scope",
}
_ADDED: dict[str, FaultKind] = {"total": "scope", "strong": "strong", "cause": "cause"}
NEXT = 5  # content words before a condition
SHARE = 0.5  # of the words in a cue's scope that a sentence must take up to owe the cue


def faults(pair: Pair) -> Iterator[Fault]:
    for kind, fault in _LOST.items():
        yield from _lost(pair, kind, fault)
    yield from _done(pair)
    yield from _turned(pair)
    for kind, fault in _ADDED.items():
        yield from _added(pair, kind, fault)


def _lost(pair: Pair, kind: str, fault: FaultKind) -> Iterator[Fault]:
    """Cues of a passage whose words the sentence takes up without them."""
    written = pair.sentence
    keepers = table(written.language).get("kept_by", {}).get(kind, [kind])
    kept = [cue for name in keepers for cue in cues.find(name, written.text, written.words, written.language)]
    for side in pair.sides:
        for cue in cues.find(kind, side.text, side.words, side.language):
            if _owed(kind, cue, written, side) and not _is_kept(cue, kept, written, side):
                yield Fault(fault, cue.text, f"a passage says “{cue.text}” of this and the sentence does not")
                break


def _owed(kind: str, cue: Cue, written: Side, side: Side) -> bool:
    """Whether a sentence speaks of what stands in a cue's scope. Across languages only groups, names and figures can meet."""
    if not cue.scope:
        return True
    met = sum(written.has(word) for word in cue.scope)
    if written.language != side.language:
        anchors = [
            word for word in cue.scope if any(key.startswith("~") for key in word.like) or (word.text[:1].isupper() and word.start > 0)
        ]
        return not anchors or any(written.has(word) for word in anchors)
    if kind == "condition":  # what is tied to it stands before it or after it
        before = [word for word in side.words if word.content and word.end <= cue.start][-NEXT:]
        if before and sum(written.has(word) for word in before) > SHARE * len(before):
            return True
    return met >= SHARE * len(cue.scope)


def _is_kept(cue: Cue, kept: list[Cue], written: Side, side: Side) -> bool:
    if written.language != side.language:
        return bool(kept)
    scope = frozenset(key for word in cue.scope for key in word.like)
    taken = any(written.has(word) for word in cue.scope)
    return any(not taken or not k.scope or any(word.like & scope for word in k.scope) for k in kept)


def _done(pair: Pair) -> Iterator[Fault]:
    """What a passage says will happen, told as something that has happened."""
    written = pair.sentence
    if cues.find("planned", written.text, written.words, written.language) or cues.find(
        "hedge", written.text, written.words, written.language
    ):
        return
    if cues.find("negation", written.text, written.words, written.language):
        return  # "would not" may be what somebody refused
    past = [word for word in written.words if is_past(word.folded, written.language)]
    for side in pair.sides:
        if side.language != written.language:
            continue
        for cue in cues.find("planned", side.text, side.words, side.language):
            verbs = [word for word in cue.scope if word.start >= cue.end][:2]
            if any(word.like & verb.like and word.folded not in side.folded for word in past for verb in verbs):
                yield Fault("planned", cue.text, f"a passage says “{cue.text}” of this and the sentence tells it as done")
                return


def _turned(pair: Pair) -> Iterator[Fault]:
    """Negations of the sentence that no passage has of the same words."""
    written = pair.sentence
    theirs = [
        (side, cue)
        for side in pair.sides
        for kind in ("negation", "refusal", "unlike", "dispute")
        for cue in cues.find(kind, side.text, side.words, side.language)
    ]
    for cue in cues.find("negation", written.text, written.words, written.language):
        if not pair.same:
            if not theirs:
                yield Fault("negation", cue.text, "no passage denies anything")
            continue
        scope = [word for word in cue.scope if pair.known(word)]
        keys = frozenset(key for word in scope for key in word.like)
        if not any(not scope or not other.scope or any(w.like & keys for w in other.scope) for _, other in theirs):
            yield Fault("negation", cue.text, "no passage denies this")


def _added(pair: Pair, kind: str, fault: FaultKind) -> Iterator[Fault]:
    """Cues of the sentence of a class that no passage has. Across languages, any cue of the class stands for any other."""
    written = pair.sentence
    for cue in cues.find(kind, written.text, written.words, written.language):
        if not any(_has(side, cue, kind, written) for side in pair.sides):
            yield Fault(fault, cue.text, f"no passage says “{cue.text}” of this")


def _has(side: Side, cue: Cue, kind: str, written: Side) -> bool:
    if kind == "strong" and side.language == written.language:
        inside = [word for word in written.words if cue.start <= word.start and word.end <= cue.end]
        return any(word.like & side.like for word in inside)
    return bool(cues.find(kind, side.text, side.words, side.language))
