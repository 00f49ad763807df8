"""What takes long runs in processes of its own, so that pages answer at once: one that reads stories, one that takes articles in.

Each is `python -m newsloom.web.worker`. It is given jobs as lines of JSON, and tells how it goes in lines of JSON. It ends when told to,
and when this process ends, however that comes. What it was at is stored piece by piece, so that the next start goes on where it stopped.
"""

from __future__ import annotations

import itertools
import logging
import sys
import threading
import time
from collections import OrderedDict, deque
from typing import Any

import msgspec

from newsloom.loom.showing import masked
from newsloom.settings import Settings
from newsloom.web.jobs import SOON, Job, Lane, Tried
from newsloom.web.lane import Runner

_log = logging.getLogger(__name__)
_KEPT = 60  # finished jobs that are remembered
_TICK = 60.0  # seconds between two looks for feeds that are due
URGENT, IDLE = 0, 2


class Work:
    """The jobs of one running desk. Thread-safe.

    Args:
        ahead: whether feeds are polled as they fall due, and stories read before anyone asks.
    """

    def __init__(self, db: str, settings: Settings, *, ahead: bool = True) -> None:
        self.db, self._settings, self.ahead = db, settings, ahead
        self._lock = threading.Condition(threading.RLock())
        self._jobs: OrderedDict[int, Job] = OrderedDict()
        self._ids = itertools.count(1)
        self._version = 0
        self._stopping = False
        self._workers: dict[Lane, Runner] = {}
        self._news: deque[tuple[int, str]] = deque(maxlen=50)
        self._tried = Tried()
        self.paused = False

    # Life

    def start(self) -> None:
        if self.ahead:
            self._read_ahead()
            threading.Thread(target=self._clock, name="newsloom-clock", daemon=True).start()
        for lane in ("reading", "intake"):
            worker = Runner(self, lane, [sys.executable, "-m", "newsloom.web.worker", lane, self.db], msgspec.json.encode(self._settings))
            self._workers[lane] = worker
            worker.start()

    def _clock(self) -> None:
        """Have feeds polled as they fall due."""
        while not self._stopping:
            self.ask("intake", "sync", "polls feeds", IDLE)
            self.ask("reading", "notify", "sends notices", SOON)
            with self._lock:
                self._lock.wait_for(lambda: self._stopping, _TICK)

    def stop(self) -> None:
        """End all work; what is under way is stopped between two steps, for which there are ten seconds."""
        with self._lock:
            self._stopping = True
            self._lock.notify_all()
        for worker in self._workers.values():
            worker.end()
        for worker in self._workers.values():
            worker.join()

    @property
    def stopping(self) -> bool:
        return self._stopping

    # Jobs

    def ask(self, lane: Lane, do: str, label: str, urgency: int = SOON, by: str = "", **arguments: Any) -> Job:
        """Have something done. What waits or runs already is not done twice; it only becomes more urgent."""
        with self._lock:
            job = Job(id=next(self._ids), lane=lane, do=do, label=masked(label), arguments=arguments, urgency=urgency, by=by)
            for other in self._jobs.values():
                if other.state in ("waiting", "running") and other.key == job.key:
                    other.urgency = min(other.urgency, urgency)
                    return other
            self._jobs[job.id] = job
            self._forget()
            self._changed()
            return job

    def read(self, story: str, urgency: int = URGENT) -> Job:
        """Have a story's briefing made. One that could not be read again and again is not tried for a while: gives how it failed last."""
        return self.given_up(story) or self.ask("reading", "brief", "reads a story", urgency, story=story)

    def attempt(self, do: str, label: str, **arguments: Any) -> Job:
        """Have something about a story worked out. What failed again and again is not tried for a while, as with `read`."""
        key = Job(id=0, lane="reading", do=do, label=label, arguments=arguments).key
        return self.given_up(key) or self.ask("reading", do, label, URGENT, **arguments)

    def given_up(self, what: str) -> Job | None:
        """The last failure to read a story (or to do a job, by its key) that is given up for now; None while it is still tried."""
        with self._lock:
            return self._tried.given_up(what)

    def again(self, story: str) -> Job:
        """Try once more to read a story that was given up."""
        with self._lock:
            self._tried.again(story)
        return self.read(story)

    def _read_ahead(self) -> None:
        with self._lock:
            skipped = self._tried.skipped()
        self.ask("reading", "ahead", "reads ahead", IDLE, skip=skipped)

    def job(self, id: int) -> Job | None:
        with self._lock:
            return self._jobs.get(id)

    def wait(self, job: Job, seconds: float) -> bool:
        """Wait a moment for a job; whether it ended."""
        until = time.monotonic() + seconds
        with self._lock:
            while job.state in ("waiting", "running") and not self._stopping:
                left = until - time.monotonic()
                if left <= 0:
                    return False
                self._lock.wait(left)
        return True

    def _forget(self) -> None:
        ended = [id for id, job in self._jobs.items() if job.state in ("done", "failed")]
        for id in ended[: max(0, len(ended) - _KEPT)]:
            del self._jobs[id]

    def _changed(self) -> None:
        self._version += 1
        self._lock.notify_all()

    # For pages

    @property
    def version(self) -> int:
        """Grows with every change of any job."""
        return self._version

    def jobs(self) -> list[Job]:
        """Newest first."""
        with self._lock:
            return list(reversed(self._jobs.values()))

    def status(self) -> dict[str, Any]:
        """In a few words what is being done."""
        with self._lock:
            running = [job for job in self._jobs.values() if job.state == "running"]
            waiting = sum(job.state == "waiting" for job in self._jobs.values())
        return {
            "running": [f"{job.label}{f': {job.told}' if job.told else ''}" for job in running],
            "waiting": waiting,
            "version": self._version,
        }

    def news(self, after: int) -> list[tuple[int, str]]:
        """What came about since a number: (number, what), for live pages."""
        with self._lock:
            return [one for one in self._news if one[0] > after]

    def tell(self, what: str) -> None:
        with self._lock:
            self._version += 1
            self._news.append((self._version, what))
            self._lock.notify_all()

    # For workers

    def next(self, lane: Lane) -> Job | None:
        """The most urgent job of a lane, started; waits for one. None when all ends."""
        with self._lock:
            while not self._stopping:
                waiting = [job for job in self._jobs.values() if job.lane == lane and job.state == "waiting"]
                if waiting:
                    job = min(waiting, key=lambda one: (one.urgency, one.id))
                    job.state, job.began = "running", time.time()
                    self._changed()
                    return job
                self._lock.wait(30)
        return None

    def progress(self, job: Job, told: str) -> None:
        with self._lock:
            job.told = masked(told)[:200]
            self._changed()

    def ended(self, job: Job, result: dict[str, Any], error: str | None = None) -> None:
        with self._lock:
            job.state, job.ended, job.result = ("failed" if error else "done"), time.time(), result
            job.told = masked(error or str(result.get("told", "")))
            self._changed()
            self._news.append((self._version, f"{job.do} {job.arguments.get('story', '')}".strip()))
            if not self._stopping:
                self._tried.note(job, error)
        if self.ahead and (job.at if error and job.do == "ahead" else job.do in ("sync", "add", "follow") or result.get("more")):
            self._read_ahead()
