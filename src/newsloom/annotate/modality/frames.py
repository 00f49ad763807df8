"""Modality by phrase frames: what stands before, after and inside a clause, and what negation makes of it.

Works on the text alone, so that a language needs tables and no parser. Before the clause, the sentence is cut at its links ("that",
"whether", "que", "si") into governors, nearest last; each is looked up with its own negation ("did not deny", "nobody doubts", "refused to
confirm"), and the outer ones are laid over the inner ones. A condition that governs the clause, an answer to it and cues among its own
words come after.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsloom.annotate.modality.frame_table import Frames, frames
from newsloom.annotate.modality.tables import ORDER
from newsloom.records import Modality

Verdict = tuple[Modality, str | None]
_WINDOW = 400  # code points looked at on either side
_ASIDE = re.compile(r"\s*[,—–(]\s?[^,;:?()—–]{1,90}[,—–)](?=\s|$)")
_OPEN = " \t\n\"“«‘'„¿¡-–—"
_CLAUSE = re.compile(r"[,;:.!?…—–]\s")
_REMARK = re.compile(r"^[\"”’»']*\s?[,—–][\"”’»']*\s[^,;.?:]{1,80}(?=[,—–]\s)[,—–]")
_STRONG = ("asked", "denied", "doubted")
_NEAR = 5  # words between a governor and what negates it
_NONE: Verdict = ("asserted", None)


@dataclass(frozen=True, slots=True)
class Around:
    """A clause and its surroundings: the rest of its sentence on the left, that and the next sentence on the right.

    `speaker`: whose degree of certainty is asked for, as written there; None: the text's own, or whoever's the words are.
    """

    left: str
    clause: str
    right: str
    speaker: str | None = None


def of_frames(around: Around, language: str) -> Verdict | None:
    """Modality of a clause and its cue, by the frames of the language.

    Returns:
        None where no frame speaks; ("asserted", cue) where one says that the clause stands ("nobody doubts that").
    """
    table = frames(language)
    if table is None:
        return None
    left = _blanked(_plain(around.left[-_WINDOW:], language), table)
    clause = _blanked(_plain(around.clause[:_WINDOW], language), table)
    right = _plain(around.right[:_WINDOW], language)
    speaker = _plain(around.speaker or "", language).casefold()
    governed = _governed(left, right, table, speaker)
    answered = _answered(clause, right, table, governed, _place(left, right, speaker))
    if answered is not None:
        return answered
    strong = governed is not None and governed[0] in _STRONG
    if strong:
        return governed
    condition = _condition(left, clause, right, table)
    if condition is not None:
        return condition
    own = _inside(left, clause, table) or _scheduled(around.clause[:_WINDOW], table)
    return _laid(governed, own)


def _place(left: str, right: str, speaker: str) -> tuple[bool, int]:
    """Whether the speaker stands before the clause, and where after it (-1: not there)."""
    return (bool(speaker) and speaker in left.casefold(), right.casefold().find(speaker) if speaker else -1)


def _from_speaker(core: str, speaker: str, table: Frames) -> str:
    """The words before the clause from its speaker on: what others do to the speaker's claim is not the speaker's degree."""
    at = core.casefold().rfind(speaker) if speaker else -1
    if at <= 0 or re.search(r"(?:^|\s)(?:by|among|from|to|par|chez|por|entre|for|of|de|du|des)\s*$", core[:at], re.IGNORECASE):
        return core
    return core[at:] if any(pattern.search(core[:at]) for _, pattern in table.governors) else core


def _plain(text: str, language: str) -> str:
    """One kind of apostrophe; in French and Italian, elided words stand apart."""
    text = text.replace("’", "'").replace("\n", " ")
    return re.sub(r"(?<=\w)'(?=\w)", "' ", text) if language in ("fr", "it") else text


def _blanked(text: str, table: Frames) -> str:
    """Without words that only look like cues ("in May", "the old man's will")."""
    return table.blank.sub(lambda m: "_" * len(m.group()), text) if table.blank else text


def seeming(cue: str, clause: str, language: str) -> bool:
    """True where a cue only looks like one among these words ("may" in "in May")."""
    table = frames(language)
    if table is None or not re.search(rf"(?<!\w){re.escape(cue)}(?!\w)", clause):
        return False
    return not re.search(rf"(?<!\w){re.escape(cue)}(?!\w)", _blanked(_plain(clause, language), table))


def _laid(governed: Verdict | None, own: Verdict | None) -> Verdict | None:
    """What governs a clause goes before its own words, unless it only says that the clause stands."""
    if governed is not None and governed[0] != "asserted":
        return governed
    if own is not None and own[0] != "asserted":
        return own
    return governed or own


# --- what stands before


def _governed(left: str, right: str, table: Frames, speaker: str) -> Verdict | None:
    """The verdict of the governors before the clause, and of a remark after it (", he believes")."""
    core = _from_speaker(_ASIDE.sub("", left.rstrip(_OPEN)), speaker, table)
    verdict: Verdict | None = None
    parts = _parts(core, table)
    for number in range(len(parts) - 1, -1, -1):
        part, link = parts[number]
        verdict = _over(_of_part(part, link, right, table, last=number == len(parts) - 1), verdict)
        if (link == ":" and verdict is not None and part) or _CLAUSE.search(part):
            break
    verdict = _bound(core, table, verdict) or verdict
    return verdict or _remark(right, table)


def _bound(core: str, table: Frames, verdict: Verdict | None) -> Verdict | None:
    """Frames that bind to the clause without a link ("at no time had ..."): always right before it, else where no governor is strong."""
    weak = verdict is None or verdict[0] not in _STRONG or core.lower().startswith("whether")
    for modality, pattern in table.before:
        match = pattern.search(core)
        if match and not _CLAUSE.search(core[match.end() :]) and (weak or (modality in _STRONG and match.end() == len(core))):
            return modality, match.group().strip(" ,")
    for modality, pattern in table.edges:
        match = _at_end(pattern, core)
        if match and modality != "conditional" and (weak or modality in _STRONG):
            return modality, match.group()
    return None


def _at_end(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next((match for match in pattern.finditer(text) if match.end() == len(text)), None)


def _parts(core: str, table: Frames) -> list[tuple[str, str]]:
    """The words before the clause, cut after each link; with the link."""
    parts, at = [], 0
    stop = core.rfind("; ") + 1
    core = core[stop:]
    for match in table.links.finditer(core) if table.links else ():
        parts.append((core[at : match.start()].strip(), match.group().lower()))
        at = match.end()
    rest = core[at:].strip(_OPEN)
    if rest:
        parts.append((rest.removesuffix(":").strip(), ":" if rest.endswith(":") else ""))
    elif len(parts) > 1 and not parts[-1][0].strip(":,"):
        parts.pop(-1)
    return parts[-4:]


def _of_part(part: str, link: str, right: str, table: Frames, last: bool) -> Verdict | None:
    """What the governors in one part do to what follows it: the nearest first, then what stands over it ("scotched rumours that")."""
    if (not link or not part) and not last:
        return None
    asks = bool(link and table.asking is not None and table.asking.fullmatch(link))
    verdict: Verdict | None = None
    edge = len(part)
    for name, match in _governors(part, table):
        if match.end() > edge:
            continue  # part of what negates a nearer one ("refused" in "refused to confirm")
        how, cue = _polarity(part, match, table)
        edge = match.end() - len(cue)
        effect = table.effects.get(f"{name}_if" if asks and f"{name}_if" in table.effects else name, {})
        if "plain" not in effect:
            continue
        told: Modality = effect.get(how, effect["plain"])
        if name == "deny" and how == "negated" and table.concession is not None and table.concession.search(right):
            told = "asserted"
        if verdict is None or told not in ("asserted", "speculated", "expected"):
            verdict = told, cue
    if verdict is None and asks and link in table.whether:
        return "asked", link
    return verdict


def _governors(part: str, table: Frames) -> list[tuple[str, re.Match[str]]]:
    """The governors of a part that reach to its end, nearest first; of two that overlap, the one that ends later or is longer."""
    found = [
        (match.end(), len(match.group()), name, match)
        for name, pattern in table.governors
        if "plain" in table.effects.get(name, {}) or f"{name}_if" in table.effects
        for match in pattern.finditer(part)
        if not _far(part[match.end() :], table)
    ]
    kept: list[tuple[str, re.Match[str]]] = []
    edge = len(part) + 1
    for end, _, name, match in sorted(found, key=lambda f: (-f[0], -f[1])):
        if end <= edge:
            kept.append((name, match))
            edge = match.start()
    return kept


def _far(gap: str, table: Frames) -> bool:
    """True where a governor is too far from the clause to govern it: another clause, or another verb of speech, stands between."""
    if len(gap.split()) > 9 or re.search(r"[,;?]\s", gap):
        return True
    return bool(table.barriers and table.barriers.search(gap))


def _polarity(part: str, match: re.Match[str], table: Frames) -> tuple[str, str]:
    """ "plain", "negated", "nobody" or "refused", and the cue as written."""
    first = match.start()
    clause = max((m.end() for m in _CLAUSE.finditer(part, 0, first)), default=0)
    before = part[clause:first]
    for how, pattern, near in (("refused", table.refusing, 4), ("nobody", table.nobody, 12), ("negated", table.negation, _NEAR)):
        hits = list(pattern.finditer(before)) if pattern else []
        if hits and len(before[hits[-1].end() :].split()) < near:
            if how != "refused" and len(hits) > 1 and len(before[hits[-2].end() : hits[-1].start()].split()) < 4:
                return "plain", match.group()
            return how, before[hits[-1].start() :] + match.group()
    return "plain", match.group()


def _over(outer: Verdict | None, inner: Verdict | None) -> Verdict | None:
    """What an outer governor makes of the verdict of an inner one."""
    if outer is None or inner is None:
        return inner or outer
    if outer[0] == "asserted":
        return inner
    if inner[0] in ("denied", "doubted") and outer[0] in ("denied", "doubted"):
        return "asserted", outer[1]
    return outer if ORDER.index(outer[0]) < ORDER.index(inner[0]) else inner


# --- what stands after


def _remark(right: str, table: Frames) -> Verdict | None:
    """A governor in a remark after the clause: ", analysts believe"; ", doubts the union"."""
    match = re.match(r"[\"”’»']*\s?,[\"”’»']*\s([^,.;:?]{3,70})(?=[,.;]|$)", right)
    if match is None:
        return None
    part = match.group(1)
    hits = [(hit.start(), -len(hit.group()), name, hit) for name, pattern in table.governors for hit in pattern.finditer(part)]
    for _, _, name, hit in sorted(hits, key=lambda h: h[:2]):  # the first verb is the speaker's ("admitted after years of denials")
        effect = table.effects.get(name, {})
        if effect.get("remark", "yes") == "yes" and "plain" in effect:
            how, cue = _polarity(part, hit, table)
            return (effect.get(how, effect["plain"]), cue) if len(part[hit.end() :].split()) <= 4 else None
    return None


def _answered(clause: str, right: str, table: Frames, governed: Verdict | None, place: tuple[bool, int]) -> Verdict | None:
    """A question with its answer, and words after the clause that deny or doubt it."""
    question = bool(re.match(r"[\s\"”’»']*[?？؟]", right)) or clause.rstrip(" \"'”’»").endswith(("?", "？", "؟"))
    rest = re.sub(r"^[\s\"”’»']*[?？؟]?[\s\"”’»']*", "", right) if question else right
    if question or (governed is not None and governed[0] == "asked"):
        reply = rest if question else rest.partition(",")[2] or rest
        for modality, pattern in table.answers:
            match = pattern.search(reply)
            if match:
                return modality, match.group().strip(" \"“”«».,;:'")
    if (after := _after(right, question, table, place)) is not None:
        return after
    for modality, pattern in table.tails:
        match = pattern.search(right.split(". ")[0])
        if match and not question and (governed is None or governed[0] != "denied"):
            return modality, match.group()
    if question and not (governed is not None and governed[0] == "doubted"):
        return "asked", "?"
    return None


def _after(right: str, question: bool, table: Frames, place: tuple[bool, int]) -> Verdict | None:
    """Words after the clause that deny it, doubt it, ask it or grant it; not what someone once denied, or nobody denies."""
    bare = _ASIDE.sub("", right) if right.startswith((",", '",', "”,")) else right
    for modality, pattern in table.after:
        match = pattern.search(bare) or pattern.search(right)
        if match is None or modality == "conditional" or (question and modality != "asked"):
            continue
        if _others(match, right, place) and modality in ("denied", "doubted"):
            continue
        if modality == "denied" and table.excuse is not None and table.excuse.search(match.group()):
            continue
        return modality, match.group().strip(" \"“”«».,;:'")
    return None


def _others(match: re.Match[str], right: str, place: tuple[bool, int]) -> bool:
    """True where words after a clause are someone else's: its speaker was named before them, and not in them."""
    before, at = place
    start = right.find(match.group().strip(" ,"))
    if at >= start >= 0:
        return False
    return (before and match.start() > 0 and start > 1) or 0 <= at < start


def _condition(left: str, clause: str, right: str, table: Frames) -> Verdict | None:
    """A condition before or after the clause."""
    found = _opened(left.rstrip(_OPEN), clause, table)
    if found is None:
        pattern = dict(table.after).get("conditional")
        match = (pattern.match(right) or pattern.match(_REMARK.sub("", right))) if pattern else None
        found = match.group() if match else None
    return ("conditional", found.strip(" ,;:.\"“«”»'")) if found else None


def _opened(left: str, clause: str, table: Frames) -> str | None:
    """The words that open a condition before the clause: a clause of its own ("If ..., "), or a phrase ("Without rain ...")."""
    bare = re.sub(r"[,:]?\s+[^,;:]*$", "", left) if not left.endswith((",", ":")) and "," in left else left
    texts = (left, _ASIDE.sub("", left), bare)
    modal = table.modal is not None and table.modal.search(clause) is not None
    would = table.would is not None and table.would.search(clause) is not None
    edge = next((m for kind, pattern in table.edges if kind == "conditional" and (m := _at_end(pattern, left))), None)
    if edge is not None and modal:
        return edge.group()
    for text in texts:
        match = table.openers.search(text) if table.openers else None
        rest = text[match.end() :] if match else ""
        if match and ("," in rest or ":" in rest or (text == left and not rest.split())):
            return match.group()
        for pattern, holds in ((table.short_openers, modal), (table.weak_openers, would)):
            match = pattern.search(text) if pattern and holds else None
            if match:
                return match.group()
    return None


def _inside(left: str, clause: str, table: Frames) -> Verdict | None:
    """Cues among the clause's own words. What an aside in it says is expected ("the singer, due in May, ...") is not the clause."""
    main = re.split(r", (?:who|which|whose|where|qui|dont|que|quien|cuyo)\b", clause)[0]
    core = _ASIDE.sub("", main)
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
    if would is not None and table.reported and table.reported.search(left):
        return "expected", would.group()
    for modality in ORDER:
        if modality in found:
            return modality, found[modality].strip()
    return None


def _scheduled(clause: str, table: Frames) -> Verdict | None:
    """A present tense that speaks of a day to come ("the court sits on Monday")."""
    when = table.ahead.search(clause) if table.ahead else None
    if when is None or not (table.present and table.present.search(clause)) or (table.past and table.past.search(clause)):
        return None
    return "expected", when.group()


__all__ = ["Around", "of_frames", "seeming"]
