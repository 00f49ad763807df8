"""Documents read by processes beside this one: the same articles in the same order, and nothing lost where a process dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from newsloom.extract import worker
from newsloom.loom import readers
from newsloom.records import Document, Failure
from newsloom.settings import AnnotateSettings, Settings

SIDE = Settings(annotate=AnnotateSettings(processes=2))
ALONE = Settings(annotate=AnnotateSettings(processes=1))


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
    monkeypatch.setattr(readers.subprocess, "Popen", None)
    assert len(list(readers.read(documents(readers.BATCH), SIDE))) == 1


def test_what_a_dying_process_was_at_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "BATCH", 8)
    real, sent = worker.send, []

    def dying(pipe: object, record: object) -> None:
        sent.append(1)
        real(pipe, record)  # type: ignore[arg-type]
        if len(sent) in (2, 3):
            for process in crews[0]._started:
                os.kill(process.pid, signal.SIGKILL)

    crews: list[readers._Crew] = []

    class Crew(readers._Crew):
        def __init__(self, size: int) -> None:
            super().__init__(size)
            crews.append(self)

    monkeypatch.setattr(readers, "_Crew", Crew)
    monkeypatch.setattr(worker, "send", dying)
    assert list(readers.read(documents(60), SIDE)) == list(readers.read(documents(60), ALONE))


def test_who_stops_asking_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "BATCH", 4)
    started: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def noting(*given: object, **named: object) -> object:
        started.append(real(*given, **named))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(readers.subprocess, "Popen", noting)
    going = readers.read(documents(80), SIDE)
    for _ in range(4):
        next(going)
    going.close()  # type: ignore[attr-defined]
    assert started and all(process.poll() is not None for process in started)


def test_a_worker_ends_with_its_input(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "newsloom.extract.worker"], input=b"\0\0", capture_output=True, timeout=60)
    assert done.returncode == 0 and done.stdout == b""
