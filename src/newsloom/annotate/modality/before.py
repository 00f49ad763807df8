"""What stands before a clause and governs it, each governor with its negation; and a governor in a remark after the clause."""

from __future__ import annotations

import re

from newsloom.annotate.modality.frame_table import Frames
from newsloom.annotate.modality.surround import ASIDE, CLAUSE, OPEN, STRONG, Verdict, at_end
from newsloom.annotate.modality.tables import ORDER
from newsloom.records import Modality

_SUBJECT = 8  # words that stand before the verb of a remark
_APART = re.compile(r"[,;?]\s|\w[,;?]$|[a-z\"”]{3}[.!](?:\s|$)")  # what ends a clause between a governor and what it would govern
_NEAR = 5  # words between a governor and what negates it


def governed(left: str, right: str, table: Frames, speaker: str) -> Verdict | None:
    """The verdict of the governors before the clause, and of a remark after it (", he believes")."""
    core = _from_speaker(ASIDE.sub("", left.rstrip(OPEN)), speaker, table)
    verdict: Verdict | None = None
    parts = _parts(core, table)
    for number in range(len(parts) - 1, -1, -1):
        part, link = parts[number]
        verdict = _over(_of_part(part, link, right, table, speaker, last=number == len(parts) - 1), verdict)
        if (link == ":" and verdict is not None and part) or CLAUSE.search(f"{part} "):
            break
    verdict = _bound(core, table, verdict) or verdict
    return verdict or remark(right, table, speaker)


def _from_speaker(core: str, speaker: str, table: Frames) -> str:
    """The words before the clause from its speaker on: what others do to the speaker's claim is not the speaker's degree."""
    at = core.casefold().rfind(speaker) if speaker else -1
    if at <= 0 or re.search(r"(?:^|\s)(?:by|among|from|to|par|chez|por|entre|for|of|de|du|des)\s*$", core[:at], re.IGNORECASE):
        return core
    return core[at:] if any(pattern.search(core[:at]) for _, pattern in table.governors) else core


def _bound(core: str, table: Frames, verdict: Verdict | None) -> Verdict | None:
    """Frames that bind to the clause without a link ("at no time had ..."): always right before it, else where no governor is strong."""
    weak = verdict is None or verdict[0] not in STRONG or core.lower().startswith("whether")
    for modality, pattern in table.before:
        match = pattern.search(core)
        if match and not CLAUSE.search(core[match.end() :]) and (weak or (modality in STRONG and match.end() == len(core))):
            return modality, match.group().strip(" ,")
    for modality, pattern in table.edges:
        match = at_end(pattern, core)
        if match and modality != "conditional" and (weak or modality in STRONG):
            return modality, match.group()
    return None


def _parts(core: str, table: Frames) -> list[tuple[str, str]]:
    """The words before the clause, cut after each link; with the link."""
    parts, at = [], 0
    stop = core.rfind("; ") + 1
    core = core[stop:]
    for match in table.links.finditer(core) if table.links else ():
        parts.append((core[at : match.start()].strip(), match.group().lower()))
        at = match.end()
    rest = core[at:].strip(OPEN)
    if rest:
        parts.append((rest.removesuffix(":").strip(), ":" if rest.endswith(":") else ""))
    elif len(parts) > 1 and not parts[-1][0].strip(":,"):
        parts.pop(-1)
    return parts[-4:]


def _of_part(part: str, link: str, right: str, table: Frames, speaker: str, last: bool) -> Verdict | None:
    """What the governors in one part do to what follows it: the nearest first, then what stands over it ("scotched rumours that")."""
    if (not link or not part) and not last:
        return None
    asks = bool(link and table.asking is not None and table.asking.fullmatch(link))
    verdict: Verdict | None = None
    edge = len(part)
    for name, match in _governors(part, table):
        if match.end() > edge:
            continue  # part of what negates a nearer one ("refused" in "refused to confirm")
        how, cue = polarity(part, match, table)
        edge = match.end() - len(cue)
        near = link not in table.close or len(part[match.end() :].split()) < 2  # "refused to say when", not "said they had left when"
        effect = table.effects.get(f"{name}_if" if asks and near and f"{name}_if" in table.effects else name, {})
        if "plain" not in effect or (
            name == "hearsay" and (_own(cue, speaker) or (speaker and part[: match.start()].casefold().rstrip().endswith(speaker)))
        ):
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
    if len(gap.split()) > 9 or _APART.search(gap):
        return True
    return bool(table.barriers and table.barriers.search(gap))


def _own(words: str, speaker: str) -> bool:
    """ "they say", "reports the Courier": the speaker's plain words, where "they" or "reports" without one would be hearsay."""
    return bool(speaker) and (words.casefold().startswith(f"{speaker} ") or words.casefold().partition(" ")[2].startswith(speaker))


def polarity(part: str, match: re.Match[str], table: Frames) -> tuple[str, str]:
    """ "plain", "negated", "nobody" or "refused", and the cue as written."""
    first = match.start()
    clause = max((m.end() for m in CLAUSE.finditer(part, 0, first)), default=0)
    before = part[clause:first]
    for how, pattern, near in (("refused", table.refusing, 4), ("nobody", table.nobody, 12), ("negated", table.negation, _NEAR)):
        hits = list(pattern.finditer(before)) if pattern else []
        if hits and len(before[hits[-1].end() :].split()) < near:
            if how != "refused" and len(hits) > 1 and len(before[hits[-2].end() : hits[-1].start()].split()) < 4:
                return "plain", match.group()
            if how == "refused" and table.resumes and table.resumes.search(part, hits[-1].end(), match.end()):
                continue  # "refused to concede and alleged": a finite verb says something after all
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


def remark(right: str, table: Frames, speaker: str) -> Verdict | None:
    """A governor in a remark after the clause: ", analysts believe"; ", doubts the union"."""
    match = re.match(r"[\"”’»']*\s?,[\"”’»']*\s([^,.;:?]{3,70})(?=[,.;]|$)", right)
    if match is None:
        return None
    part = match.group(1)
    joins = table.joins is not None and table.joins.match(part) is not None
    hits = [(hit.start(), -len(hit.group()), name, hit) for name, pattern in table.governors for hit in pattern.finditer(part)]
    for _, _, name, hit in sorted(hits, key=lambda h: h[:2]):  # the first verb is the speaker's ("admitted after years of denials")
        effect = table.effects.get(name, {})
        if effect.get("remark", "yes") == "yes" and "plain" in effect and len(part[: hit.start()].split()) <= _SUBJECT:
            how, cue = polarity(part, hit, table)
            if name == "hearsay" and _own(part[hit.start() :], speaker):
                return None
            apart = how == "plain" and joins  # a further clause; "and who would believe it" speaks of this one
            return (effect.get(how, effect["plain"]), cue) if len(part[hit.end() :].split()) <= 4 and not apart else None
    return None
