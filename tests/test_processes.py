"""Processes beside this one: an answer to each task, none where there is none, and no end without theirs."""

from __future__ import annotations

import subprocess
import sys

import msgspec
import pytest

from newsloom import processes
from newsloom.processes import Child
from newsloom.records import Article

READER = "newsloom.annotate.worker"
ANY = msgspec.msgpack.Decoder()


def test_a_task_is_answered_and_a_bad_one_has_no_answer_but_the_next_has() -> None:
    good = Article(id="a", version="v", input="test", first_seen="2025-01-01T00:00:00Z", text="Nobody was hurt.", language="en")
    child = Child(READER)
    try:
        assert child.ask([good], ANY)[0]["article"] == "a"
        assert child.ask({"no": "articles"}, ANY) is None and not child.ended
        assert child.ask([good], ANY) is not None
    finally:
        child.close()
    assert child.ended


def test_an_answer_in_another_form_ends_the_process() -> None:
    child = Child(READER)
    assert child.ask([], msgspec.msgpack.Decoder(int)) is None
    child.close()
    assert child.ask([], ANY) is None  # one that was closed has no answer either


def test_a_child_ends_with_its_input() -> None:
    done = subprocess.run([sys.executable, "-m", READER], input=b"\0\0", capture_output=True, timeout=60)
    assert done.returncode == 0 and done.stdout == b""


def test_a_program_that_embeds_python_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes.sys, "executable", "")
    with pytest.raises(OSError, match="embeds"):
        Child(READER)
