"""Answers that take long to work out and are kept: explanations of claims, and what changed since a day."""

from __future__ import annotations

import hashlib
from typing import TypeVar

import msgspec

from newsloom.loom import briefing as road
from newsloom.loom import changes, clock, hands, kept
from newsloom.loom.intake import Progress, quiet
from newsloom.records import Changes, Explanation, Record, from_json, to_json
from newsloom.settings import Settings
from newsloom.store import Store

T = TypeVar("T", bound=Record)


class Prepared:
    """What is kept, and how it is made. Each pair of methods has one that looks (at once) and one that makes and keeps (seconds).

    Raises (all methods):
        NotFoundError: there is no such story or claim.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store, self._settings = store, settings

    def explanation(self, story: str, claim: str) -> Explanation | None:
        """Why a claim is as it is, where that is worked out."""
        return self._get("explanation", f"{story} {claim}", self._state(story), Explanation)

    def make_explanation(self, story: str, claim: str, progress: Progress = quiet) -> None:
        state = self._state(story)
        found = self._store.story(story)
        laid = road.dossier(found, hands.articles(self._store, found.articles), self._settings, self._store, progress)
        self._keep("explanation", f"{story} {claim}", state, road.explain(laid, claim, self._settings, self._store))

    def changes(self, story: str, since: str, *, seen: bool = True) -> Changes | None:
        """What changed in a story since a day ("YYYY-MM-DD"), where that is worked out and it is still the same day."""
        return self._get("changes", f"{story} {since} {seen}", self._state(story) + clock.now()[:10], Changes)

    def make_changes(self, story: str, since: str, *, seen: bool = True, progress: Progress = quiet) -> None:
        state = self._state(story) + clock.now()[:10]
        found = changes.since(story, since, self._settings, self._store, seen=seen, progress=progress)
        self._keep("changes", f"{story} {since} {seen}", state, found)

    def _state(self, story: str) -> str:
        found = self._store.story(story)
        key = kept.key(found, hands.articles(self._store, found.articles), self._settings, self._store)
        return hashlib.sha256(key.encode()).hexdigest()[:32]

    def _keep(self, kind: str, key: str, state: str, made: Record) -> None:
        self._store.results.keep(kind, key, state, to_json(made), clock.now())

    def _get(self, kind: str, key: str, state: str, form: type[T]) -> T | None:
        record = self._store.results.get(kind, key, state)
        try:
            return None if record is None else from_json(record, form)
        except msgspec.ValidationError:
            return None
