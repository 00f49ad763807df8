"""Why a claim is as it is: the evidence, the rules, and what would change the verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsloom.compare.agreement.verdict import turns
from newsloom.compare.claims import align, stream
from newsloom.compare.claims.build import Made, bound, claims
from newsloom.compare.claims.evidence import evidence
from newsloom.compare.claims.match import Matcher
from newsloom.compare.entities import canon
from newsloom.compare.sayings import gather
from newsloom.compare.sayings.items import Item
from newsloom.compare.sayings.keys import of_story
from newsloom.errors import NotFoundError
from newsloom.records import Claim, Dossier, Explanation, Joining, Ruling
from newsloom.records.people import Bond
from newsloom.settings import CompareSettings
from newsloom.text.vectors import Embedder


def explain(dossier: Dossier, claim: str, settings: CompareSettings, embedder: Embedder, bonds: Sequence[Bond] = ()) -> Explanation:
    """Make a dossier's claim once more, and tell how it came about.

    Args:
        dossier: the dossier that holds the claim.
        claim: its id.
        settings, embedder, bonds: those that the dossier was made with.

    Raises:
        NotFoundError: the dossier has no claim of that id.
    """
    items = gather(dossier.articles, dossier.annotations, of_story(dossier.annotations, canon(dossier.annotations)))
    groups, matcher = stream.laid(items, dossier.articles, embedder)
    sets = bound(groups, items, dossier.articles, bonds)
    made = next((m for m in claims(items, sets, dossier.articles, dossier.provenance, settings) if m.claim.id == claim), None)
    if made is None:
        raise NotFoundError(f"there is no claim {claim} in this story; `newsloom claims` lists them with their ids")
    names = {entity.key: entity.name for entity in dossier.entities}
    place = {item: index for index, item in enumerate(items)}  # by value: a claim that is at hand holds the sayings it was first made of
    return Explanation(
        claim=made.claim,
        threshold=align.THRESHOLD,
        joined=tuple(_joining(made, index, matcher, place, names) for index in range(len(made.lines))),
        rulings=tuple(Ruling(a=r.a, b=r.b, is_=r.is_, why=r.why, rule=r.rule, turns=turns(r.rule)) for r in made.claim.relations),
        decides=_decides(made.claim),
    )


def _joining(made: Made, index: int, matcher: Matcher, place: Mapping[Item, int], names: Mapping[str, str]) -> Joining:
    """The assertion's best link to those before it (the first one: to none)."""
    best: tuple[float, int, Item, Item] | None = None
    for other in range(index):
        for x in made.lines[index].items:
            for y in made.lines[other].items:
                if x not in place or y not in place:
                    continue  # a stand that bears on the claim from without
                score = matcher.score(place[x], place[y])
                if score is None:  # joined by meaning over groups
                    score = matcher.meaning(place[x], place[y])
                if best is None or score > best[0]:
                    best = (score, other, x, y)
    if best is None:
        return Joining(
            assertion=index,
            to=None,
            score=None,
            evidence=("it is the first to say so",) if index == 0 else ("it rejects what the others say",),
        )
    score, other, x, y = best
    found = evidence(x, y, matcher.meaning(place[x], place[y]), names)
    if x == y:
        found = ("both stand in one sentence, of which one reports the other's stand",)
    return Joining(assertion=index, to=other, score=round(min(1.0, max(0.0, score)), 3), evidence=found)


def _decides(claim: Claim) -> int | None:
    return next((n for n, r in enumerate(claim.relations) if (r.is_, r.why) == (claim.agreement, claim.why)), None)
