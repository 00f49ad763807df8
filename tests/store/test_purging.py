"""What is purged is in no byte of the desk's files, and does not come back."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from newsloom.cli.main import run
from newsloom.loom import keeping
from newsloom.loom.placing import place
from newsloom.records import Change, Fact
from newsloom.records.people import Belonging, Hand
from newsloom.settings import Settings
from newsloom.store import Store, packing
from newsloom.store.redaction import BLOT, Redactor

from .conftest import content, make

NOW = "2024-05-01T00:00:00Z"
SETTINGS = Settings()
TOLD = "Wrexomund Quillfeather sold the lighthouse at Port Zanzabrook to a baker from Ulmenheim for nine crowns."
TITLE = "Quillfeather sells Zanzabrook lighthouse to baker"
WORDS = (b"wrexomund", b"quillfeather", b"zanzabrook", b"ulmenheim")


def fill(db: str) -> None:
    gone = make("gone", TOLD, title=TITLE, url="https://echo.example/wrexomund-quillfeather")
    later = make("gone", TOLD + " He kept the lamp.", title=TITLE, first_seen="2024-05-02T10:00:00Z")
    stays = make("stays", "A ferry sank off Skerrin. Nobody was hurt, the coast guard said.", title="Ferry sinks off Skerrin")
    with Store(db) as store:
        store.add([gone, stays])
        place(store, SETTINGS)
        store.add([later])
        place(store, SETTINGS)
        [story] = store.living.of_articles(["gone"])
        store.people.keep(Belonging(id="b1", account="u1", kind="note", made=NOW, fields={"text": f"I read: {TOLD}"}))
        store.people.say(Hand(at=NOW, by="ada", kind="note", target="gone", value="no"))
        store.people.say(Hand(at=NOW, by="ada", kind="note", target="c1", why=TITLE))
        store.people.note(NOW, "ada", "noted", detail=TITLE)
        store.living.enter(
            Change(at=NOW, by="ada", machine=False, action="rename", story=story, facts=(Fact(kind="title", a=story, b=TITLE),))
        )
        store.results.keep("briefing", story, "d", TOLD.encode(), NOW)


def bytes_of(db: str) -> bytes:
    whole = b"".join(path.read_bytes() for path in Path(db).parent.glob(Path(db).name + "*"))
    return (whole + b" ".join(unpacked_within(whole))).lower()


def unpacked_within(whole: bytes) -> list[bytes]:
    """What compressed values there are among these bytes, in free pages as well, as far as they can be read."""
    found = []
    for at in (match.start() for match in re.finditer(re.escape(b"\x28\xb5\x2f\xfd"), whole)):
        for tools in (packing._TOOLS.stretch, packing._TOOLS.stretch_known):
            with suppress(zstandard.ZstdError):
                found.append(tools.decompressobj().decompress(whole[at : at + 8192]))
    return found


def test_compressed_words_would_be_seen(tmp_path: Path) -> None:
    db = str(tmp_path / "desk.db")
    with Store(db) as store:
        store.add(
            [make("long", "Quillfeather. " + "He kept the lamp of the lighthouse at Zanzabrook. " * 20, metadata={"by": "Ulmenheim " * 9})]
        )
    assert b"Zanzabrook. He kept the lamp of" not in b"".join(path.read_bytes() for path in tmp_path.glob("desk.db*"))
    assert b"zanzabrook. he kept the lamp of" in bytes_of(db) and b"ulmenheim ulmenheim" in bytes_of(db)


def rows_of(db: str) -> bytes:
    with Store(db) as store:
        assert store.check() == []
        return repr(content(store)).encode().lower()


def found(db: str, *words: str) -> list[str]:
    with Store(db) as store:
        return [hit.article for word in words for hit in store.search(word)]


def test_an_article_is_gone_from_every_byte_and_does_not_come_back(tmp_path: Path) -> None:
    db = str(tmp_path / "desk.db")
    fill(db)
    assert all(word in bytes_of(db) for word in WORDS)
    done = keeping.purge(db, SETTINGS, articles=["gon"])
    assert (done.articles, done.clean) == (("gone",), True)
    assert [word for word in WORDS if word in bytes_of(db)] == []
    assert found(db, "quillfeather", "lighthouse") == [] and found(db, "ferry") == ["stays"]
    with Store(db) as store:
        assert store.add([make("gone", "Another text of it."), make("copy", TOLD)]) == ["purged", "purged"]
        assert [story.articles for story, _ in store.stories()] == [("stays",)]


def test_a_name_is_blotted_out_of_every_byte_and_of_what_comes(tmp_path: Path) -> None:
    db = str(tmp_path / "desk.db")
    fill(db)
    done = keeping.purge(db, SETTINGS, names=["WREXOMUND  Quillfeather"])
    assert (done.articles, done.clean) == (("gone",), True)
    assert b"wrexomund" not in bytes_of(db)
    with Store(db) as store:
        article = store.article("gone")
        assert article.text == BLOT * 22 + TOLD[22:] + " He kept the lamp."
        assert store.versions("gone")[0].url == f"https://echo.example/{BLOT * 22}"
        assert store.add([make("new", "“Wrexomund-Quillfeather” was seen.")]) == ["added"]
        assert store.article("new").text == f"“{BLOT * 22}” was seen."


@pytest.mark.parametrize("what", ["article", "name"])
def test_no_row_holds_it_in_either_database(db: str, what: str) -> None:
    fill(db)
    keeping.purge(db, SETTINGS, **({"articles": ["gone"]} if what == "article" else {"names": ["Wrexomund Quillfeather"]}))  # type: ignore[arg-type]
    held = rows_of(db)
    assert [word for word in (WORDS if what == "article" else WORDS[:1]) if word in held] == []
    with Store(db) as store, pytest.raises(Exception, match="never change"), store._writing() as connection:
        connection.exec_driver_sql("UPDATE versions SET text = ''")
    with Store(db) as store:
        assert store.add([make("gone", "Another text.")]) == (["purged"] if what == "article" else ["version"])


def test_the_tables_files_of_postgresql_hold_no_byte_of_it(postgres: str) -> None:
    fill(postgres)

    def held() -> list[bytes]:
        with Store(postgres) as store, store._writing() as connection:
            connection.exec_driver_sql("CHECKPOINT")
            folder = connection.exec_driver_sql("SHOW data_directory").scalar_one()
            number = connection.exec_driver_sql("SELECT oid FROM pg_database WHERE datname = current_database()").scalar_one()
        files = list(Path(folder).glob(f"base/{number}/*"))
        if not files:
            pytest.skip("the server's files are not on this machine")
        every = b"".join(path.read_bytes() for path in files).lower()
        return [word for word in WORDS if word in every]

    assert held() == list(WORDS)
    keeping.purge(postgres, SETTINGS, articles=["gone"])
    assert held() == []


def test_an_archive_carries_the_hashes(db: str, tmp_path: Path) -> None:
    fill(db)
    keeping.purge(db, SETTINGS, articles=["gone"])
    keeping.export(db, tmp_path / "desk.zip")
    keeping.take_in(tmp_path / "desk.zip", str(tmp_path / "other.db"))
    with Store(tmp_path / "other.db") as store:
        assert store.add([make("gone", "Another text of it.")]) == ["purged"]


def test_the_command_asks_and_tells_where_else_it_may_stand(
    db: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(db)
    assert run(["purge", "--db", db]) == 2
    assert run(["purge", "--person", "Orr", "--yes", "--db", db]) == 2
    assert run(["purge", "nothere", "--yes", "--db", db]) == 2
    capsys.readouterr()
    assert run(["purge", "gone", "--yes", "--db", db]) == 0
    said = capsys.readouterr().err
    assert "1 articles: gone" in said and "backups" in said and ("WAL" in said) == ("://" in db)
    page = tmp_path / "again.jsonl"
    page.write_text(json.dumps({"id": "x", "text": TOLD}) + "\n", encoding="utf-8")
    assert run(["add", str(page), "--db", db]) == 0


def test_repair_makes_all_but_texts_anew(db: str) -> None:
    fill(db)
    with Store(db) as store:
        before = [(story.id, story.articles) for story, _ in store.stories()]
        with store._writing() as connection:
            index = "DELETE FROM search_texts" if "://" in db else "INSERT INTO search_words (search_words) VALUES ('delete-all')"
            for statement in (index, "DELETE FROM pages", "DELETE FROM facets", "UPDATE stories SET live = 0"):
                connection.exec_driver_sql(statement)
        assert store.search("ferry") == []
    done, wrong = keeping.repair(db, SETTINGS)
    assert wrong == [] and any("2 articles" in line for line in done)
    assert found(db, "ferry") == ["stays"]
    with Store(db) as store:
        assert sorted((story.id, story.articles) for story, _ in store.stories()) == sorted(before)


@given(st.text(max_size=80), st.sampled_from(["Émile Zoë", "Ada B", "İpek Ş"]))
def test_blotting_moves_nothing(text: str, name: str) -> None:
    redactor = Redactor.of_names([name])
    for value in (text, text + name, f"{name} {text}", f"{text} {name.lower()}"):
        made = redactor.text(value)
        assert len(made) == len(value)
        assert all(new in (old, BLOT) for old, new in zip(value, made, strict=True))
    assert redactor.text(f"({name})") == f"({BLOT * len(name)})"
