"""From articles and annotations to claims: gather, align, make assertions, judge, count."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from newsloom.compare import agreement, standing
from newsloom.compare.agreement.judge import Judge
from newsloom.compare.claims import stream, wording
from newsloom.compare.claims.assertions import Line, lines
from newsloom.compare.claims.bonds import held
from newsloom.compare.claims.signs import signs, signs_of_rejection
from newsloom.compare.claims.sources import Sources
from newsloom.compare.sayings import Item, gather
from newsloom.compare.sayings.ages import of_person
from newsloom.compare.sayings.keys import of_story
from newsloom.compare.sayings.words import family, idle, is_outcome
from newsloom.records import Annotations, Article, Claim, Provenance
from newsloom.records.people import Bond
from newsloom.settings import CompareSettings
from newsloom.text.vectors import Embedder


@dataclass(frozen=True, slots=True)
class Made:
    """A claim and what it was made of. `place`: of its first article."""

    claim: Claim
    lines: tuple[Line, ...]
    place: int


def build(
    articles: Sequence[Article],
    annotations: Sequence[Annotations],
    links: Mapping[tuple[str, str], str],
    provenance: Provenance,
    settings: CompareSettings,
    embedder: Embedder,
    bonds: Sequence[Bond] = (),
) -> tuple[Claim, ...]:
    """The claims of a story: those that most sources are laid side by side in first, then in the order of their first passage.

    Args:
        articles, annotations: the story's articles and what was read out of them, in the same order.
        links: story key of each entity, by article id and the key it has there.
        provenance: traced origins; articles that it does not name count as origins of their own.
        settings: tolerances.
        embedder: sentence embeddings for sayings outside the predicate table.
        bonds: what people said of claims that are one, or not.
    """
    items = gather(articles, annotations, of_story(annotations, links))
    groups = bound(stream.laid(items, articles, embedder)[0], items, articles, bonds)
    made = list(claims(items, groups, articles, provenance, settings))
    made.sort(key=lambda one: _rank(one.claim, one.place))
    return tuple(one.claim for one in made)


def bound(
    groups: Sequence[Sequence[int]], items: Sequence[Item], articles: Sequence[Article], bonds: Sequence[Bond]
) -> Sequence[Sequence[int]]:
    """The groups as people put them together or apart."""
    return held(groups, items, articles, bonds, lambda members: _identity(members, articles)) if bonds else groups


def claims(
    items: Sequence[Item], groups: Sequence[Sequence[int]], articles: Sequence[Article], provenance: Provenance, settings: CompareSettings
) -> Iterator[Made]:
    """The claims that groups of items (indexes) make, unsorted."""
    judge, sources = Judge(settings), Sources(articles, provenance)
    states = [(article.id, article.version, article.published, article.outlet) for article in articles]
    counted = {(i.article, i.start, i.end) for i in items if i.kind == "quantity"}
    sets = [[items[m] for m in members] for members in groups]
    events = {(m.article, m.start, m.end): group for group in sets if group[0].kind != "quantity" for m in group}
    for chosen in sets:
        if _worth(chosen) and not _told_by_figures(chosen, counted):
            key = (tuple(chosen), tuple(states[n] for n in dict.fromkeys(m.article for m in chosen)), settings.around_tolerance)
            made = _kept(key, chosen, _rejections(chosen, events, articles), articles, judge)
            if made is not None:
                yield _counted(made, sources)


def _rank(claim: Claim, place: int) -> tuple[int, bool, int, int]:
    contested = claim.agreement in ("conflict", "disputed", "updated")
    return (-min(claim.independent_sources, claim.reports), not contested, -claim.reports, place)


def _worth(members: Sequence[Item]) -> bool:
    """Whether a group makes a row: figures always; other things where a clause can be shown that says something of someone."""
    if all(of_person(m) for m in members):
        return len({m.value and m.value.low for m in members}) > 1  # how old someone is makes a row where reports differ
    if members[0].kind == "quantity":
        return not all(m.loose for m in members) or (bool(members[0].measure) and len({m.article for m in members}) > 1)
    if idle(members[0].predicate, members[0].terms, members[0].language):
        return False
    shown = [m for m in members if m.sentence_like or (m.outer_like and m.firm)]
    if _contested(members) or (shown and len({m.article for m in members}) > 1):
        return True
    if not shown:
        return False
    if any(m.marks for m in members):
        return True
    if not any(m.sentence_like for m in shown) and all(m.attributed for m in shown):
        return any(m.klass for m in members)  # all there is to show is that someone said something
    if len({m.article for m in members}) > 1 or any(m.klass for m in members):
        return any(m.everyone or m.main for m in shown)
    return any(m.attributed and m.main and m.everyone for m in shown)


def _contested(members: Sequence[Item]) -> bool:
    """True where someone says so and someone else denies or doubts it."""
    if any(mark.standing in ("denied", "disputed") and mark.by for m in members for mark in m.marks):
        return True
    stands = {(m.positive == (m.stance not in ("denies", "doubts")), m.speaker_key or m.attributed or m.article) for m in members}
    return len({stand for stand, _ in stands}) > 1 and len({who for _, who in stands}) > 1


def _told_by_figures(members: Sequence[Item], counted: set[tuple[int, int, int]]) -> bool:
    """True for what is only said in clauses that hold a figure: the figure's own row says it already.

    Asides that cannot be shown do not keep a row of their own; a stand that someone takes on it does.
    """
    if members[0].kind == "quantity" or any(m.marks and not m.counted for m in members) or _contested(members):
        return False
    told = [m for m in members if m.firm and m.sentence_like] or [m for m in members if m.firm]
    return all(m.counted or (m.article, m.start, m.end) in counted for m in told)


def _rejections(members: Sequence[Item], events: Mapping[tuple[int, int, int], list[Item]], articles: Sequence[Article]) -> list[Line]:
    """Who denies or disputes the very thing that figures count ("X has sent no troops"): it bears on the figures too."""
    if members[0].kind != "quantity" or is_outcome(members[0].measure) or any(m.whole for m in members):
        return []
    if all(m.value is not None and m.value.low == m.value.high == 1 for m in members):
        return []  # who denies that a line will close says nothing of how many: the event's own row tells it
    own = {(m.article, m.start, m.end) for m in members}  # "22 have not been found" says its figure, it does not reject it
    kinds = {family(m.klass) for m in members} - {None}  # a stand on what else their clauses tell leaves the figures alone
    groups = {id(group): group for m in members if (group := events.get((m.article, m.start, m.end))) is not None}
    groups = {name: [i for i in group if family(i.klass) in kinds] for name, group in groups.items()}
    others = [[i for i in group if i.positive or (i.article, i.start, i.end) not in own] for group in groups.values()]
    told = [line for group in others if group for line in lines(group, articles, positive=True)]
    return [line for line in told if line.assertion.stance in ("denies", "doubts")]


_MOST = 20_000  # claims at hand, so that one more article costs only those that it bears on
_claims: OrderedDict[object, tuple[tuple[object, ...], Made | None]] = OrderedDict()


def _kept(key: object, members: Sequence[Item], rejections: Sequence[Line], articles: Sequence[Article], judge: Judge) -> Made | None:
    """The claim of these sayings, the one at hand where they and what rejects them are the same."""
    against = tuple((line.assertion, line.speaker) for line in rejections)
    known = _claims.pop(key, None)
    if known is None or known[0] != against:
        known = (against, _claim(members, rejections, articles, judge))
    _claims[key] = known
    while len(_claims) > _MOST:
        _claims.popitem(last=False)
    return known[1]


def _counted(made: Made, sources: Sources) -> Made:
    """The claim with its independent sources, which may change with an article that says nothing of it."""
    return replace(made, claim=msgspec.structs.replace(made.claim, independent_sources=sources.count(made.lines)))


def _claim(members: Sequence[Item], rejections: Sequence[Line], articles: Sequence[Article], judge: Judge) -> Made | None:
    positive = wording.polarity(members)
    found = lines(members, articles, positive)
    known = {(line.article, line.speaker, line.assertion.stance) for line in found}
    found += [line for line in rejections if (line.article, line.speaker, line.assertion.stance) not in known]
    text = wording.text(members, articles, positive)
    if not found or text is None:
        return None
    relations = agreement.relations([line.version for line in found], judge)
    reports = len({line.assertion.article for line in found})
    verdict, why = agreement.summary(relations, reports)
    claim = Claim(
        id=_identity(members, articles),
        text=text,
        kind=members[0].kind,
        agreement=verdict,
        why=why,
        reports=reports,
        independent_sources=0,  # see `_counted`
        assertions=tuple(line.assertion for line in found),
        relations=relations,
        standing=standing.steps([*signs(members, articles, positive), *signs_of_rejection(rejections, articles)]),
    )
    return Made(claim, tuple(found), members[0].article)


def _identity(members: Sequence[Item], articles: Sequence[Article]) -> str:
    """Stable over runs and over later articles: made from the first saying of the claim."""
    first: Item = members[0]
    basis = f"{articles[first.article].id}\0{articles[first.article].version}\0{first.start}\0{first.end}\0{first.kind}\0{first.value}"
    return "c" + hashlib.sha256(basis.encode("utf-8", "surrogatepass")).hexdigest()[:12]
