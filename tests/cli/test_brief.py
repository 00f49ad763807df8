"""`newsloom brief`: what goes to stdout and stderr, exit statuses, files written whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.web import Reply, Web

Newsloom = Callable[..., tuple[int, str, str]]


def test_the_main_job(newsloom: Newsloom, news: Path) -> None:
    status, out, _ = newsloom("brief", news, "--format", "json", "--with-text")
    briefing = json.loads(out)
    assert status == 0
    assert briefing["schema"] == "newsloom.briefing/1"
    parts = {frozenset(Path(a["input"]).name for a in story["articles"]) for story in briefing["stories"]}
    assert parts == {frozenset({"ferry.txt", "tug.txt"}), frozenset({"frost.txt"})}


def test_text_only_where_asked_for(newsloom: Newsloom, news: Path) -> None:
    _, out, _ = newsloom("brief", news / "ferry.txt", "--format", "json")
    assert "text" not in json.loads(out)["stories"][0]["articles"][0]


def test_a_pipe_gets_markdown(newsloom: Newsloom, news: Path) -> None:
    status, out, _ = newsloom("brief", news / "ferry.txt")
    assert status == 0
    assert out.startswith("# ")
    assert "\x1b" not in out


def test_what_fails_is_named_and_the_rest_is_done(newsloom: Newsloom, news: Path) -> None:
    (news / "empty.txt").write_bytes(b"")
    (news / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    status, out, err = newsloom("brief", news, news / "nowhere.txt", "--format", "json")
    briefing = json.loads(out)
    assert status == 1
    assert len(briefing["stories"]) == 2
    assert {Path(f["input"]).name for f in briefing["failed"]} == {"empty.txt", "picture.png", "nowhere.txt"}
    for name in ("empty.txt", "picture.png", "nowhere.txt"):
        assert name in err
    assert "Traceback" not in err


def test_nothing_usable(newsloom: Newsloom, tmp_path: Path) -> None:
    status, out, err = newsloom("brief", tmp_path / "nowhere.txt")
    assert status == 2
    assert out == ""
    assert "nowhere.txt" in err


def test_out_is_written_whole_or_not_at_all(newsloom: Newsloom, news: Path, tmp_path: Path) -> None:
    target = tmp_path / "story.html"
    status, out, _ = newsloom("brief", news / "ferry.txt", "--out", target)
    assert (status, out) == (0, "")
    assert target.read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html>")
    status, _, err = newsloom("brief", news / "ferry.txt", "--out", tmp_path / "no" / "folder.md")
    assert status == 2
    assert "folder.md" in err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["news", "story.html"]


def test_as_of_leaves_later_articles_out(newsloom: Newsloom, news: Path) -> None:
    status, out, _ = newsloom("brief", news, "--as-of", "2024-09-02", "--format", "json")
    briefing = json.loads(out)
    names = {Path(a["input"]).name for story in briefing["stories"] for a in story["articles"]}
    assert (status, briefing["as_of"], names) == (0, "2024-09-02", {"ferry.txt", "frost.txt"})
    status, _, err = newsloom("brief", news, "--as-of", "last week")
    assert status == 2
    assert "YYYY-MM-DD" in err


def test_wrong_usage_is_one_clear_message(newsloom: Newsloom) -> None:
    for arguments in (["brief"], ["brief", "x", "--format", "pdg"], ["weave"], ["brief", "x", "--config", "/nowhere.toml"]):
        status, _, err = newsloom(*arguments)
        assert status == 2, arguments
        assert err
        assert "Traceback" not in err


def test_without_a_database_nothing_is_left_behind(newsloom: Newsloom, news: Path, tmp_path: Path) -> None:
    newsloom("brief", news / "ferry.txt")
    assert [p.name for p in tmp_path.iterdir()] == ["news"]


def test_out_is_checked_before_any_work(newsloom: Newsloom, news: Path, tmp_path: Path) -> None:
    for target in (tmp_path, tmp_path / "no" / "story.md"):
        status, out, err = newsloom("brief", news / "nowhere.txt", "--out", target)
        assert (status, out) == (2, "")
        assert "cannot write" in err
        assert "nowhere.txt" not in err


def test_out_follows_links_and_never_replaces_a_device(newsloom: Newsloom, news: Path, tmp_path: Path) -> None:
    target, link, pipe = tmp_path / "story.md", tmp_path / "link.md", tmp_path / "pipe"
    link.symlink_to(target)
    assert newsloom("brief", news / "frost.txt", "--out", link)[0] == 0
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("# ")
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert newsloom("brief", news / "frost.txt", "--format", "json", "--out", pipe)[0] == 0
        assert not pipe.is_file()
    finally:
        os.close(reader)


def test_small_hostile_texts_are_read_in_seconds(newsloom: Newsloom, tmp_path: Path) -> None:
    for number, text in enumerate(("," * 12000, "5 percent of " * 1200, "Anna and " * 2000)):
        path = tmp_path / f"hostile{number}.txt"
        path.write_text(f"Velm\n\nThe council of Velm met on Monday.\n\n{text}\n", encoding="utf-8")
        assert newsloom("brief", path, "--format", "json")[0] == 0


def test_a_named_page_comes_with_its_later_pages(newsloom: Newsloom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = tmp_path / "newsloom.toml"
    config.write_text('[ingest]\nallow_hosts = ["127.0.0.1"]\n[feeds]\ngap = 0\n')
    monkeypatch.setenv("NEWSLOOM_CONFIG", str(config))

    def page(words: str, head: str = "") -> Reply:
        body = f"<h1>Skippers wait at the lock</h1><p>{words} at the lower lock of Dunmoor, its keeper said on Monday evening.</p>"
        more = "<p>The keeper, Hale Orrin, counted them with her two sons from the old signal house above the weir.</p>"
        text = f"<html><head><title>Skippers wait</title>{head}</head><body><article>{body}{more}</article></body></html>"
        return Reply(text.encode(), headers={"Content-Type": "text/html"})

    with Web() as web:
        web.on("/wait/2", page("Forty barges lay", '<link rel="prev" href="/wait">'))
        url = web.on("/wait", page("Ten barges lay", '<link rel="next" href="/wait/2">'))
        for more in ((), ("--db", tmp_path / "desk.db")):
            status, out, _ = newsloom("brief", url, "--format", "json", "--with-text", *more)
            [article] = json.loads(out)["stories"][0]["articles"]
            assert status == 0 and "Ten barges" in article["text"] and "Forty barges" in article["text"] and not article["partial"]
        saved = tmp_path / "saved.html"
        saved.write_bytes(page("Ten barges lay", f'<link rel="canonical" href="{url}"><link rel="next" href="{url}/2">').body)
        asked = len(web.asked)
        newsloom("brief", saved, "--format", "json")
        assert len(web.asked) == asked, "a saved page is taken as it was saved"
