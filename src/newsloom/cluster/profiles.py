"""What an event is remembered by over weeks: its names and how central they are, its matter, its places and days."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from newsloom.cluster.dates import calendar_words
from newsloom.cluster.evidence import Weighed, dot
from newsloom.text.words import expected_share

_PRIOR = 1000.0  # events that the background list is worth: a batch of a few events cannot make a name common
_PLAIN, _RARE = 3.0, 8.0  # nats at which a name starts to say something, and at which it is unheard of
_IN_BODY = 0.5  # centrality of a name that an article gives in its body only
_CORE = 0.3  # centrality from which a name belongs to an event's core
_STARS = 4
_PAST = 3  # days
_WORDS = 120
_WEEKS = 30  # days: a matter that runs on keeps its words for about so long
_ALIKE = 0.3  # cosine of their plain words from which two events have one matter; more than that is one wording

KINDS = (
    "names",  # cosine of names by centrality and rarity
    "rare_names",  # how many rare names are shared: one is little, four are much
    "carried",  # how much of one event's core names the other gives anywhere, the better of both ways
    "both_ways",  # the worse of both ways
    "told_apart",  # each is told by several articles, and is about someone or somewhere that none of the other's gives
    "words",  # cosine of the words that are no names, 1 from 0.3 on: the matter
    "other_matter",  # told within weeks of each other, in one language, and hardly in words in common: two matters of the same people
    "meaning",  # cosine of the embeddings
    "places_apart",  # each leads with places that the other does not give
    "days",  # both know of one day that was past: one speaks of a day that the other speaks of or was printed on
    "gap",  # time between the two
    "undated",  # one has no day: nothing shows that it followed the other
)


@dataclass(frozen=True, slots=True)
class Scene:
    """An event as stories see it: its id and the weighed articles that speak for it."""

    id: str
    speakers: tuple[Weighed, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A scene made ready for comparing.

    Attributes:
        names: name → centrality (0..1) times rarity (0..1).
        core: those that stand in titles and leads.
        stars: the heaviest of the core, at most four: whom and where it is about.
        words: language → weighed words that are no names, of unit length.
        vector: mean embedding, unit length.
        places, lead_places: keys of places.
        voices: how many articles tell it.
        days: days spoken of; printed: days of publication (days since 1970-01-01).
    """

    id: str
    names: dict[str, float]
    core: dict[str, float]
    stars: dict[str, float]
    words: dict[str, dict[str, float]]
    vector: NDArray[np.float32]
    places: frozenset[str]
    lead_places: frozenset[str]
    days: frozenset[int]
    printed: frozenset[int]
    length: float
    voices: int

    @property
    def first(self) -> int | None:
        return min(self.printed, default=None)

    @property
    def last(self) -> int | None:
        return max(self.printed, default=None)


def profiles(scenes: Sequence[Scene]) -> list[Profile]:
    """The profile of each scene. How rare a name is goes by the background list and by how many of the dated scenes give it, so that the
    name of a beat (a city, a company that is in the news each day) says little among many events. That undated ones give it shows no beat:
    they may well be one matter that somebody put together.
    """
    seen: Counter[str] = Counter()
    for scene in scenes:
        if any(speaker.day is not None for speaker in scene.speakers):
            seen.update({name for speaker in scene.speakers for name in speaker.features.names})
    known: dict[tuple[str, str], float] = {}

    def rare(name: str, language: str) -> float:
        if (name, language) not in known:
            known[name, language] = rarity(name, language, seen[name], len(scenes))
        return known[name, language]

    return [_profile(scene, rare) for scene in scenes]


def sketch(scene: Scene) -> Profile:
    """The profile of a scene before it is known how rare its names are elsewhere: every name weighs by its centrality alone."""
    return _profile(scene, lambda _name, _language: 1.0)


def reweighed(sketched: Profile, rare: Callable[[str], float]) -> Profile:
    """A sketch as a profile: its names by centrality and rarity (`rare`: 0..1 for each name)."""
    names = {name: weight for name, weight in ((n, share * rare(n)) for n, share in sketched.names.items()) if weight > 0}
    core = {name: names[name] for name in sketched.core if name in names}
    length = math.sqrt(sum(weight * weight for weight in names.values()))
    return replace(sketched, names=names, core=core, stars=_stars(core), length=length)


def rarity(name: str, language: str, seen: int, scenes: int) -> float:
    """0 for a name that says nothing, 1 for one that is unheard of; the two events that are compared do not count."""
    share = (max(seen - 2, 0) + _PRIOR * expected_share(name, language)) / (scenes + _PRIOR)
    return min(max((-math.log(max(share, 1e-6)) - _PLAIN) / (_RARE - _PLAIN), 0.0), 1.0)


def _profile(scene: Scene, rare: Callable[[str, str], float]) -> Profile:
    central = _centrality(scene.speakers)
    language = scene.speakers[0].language
    weighed = {name: share * rare(name, language) for name, share in central.items()}
    names = {name: weight for name, weight in weighed.items() if weight > 0}
    lead = {name for speaker in scene.speakers for name in speaker.lead_names}
    core = {name: weight for name, weight in names.items() if name in lead and central[name] >= _CORE}
    vector = np.mean([speaker.vector for speaker in scene.speakers], axis=0)
    return Profile(
        id=scene.id,
        names=names,
        core=core,
        stars=_stars(core),
        words=_words(scene.speakers),
        vector=vector / max(float(np.linalg.norm(vector)), 1e-6),
        places=frozenset(key for speaker in scene.speakers for key in speaker.places),
        lead_places=frozenset(key for speaker in scene.speakers for key in speaker.lead_places),
        days=frozenset(day for speaker in scene.speakers for day in speaker.days),
        printed=frozenset(speaker.day for speaker in scene.speakers if speaker.day is not None),
        length=math.sqrt(sum(weight * weight for weight in names.values())),
        voices=len(scene.speakers),
    )


def _stars(core: Mapping[str, float]) -> dict[str, float]:
    least = max(core.values(), default=0.0) / 2
    return dict(sorted(((n, w) for n, w in core.items() if w >= least), key=lambda item: (-item[1], item[0]))[:_STARS])


def _centrality(speakers: Sequence[Weighed]) -> dict[str, float]:
    total: defaultdict[str, float] = defaultdict(float)
    for speaker in speakers:
        for name in speaker.features.names.keys() - calendar_words(speaker.language):
            total[name] += 1.0 if name in speaker.lead_names else _IN_BODY
    return {name: weight / len(speakers) for name, weight in total.items()}


def _words(speakers: Iterable[Weighed]) -> dict[str, dict[str, float]]:
    by_language: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for speaker in speakers:
        for word, weight in speaker.words.items():
            if word not in speaker.features.names:
                by_language[speaker.language][word] += weight
    return {language: _heaviest(words) for language, words in by_language.items()}


def _heaviest(words: dict[str, float]) -> dict[str, float]:
    kept = sorted(words.items(), key=lambda item: (-item[1], item[0]))[:_WORDS]
    length = math.sqrt(sum(weight * weight for _, weight in kept))
    return {word: weight / length for word, weight in kept} if length else {}


def evidence(a: Profile, b: Profile) -> list[float]:
    """The evidence on two events, in the order of `KINDS`."""
    shared = a.names.keys() & b.names.keys()
    carried, back = _given(a.core, b), _given(b.core, a)
    return [
        sum(a.names[name] * b.names[name] for name in shared) / max(a.length * b.length, 1e-6),
        1 - math.exp(-sum(math.sqrt(a.names[name] * b.names[name]) for name in shared) / 2),
        max(carried, back),
        min(carried, back),
        _told_apart(a, b),
        min(_matter(a, b) / _ALIKE, 1.0),
        _other_matter(a, b),
        float(a.vector @ b.vector),
        float(bool(a.lead_places and b.lead_places) and not (a.lead_places & b.places or b.lead_places & a.places)),
        float(_same_day(a, b)),
        _gap(a, b),
        float(not a.printed or not b.printed),
    ]


def _matter(a: Profile, b: Profile) -> float:
    """Cosine of the words that are no names; without a language in common, what the embeddings say of it, on the same scale."""
    common = a.words.keys() & b.words.keys()
    if not common:
        return max(float(a.vector @ b.vector) - 0.3, 0.0) / 2
    return max(dot(a.words[language], b.words[language]) for language in sorted(common))


def _other_matter(a: Profile, b: Profile) -> float:
    """1 where two events of one day have no matter in common; 0 where they have a third of what two of one matter have, are 30 days apart
    or more, or share no language. Words change over months, and do not over days.
    """
    days = _days_between(a, b)
    if days is None or not a.words.keys() & b.words.keys():
        return 0.0
    return max(0.0, 1 - 3 * _matter(a, b) / _ALIKE) * max(0.0, 1 - days / _WEEKS)


def _given(names: Mapping[str, float], other: Profile) -> float:
    """The share of names, by weight, that another event gives anywhere; 0 without any."""
    total = sum(names.values())
    return sum(weight for name, weight in names.items() if name in other.names) / total if total else 0.0


def _told_apart(a: Profile, b: Profile) -> float:
    """0 where either gives whom the other is about, or where one article tells all: what one article leaves out says little."""
    return (1 - max(_given(a.stars, b), _given(b.stars, a))) * (1 - 1 / (1 + min(a.voices, b.voices))) if a.stars and b.stars else 0.0


def _same_day(a: Profile, b: Profile) -> bool:
    """Whether both know of a day that was past when the later of them was printed: what two reports of one morning say of that morning
    does not count.
    """
    shared = (a.days | a.printed) & (b.days | b.printed)
    if a.first is None or b.first is None:
        return bool(a.days & b.days)
    return any(day <= max(a.first, b.first) - _PAST for day in shared)


def _gap(a: Profile, b: Profile) -> float:
    """Days between the two, logarithmic: 0 for the same day or unknown days, 1 for about a year."""
    return math.log1p(_days_between(a, b) or 0) / 6


def _days_between(a: Profile, b: Profile) -> int | None:
    """Days between the last report of one and the first of the other; 0 where they overlap, None where days are unknown."""
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return None
    return max(b.first - a.last, a.first - b.last, 0)
