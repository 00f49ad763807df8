"""A desk that is served: in this process for requests, and on a loopback port for a real browser."""

from __future__ import annotations

import asyncio
import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest

pytest.importorskip("fastapi", reason="the extra `web` is not installed")

from starlette.testclient import TestClient

from newsloom.web.app import create_app
from newsloom.web.site import Config

from . import desk

BASE = "http://127.0.0.1:8420"


@dataclass
class Desk:
    db: Path
    stories: dict[str, str]

    @property
    def ferry(self) -> str:
        return self.stories["The Weir Gazette"]


@pytest.fixture(scope="session")
def _built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    return desk.build(tmp_path_factory.mktemp("desk"))


@pytest.fixture
def built(_built: tuple[Path, dict[str, str]], tmp_path: Path) -> Desk:
    """A desk of one's own."""
    db = tmp_path / "desk.db"
    shutil.copy(_built[0], db)
    return Desk(db, _built[1])


@pytest.fixture
def client(built: Desk) -> Iterator[TestClient]:
    with TestClient(create_app(Config(db=str(built.db), background=False)), base_url=BASE, follow_redirects=False) as made:
        yield made


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Config(db=str(tmp_path / "new.db"), background=False)), base_url=BASE, follow_redirects=False) as made:
        yield made


def token(client: TestClient, path: str = "/feeds") -> str:
    found = re.search(r'name="token" value="([0-9a-f]{64})"', client.get(path).text)
    assert found, f"{path} has a form"
    return found[1]


def post(client: TestClient, path: str, **fields: Any) -> Any:
    """Send a form as the page that holds it would."""
    return client.post(path, data={"token": token(client), **fields})


T = TypeVar("T")


def run_alone(made: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run a coroutine to its end in a thread of its own: playwright leaves a running loop in that of the tests."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(made())).result()


# A browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("there is no Chromium: apt-get install chromium")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Served:
    url: str
    desk: Desk
    db: Path


@pytest.fixture(scope="module")
def served(_built: tuple[Path, dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk behind a real port."""
    import uvicorn

    db = tmp_path_factory.mktemp("served") / "desk.db"
    shutil.copy(_built[0], db)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(Config(db=str(db), port=port, background=False)), port=port, log_level="warning", timeout_graceful_shutdown=1
        )
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.05)
    yield Served(f"http://127.0.0.1:{port}", Desk(db, _built[1]), db)
    server.should_exit = True
    thread.join(10)
