"""Placing online: what a desk gets is what a batch would give, whatever came first, and it goes on where it was."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from newsloom.loom import placing
from newsloom.loom.weaving import weave
from newsloom.records import Article, When
from newsloom.settings import Settings
from newsloom.store import Store
from tests.cluster.articles import CHESS, FIRE, OTHER_FIRE, article
from tests.cluster.test_stories import LEAK, PAY

ALL = (*FIRE, *OTHER_FIRE, *CHESS, *LEAK, *PAY)
CLEAR = (*FIRE, *OTHER_FIRE, *CHESS, *LEAK)  # without the other matter of the same works, which is a near thing
SETTINGS = Settings()


def groups(store: Store) -> set[frozenset[str]]:
    return {frozenset(story.articles) for story, _ in store.stories()}


def put(store: Store, articles: Sequence[Article]) -> None:
    store.add(articles)
    placing.place(store, SETTINGS)


def batch(articles: Sequence[Article]) -> set[frozenset[str]]:
    return {frozenset(story.articles) for story, _ in weave(articles, SETTINGS)}


@pytest.fixture
def store(db: str):  # type: ignore[no-untyped-def]
    with Store(db) as opened:
        yield opened


def test_one_batch_on_an_empty_desk_is_woven_as_without_a_desk(store: Store) -> None:
    put(store, ALL)
    woven = {story.id: story for story, _ in weave(ALL, SETTINGS)}
    kept = {story.id: story for story, _ in store.stories()}
    assert kept.keys() == woven.keys()
    for id, story in kept.items():
        assert [(e.id, e.articles, e.first, e.last) for e in story.events] == [
            (e.id, e.articles, e.first, e.last) for e in woven[id].events
        ]
        assert (story.first, story.last, story.languages) == (woven[id].first, woven[id].last, woven[id].languages)


@pytest.mark.parametrize("seed", range(3))
def test_one_by_one_in_any_order_ends_in_the_same_stories(store: Store, seed: int) -> None:
    order = list(CLEAR)
    random.Random(seed).shuffle(order)
    for one in order:
        put(store, [one])
    assert groups(store) == batch(CLEAR)


def test_ids_stay_when_articles_come(store: Store) -> None:
    put(store, FIRE[:1])
    [(first, _)] = store.stories()
    put(store, (*FIRE[1:], *OTHER_FIRE))
    assert len(store.story(first.id).articles) == len(FIRE)


def test_late_and_undated_articles_find_their_story(store: Store) -> None:
    put(store, (*FIRE[1:], *CHESS))
    put(store, (*OTHER_FIRE, msgspec.structs.replace(FIRE[0], published=When())))
    assert frozenset(a.id for a in FIRE) in groups(store)
    back_dated = article("chess-0", CHESS[0].text + " It was his first open.", "Menon takes the Tallinn open", "2025-02-01")
    put(store, [back_dated])
    assert frozenset(("chess-0", "chess-1")) in groups(store)


def test_a_new_version_stays_in_its_event_and_one_of_another_matter_leaves(store: Store) -> None:
    put(store, ALL)
    corrected = msgspec.structs.replace(FIRE[2], version="2", text=FIRE[2].text.replace("Three workers", "Four workers"))
    put(store, [corrected])
    assert groups(store) == batch(ALL)
    assert not store.unplaced()
    other = msgspec.structs.replace(FIRE[2], version="3", text=CHESS[0].text, title=CHESS[0].title, published=CHESS[0].published)
    put(store, [other])
    assert frozenset(("chess-1", "fire-3")) in groups(store)
    [change] = store.living.log()
    assert change.machine and change.articles == ("fire-3",) and "text changed" in change.why


def test_what_a_stopped_run_left_is_placed_at_the_next(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "CHUNK", 4)
    store.add(CLEAR)
    real = store.living.keep
    calls: list[int] = []

    def dying(*given: object, **named: object) -> object:
        calls.append(1)
        if len(calls) > 1:
            raise KeyboardInterrupt
        return real(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(store.living, "keep", dying)
    with pytest.raises(KeyboardInterrupt):
        placing.place(store, SETTINGS)
    assert sum(len(s.articles) for s, _ in store.stories()) == 4
    monkeypatch.setattr(store.living, "keep", real)
    placing.place(store, SETTINGS)
    assert groups(store) == batch(CLEAR)
    assert store.check() == []


def test_a_desk_that_changed_meanwhile_is_looked_at_again(store: Store) -> None:
    """Two processes that place at once must not make the same story twice."""
    store.add(ALL[:4])
    slow = placing.Table(store, SETTINGS)
    todo = store.living.unplaced(10)
    put(store, ALL[4:])
    assert slow.place(todo) is False
    assert groups(store) == batch(ALL)


def test_placing_reads_what_it_touches_and_no_more(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    put(store, [article(f"n{n}", f"Item {n}: the {word} of {word}ham {word}s.", None, "2025-02-04") for n, word in enumerate(WORDS)])
    read: list[str] = []
    real = store.living.features

    def counting(versions: dict[str, str], digest: str) -> dict[str, bytes]:
        read.extend(versions)
        return real(versions, digest)

    monkeypatch.setattr(store.living, "features", counting)
    put(store, FIRE[:1])
    assert len(set(read)) < len(WORDS) / 2


WORDS = tuple(
    f"{a}{b}{c}" for a in ("br", "kl", "sn", "tr", "w") for b in ("ab", "ez", "ig", "ok", "uv") for c in ("ler", "mot", "nix", "pad")
)


def test_the_indexes_can_be_made_anew(store: Store) -> None:
    put(store, CLEAR[:-3])
    before = groups(store)
    store.living.set_number("index", 0)
    put(store, [CLEAR[-3]])
    pages = store.living.pages(["w:halvorsen", "k:halvorsen"])
    assert len(pages) == 2, "lists are there again"
    put(store, CLEAR[-2:])
    assert groups(store) >= {group for group in before if not any(name.startswith("leak") for name in group)}
    assert groups(store) == batch(CLEAR)


def test_four_processes_at_once_make_each_story_once(db: str, tmp_path: Path) -> None:
    processes = 4
    lines = [{"id": a.id, "text": a.text, "title": a.title, "published": a.published.value} for a in CLEAR]
    command = [sys.executable, "-c", "from newsloom.cli import main; main()", "add", "--db", db]
    running = []
    for number in range(processes):
        part = tmp_path / f"{number}.jsonl"
        part.write_text("".join(json.dumps(line) + "\n" for line in lines[number::processes]), encoding="utf-8")
        running.append(subprocess.Popen([*command, str(part)], stdout=subprocess.DEVNULL))
    assert [process.wait(120) for process in running] == [0] * processes
    with Store(db) as opened:
        titles = {frozenset(opened.article(id).title for id in story.articles) for story, _ in opened.stories()}
        assert titles == {frozenset(a.title for a in part) for part in (FIRE, OTHER_FIRE, CHESS, LEAK)}
        assert not opened.unplaced() and opened.check() == []
