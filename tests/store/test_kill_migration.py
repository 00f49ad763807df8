"""`kill -9` while an older desk is brought to today's tables: it is the old one or the new one, whole, and the next opening finishes.

More rounds: NEWSLOOM_KILL_ROUNDS=200.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from newsloom.store import Store, articles, migrate, schema
from newsloom.store.search_sqlite import body

from .conftest import make

ROUNDS = int(os.environ.get("NEWSLOOM_KILL_ROUNDS", "10"))
ARTICLES = 400
_OPENER = "import sys\nfrom newsloom.store import Store\nprint('up', flush=True)\nStore(sys.argv[1]).close()\nprint('done', flush=True)"


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk as schema 0006 made it, with articles."""
    path = tmp_path_factory.mktemp("old") / "desk.db"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, "0006")
        for number in range(ARTICLES):
            one = make(f"a{number:03}", f"Item {number}: the lamp at Tessel{number} was lit. " * 12, title=f"Lamp {number}")
            connection.execute(schema.articles.insert().values(**articles.row(one)))
            version = {"a": one.id, "v": one.version, "f": one.first_seen, "t": one.text, "r": articles.pack(one)}
            connection.execute(
                text("INSERT INTO versions (article, version, first_seen, text, record) VALUES (:a, :v, :f, :t, :r)"), version
            )
            connection.execute(text("INSERT INTO search_rows (row, article) VALUES (:n, :a)"), {"n": number + 1, "a": one.id})
            fields = {"n": number + 1, "t": one.title, "b": body(one)}
            connection.execute(text("INSERT INTO search_words (rowid, title, body) VALUES (:n, :t, :b)"), fields)
            connection.execute(text("INSERT INTO counts (kind, word, count) VALUES ('term', :w, 1)"), {"w": f"w{number}"})
    engine.dispose()
    return path


def whole(path: Path) -> None:
    with Store(path) as store:
        assert store.check() == []
        assert store.count() == ARTICLES
        assert [hit.article for hit in store.search("Tessel17")] == ["a017"]
        assert len(store.search("lamp", 1000)) == ARTICLES
        assert store.living.counts("term", ["w3", "w399"]) == {"w3": 1, "w399": 1}


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_a_killed_migration(old: Path, tmp_path: Path, round_: int) -> None:
    path = tmp_path / "desk.db"
    shutil.copy(old, path)
    process = subprocess.Popen([sys.executable, "-c", _OPENER, str(path)], stdout=subprocess.PIPE)
    assert process.stdout is not None and process.stdout.readline() == b"up\n"
    time.sleep(random.Random(round_).random() * 0.8)
    process.kill()
    process.wait()
    process.stdout.close()
    whole(path)


def test_an_old_desk_becomes_smaller_and_finds_what_it_found(old: Path, tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    shutil.copy(old, path)
    whole(path)
    with Store(path) as store:
        store.add([make("a017", "Another text altogether, of Ordway.", title="Lamp 17")])
        assert store.search("Tessel17") == []
        assert [hit.article for hit in store.search("Ordway")] == ["a017"]
        store.keeping.scrub()
    assert path.stat().st_size < old.stat().st_size
