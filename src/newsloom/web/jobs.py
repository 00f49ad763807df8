"""A piece of work that takes long, and what is remembered of those that failed."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import Any, Literal

Lane = Literal["reading", "intake"]
SOON = 1
TRIES = 3  # times in a row that a story is read before the desk gives it up
_GIVEN_UP = 600.0  # seconds for which it is given up
_MOST = 200  # stories and jobs that are kept in mind


@dataclass
class Job:
    """A piece of work. `state`: "waiting", "running", "done", "failed"."""

    id: int
    lane: Lane
    do: str
    label: str
    arguments: dict[str, Any] = field(default_factory=dict)
    urgency: int = SOON
    by: str = ""
    state: str = "waiting"
    told: str = ""
    began: float = 0.0
    ended: float = 0.0
    result: dict[str, Any] = field(default_factory=dict)
    at: str = ""  # the story that it is at

    @property
    def key(self) -> str:
        return f"{self.do} {json.dumps(self.arguments, sort_keys=True)}"


class Tried:
    """What could not be done, how often in a row, and how it failed last. Not thread-safe: whoever has it holds a lock."""

    def __init__(self) -> None:
        self._failed: dict[str, tuple[int, Job]] = {}

    def note(self, job: Job, error: str | None) -> None:
        """Note how a job ended: a briefing under its story, an explanation or a comparison under its key."""
        what = job.at or job.arguments.get("story", "") if job.do in ("brief", "ahead") else job.key
        if not what or job.do not in ("brief", "ahead", "explain", "changes", "meanings"):
            return
        if error is None:
            self._failed.pop(what, None)
            return
        self._failed[what] = (self._failed.get(what, (0, job))[0] + 1, job)
        while len(self._failed) > _MOST:
            self._failed.pop(next(iter(self._failed)))

    def given_up(self, what: str) -> Job | None:
        """The last failure of what is given up for now."""
        count, job = self._failed.get(what, (0, None))
        return job if job is not None and count >= TRIES and time.time() - job.ended < _GIVEN_UP else None

    def again(self, what: str) -> None:
        """Let it be tried once more."""
        if what in self._failed:
            self._failed[what] = (TRIES - 1, self._failed[what][1])

    def skipped(self) -> list[str]:
        """All that is given up for now."""
        return sorted(what for what in self._failed if self.given_up(what))
