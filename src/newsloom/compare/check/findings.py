"""What a dossier that holds an article says of that article's claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsloom.compare.agreement import values
from newsloom.compare.check import quotes
from newsloom.compare.check.sources import independent
from newsloom.compare.claims.assertions import folded, same_name
from newsloom.records import Assertion, Claim, Dossier, Finding, FindingKind, Passage, Provenance, Value

_FOR = ("asserts", "supposes")
_NOTHING = "nothing on the desk bears on it"
# Rules that leave open who is right, where the desk yet has the contrary of what the draft says: its reader must look.
_CONTRARY = frozenset(("says-both", "not-so"))
_ABOUT = 0.1  # share by which "about" may miss where a figure is to be supported
_SHORT = 3  # letters of words that tie no two parties
Pair = tuple[Assertion, str, str]  # the other side's assertion, its relation to ours, the reason


def findings(dossier: Dossier, article: str) -> tuple[Finding, ...]:
    """What the other articles of the dossier say to each claim and each quote of `article`, in the order in which it makes them.

    A finding is "contradicted" where some version cannot be true beside the article's, or is denied or doubted; else "newer_figure" where
    a later version replaced it; else "other_attribution" where all others credit someone else; else "supported"; "quoted_differently"
    where the desk has the same quote in other words; "unknown" where nothing bears on it.

    Args:
        article: id of the article that is checked; it is one of the dossier's.
    """
    figures = [_of_claim(c, own, dossier) for c in dossier.claims if c.kind == "quantity" for own in _own(c, article)]
    others = [_of_claim(c, own, dossier) for c in dossier.claims if c.kind != "quantity" for own in _own(c, article)]
    others += quotes.findings(dossier, article)
    doubted = [f for f in (*figures, *others) if f.finding != "supported"]
    told = [f for f in others if f.finding != "supported" or not any(_one_place(f, d) for d in doubted)]
    told += figures
    return tuple(sorted([*told, *_silent(dossier, article, told)], key=_place))


def _one_place(a: Finding, b: Finding) -> bool:
    """Whether two findings are of one sentence: that something like it is told elsewhere says little once a part of it is in doubt."""
    return any(p.start < q.end and q.start < p.end for p in a.here for q in b.here)


def _silent(dossier: Dossier, article: str, told: Sequence[Finding]) -> Iterator[Finding]:
    """The sentences of the article that tell something and of which no claim was made."""
    number = next(n for n, a in enumerate(dossier.articles) if a.id == article)
    text, notes = dossier.articles[number], dossier.annotations[number]
    covered = [p for finding in told for p in finding.here]
    for sentence in notes.sentences:
        said = sentence.complete and any(sentence.start <= p.start < sentence.end for p in notes.propositions)
        if said and not any(p.start < sentence.end and sentence.start < p.end for p in covered):
            here = text.passage(sentence.start, sentence.end)
            yield Finding(claim=here.text, finding="unknown", why=_NOTHING, here=(here,), there=(), independent_sources=0)


def _own(claim: Claim, article: str) -> list[int]:
    return [n for n, a in enumerate(claim.assertions) if a.article == article]


def _place(finding: Finding) -> tuple[int, int]:
    return (finding.here[0].start, finding.here[0].end) if finding.here else (0, 0)


def _of_claim(claim: Claim, at: int, dossier: Dossier) -> Finding:
    own = claim.assertions[at]
    pairs = list(_pairs(claim, at))
    roles = _roles(dossier)
    for kind, why, decisive in (
        _contradicted(claim, pairs),
        _newer(own, pairs),
        _outdated(claim, pairs),
        _credited(own, pairs, roles),
        _supported(own, pairs),
        _other_figures(own, pairs),
    ):
        if decisive:
            return _finding(own, claim, kind, why, decisive, dossier.provenance)
    why = f"the desk's versions cannot be compared with it: {pairs[0][2]}" if pairs else _NOTHING
    return _finding(own, claim, "unknown", why, [p[0] for p in pairs], dossier.provenance)


def _pairs(claim: Claim, at: int) -> Iterable[Pair]:
    own = claim.assertions[at].article
    for relation in claim.relations:
        if at in (relation.a, relation.b):
            other = claim.assertions[relation.b if relation.a == at else relation.a]
            if other.article != own:
                yield other, "conflict" if relation.rule in _CONTRARY else relation.is_, relation.why


Ruling = tuple[FindingKind, str, list[Assertion]]


def _contradicted(claim: Claim, pairs: Sequence[Pair]) -> Ruling:
    """Versions that cannot be true beside the article's, or that deny or doubt it; what was confirmed since is doubted no more."""
    against = [p for p in pairs if p[1] == "conflict" or (p[1] == "disputed" and not _confirmed_since(claim))]
    return "contradicted", against[0][2] if against else "", [p[0] for p in against]


def _confirmed_since(claim: Claim) -> bool:
    """Whether the last that was done to a claim, denials and doubts included, was to confirm it."""
    moved = [step.standing for step in claim.standing if step.standing in ("confirmed", "denied", "disputed")]
    return bool(moved) and moved[-1] == "confirmed"


def _newer(own: Assertion, pairs: Sequence[Pair]) -> Ruling:
    later = [p for p in pairs if p[1] == "updated" and _after(p[0], own)]
    return "newer_figure", later[0][2] if later else "", [p[0] for p in later]


def _outdated(claim: Claim, pairs: Sequence[Pair]) -> Ruling:
    """The article, whatever its date, gives a figure that the desk has, and has a later one for."""
    same = {id(p[0]) for p in pairs if p[1] == "agree" and p[0].value is not None}
    found: dict[int, tuple[Assertion, str]] = {}
    for relation in claim.relations:
        a, b = claim.assertions[relation.a], claim.assertions[relation.b]
        for old, new in ((a, b), (b, a)):
            if relation.is_ == "updated" and id(old) in same and id(new) not in same and _after(new, old):
                found[id(new)] = (new, relation.why)
    told = list(found.values())
    return "newer_figure", f"the desk has this figure, and a later one: {told[-1][1]}" if told else "", [new for new, _ in told]


def _credited(own: Assertion, pairs: Sequence[Pair], roles: Mapping[str, str]) -> Ruling:
    same = [p for p in pairs if p[1] == "agree" and p[0].stance in _FOR]
    if not own.attributed_to or not same or any(_may_be_one(own.attributed_to, p[0].attributed_to, roles) for p in same):
        return "other_attribution", "", []
    names = list(dict.fromkeys(p[0].attributed_to or "" for p in same))
    return "other_attribution", f"here from {own.attributed_to}; on the desk from {', '.join(names)}", [p[0] for p in same]


def _supported(own: Assertion, pairs: Sequence[Pair]) -> Ruling:
    """Others say the same. A figure that others' bounds only leave room for ("at least 7" and 31) is supported by nobody."""
    exact = [p for p in pairs if p[1] == "agree"]
    room = [p for p in pairs if p[1] == "compatible" and p[0].stance in _FOR and (own.value is None or _fits(own.value, p[0].value))]
    same = exact or room
    return "supported", same[0][2] if same else "", [p[0] for p in same]


def _fits(ours: Value, theirs: Value | None) -> bool:
    """Whether another figure is as near to ours as its own words say ("about 30" and 31), or holds within ours: a figure of a part, of
    another place or of another time may stand beside ours and still says nothing for it."""
    if theirs is None:
        return False
    if theirs.low is None or theirs.high is None:
        return (ours.low, ours.high) == (theirs.low, theirs.high)
    return values.fit(ours, theirs, _ABOUT)[0] in ("same", "fits", "near", "rounded")


def _other_figures(own: Assertion, pairs: Sequence[Pair]) -> Ruling:
    """The desk has figures of the same thing, none of them this one: the newest is told."""
    if own.value is None:
        return "unknown", "", []
    told = [p[0] for p in pairs if p[0].value is not None and (p[1] in ("updated", "compatible") or _like_counted(own.value, p[0].value))]
    if not told:
        return "unknown", "", []
    newest = max(told, key=lambda a: (a.as_of and a.as_of.first_day) or "")
    day = newest.as_of.first_day if newest.as_of else None
    known = f"{values.words(newest.value)} ({day})" if newest.value and day else values.words(newest.value) if newest.value else ""
    return "unknown", f"no report on the desk gives this figure; the newest has {known}", [newest]


def _like_counted(ours: Value, theirs: Value) -> bool:
    """Whether two figures are given in one unit and count things of one name."""
    mine, others = ({w for w in v.counts.casefold().split() if len(w) > _SHORT} for v in (ours, theirs))
    return ours.unit == theirs.unit and (bool(mine & others) or mine == others)


def _roles(dossier: Dossier) -> dict[str, str]:
    """Role of each speaker by folded name, as far as some article tells it."""
    return {folded(s.speaker.name): s.speaker.role for s in dossier.statements if s.speaker.name and s.speaker.role}


def _may_be_one(ours: str, theirs: str | None, roles: Mapping[str, str]) -> bool:
    """Whether two credits may mean one party: the report's own voice, a bare noun ("the company"), names or roles that share a word
    ("civil protection service" and "Rui Sampaio", civil protection commander)."""
    if theirs is None or theirs == theirs.lower() or same_name(ours, theirs):
        return True
    sides = [{w for w in f"{folded(n)} {roles.get(folded(n), '')}".casefold().split() if len(w) > _SHORT} for n in (ours, theirs)]
    return bool(sides[0] & sides[1])


def _after(other: Assertion, own: Assertion) -> bool:
    """Whether the other version is about a later moment. Where a time is unknown the other one is not called newer."""
    theirs, ours = (other.as_of and other.as_of.first_day), (own.as_of and own.as_of.first_day)
    return bool(theirs and ours and theirs > ours)


def _finding(own: Assertion, claim: Claim, kind: FindingKind, why: str, decisive: Sequence[Assertion], provenance: Provenance) -> Finding:
    passages: dict[Passage, None] = dict.fromkeys(p for a in decisive for p in a.passages[:1])
    count, told = independent(decisive, own.article, provenance)
    return Finding(
        claim=own.passages[0].text if own.passages else claim.text,
        finding=kind,
        why=f"{why}; {told}" if told and kind == "supported" else why,
        here=own.passages,
        there=tuple(passages),
        independent_sources=count,
    )
