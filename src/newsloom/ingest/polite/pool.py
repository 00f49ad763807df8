"""Many addresses at once. The requests run in a thread of their own, so that answers can be worked on meanwhile."""

from __future__ import annotations

import asyncio
import threading
from collections import defaultdict
from collections.abc import Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, zip_longest
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import urlsplit

from newsloom.ingest.polite.ask import Answer, Ask
from newsloom.ingest.polite.client import Client
from newsloom.settings import FeedSettings, IngestSettings

T = TypeVar("T")
_WAITING = 8  # answers that lie ready; more are not fetched until these are taken
_LOOK_UPS = 32
_GOODBYE = 5.0  # seconds that leaving may take


class Pool:
    """A context manager that fetches. Leaving it, also by an error or Ctrl-C, ends all requests at once."""

    def __init__(self, settings: IngestSettings, feeds: FeedSettings) -> None:
        self._settings, self._feeds = settings, feeds
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True, name="newsloom-fetch")
        self._tasks: set[asyncio.Task[None]] = set()
        self._client: Client | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(_GOODBYE)
        except TimeoutError:
            return  # a name server that does not answer: the thread is a daemon and dies with the process
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_GOODBYE)
        if not self._thread.is_alive():
            self._loop.close()

    def answers(self, asks: Sequence[Ask]) -> Iterator[Answer]:
        """The answers as they come; hosts are mixed, so that one with many addresses does not hold up the others."""
        queue = self._run(self._start(_mixed(asks)))
        for _ in asks:
            yield self._run(queue.get())

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _start(self, asks: Sequence[Ask]) -> asyncio.Queue[Answer]:
        if self._client is None:
            self._client = Client(self._settings, self._feeds)
            # Names are looked up in threads, and a name server that does not answer must not take them all.
            self._loop.set_default_executor(ThreadPoolExecutor(_LOOK_UPS, "newsloom-names"))
        queue: asyncio.Queue[Answer] = asyncio.Queue(_WAITING)
        room = asyncio.Semaphore(_WAITING * self._feeds.at_once)
        for ask in asks:
            task = asyncio.create_task(self._work(self._client, ask, queue, room))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return queue

    async def _work(self, client: Client, ask: Ask, queue: asyncio.Queue[Answer], room: asyncio.Semaphore) -> None:
        async with room:
            await queue.put(await client.get(ask))

    async def _end(self) -> None:
        mine = asyncio.current_task()
        tasks = [task for task in asyncio.all_tasks() if task is not mine]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _mixed(asks: Sequence[Ask]) -> list[Ask]:
    hosts: dict[str, list[Ask]] = defaultdict(list)
    for ask in asks:
        hosts[_host(ask.url)].append(ask)
    return [ask for ask in chain.from_iterable(zip_longest(*hosts.values())) if ask is not None]


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""
