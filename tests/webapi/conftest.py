"""A desk behind the API, in this process."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the extra `web` is not installed")

from starlette.testclient import TestClient

from newsloom.loom import Desk
from newsloom.web.app import create_app
from newsloom.web.site import Config

from ..browser import desk

HERE = "http://127.0.0.1:8420"


@pytest.fixture(scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    return desk.build(tmp_path_factory.mktemp("api"))


@pytest.fixture
def db(_made: tuple[Path, dict[str, str]], tmp_path: Path) -> Path:
    return Path(shutil.copy(_made[0], tmp_path / "desk.db"))


@pytest.fixture
def ferry(_made: tuple[Path, dict[str, str]]) -> str:
    """The story that three outlets tell."""
    return _made[1]["The Weir Gazette"]


@pytest.fixture
def client(db: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Config(db=str(db), background=False)), base_url=HERE, follow_redirects=False) as made:
        yield made


class Tokens:
    """Secrets of tokens of three accounts, by role."""

    def __init__(self, db: Path) -> None:
        self.secrets: dict[str, str] = {}
        with Desk(db) as opened:
            for role in ("admin", "editor", "reader"):
                account = opened.accounts.add(f"one {role}", "a long enough password", role)
                self.secrets[role] = opened.accounts.add_token(account, "tests", role)[1]

    def __call__(self, role: str) -> dict[str, str]:
        return {"authorization": f"Bearer {self.secrets[role]}"}


@pytest.fixture
def tokens(db: Path) -> Tokens:
    return Tokens(db)
