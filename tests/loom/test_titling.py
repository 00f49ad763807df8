"""A story's title changes only when the story does."""

from __future__ import annotations

from pathlib import Path

import msgspec

from newsloom.loom import Desk, titling
from newsloom.records import Outlet
from tests.cluster.articles import CHESS, FIRE
from tests.cluster.test_stories import LEAK


def put(desk: Desk, *articles: object) -> None:
    desk.store.add(articles)  # type: ignore[arg-type]
    desk.weave()


def title(desk: Desk, article: str) -> str:
    [story] = desk.store.living.of_articles([article])
    return desk.store.story(story).title


def test_copies_do_not_change_a_title(tmp_path: Path) -> None:
    with Desk(tmp_path / "desk.db") as desk:
        put(desk, *FIRE)
        before = title(desk, "fire-1")
        for n in range(6):
            copy = msgspec.structs.replace(FIRE[n % 3], id=f"copy-{n}", title=f"Reprint {n}", outlet=Outlet(name=f"Courier {n}"))
            put(desk, copy)
            assert title(desk, "fire-1") == before


def test_an_article_elsewhere_changes_no_title(tmp_path: Path) -> None:
    with Desk(tmp_path / "desk.db") as desk:
        put(desk, *FIRE)
        before = title(desk, "fire-1")
        put(desk, *CHESS)
        assert title(desk, "fire-1") == before


def test_a_later_turn_may_rename_a_story(tmp_path: Path) -> None:
    with Desk(tmp_path / "desk.db") as desk:
        put(desk, LEAK[0])
        assert title(desk, "leak-1") == LEAK[0].title
        put(desk, *LEAK[1:])
        assert title(desk, "leak-1") in {LEAK[1].title, LEAK[2].title}


def test_the_title_that_stands_has_the_edge() -> None:
    fits = {"a": 1.0, "b": 1.1}
    assert titling._stands(("A", "a"), fits, 1.1)
    assert not titling._stands(("A", "a"), fits, 1.0 + 2 * titling.MARGIN)
    assert not titling._stands(("", None), fits, 1.1) and not titling._stands(("A", "gone"), fits, 1.1)
