"""Documents read by processes beside this one: the same articles in the same order, and nothing lost where a process dies."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
from typing import Any

import pytest

from newsloom import processes
from newsloom.loom import readers
from newsloom.records import Document, Failure
from newsloom.settings import AnnotateSettings, Settings

SIDE = Settings(annotate=AnnotateSettings(processes=2))
ALONE = Settings(annotate=AnnotateSettings(processes=1))
_popen = subprocess.Popen


def documents(count: int) -> list[Document | Failure]:
    """Pages, a fifth of them empty, and one input that failed before."""
    made: list[Document | Failure] = [
        Document(
            input=f"{n}.html",
            content=b""
            if n % 5 == 0
            else f"<html><body><article><h1>Item {n}</h1><p>{'The lamp on the reef was lit. ' * 9}{n}.</p></article>".encode(),
            media="text/html",
            fetched="2024-05-01T10:00:00Z",
        )
        for n in range(count)
    ]
    made.insert(count // 2, Failure(input="gone.html", error="there is no such file"))
    return made


def test_processes_read_what_one_process_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "BATCH", 8)
    alone, side = list(readers.read(documents(60), ALONE)), list(readers.read(documents(60), SIDE))
    assert side == alone
    assert sum(len(one.articles) for one in side) == 48
    assert sum(len(one.failed) for one in side) == 13


def test_few_documents_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "Child", None)
    assert len(list(readers.read(documents(readers.BATCH), SIDE))) == 1


def test_what_a_dying_process_was_at_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "BATCH", 8)
    real, asked = processes.Child.ask, []

    def dying(child: processes.Child, *given: object) -> object:
        asked.append(1)
        if len(asked) in (2, 3):
            os.kill(child.pid, signal.SIGKILL)
        return real(child, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(processes.Child, "ask", dying)
    assert list(readers.read(documents(60), SIDE)) == list(readers.read(documents(60), ALONE))
    assert len(asked) > 3


def test_who_stops_asking_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "BATCH", 4)
    started: list[processes.Child] = []

    def noting(module: str) -> processes.Child:
        started.append(processes.Child(module))
        return started[-1]

    monkeypatch.setattr(readers, "Child", noting)
    going = readers.read(documents(80), SIDE)
    for _ in range(4):
        next(going)
    going.close()  # type: ignore[attr-defined]
    assert started and all(child.ended for child in started)


_MB = 1024 * 1024
_LARGE = (
    b"<html><body><article><h1>Lists</h1>" + b"<p>The lamp on the reef was lit, and lit again.</p>" * 40_000 + b"</article></body></html>"
)


@pytest.mark.parametrize("room", [40 * _MB, 250 * _MB, 450 * _MB])
def test_processes_that_may_not_have_more_memory_lose_nothing(monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    """Too little to start, to load what they need, and to read a large page."""
    monkeypatch.setattr(readers, "BATCH", 4)
    limited: list[subprocess.Popen[bytes]] = []

    def poor(*given: Any, **more: Any) -> subprocess.Popen[bytes]:
        limited.append(_popen(*given, **more, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (room, room))))
        return limited[-1]

    given = documents(24)
    given.insert(12, Document(input="large.html", content=_LARGE, media="text/html", fetched="2024-05-01T10:00:00Z"))
    monkeypatch.setattr(processes.subprocess, "Popen", poor)
    assert list(readers.read(given, SIDE)) == list(readers.read(given, ALONE))
    assert limited and all(process.poll() is not None for process in limited)
