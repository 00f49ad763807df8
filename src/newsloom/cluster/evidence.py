"""Evidence for and against two articles telling of one event. Every kind of evidence is one plain number between -1 and 1."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from newsloom.cluster.features import Features
from newsloom.text.names_fold import person
from newsloom.text.words import Background

_PLAIN = 3.0  # weight under which a word of a title that is written like a name says too little to be one
_COUNTED = (0.0, *(1 + math.log(n) for n in range(1, 10)))  # what a word that stands n times counts; features count to 9
_RARE = 4.0  # weight (nats) from which a name is rare: in fewer than 2 articles of 100

KINDS = (
    "words",  # cosine of all content words
    "title",  # cosine of title words (of one title with the other's lead, where one has none)
    "other_names",  # titles in like words, each with a name that the other article gives nowhere ("wins Ohio", "wins Iowa")
    "meaning",  # cosine of the embeddings of title and lead
    "names",  # cosine of the words of names
    "rare_names",  # how much the shared rare names weigh
    "lead_names_apart",  # both leads name things, and few of them are shared
    "numbers",  # share of figures in common
    "numbers_apart",  # both leads hold figures, and none is shared
    "places",  # cosine of places
    "places_apart",  # both leads name places, and none is shared
    "days",  # both speak of one day
    "first_days",  # the days that both speak of first are one
    "days_apart",  # both speak of days, and of none in common
    "gap",  # time between the publication of the two
    "near",  # published within a day of each other
    "undated",  # one of them has no day
    "names_gap",  # products: what one kind is worth where another is strong
    "days_gap",
    "places_days",
)


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """An article's features with the weights of its words: unit vectors, so that a dot product is a cosine."""

    features: Features
    language: str
    words: dict[str, float]
    title: dict[str, float]
    title_names: tuple[str, ...]
    mould: dict[str, float]  # the title's words without names
    lead: dict[str, float]
    names: dict[str, float]
    lead_names: dict[str, float]
    lead_weight: float  # of all names of the lead
    places: dict[str, float]
    lead_places: frozenset[str]
    vector: NDArray[np.float32]
    day: int | None
    numbers: frozenset[str]
    lead_numbers: frozenset[str]
    days: frozenset[int]


def weigh(features: Features, background: Background, centre: NDArray[np.float32] | None = None) -> Weighed:
    """Put weights on an article's words, names twice as heavy in the lead; subtract `centre` from its embedding."""
    titled_names = {word: person(word) for word in features.title}
    named_at = (titled_names.values(), features.places.values())
    every = (features.terms, features.title, features.lead, features.names, features.lead_names, *named_at)
    weight = background.weights(chain.from_iterable(every), features.language)
    vector = features.embedding()
    if centre is not None:
        vector = vector - centre
        vector = vector / max(float(np.linalg.norm(vector)), 1e-6)
    lead = set(features.lead)
    named = tuple(name for name in titled_names.values() if name in features.names and weight[name] > _PLAIN)
    lead_places = frozenset(features.lead_places)
    lead_names = {w: weight[w] for w in features.lead_names}
    return Weighed(
        features=features,
        language=features.language.split("-")[0],
        words=_words(features, weight),
        title=_unit({w: weight[w] for w in features.title}),
        title_names=named,
        mould=_unit({w: weight[w] for w in features.title if titled_names[w] not in named}),
        lead=_unit({w: weight[w] for w in features.lead}),
        names=_unit({w: _COUNTED[n] * (1 + (w in lead)) * weight[w] for w, n in features.names.items()}),
        lead_names=lead_names,
        lead_weight=math.fsum(lead_names.values()),
        places=_unit({key: (1 + (key in lead_places)) * weight[name] for key, name in features.places.items()}),
        lead_places=lead_places,
        vector=vector,
        day=features.day,
        numbers=frozenset(features.numbers[:20]),
        lead_numbers=frozenset(features.lead_numbers),
        days=frozenset(features.days),
    )


def weighed_words(features: Features, background: Background) -> dict[str, float]:
    """The weights of an article's words alone, a unit vector: `Weighed.words`."""
    return _words(features, background.weights(features.terms, features.language))


def _words(features: Features, weight: Mapping[str, float]) -> dict[str, float]:
    lead, title = set(features.lead), set(features.title)
    return _unit({w: _COUNTED[n] * (1.0 + 0.5 * (w in lead) + 0.5 * (w in title)) * weight[w] for w, n in features.terms.items()})


def evidence(a: Weighed, b: Weighed) -> list[float]:
    """The evidence on two articles, in the order of `KINDS`."""
    direct = _direct(a, b)
    names, places, days, gap = (direct[at] for at in _FACTORS)
    return [*direct, names * gap, days * gap, places * days]


_FACTORS = tuple(KINDS.index(kind) for kind in ("names", "places", "days", "gap"))


def _direct(a: Weighed, b: Weighed) -> list[float]:
    named = a.lead_names.keys() & b.lead_names.keys()
    shared = [(name, min(a.lead_names[name], b.lead_names[name])) for name in named]
    dated = a.day is not None and b.day is not None
    gap = abs(a.day - b.day) if a.day is not None and b.day is not None else 0
    together = not a.days.isdisjoint(b.days)
    return [
        dot(a.words, b.words),
        _titles(a, b),
        dot(a.mould, b.mould) if _elsewhere(a, b) and _elsewhere(b, a) else 0.0,
        float(a.vector @ b.vector),
        dot(a.names, b.names),
        math.tanh(math.fsum([w for _, w in shared if w > _RARE]) / 20) if shared else 0.0,
        _apart(a, b, math.fsum([w for _, w in shared])),
        len(a.numbers & b.numbers) / min(len(a.numbers), len(b.numbers)) if a.numbers and b.numbers else 0.0,
        float(bool(a.lead_numbers and b.lead_numbers) and a.lead_numbers.isdisjoint(b.lead_numbers)),
        dot(a.places, b.places),
        float(bool(a.lead_places and b.lead_places) and a.lead_places.isdisjoint(b.lead_places)),
        float(together),
        float(a.features.days[:1] == b.features.days[:1] != ()),
        float(not together and _days_apart(a.days, b.days)),
        math.log1p(gap) / 4 if dated else 0.0,
        float(dated and gap <= 1),
        float(not dated),
    ]


def dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The dot product of two sparse vectors; exact, so that it does not hang on the order of words."""
    shared = a.keys() & b.keys()
    return math.fsum([a[word] * b[word] for word in shared]) if shared else 0.0


def _unit(weights: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum([w * w for w in weights.values()]))
    return {word: w / length for word, w in weights.items()} if length else {}


def _titles(a: Weighed, b: Weighed) -> float:
    if a.title and b.title:
        return dot(a.title, b.title)
    return dot(a.title or a.lead, b.title or b.lead)


def _elsewhere(a: Weighed, b: Weighed) -> bool:
    """Whether the title of `a` holds a name that `b` gives nowhere."""
    return any(name not in b.features.names and name not in b.features.terms for name in a.title_names)


def _apart(a: Weighed, b: Weighed, shared: float) -> float:
    """1 where both name things in the lead and share none, 0 where one's are all among the other's."""
    if not a.lead_names or not b.lead_names:
        return 0.0
    return 1.0 - shared / max(min(a.lead_weight, b.lead_weight), 1e-6)


def _days_apart(a: frozenset[int], b: frozenset[int]) -> bool:
    return bool(a and b) and all(abs(x - y) > 1 for x in a for y in b)
