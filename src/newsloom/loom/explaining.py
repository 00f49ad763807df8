"""Why an article is in its story: worked out when it is asked for, from what clustering goes by, as things stand now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from newsloom import cluster
from newsloom.cluster.evidence import KINDS, Weighed, evidence
from newsloom.cluster.linking import Sketch
from newsloom.cluster.model import Model, event_model
from newsloom.cluster.profiles import evidence as of_events
from newsloom.cluster.stories import story_model
from newsloom.loom.curation import told
from newsloom.loom.shelf import Shelf
from newsloom.records import Article, ArticleReason, EventReason, EventState, Membership, Nearby, StoryReasons
from newsloom.settings import Settings
from newsloom.store import Store

_NAMES = 8
_NEAR = 5  # events of other stories that are told


def reasons(id: str, store: Store, settings: Settings) -> StoryReasons:
    """Why a story is what it is.

    Raises:
        NotFoundError: there is no such story.
    """
    story = store.story(id)
    shelf = Shelf(store, settings)
    states = {one.id: one for one in store.living.events(stories=[story.id])}
    shelf.states.update(states)
    members = store.living.memberships(stories=[story.id])
    articles = {article.id: article for article in store.articles(story.articles)}
    weighed = shelf.weighed(sorted({m.article for m in members} | {v for s in states.values() for v in s.voices}))
    links = store.living.links(list(states))
    put = _by_hand(store)
    by_article = {
        one.article: _article(one, articles[one.article], states[one.event], weighed, put.get(one.article), store) for one in members
    }
    return StoryReasons(
        story=story.id,
        title=story.title,
        joins=event_model().threshold,
        links=story_model().threshold,
        events=tuple(_event(states[event.id], states, links, shelf, store) for event in story.events if event.id in states),
        articles=tuple(by_article[name] for name in story.articles),
        near=_near(states, links, store),
        changes=tuple(told(store.living.log(), story.id, store.living.redirects())),
    )


def _by_hand(store: Store) -> dict[str, int]:
    """Article → the latest change by which someone put it where it is."""
    found: dict[str, int] = {}
    for change in reversed(store.living.log(by_hand=True)):
        if change.undone_by is None:
            found.update({fact.a: change.id for fact in change.facts if fact.kind == "held"})
    return found


def _article(
    one: Membership, article: Article, event: EventState, weighed: Mapping[str, Weighed], change: int | None, store: Store
) -> ArticleReason:
    mine = weighed.get(one.article)
    others = [weighed[name] for name in event.voices if name != one.article and name in weighed]
    model = event_model()
    scores = [model.pair(mine, other) for other in others] if mine else []
    return ArticleReason(
        article=one.article,
        title=article.title,
        outlet=article.outlet.name if article.outlet else None,
        event=one.event,
        score=round(model.mean * sum(scores) / len(scores) + (1 - model.mean) * max(scores), 3) if scores else None,
        parts=_mean([_parts(model, mine, other) for other in others]) if mine and others else {},
        similarity=round(float(np.mean([mine.vector @ other.vector for other in others])), 3) if mine and others else None,
        names=_shared([set(other.names) for other in others], mine.names if mine else {}),
        places=tuple(
            name for name in dict.fromkeys(mine.features.places.values()) if any(name in o.features.places.values() for o in others)
        )
        if mine
        else (),
        numbers=tuple(sorted(mine.numbers & frozenset().union(*(o.numbers for o in others)))) if mine and others else (),
        copy_of=one.copy_of,
        change=change,
        also=_also(one, store),
    )


def _parts(model: Model, mine: Weighed, other: Weighed) -> dict[str, float]:
    across = bool(model.across) and mine.language != other.language
    weights, start = (model.across, model.across_intercept) if across else (model.weights, model.intercept)
    return {"intercept": start} | {kind: w * x for kind, w, x in zip(KINDS, weights, evidence(mine, other), strict=True)}


def _mean(found: Sequence[Mapping[str, float]]) -> dict[str, float]:
    summed = {kind: sum(one[kind] for one in found) / len(found) for kind in found[0]}
    kept = {kind: round(value, 3) for kind, value in summed.items() if abs(value) >= 0.0005}
    return dict(sorted(kept.items(), key=lambda item: (-abs(item[1]), item[0])))


def _shared(others: Sequence[set[str]], mine: Mapping[str, float]) -> tuple[str, ...]:
    given = [name for name in mine if any(name in other for other in others)]
    return tuple(sorted(given, key=lambda name: (-mine[name], name))[:_NAMES])


def _also(one: Membership, store: Store) -> tuple[Nearby, ...]:
    found = []
    for event, score in one.also:
        states = store.living.events([store.living.resolve(event)])
        if states and states[0].id != one.event:
            found.append(Nearby(event=states[0].id, story=states[0].story, title=states[0].title, score=round(score, 3)))
    return tuple(found)


def _event(
    state: EventState, states: Mapping[str, EventState], links: Mapping[tuple[str, str], float], shelf: Shelf, store: Store
) -> EventReason:
    near = [(score, other) for other, score in _of(state.id, links).items() if other in states]
    score, nearest = max(near, default=(None, None))
    parts: dict[str, float] = {}
    names: tuple[str, ...] = ()
    if nearest is not None:
        sketches = shelf.sketches([state.id, nearest])
        parts, names = _compared(sketches, state.id, nearest, shelf, store)
    return EventReason(
        event=state.id,
        title=state.title,
        nearest=nearest,
        score=None if score is None else round(score, 3),
        parts=parts,
        names=names,
    )


def _compared(sketches: Mapping[str, Sketch], one: str, other: str, shelf: Shelf, store: Store) -> tuple[dict[str, float], tuple[str, ...]]:
    if one not in sketches or other not in sketches:
        return {}, ()
    seen = shelf.named([*sketches[one].names, *sketches[other].names])
    events = store.living.live_events()
    model = story_model()
    measured = of_events(sketches[one].profile(seen, events), sketches[other].profile(seen, events))
    return _mean([{"intercept": model.intercept} | model.parts(measured)]), tuple(cluster.shared_names(sketches, one, other))


def _of(event: str, links: Mapping[tuple[str, str], float]) -> dict[str, float]:
    return {(b if a == event else a): score for (a, b), score in links.items() if event in (a, b)}


def _near(states: Mapping[str, EventState], links: Mapping[tuple[str, str], float], store: Store) -> tuple[Nearby, ...]:
    best: dict[str, float] = {}
    for (a, b), score in links.items():
        for name in (a, b):
            if name not in states:
                best[name] = max(score, best.get(name, score))
    ranked = sorted(best, key=lambda name: (-best[name], name))[:_NEAR]
    there = {one.id: one for one in store.living.events(ranked)}
    return tuple(
        Nearby(event=name, story=there[name].story, title=there[name].title, score=round(best[name], 3)) for name in ranked if name in there
    )
