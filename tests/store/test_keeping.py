"""A desk moves between databases whole: counts, hashes, ids; copies are sound; damaged archives leave nothing."""

from __future__ import annotations

import json
import zipfile
from base64 import b64encode
from pathlib import Path

import pytest

from newsloom.cli.main import run
from newsloom.errors import InputError, UsageError
from newsloom.loom import keeping
from newsloom.records import Change, Fact, Feed
from newsloom.records.people import Belonging, Hand
from newsloom.store import Store
from tests.databases import fresh_postgres

from .conftest import FULL, content, make

NOW = "2024-05-01T00:00:00Z"


def fill(db: str) -> None:
    """Something of each kind: two versions of a text with odd characters, a change, a feed, a note, what someone said."""
    ferry = make("a", "Three were hurt in Port Ansel. \u202e\U0001f6f3 NUL:\0.", title="Hurt\0", language="en")
    with Store(db) as store:
        store.add([FULL, ferry])
        store.add([make("a", "Four were hurt in Port Ansel.", first_seen="2024-05-02T10:00:00Z")])
        store.people.note(NOW, "ada", "log-in")
        store.people.keep(Belonging(id="b1", account="u1", kind="note", made=NOW, fields={"title": "A note"}))
        store.people.say(Hand(at=NOW, by="ada", kind="note", target="c1", value="seen"))
        store.subscribe([Feed(id="f1", url="https://a.example/feed", added=NOW, due=NOW)])
        store.living.enter(
            Change(at=NOW, by="ada", machine=False, action="rename", story="s1", facts=(Fact(kind="title", a="s1", b="Ferry"),))
        )
        store.living.set_number("index", 1)


def kept(db: str) -> dict[str, list[tuple[object, ...]]]:
    with Store(db) as store:
        assert store.check() == []
        return {name: rows for name, rows in content(store).items() if name != "search_rows"}


def test_a_desk_goes_to_the_other_database_and_back(tmp_path: Path) -> None:
    first, between, last = str(tmp_path / "first.db"), fresh_postgres(), str(tmp_path / "last.db")
    fill(first)
    for source, target in ((first, between), (between, last)):
        made = keeping.export(source, tmp_path / "desk.zip")
        assert made.tables["versions"].rows == 3
        assert keeping.take_in(tmp_path / "desk.zip", target).tables == made.tables
        with Store(target) as store:
            assert [hit.article for hit in store.search("port ansel")] == ["a"]
            assert store.versions("a")[0].text.endswith("NUL:\0.")
    assert kept(first) == kept(between) == kept(last)
    with Store(between) as store:
        store.people.note(NOW, "ada", "log-out")  # numbers go on
        assert [one.id for one in store.people.audit(5)] == [2, 1]


def test_an_archive_is_for_its_owner_alone_and_says_what_it_holds(db: str, tmp_path: Path) -> None:
    fill(db)
    path = tmp_path / "desk.zip"
    keeping.export(db, path)
    assert path.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert manifest["format"] == "newsloom.archive/1"
        assert "sessions" not in manifest["tables"]
        assert len(archive.read("tables/versions.jsonl").splitlines()) == manifest["tables"]["versions"]["rows"] == 3


def _altered(source: Path, target: Path, name: str, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w") as after:
        for item in before.namelist():
            data = before.read(item)
            after.writestr(item, data.replace(old, new) if item == name else data)


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("tables/articles.jsonl", b"Rockfall", b"Mudslide", "damaged"),
        ("tables/versions.jsonl", b'"article":"full"', b'"article":"nobody"', "."),
        ("tables/audit.jsonl", b"{", b"", "damaged"),
        ("manifest.json", b"archive/1", b"archive/2", "newer"),
        ("manifest.json", b"{", b"[", "no archive"),
    ],
)
def test_nothing_comes_of_a_damaged_archive(db: str, tmp_path: Path, name: str, old: bytes, new: bytes, message: str) -> None:
    fill(str(tmp_path / "source.db"))
    keeping.export(str(tmp_path / "source.db"), tmp_path / "desk.zip")
    _altered(tmp_path / "desk.zip", tmp_path / "bad.zip", name, old, new)
    with pytest.raises(Exception, match=message):
        keeping.take_in(tmp_path / "bad.zip", db)
    with Store(db) as store:
        assert store.count() == 0 and store.feeds() == []


def test_an_older_archive_with_a_record_that_would_fill_the_memory_is_damaged(db: str, tmp_path: Path) -> None:
    fill(str(tmp_path / "source.db"))
    made = keeping.export(str(tmp_path / "source.db"), tmp_path / "desk.zip")
    boast = b64encode(b"\x28\xb5\x2f\xfd\xe0" + (1 << 40).to_bytes(8, "little") + b"\x01\0\0")
    with zipfile.ZipFile(tmp_path / "desk.zip") as archive:
        record = json.loads(archive.read("tables/versions.jsonl").splitlines()[0])["record"].encode()
    _altered(tmp_path / "desk.zip", tmp_path / "old.zip", "manifest.json", f'"schema": "{made.schema}"'.encode(), b'"schema": "0008"')
    _altered(tmp_path / "old.zip", tmp_path / "bad.zip", "tables/versions.jsonl", record, boast)
    with pytest.raises(InputError, match=r"bad\.zip: is damaged \(table versions: a compressed record"):
        keeping.take_in(tmp_path / "bad.zip", db)
    with Store(db) as store:
        assert store.count() == 0


def test_a_desk_that_holds_something_is_not_filled(db: str, tmp_path: Path) -> None:
    fill(db)
    keeping.export(db, tmp_path / "desk.zip")
    with pytest.raises(UsageError, match="holds something"):
        keeping.take_in(tmp_path / "desk.zip", db)
    with pytest.raises(InputError, match="no archive"):
        keeping.take_in(Path(__file__), db)


def test_a_backup_taken_amid_writing_is_a_desk(db: str, tmp_path: Path) -> None:
    fill(db)
    with Store(db) as store, store._writing() as connection:
        connection.exec_driver_sql("UPDATE feeds SET due = 'later'")  # not yet committed
        kind = keeping.backup(db, tmp_path / "copy")
        connection.rollback()
    assert kind == ("archive" if "://" in db else "file")
    for target in (str(tmp_path / "again.db"), fresh_postgres()):
        keeping.restore(tmp_path / "copy", target)
        assert kept(target) == kept(db)
    with pytest.raises(UsageError):
        keeping.restore(tmp_path / "copy", str(tmp_path / "again.db"))


def test_the_commands(db: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(db)
    other = str(tmp_path / "other.db")
    for command in (("export", "x.zip", db), ("import", "x.zip", other), ("backup", "y", other), ("restore", "y", str(tmp_path / "z.db"))):
        assert run([command[0], str(tmp_path / command[1]), "--db", command[2]]) == 0, capsys.readouterr().err
    assert "2 articles in 3 versions" in capsys.readouterr().err
    assert run(["export", str(tmp_path / "x.zip"), "--db", str(tmp_path / "nobody.db")]) == 2
    assert kept(str(tmp_path / "z.db")) == kept(db)
