"""Briefings that are kept: a story is laid side by side once for each state of its articles, and shown at once from then on.

The key is a digest of all that made a briefing: the story with its events, the versions of its articles, what people corrected of
them and said of its claims, the code, the tables, the models and the settings. A new article, a merge, a correction or a newer newsloom
makes another.
"""

from __future__ import annotations

import hashlib
import threading
from collections import Counter, OrderedDict
from collections.abc import Sequence

import msgspec

from newsloom.loom import bonds, clock, digest, hands
from newsloom.records import Article, ArticleCard, Failure, Passage, Record, Story, StoryBriefing, from_json, to_json
from newsloom.records.people import Said
from newsloom.settings import Settings
from newsloom.store import Store

KIND = "briefing"
FACE = "face"


class Kept(Record, frozen=True, kw_only=True):
    """A story's briefing, and the articles that nothing could be read out of."""

    story: StoryBriefing
    failed: tuple[Failure, ...] = ()


class Face(Record, frozen=True, kw_only=True):
    """What a list shows of a story's briefing.

    Attributes:
        lead: the first sentences of what happened, as (text, whom to name).
        agreements: how many claims there are of each agreement.
        topics: (name, kind) of the people, organisations and places that it is about, most mentioned first.
        countries, languages, kinds: of the outlets and articles.
    """

    lead: tuple[tuple[str, str | None], ...] = ()
    agreements: dict[str, int] = {}
    topics: tuple[tuple[str, str], ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    reports: int = 0
    independent_sources: int = 0


def key(story: Story, articles: Sequence[Article], settings: Settings, store: Store) -> str:
    """Digest of all that makes this story's briefing (32 hexadecimal digits)."""
    state = hashlib.sha256(digest.of_briefings().encode())
    state.update(msgspec.json.encode((settings.compare, settings.cluster)))
    state.update(to_json(story))
    for article in articles:
        # all that is known of an article but its text, which its version stands for; a place where it was found tells nothing
        state.update(to_json(msgspec.structs.replace(article, text="")))
    for bond in bonds.of_story(store, story.articles):
        state.update(to_json(bond))
    return state.hexdigest()[:32]


def get(story: Story, articles: Sequence[Article], settings: Settings, store: Store) -> Kept | None:
    """The kept briefing of exactly this state, None where there is none."""
    record = store.results.get(KIND, story.id, key(story, articles, settings, store))
    return None if record is None else from_json(record, Kept)


def keep(made: Kept, story: Story, articles: Sequence[Article], settings: Settings, store: Store) -> None:
    """Keep a briefing, and what its speakers said for their ledgers."""
    store.results.keep(KIND, story.id, key(story, articles, settings, store), to_json(made), clock.now())
    store.results.keep(FACE, story.id, digest.of_briefings(), to_json(_face(made.story)), clock.now())
    store.results.keep_said(story.id, _said(made.story))


def faces(store: Store) -> dict[str, Face]:
    """The faces of all stories that were read, by story."""
    return {story: from_json(record, Face) for story, record in store.results.all(FACE, digest.of_briefings()).items()}


def _face(story: StoryBriefing) -> Face:
    outlets = [card.outlet for card in story.articles if card.outlet]
    return Face(
        lead=tuple((s.text, s.attributed_to) for s in story.sections.whats_happened[:3]),
        agreements=dict(Counter(claim.agreement for claim in story.claims)),
        topics=tuple((topic.name, topic.kind) for topic in story.sections.topics[:12]),
        countries=tuple(sorted({outlet.country for outlet in outlets if outlet.country})),
        languages=story.languages,
        kinds=tuple(sorted({outlet.kind for outlet in outlets})),
        reports=story.provenance.reports,
        independent_sources=story.provenance.independent_sources,
    )


def briefing(story: str, store: Store) -> StoryBriefing | None:
    """The kept briefing of a story in whatever state it was made, None before the first or where it has another form by now."""
    made = store.results.digest(KIND, story)
    found = None if made is None else _shown(store, story, made)
    return None if found is None else found.story


_LATELY = 24  # decoded briefings that are kept at hand
_decoded: OrderedDict[tuple[str, str, str], Kept] = OrderedDict()
_lock = threading.Lock()


def _shown(store: Store, story: str, made: str) -> Kept | None:
    """A kept briefing, decoded; those that were shown lately are at hand."""
    at = (store.db, story, made)
    with _lock:
        if at in _decoded:
            _decoded.move_to_end(at)
            return _decoded[at]
    known = store.results.get(KIND, story, made)
    if known is None:
        return None
    try:
        found = from_json(known, Kept)
    except msgspec.ValidationError:  # made by an older newsloom, in another form
        return None
    with _lock:
        _decoded[at] = found
        while len(_decoded) > _LATELY:
            _decoded.popitem(last=False)
    return found


class Glance(Record, frozen=True, kw_only=True):
    """What can be shown of a story at once.

    Attributes:
        story: the story as it is now.
        kept: its briefing; None where none was made yet.
        fresh: whether the briefing is of the story as it is now; else newer articles, corrections or code wait to be read.
        state: the digest that the shown briefing was made under, "" without one.
    """

    story: Story
    kept: Kept | None
    fresh: bool
    state: str


def glance(id: str, settings: Settings, store: Store) -> Glance:
    """
    Raises:
        NotFoundError: there is no such story.
    """
    story = store.story(id)
    state = key(story, hands.articles(store, story.articles), settings, store)
    made = store.results.digest(KIND, story.id)
    shown = None if made is None else _shown(store, story.id, made)
    if made is None or shown is None:
        return Glance(story=story, kept=None, fresh=False, state="")
    said = store.people.hands(story=story.id)
    told = msgspec.structs.replace(shown, story=hands.judged(shown.story, said))
    return Glance(story=story, kept=told, fresh=made == state, state=f"{made} {said[0].id if said else 0}")


def _said(story: StoryBriefing) -> list[Said]:
    cards = {card.id: card for card in story.articles}
    own = _own(story)
    found = []
    for one in story.statements:
        name = one.speaker.name or one.speaker.entity
        if not name or not one.passages or one.speaker.kind not in ("person", "organisation"):
            continue
        card: ArticleCard | None = cards.get(one.article)
        passage = one.passages[0]
        found.append(
            Said(
                story=story.id,
                entity=entity(one.speaker.entity or name),
                name=one.speaker.entity or name,
                role=one.speaker.role,
                day=card.published.first_day if card else None,
                cue=one.cue,
                content=one.content,
                form=one.form,
                modality=one.modality,
                article=one.article,
                version=passage.version,
                outlet=card.outlet.name if card and card.outlet else None,
                start=passage.start,
                end=passage.end,
                text=passage.text,
                stances=_stances(own.get(entity(one.speaker.entity or name), []) + own.get(entity(name), []), passage),
            )
        )
    return found


def _own(story: StoryBriefing) -> dict[str, list[tuple[str, str, Passage]]]:
    """Speaker → (claim, stance, passage) of what is credited to them."""
    found: dict[str, list[tuple[str, str, Passage]]] = {}
    for claim in story.claims:
        for assertion in claim.assertions:
            if assertion.attributed_to and assertion.stance != "supposes":
                found.setdefault(entity(assertion.attributed_to), []).extend((claim.id, assertion.stance, p) for p in assertion.passages)
    return found


def _stances(own: Sequence[tuple[str, str, Passage]], said: Passage) -> dict[str, str]:
    return {claim: stance for claim, stance, p in own if p.article == said.article and p.start < said.end and said.start < p.end}


def entity(name: str) -> str:
    """The key that spellings of one name share over stories."""
    return " ".join(name.split()).casefold()
