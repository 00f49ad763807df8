"""Processes beside this one, for work that another core can do: each is given records, one after another, and gives an answer to each.

A child is a module that is started afresh (`python -m MODULE`), and not a fork or a `multiprocessing` child: it holds none of the caller's
locks and threads, and does not import the caller's main module. Records travel as MessagePack behind their length. It ends when its
standard input does, so also when the caller dies.
"""

from __future__ import annotations

import contextlib
import os
import struct
import subprocess
import sys
from collections.abc import Callable
from typing import IO, TypeVar

import msgspec

T = TypeVar("T")
_LENGTH = struct.Struct("<Q")


def cores() -> int:
    """Processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def serve(task: type[T], work: Callable[[T], object]) -> None:
    """The child's part: answer tasks until there are none. None is the answer where `work` raises: the caller does it again, and says why.

    Args:
        task: what is given, a type that msgspec can read.
        work: makes the answer, of types that msgspec can write. What it prints does not mix with the answers.
    """
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    decoder = msgspec.msgpack.Decoder(task)
    while (data := _receive(sys.stdin.buffer)) is not None:
        made: object = None
        with contextlib.suppress(Exception):
            made = work(decoder.decode(data))
        _send(out, made)


class Child:
    """One such process. Its answers are asked for by one thread at a time.

    Args:
        module: its name, for `python -m`.

    Raises:
        OSError: it cannot be started.
    """

    def __init__(self, module: str) -> None:
        if not sys.executable:
            raise OSError("this program embeds Python: there is no interpreter to start")
        command = [sys.executable, "-m", module]  # nothing of what is read is in it
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def ended(self) -> bool:
        return self._process.poll() is not None

    def ask(self, task: object, answer: msgspec.msgpack.Decoder[T]) -> T | None:
        """The answer to a task; None where there is none. A process that does not answer, or not in the right form, is ended."""
        assert self._process.stdin is not None and self._process.stdout is not None  # noqa: S101 - both are pipes
        try:
            _send(self._process.stdin, task)
            data = _receive(self._process.stdout)
            if data is not None:
                return answer.decode(data)
        except (OSError, ValueError, msgspec.DecodeError):  # ValueError: closed meanwhile
            pass
        self.kill()
        return None

    def kill(self) -> None:
        """End it now, from whatever thread."""
        if not self.ended:
            self._process.kill()

    def close(self) -> None:
        """End it, wait for its end, and let go of its pipes. Nobody may be asking it any more."""
        self.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _send(pipe: IO[bytes], record: object) -> None:
    data = msgspec.msgpack.encode(record)
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes | None:
    """The next record; None where there is none, or a part of one."""
    head = pipe.read(_LENGTH.size)
    if len(head) != _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length)
    return data if len(data) == length else None


__all__ = ["Child", "cores", "serve"]
