"""One process that does long work, started anew when it dies, and the thread that feeds it."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import subprocess
import threading
import time
from typing import Any, Protocol

from newsloom.web.jobs import Job, Lane

_log = logging.getLogger(__name__)
_RESTS = (1.0, 5.0, 30.0, 120.0)  # seconds before a process that died is started again
_LAST = 5.0  # seconds that a process has to end once it says nothing more


class Queue(Protocol):
    """Where jobs come from, and who is told how they go."""

    @property
    def stopping(self) -> bool: ...
    def next(self, lane: Lane) -> Job | None: ...
    def progress(self, job: Job, told: str) -> None: ...
    def tell(self, what: str) -> None: ...
    def ended(self, job: Job, result: dict[str, Any], error: str | None = None) -> None: ...


class _GoneError(Exception):
    """The process ended in the middle of a job. `heard`: whether it had said anything about it."""

    def __init__(self, heard: bool) -> None:
        super().__init__("the process ended unexpectedly")
        self.heard = heard


class Runner:
    """
    Args:
        queue: where jobs come from.
        command: what is started.
        settings: the desk's, as JSON.
    """

    def __init__(self, queue: Queue, lane: Lane, command: list[str], settings: bytes) -> None:
        self._queue, self._lane, self._command, self._settings = queue, lane, command, settings
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._run, name=f"newsloom-{lane}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def end(self) -> None:
        process = self._process
        if process is not None and process.poll() is None:
            process.terminate()

    def join(self) -> None:
        self._thread.join(10)
        self._bury()

    def _run(self) -> None:
        deaths = 0
        while (job := self._queue.next(self._lane)) is not None:
            error, result, died = self._do(job)
            deaths = deaths + 1 if died else 0
            self._queue.ended(job, result, error)
            if deaths and not self._queue.stopping:
                time.sleep(_RESTS[min(deaths, len(_RESTS)) - 1])
        self.end()

    def _do(self, job: Job) -> tuple[str | None, dict[str, Any], bool]:
        """(error, result, whether the process died). A job that only found a process already dead is given to a new one."""
        try:
            fresh = self._started()
            try:
                return (*self._talk(job), False)
            except _GoneError as gone:
                if fresh or gone.heard or self._queue.stopping:
                    raise
            self._started()
            return (*self._talk(job), False)
        except _GoneError as gone:
            return "stopped" if self._queue.stopping else str(gone), {}, True
        except OSError as failure:
            return f"the process that {job.label} could not be started: {failure}", {}, True
        except Exception as failure:  # nothing may end this thread: the lane would stand still for good
            _log.exception("job %s failed", job.do)
            return f"internal error ({type(failure).__name__})", {}, False

    def _started(self) -> bool:
        """Have a process; whether it is a new one."""
        if self._process is not None and self._process.poll() is None:
            return False
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "NEWSLOOM_WORKER_SETTINGS": self._settings.decode()},
            start_new_session=True,  # Ctrl-C is ours to pass on
        )
        return True

    def _bury(self) -> None:
        """End a process, and wait until it has: one that was killed may still look alive for a moment after its pipes are closed."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_LAST if process.poll() is None and self._queue.stopping else 0.2)
        if process.poll() is None:
            process.kill()
            process.wait(_LAST)
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()

    def _talk(self, job: Job) -> tuple[str | None, dict[str, Any]]:
        """Give a job, follow it to its end: (error, result).

        Raises:
            _GoneError: the process ended before the job did; it is buried.
        """
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise _GoneError(heard=False)
        heard = False
        try:
            process.stdin.write(json.dumps({"do": job.do, **job.arguments}).encode() + b"\n")
            process.stdin.flush()
            for line in process.stdout:
                heard = True
                told = _read(line)
                if "progress" in told:
                    self._queue.progress(job, str(told["progress"]))
                elif "at" in told:
                    job.at = str(told["at"])
                elif "news" in told:
                    self._queue.tell(str(told["news"]))
                elif "error" in told:
                    return str(told["error"]), {}
                elif "result" in told:
                    return None, told["result"]
        except OSError:  # it died before it read the job
            pass
        self._bury()
        raise _GoneError(heard=heard)


def _read(line: bytes) -> dict[str, Any]:
    """What a process tells; {} for what is none of its telling."""
    try:
        told = json.loads(line)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
