"""A made-up stream of features with a known structure of events and stories, from a seed.

Words are drawn by Zipf's law from a vocabulary that grows with the stream, as it does in print; an event has its own rare names, a place,
figures and words, a story lends its names to all its events, and look-alike events share the words of their kind and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from newsloom.cluster.features import Features

_COMMON = 20_000  # words that all articles draw from
_TERMS = 110
_DIMENSIONS = 64


@dataclass(slots=True)
class Happening:
    """An event: what its articles share."""

    id: str
    story: int
    kind: int
    names: list[str]
    words: list[str]
    place: str
    figures: list[str]
    day: int
    vector: NDArray[np.float32]


@dataclass(slots=True)
class Maker:
    """Makes articles, one after another: `days` days, events of 1 to about 30 articles, stories of 1 to 6 events."""

    size: int
    days: int = 30
    seed: int = 1
    _chance: np.random.Generator = field(init=False)

    def __post_init__(self) -> None:
        self._chance = np.random.default_rng(self.seed)

    def articles(self) -> Iterator[tuple[Features, str]]:
        """Features and the id of their event, in order of days."""
        live: list[Happening] = []
        per_day = max(self.size // self.days, 1)
        for at in range(self.size):
            day = 20_000 + at // per_day
            if len(live) < 8 or self._chance.random() < 0.2:
                live.append(self._happening(len(live), at, day, live))
            if len(live) > max(per_day // 2, 40):
                del live[: len(live) // 4]
            newest = int(self._chance.exponential(len(live) / 4))
            event = live[-1 - min(newest, len(live) - 1)]
            yield self._article(event, at, day), event.id

    def _happening(self, _live: int, at: int, day: int, live: list[Happening]) -> Happening:
        """A new event: one in five goes on with the story, and the names, of an earlier one."""
        chance = self._chance
        before = live[int(chance.integers(len(live)))] if live and chance.random() < 0.2 else None
        kind = before.kind if before else int(chance.integers(200))
        own = [f"n{at:x}{letter}" for letter in "abcd"]
        names = [*own[:2], *before.names[:2]] if before else own
        own_words = [f"w{int(chance.integers(at + 1000)):x}" for _ in range(12)]
        made = chance.standard_normal(_DIMENSIONS).astype(np.float32)
        return Happening(
            id=f"h{at}",
            story=before.story if before else at,
            kind=kind,
            names=names,
            words=[*own_words, *(f"k{kind:x}{n}" for n in range(12))],
            place=f"place:p{int(chance.integers(2000)):x}",
            figures=[str(int(n)) for n in chance.integers(2, 5000, 4)],
            day=day,
            vector=made / np.linalg.norm(made),
        )

    def _article(self, event: Happening, at: int, day: int) -> Features:
        chance = self._chance
        common = chance.zipf(1.3, _TERMS) % _COMMON
        kept = [word for word in event.words if chance.random() < 0.6]
        named = [name for name in event.names if chance.random() < 0.85] or event.names[:1]
        terms = dict.fromkeys((f"c{word:x}" for word in common.tolist()), 1) | dict.fromkeys(kept, 2) | dict.fromkeys(named, 3)
        vector = event.vector + 0.6 * chance.standard_normal(_DIMENSIONS).astype(np.float32) / np.sqrt(_DIMENSIONS)
        figures = tuple(number for number in event.figures if chance.random() < 0.6)
        return Features(
            article=f"a{at}",
            version="1",
            language="en",
            day=day,
            terms=terms,
            title=tuple(dict.fromkeys([*kept[:3], *named[:2]])),
            lead=tuple(dict.fromkeys([*kept[:8], *named])),
            names=dict.fromkeys(named, 3),
            lead_names=tuple(named),
            places={event.place: event.place[6:]},
            lead_places=(event.place,),
            numbers=figures,
            lead_numbers=figures[:2],
            days=(event.day,),
            vector=(vector / np.linalg.norm(vector)).astype(np.float16).tobytes(),
            signature=chance.bytes(256),
            words=400,
        )
