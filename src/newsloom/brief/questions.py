"""What the coverage leaves open, from the dossier alone."""

from __future__ import annotations

from newsloom.brief import shape
from newsloom.brief.context import Context, primary
from newsloom.records import Assertion, CitedSentence, Claim, Passage

MOST = 6
_ORDER = {"conflict": 0, "disputed": 1, "single": 3}


def pick(context: Context) -> list[CitedSentence]:
    """Figures and accounts in conflict, denials that nobody settles, questions that are put, claims that rest on one unnamed source.

    The shown words are a slice of the first version's source; the passages are those of all versions concerned.
    """
    found: list[tuple[int, int, CitedSentence]] = []
    for claim in context.dossier.claims:
        rank = _rank(claim)
        if rank is None:
            continue
        shown = _shown(context, claim)
        if shown is not None:
            found.append((rank, -claim.reports, shown))
    found += [(2, 0, s) for s in _asked(context)]
    return _apart([s for _, _, s in sorted(found, key=lambda x: x[:2])])[:MOST]


def _rank(claim: Claim) -> int | None:
    """How pressing a claim's openness is (0 most), None where it is settled."""
    if claim.agreement in ("conflict", "disputed"):
        settled = bool(claim.standing) and claim.standing[-1].standing == "confirmed"
        return None if settled and claim.agreement == "disputed" else _ORDER[claim.agreement]
    unnamed = all(a.attributed_to is None for a in claim.assertions)
    doubtful = bool(claim.standing) and claim.standing[-1].standing == "rumoured"
    return _ORDER["single"] if claim.independent_sources <= 1 and doubtful and (unnamed or claim.kind != "assessment") else None


def _shown(context: Context, claim: Claim) -> CitedSentence | None:
    """The sentence of the first presentable assertion, with the passages of all."""
    passages = tuple(dict.fromkeys(p for a in claim.assertions for p in a.passages))
    for assertion in _contested_first(claim):
        for passage in assertion.passages:
            text = _sentence(context, passage)
            if text is not None:
                whole, shown = text
                rest = tuple(p for p in passages if not (p.article == whole.article and whole.start <= p.start and p.end <= whole.end))
                return CitedSentence(text=shown, passages=(whole, *rest), attributed_to=assertion.attributed_to)
    return None


def _contested_first(claim: Claim) -> list[Assertion]:
    """What is asserted before what denies it."""
    return sorted(claim.assertions, key=lambda a: a.stance != "asserts")


def _sentence(context: Context, passage: Passage) -> tuple[Passage, str] | None:
    """The whole sentence around a passage, where it can be shown by itself."""
    number = context.index.get(passage.article)
    if number is None:
        return None
    article = context.dossier.articles[number]
    language = primary(article)
    for s in context.dossier.annotations[number].sentences:
        if s.start <= passage.start < s.end:
            whole = article.passage(s.start, s.end)
            text = shape.shown(whole.text[shape.start(whole.text, language) :])
            if shape.presentable(text, language) and shape.alone(text, language) and article.body()[s.start : s.end] == whole.text:
                return whole, text
    return None


def _asked(context: Context) -> list[CitedSentence]:
    """Questions that someone puts in so many words."""
    found = []
    for statement in context.dossier.statements:
        if statement.modality != "asked" or not statement.passages:
            continue
        shown = _sentence(context, statement.passages[0])
        if shown is not None:
            found.append(CitedSentence(text=shown[1], passages=(shown[0],), attributed_to=statement.speaker.name))
    return found


def _apart(sentences: list[CitedSentence]) -> list[CitedSentence]:
    """Each text once."""
    return list({s.text: s for s in reversed(sentences)}.values())[::-1]
