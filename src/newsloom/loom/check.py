"""One article or draft against the desk. A draft is never stored and leaves the machine nowhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import BinaryIO

import msgspec

from newsloom import brief, compare
from newsloom.compare import check as checking
from newsloom.errors import UsageError
from newsloom.loom import bonds, hands, paged, reading
from newsloom.loom import briefing as road
from newsloom.loom.intake import Progress, gather, quiet
from newsloom.records import Annotations, Article, Check, Finding, Story
from newsloom.settings import Settings
from newsloom.store import Store
from newsloom.text import words

SCHEMA = "newsloom.check/1"
_STORIES = 3  # stories that an article is held against
_TERMS = 32  # rare words by which they are found
_HITS = 60
_NEAR = 0.35  # share of the likest story's score that another must reach


def article(input: str, settings: Settings, store: Store, *, stdin: BinaryIO | None = None, progress: Progress = quiet) -> Check:
    """Read one article and hold its claims against the stories of the desk that it may belong to.

    Args:
        input: a file, a URL, or "-" for text (or one JSON record) on standard input.

    Raises:
        UsageError: it could not be read, or holds more than one article.
    """
    intake = gather([input], settings, stdin)
    if not intake.articles:
        why = intake.failed[0].error if intake.failed else "it holds no article"
        raise UsageError(f"{input}: {why}")
    if len(intake.articles) > 1:
        raise UsageError(f"{input} holds {len(intake.articles)} articles: check one at a time")
    draft = paged.completed(intake.articles, settings)[0]
    mine = reading.read([draft], settings, None)  # without the store: a draft's annotations are not kept either
    found: list[tuple[Finding, ...]] = []
    cited: dict[str, Article] = {}
    for story in _stories(draft, store):
        others = [a for a in hands.articles(store, story.articles) if a.id != draft.id]
        if others:
            found.append(_findings(draft, mine, story, others, settings, store, progress))
            cited |= {a.id: a for a in others}
    if not found:  # nothing near: its own claims, all of them unknown to the desk
        alone = Story(id="", title="", first=None, last=None, languages=(), events=(), articles=())
        found.append(_findings(draft, mine, alone, [], settings, store, progress))
    told = _best(found)
    used = {p.article for finding in told for p in finding.there}
    return Check(
        schema=SCHEMA,
        article=brief.card(draft),
        findings=told,
        sources=tuple(brief.card(a) for id, a in cited.items() if id in used),
        not_read=brief.not_read([draft], mine),
    )


def _findings(
    draft: Article,
    mine: Sequence[Annotations],
    story: Story,
    others: Sequence[Article],
    settings: Settings,
    store: Store,
    progress: Progress,
) -> tuple[Finding, ...]:
    theirs = reading.read(others, settings, store, progress)
    held = msgspec.structs.replace(story, articles=(*(a.id for a in others), draft.id))
    said = bonds.of_story(store, story.articles)
    laid = compare.dossier(held, [*others, draft], [*theirs, *mine], settings.compare, road.model(settings), said)
    return tuple(msgspec.structs.replace(f, story=story.id or None) for f in checking.findings(laid, draft.id))


def _stories(draft: Article, store: Store) -> list[Story]:
    """The stories that share most of the draft's rare words, likest first."""
    hits = store.alike(_terms(draft), _HITS)
    weight: defaultdict[str, float] = defaultdict(float)
    for hit in hits:
        if hit.story and hit.article != draft.id:
            weight[hit.story] += hit.score
    ranked = sorted(weight.items(), key=lambda item: (-item[1], item[0]))[:_STORIES]
    return [store.story(id) for id, score in ranked if score >= _NEAR * ranked[0][1]]


def _terms(draft: Article) -> list[str]:
    """Its rarest words, the title's first among equals."""
    text = f"{draft.title or ''}\n{draft.body()}"
    counts = Counter(w for w in words.tokens(text) if len(w) > 2)
    wanted = {w: count for w, count in counts.items() if not words.is_stop(words.fold(w), draft.language)}

    def weight(word: str) -> tuple[float, str]:
        return (words.frequency(words.fold(word), draft.language) / wanted[word], word)

    return sorted(wanted, key=weight)[:_TERMS]


_ORDER = ("contradicted", "quoted_differently", "other_attribution", "newer_figure", "supported", "unknown")


def _best(found: Sequence[tuple[Finding, ...]]) -> tuple[Finding, ...]:
    """One finding for each passage of the draft and kind of answer; an "unknown" gives way to what any story knows."""
    kept: dict[tuple[int, int, str], Finding] = {}
    for finding in (f for one in found for f in one):
        start, end = (finding.here[0].start, finding.here[0].end) if finding.here else (0, 0)
        kept.setdefault((start, end, f"{finding.finding}{finding.why}"), finding)
    known = {key[:2] for key, f in kept.items() if f.finding != "unknown"}
    told = [f for key, f in kept.items() if f.finding != "unknown" or key[:2] not in known]
    return tuple(sorted(told, key=lambda f: ((f.here[0].start if f.here else 0), _ORDER.index(f.finding))))
