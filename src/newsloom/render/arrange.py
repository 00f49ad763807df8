"""What the readable faces have in common: which claims are laid side by side, which standings moved, what is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

import msgspec

from newsloom.records import (
    ArticleCard,
    Briefing,
    CitedSentence,
    Claim,
    LeftOut,
    PaperSays,
    Passage,
    Relation,
    StoryBriefing,
    StoryStatement,
    Topic,
)
from newsloom.render import clean, words

_PRESSING = ("conflict", "disputed", "unclear", "updated", "compatible", "agree", "single")
_FITTING = 3
_SIDES = 2
_MOST_TOLD = 4
_OWN_WORDS = 6


def voices(statements: Iterable[StoryStatement]) -> list[StoryStatement]:
    """The statements, those with the same words of the same speaker as one, which then has all their passages."""
    found: dict[tuple[str, str, str], StoryStatement] = {}
    for s in statements:
        key = ((s.speaker.entity or s.speaker.name or s.article).lower(), " ".join(s.content.lower().split()), s.modality)
        first = found.get(key)
        passages = (*first.passages, *s.passages) if first else s.passages
        found[key] = msgspec.structs.replace(first or s, passages=tuple(dict.fromkeys(passages)))
    return list(found.values())


def also(statement: StoryStatement, article: Callable[[str], ArticleCard | None]) -> tuple[tuple[Passage, ...], list[str]]:
    """(passages of the first article that has these words, sources of the others): copies of one text need no row and no mark each."""
    first = statement.passages[0].article if statement.passages else statement.article
    own = tuple(p for p in statement.passages if p.article == first)
    cards = [article(a) for a in dict.fromkeys(p.article for p in statement.passages) if a != first]
    return own, list(dict.fromkeys(words.source(c) for c in cards if c))


def versions(story: StoryBriefing, sentence: CitedSentence) -> str | None:
    """The figures that stand against each other in an open question, with whoever gives them: "1,200 people (Quill) or 1,900 (Lund)"."""
    cited = set(sentence.passages)
    claim = next((c for c in story.claims if c.agreement == "conflict" and {p for a in c.assertions for p in a.passages} & cited), None)
    if claim is None:
        return None
    apart = {n for r in claim.relations if r.is_ == "conflict" for n in (r.a, r.b)}
    told: dict[tuple[float | None, float | None], str] = {}
    for a in (a for n, a in enumerate(claim.assertions) if n in apart and a.value):
        if a.value and (a.value.low, a.value.high) not in told:
            shown = words.value(a.value)
            told[a.value.low, a.value.high] = f"{shown} ({a.attributed_to})" if a.attributed_to else shown
    if len(told) < _SIDES:
        return None
    parts = list(told.values())
    return " or ".join(parts[:_FITTING]) + (" or others" if len(parts) > _FITTING else "")


def dated(claim: Claim) -> bool:
    """True where the day of a step is known."""
    return any(s.when.value or s.when.earliest or (s.when.latest and s.when.origin == "inferred") for s in claim.standing)


def compared(claims: Iterable[Claim]) -> list[Claim]:
    """Claims with more than one version, the contested ones first."""
    return sorted((c for c in claims if len(c.assertions) > 1), key=lambda c: (_PRESSING.index(c.agreement), -c.independent_sources))


def single(claims: Iterable[Claim]) -> list[Claim]:
    """Claims that one article makes once."""
    return [c for c in claims if len(c.assertions) == 1]


def moved(claims: Iterable[Claim]) -> list[Claim]:
    """Claims whose standing changed, or that are confirmed, denied, disputed or borne out by evidence."""
    told = ("confirmed", "denied", "disputed", "evidenced")
    found = [c for c in claims if len({s.standing for s in c.standing}) > 1 or any(s.standing in told for s in c.standing)]
    return sorted(found, key=lambda c: -len({s.standing for s in c.standing}))


def counts(left_out: Iterable[LeftOut], story: StoryBriefing | None = None) -> list[tuple[str, int]]:
    """How much was left out, by reason; of one story's articles or of all."""
    ids = {a.id for a in story.articles} if story else None
    found = Counter(x.why for x in left_out if ids is None or x.article in ids)
    return [(words.WHY_LEFT_OUT.get(why, why), n) for why, n in found.most_common()]


def openness(story: StoryBriefing, sentence: CitedSentence) -> str:
    """In a word why an open question is open, from the claim that cites the same passages."""
    places = {(p.article, p.start) for p in sentence.passages}
    overlaps = [(p.article, p.start, p.end) for p in sentence.passages]
    for claim in compared(story.claims) + single(story.claims):
        for assertion in claim.assertions:
            for p in assertion.passages:
                inside = any(a == p.article and s <= p.start and p.end <= e for a, s, e in overlaps)
                if ((p.article, p.start) in places or inside) and claim.agreement in ("conflict", "disputed", "single", "unclear"):
                    return {"single": "one source only"}.get(claim.agreement, words.AGREEMENT[claim.agreement])
    return "asked"


def reported(sentence: CitedSentence, article: Callable[[str], ArticleCard | None]) -> str | None:
    """When a sentence was reported, where its article's day is known."""
    card = article(sentence.passages[0].article) if sentence.passages else None
    return words.when(card.published) if card and card.published.value else None


def telling(claim: Claim) -> tuple[list[Relation], int]:
    """The relations worth reading: all but agreement; of updates and of what merely fits the first few; and how many more there are."""
    told = [r for r in claim.relations if r.is_ not in ("agree", "compatible", "updated")]
    # of three figures that follow each other, the pairs of neighbours say it all
    updates = sorted((r for r in claim.relations if r.is_ == "updated"), key=lambda r: abs(r.a - r.b))
    fitting = [r for r in claim.relations if r.is_ == "compatible"]
    shown = [*told[:_MOST_TOLD], *sorted(updates[:_MOST_TOLD], key=lambda r: (r.a, r.b)), *fitting[:_FITTING]]
    return shown, len(told) + len(updates) + len(fitting) - len(shown)


def road(story: StoryBriefing, paper: PaperSays, article: ArticleCard | None) -> str | None:
    """By which way an outlet's words came: "via ..." where another quotes it, "credits ..." where it names its source; and its day."""
    day = words.when(article.published) if article and article.published.value else None
    return "; ".join(x for x in (_way(story, paper, article), day) if x) or None


def _way(story: StoryBriefing, paper: PaperSays, article: ArticleCard | None) -> str | None:
    if paper.via:
        return f"via {paper.via}"
    own = {article.outlet.name, article.outlet.domain} if article and article.outlet else set()
    if paper.outlet and article and paper.outlet not in own:
        return f"via {words.place(article)}"
    made = [d for d in story.provenance.derivations if d.article == paper.article and d.how != "cites"]
    return f"{words.HOW[made[0].how]} {made[0].from_}" if made else None


def adds(story: StoryBriefing) -> list[tuple[str, list[tuple[str, str]]]]:
    """(outlet, what it alone has, where it departs, what it leaves out, its own words) for each outlet of which something can be told."""
    text = {claim.id: clean.text(claim.text) for claim in story.claims}
    cards = {card.id: card for card in story.articles}
    found = []
    for paper in story.papers:
        told = [
            ("Only here", _some([text[id] for id in paper.only_claims if id in text])),
            ("Only it quotes", _some(list(paper.only_speakers))),
            ("Departs from others on", _some([text[d.claim] for d in paper.departs if d.claim in text])),
            ("Leaves out", _some([text[id] for id in paper.leaves_out if id in text])),
            ("Words of its own", ", ".join(w.word for w in paper.words[:_OWN_WORDS])),
        ]
        first = cards.get(paper.articles[0]) if paper.articles else None
        name = paper.outlet or (words.source(first) if first else "")
        told = [(what, which) for what, which in told if which]
        if told and name:
            found.append((name, told))
    return found


def _some(named: list[str]) -> str:
    """The first few, and how many more there are."""
    all_ = list(dict.fromkeys(named))
    shown = "; ".join(all_[:_FITTING])
    return f"{shown}; and {len(all_) - _FITTING} more" if len(all_) > _FITTING else shown


def aliases(topic: Topic) -> list[str]:
    """Other names that are more than a part of the name."""
    own = set(topic.name.lower().replace("-", " ").split())
    return [a for a in topic.aliases if not set(a.lower().replace("-", " ").split()) <= own][:4]


def headline(story: StoryBriefing) -> str:
    """The line under a story's title: days, reports, independent sources, languages."""
    provenance = story.provenance
    parts = [
        words.span(story.first, story.last) if story.first or story.last else "dates not known",
        words.plural(provenance.reports, "report"),
        words.plural(provenance.independent_sources, "independent source"),
    ]
    if len(story.languages) > 1:
        parts.append(", ".join(story.languages))
    return " · ".join(p for p in parts if p)


def title(briefing: Briefing) -> str:
    """A title for the whole page."""
    return briefing.stories[0].title if len(briefing.stories) == 1 else words.plural(len(briefing.stories), "story", "stories")
