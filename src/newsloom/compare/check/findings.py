"""What a dossier that holds an article says of that article's claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from newsloom.compare.check import quotes
from newsloom.compare.check.sources import independent
from newsloom.compare.claims.assertions import folded, same_name
from newsloom.records import Assertion, Claim, Dossier, Finding, FindingKind, Passage, Provenance

_FOR = ("asserts", "supposes")
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
    found = [_of_claim(claim, own, dossier) for claim in dossier.claims for own in _own(claim, article)]
    found += quotes.findings(dossier, article)
    return tuple(sorted(found, key=_place))


def _own(claim: Claim, article: str) -> list[int]:
    return [n for n, a in enumerate(claim.assertions) if a.article == article]


def _place(finding: Finding) -> tuple[int, int]:
    return (finding.here[0].start, finding.here[0].end) if finding.here else (0, 0)


def _of_claim(claim: Claim, at: int, dossier: Dossier) -> Finding:
    own = claim.assertions[at]
    pairs = list(_pairs(claim, at))
    roles = _roles(dossier)
    for kind, why, decisive in (
        _contradicted(pairs),
        _newer(own, pairs),
        _outdated(claim, pairs),
        _credited(own, pairs, roles),
        _supported(pairs),
    ):
        if decisive:
            return _finding(own, claim, kind, why, decisive, dossier.provenance)
    why = "the desk's versions cannot be compared with it" if pairs else "nothing on the desk bears on it"
    return _finding(own, claim, "unknown", pairs[0][2] if pairs else why, [p[0] for p in pairs], dossier.provenance)


def _pairs(claim: Claim, at: int) -> Iterable[Pair]:
    own = claim.assertions[at].article
    for relation in claim.relations:
        if at in (relation.a, relation.b):
            other = claim.assertions[relation.b if relation.a == at else relation.a]
            if other.article != own:
                taken_back = relation.rule == "says-both"  # the desk has the very same speaker saying the contrary
                yield other, "conflict" if taken_back else relation.is_, relation.why


Ruling = tuple[FindingKind, str, list[Assertion]]


def _contradicted(pairs: Sequence[Pair]) -> Ruling:
    against = [p for p in pairs if p[1] in ("conflict", "disputed")]
    return "contradicted", against[0][2] if against else "", [p[0] for p in against]


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


def _supported(pairs: Sequence[Pair]) -> Ruling:
    same = [p for p in pairs if p[1] in ("agree", "compatible")]
    exact = [p for p in same if p[1] == "agree"]
    return "supported", (exact or same)[0][2] if same else "", [p[0] for p in exact or same]


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
