"""Stories online: an event that is new, or has grown, is linked to those it shares most with; what stands is not lightly changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import msgspec
import numpy as np

from newsloom.cluster import linkage
from newsloom.cluster.postings import Pages, Postings
from newsloom.cluster.profiles import Profile, Scene, evidence, rarity, reweighed, sketch
from newsloom.cluster.stories import CANDIDATES, LEAST, POSTINGS, UNDATED, StoryModel, keys, story_model

_FIRM = 0.5  # log-odds on top of the threshold, to make one of two stories that stand
_LOOSE = 2.0  # log-odds under the threshold, to part a story that stands
_FACETS = 60  # names of an event that it can be asked for by
_PARTS = 10_000  # parts of one that weights of words are rounded to
_APART = 0.8  # of what keeps two matters apart, where they stand as one
FORM = 2  # of a sketch as bytes: 2 has weights of words in ten-thousandths, which take a third of the room; 1 had them as they are


class Sketch(msgspec.Struct, frozen=True, kw_only=True):
    """An event's profile as a desk keeps it; how rare its names are is known when it is compared."""

    form: int
    language: str
    id: str
    names: dict[str, float]
    core: dict[str, float]
    words: dict[str, dict[str, float]]
    vector: bytes
    places: frozenset[str]
    lead_places: frozenset[str]
    days: frozenset[int]
    printed: frozenset[int]
    voices: int

    @classmethod
    def of(cls, scene: Scene) -> Sketch:
        made = sketch(scene)
        short = {language: {word: round(weight, 4) for word, weight in words.items()} for language, words in made.words.items()}
        return cls(
            form=FORM,
            language=scene.speakers[0].language,
            id=made.id,
            names=made.names,
            core=made.core,
            words=short,
            vector=made.vector.astype(np.float16).tobytes(),
            places=made.places,
            lead_places=made.lead_places,
            days=made.days,
            printed=made.printed,
            voices=made.voices,
        )

    def to_bytes(self) -> bytes:
        short = {language: {word: round(weight * _PARTS) for word, weight in words.items()} for language, words in self.words.items()}
        return msgspec.msgpack.encode({**msgspec.structs.asdict(self), "words": short})

    def facets(self) -> dict[str, list[str]]:
        """What the event can be asked for by: the keys of its places, and its names, the most central first."""
        names = sorted(self.names, key=lambda name: (-self.names[name], name))[:_FACETS]
        return {"place": sorted(self.places), "name": names}

    @classmethod
    def from_bytes(cls, data: bytes) -> Sketch | None:
        """None for a sketch of a form that is not known."""
        try:
            found = msgspec.msgpack.decode(data, type=cls)
        except (msgspec.ValidationError, msgspec.DecodeError):
            return None
        if found.form == 1:
            return msgspec.structs.replace(found, form=FORM)
        whole = {language: {word: weight / _PARTS for word, weight in words.items()} for language, words in found.words.items()}
        return msgspec.structs.replace(found, words=whole) if found.form == FORM else None

    def profile(self, seen: Mapping[str, int], events: int) -> Profile:
        plain = Profile(
            id=self.id,
            names=self.names,
            core=self.core,
            stars={},
            words=self.words,
            vector=np.frombuffer(self.vector, dtype=np.float16).astype(np.float32),
            places=self.places,
            lead_places=self.lead_places,
            days=self.days,
            printed=self.printed,
            length=0.0,
            voices=self.voices,
        )
        return reweighed(plain, lambda name: rarity(name, self.language, seen.get(name, 0), events))


class StoryDesk(Pages, Protocol):
    """What linking reads of a desk."""

    def sketches(self, events: Sequence[str]) -> Mapping[str, Sketch]:
        """Those of the events that are there."""
        ...

    def named(self, names: Sequence[str]) -> Mapping[str, int]:
        """How many events give each name."""
        ...


class Linker:
    """Finds links between events through an index of their rare names and words."""

    def __init__(self, desk: StoryDesk, events: int, model: StoryModel | None = None) -> None:
        """`events`: how many events there are."""
        self.events = events
        self.named: Counter[str] = Counter()  # what is to be added to the desk's counts
        self.postings = Postings(desk)
        self.model = model or story_model()
        self._desk = desk
        self._sketches: dict[str, Sketch] = {}
        self._seen: dict[str, int] = {}
        self._profiles: dict[str, Profile] = {}  # of one call of `links`

    def learn(self, now: Iterable[Sketch], before: Iterable[Sketch]) -> None:
        """Count the names of events that are new or changed.

        Args:
            before: what those were before, and events that are no more.
        """
        for old in before:
            self._sketches.pop(old.id, None)
            self._count(old, -1)
        for new in now:
            self._sketches[new.id] = new
            self._count(new, 1)

    def _count(self, one: Sketch, by: int) -> None:
        if not one.printed:  # what has no day shows no beat
            return
        for name in one.names:
            self.named[name] += by
            if name in self._seen:
                self._seen[name] += by

    def sketches(self, events: Sequence[str]) -> dict[str, Sketch]:
        """Those of the events that are there."""
        self._fetch(events)
        return {event: self._sketches[event] for event in events if event in self._sketches}

    def links(self, touched: Sequence[str]) -> dict[tuple[str, str], float]:
        """Log-odds between each touched event and the events that share most with it: (a, b) in the order of ids."""
        found: dict[tuple[str, str], float] = {}
        self._profiles.clear()  # names were counted since
        self._ready(touched)
        for name in touched:
            profile = self._profile(name)
            for other in self._nearest(profile):
                pair = (min(name, other), max(name, other))
                if pair not in found:
                    found[pair] = self.model.score(evidence(profile, self._profile(other)))
        return found

    def _ready(self, touched: Sequence[str]) -> None:
        """Read at once what all of them will ask for."""
        self._count_names([name for event in touched for name in self._sketches[event].names])
        self.postings.load("k:" + key for event in touched for key, _ in keys(self._profile(event)))

    def _nearest(self, profile: Profile) -> list[str]:
        weighed = [("k:" + key, weight) for key, weight in keys(profile)]
        self.postings.load(key for key, _ in weighed)
        shared: defaultdict[str, float] = defaultdict(float)
        for key, weight in weighed:
            for other, theirs in self.postings.get(key):
                if other != profile.id:
                    shared[other] += weight * theirs
            self.postings.put(key, profile.id, round(weight, 4), POSTINGS)
        ranked = [(name, weight) for name, weight in sorted(shared.items(), key=lambda item: (-item[1], item[0])) if weight >= LEAST]
        self._fetch([name for name, _ in ranked[: 2 * CANDIDATES]])
        return [name for name, _ in ranked if name in self._sketches][:CANDIDATES]

    def _fetch(self, events: Sequence[str]) -> None:
        missing = [event for event in events if event not in self._sketches]
        if missing:
            self._sketches.update(self._desk.sketches(missing))

    def _profile(self, event: str) -> Profile:
        made = self._profiles.get(event)
        if made is None:
            sketched = self._sketches[event]
            self._count_names(sketched.names)
            made = self._profiles[event] = sketched.profile(self._seen, self.events)
        return made

    def _count_names(self, names: Iterable[str]) -> None:
        unknown = [name for name in dict.fromkeys(names) if name not in self._seen]
        if unknown:
            stored = self._desk.named(unknown)
            self._seen.update({name: stored.get(name, 0) + self.named[name] for name in unknown})


def regroup(
    items: Sequence[str],
    story_of: Mapping[str, str],
    links: Mapping[tuple[str, str], float],
    apart: Iterable[tuple[str, str]] = (),
    model: StoryModel | None = None,
    *,
    dated: bool = True,
) -> list[list[str]]:
    """Group events into stories, starting from the stories that they are in.

    Args:
        story_of: the story of each event that is in one; a new event is in none.
        links: (event, event), in the order of ids → log-odds.
        apart: pairs of stories that must stay two.
        dated: whether any of the events has a day.
    """
    model = model or story_model()
    place = {name: at for at, name in enumerate(items)}
    stories: defaultdict[str, list[int]] = defaultdict(list)
    for name in items:
        if name in story_of:
            stories[story_of[name]].append(place[name])
    names = sorted(stories)
    never = [(stories[one][0], stories[other][0]) for one, other in sorted(apart) if one in stories and other in stories and one != other]
    standing = linkage.Standing(groups=[stories[name] for name in names], firm=_FIRM, never=never)
    groups = linkage.join(
        len(items), _numbered(links, place), model.mean, model.threshold, model.apart, standing, linkage.ALONE if dated else UNDATED
    )
    return [[items[at] for at in group] for group in groups]


def parts(items: Sequence[str], links: Mapping[tuple[str, str], float], model: StoryModel | None = None) -> list[list[str]]:
    """What a story falls into when its events are no longer held together, even loosely, or are two matters each of which is of a piece.

    One part for a story that hangs together.
    """
    model = model or story_model()
    place = {name: at for at, name in enumerate(items)}
    groups = linkage.join(len(items), _numbered(links, place), model.mean, model.threshold - _LOOSE, _APART * model.apart)
    return [[items[at] for at in group] for group in groups]


def _numbered(links: Mapping[tuple[str, str], float], place: Mapping[str, int]) -> dict[tuple[int, int], float]:
    found: dict[tuple[int, int], float] = {}
    for (one, other), score in links.items():
        if one in place and other in place and one != other:
            a, b = sorted((place[one], place[other]))
            found[a, b] = score
    return found


def shared_names(sketches: Mapping[str, Sketch], one: str, other: str, limit: int = 5) -> list[str]:
    """The names that two events share, the most central first."""
    if one not in sketches or other not in sketches:
        return []
    a, b = sketches[one].names, sketches[other].names
    return sorted(a.keys() & b.keys(), key=lambda name: (-min(a[name], b[name]), name))[:limit]
