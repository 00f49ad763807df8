"""What all pages of one running desk share."""

from __future__ import annotations

import logging
import secrets
import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from markupsafe import Markup

from newsloom.errors import NewsloomError, UsageError
from newsloom.loom import Desk
from newsloom.settings import Settings
from newsloom.web.elsewhere import Elsewhere
from newsloom.web.lists import Lists
from newsloom.web.throttle import Throttle
from newsloom.web.warming import Warming
from newsloom.web.work import Work

_log = logging.getLogger(__name__)
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class Config:
    """How a desk is served.

    Attributes:
        db: the desk's database.
        settings: see `newsloom.settings`.
        host, port: the address that is bound.
        public_url: the address that readers use, where a reverse proxy stands in front; None: the bound one.
        background: whether feeds are polled and stories read ahead while it runs.
    """

    db: str
    settings: Settings = field(default_factory=Settings)
    host: str = "127.0.0.1"
    port: int = 8420
    public_url: str | None = None
    background: bool = True

    def __post_init__(self) -> None:
        if self.public_url:
            try:
                parts = urlsplit(self.public_url)
                fine = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.path in ("", "/") and not parts.query
            except ValueError:
                fine = False
            if not fine:
                raise UsageError(f"--public-url {self.public_url!r} is no address of a site: write it as https://desk.example.org")

    @property
    def local(self) -> bool:
        """Whether only this machine can reach it."""
        return self.host in LOOPBACK and self.public_url is None

    @property
    def secure(self) -> bool:
        return (self.public_url or "").startswith("https:")

    @property
    def hosts(self) -> frozenset[str]:
        """The names by which the desk may be asked for ("Host"), lower case, without port."""
        named = {urlsplit(self.public_url).hostname or ""} if self.public_url else set()
        bound = set() if self.host in ("0.0.0.0", "::") else {self.host.lower()}  # noqa: S104 - compared, not bound
        return frozenset(LOOPBACK | named | bound)

    @property
    def any_host(self) -> bool:
        """Bound to all addresses without a public URL: the machine's own addresses are not known, so literal addresses are let in."""
        return self.public_url is None and self.host in ("0.0.0.0", "::")  # noqa: S104


class Bodies:
    """Bodies of pages that were shown lately, by all that made them. Thread-safe."""

    def __init__(self, most: int = 64) -> None:
        self._most, self._kept, self._lock = most, OrderedDict[Hashable, Markup](), threading.Lock()

    def get(self, key: Hashable) -> Markup | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: Hashable, body: Markup) -> Markup:
        with self._lock:
            self._kept[key] = body
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return body


class Streams:
    """How many live streams are open, of each reader and in all: each holds a connection."""

    EACH, ALL = 12, 300

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()

    def enter(self, who: str) -> bool:
        """Whether there is room for another; it is counted then. Asked from the event loop alone."""
        if self._open[who] >= self.EACH or self._open.total() >= self.ALL:
            return False
        self._open[who] += 1
        return True

    def any(self) -> bool:
        return self._open.total() > 0

    def leave(self, who: str) -> None:
        self._open[who] -= 1
        if self._open[who] <= 0:
            del self._open[who]


@dataclass
class Site:
    """One running desk."""

    config: Config
    desk: Desk
    work: Work
    throttle: Throttle = field(default_factory=Throttle)
    bodies: Bodies = field(default_factory=Bodies)
    streams: Streams = field(default_factory=Streams)
    lists: Lists = field(default_factory=Lists)

    @classmethod
    def open(cls, config: Config) -> Site:
        return cls(config=config, desk=Desk(config.db, config.settings), work=Work(config.db, config.settings, ahead=config.background))

    def start(self) -> None:
        """Begin what runs beside the pages."""
        self.work.start()
        self.elsewhere.start()
        if self.config.background:
            self.warming.start()

    @cached_property
    def elsewhere(self) -> Elsewhere:
        return Elsewhere(self.desk, self.streams.any, self.work.tell)

    @cached_property
    def warming(self) -> Warming:
        return Warming(self.desk.load_meanings)

    _notes: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "newsloom-notes"))

    def later(self, work: Callable[[], None]) -> None:
        """Write something that nobody waits for, one after the other."""

        def carefully() -> None:
            try:
                work()
            except NewsloomError as error:
                _log.warning("a note was not kept: %s", error)

        self._notes.submit(carefully)

    @cached_property
    def secret(self) -> bytes:
        return self.desk.accounts.secret().encode()

    @property
    def login_needed(self) -> bool:
        """A desk with accounts always asks who is there; one without only lets its own machine in."""
        return not self.config.local or self.desk.accounts.any()

    def close(self) -> None:
        self.elsewhere.stop()
        self.work.stop()
        self._notes.shutdown()
        self.desk.close()


def fresh_id() -> str:
    return secrets.token_urlsafe(32)
