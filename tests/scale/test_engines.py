"""Engines: each task once, whatever becomes of the workers. The same tests for processes and for a real Ray cluster of two workers."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from newsloom.errors import InputError, UsageError
from newsloom.scale.engine import TRIES, Engine, engine


@pytest.fixture(params=["local", pytest.param("ray", marks=pytest.mark.slow)])
def two(request: pytest.FixtureRequest) -> Iterator[Engine]:
    with engine(request.param, 2) as made:
        yield made


def double(task: int) -> tuple[int, int]:
    return 2 * task, os.getpid()


def odd(task: int) -> int:
    if task == 3:
        raise InputError("three", "is odd")
    if task == 5:
        raise ZeroDivisionError
    return task


def dying(task: int, *, folder: Path) -> int:
    """The worker dies at its first try at task 2, and at every try at task 4."""
    with (folder / f"{task}").open("a") as tries:
        tries.write("x")
    if task == 4 or (task == 2 and (folder / "2").stat().st_size == 1):
        os.kill(os.getpid(), signal.SIGKILL)
    return task


def test_each_task_is_done_once_by_workers_that_stay(two: Engine) -> None:
    outcomes = list(two.map(double, range(20)))
    assert sorted((one.task, one.result[0]) for one in outcomes if one.result) == [(n, 2 * n) for n in range(20)]
    assert 1 <= len({one.result[1] for one in outcomes if one.result}) <= 2
    assert os.getpid() not in {one.result[1] for one in outcomes if one.result}
    again = {one.result[1] for one in two.map(double, range(4)) if one.result}
    assert again <= {one.result[1] for one in outcomes if one.result}, "models stay loaded from one map to the next"


def test_errors_are_told_and_the_rest_goes_on(two: Engine) -> None:
    found = {one.task: one for one in two.map(odd, range(8))}
    assert found[3].error == "three: is odd"
    assert found[5].error is not None and "ZeroDivisionError" in found[5].error
    assert all(found[n].result == n for n in (0, 1, 2, 4, 6, 7))


def test_a_worker_that_dies_is_replaced_and_its_task_done_by_another(two: Engine, tmp_path: Path) -> None:
    found = {one.task: one for one in two.map(partial(dying, folder=tmp_path), range(7))}
    assert {n for n, one in found.items() if one.error is None} == {0, 1, 2, 3, 5, 6}
    assert found[4].error is not None and "workers died" in found[4].error
    assert (tmp_path / "4").stat().st_size == TRIES
    assert (tmp_path / "2").stat().st_size == 2


def test_tasks_are_drawn_no_faster_than_they_are_done(two: Engine) -> None:
    drawn: list[int] = []

    def tasks() -> Iterator[int]:
        for n in range(50):
            drawn.append(n)
            yield n

    for at, _ in enumerate(two.map(double, tasks())):
        assert len(drawn) <= at + 1 + 2 * two.workers


def hungry(task: int) -> int:
    return len(bytearray(task * 1024 * 1024))


def test_a_worker_has_no_more_memory_than_it_is_given() -> None:
    with engine("local", 1, memory=2 * 1024**3) as bounded:
        outcomes = {one.task: one for one in bounded.map(hungry, [1, 4096, 2])}
    assert outcomes[4096].error is not None and "not enough memory" in outcomes[4096].error
    assert outcomes[1].result and outcomes[2].result, "the worker goes on"


def slow(task: int) -> int:
    time.sleep(60)
    return task


def test_leaving_ends_the_workers() -> None:
    with engine("local", 2) as made:
        going = made.map(partial(_note_and_wait), [1, 2])
        pids: list[int] = []
        pids.append(next(going).result or 0)
        going.close()  # type: ignore[attr-defined]
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def _note_and_wait(task: int) -> int:
    if task == 2:
        time.sleep(60)
    return os.getpid()


def test_names() -> None:
    with pytest.raises(UsageError, match="choose local or ray"):
        engine("spark", 2)
    with pytest.raises(UsageError, match="--engine ray"):
        engine("local", 2, address="10.0.0.1:6379")
