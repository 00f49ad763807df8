"""What is old and in nobody's hand goes, whole stories at a time; all else stays, and the desk goes on."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from newsloom import settings
from newsloom.cli.main import run
from newsloom.errors import UsageError
from newsloom.loom import Desk, clock, placing, retention
from newsloom.records import Article, Change, When
from newsloom.records.people import Belonging, Hand, Mark
from newsloom.settings import RetentionSettings, Settings
from newsloom.store import Store

from .conftest import make

NOW = "2025-06-01T12:00:00Z"
MATTERS = {
    "ferry": "The ferry Lady of Skerrin sank off Port Ansel in a storm, and its crew of nine was saved by fishermen.",
    "apples": "Apple growers at Fenwick report an early bloom, and fear that frost will take the harvest in May.",
    "chess": "Orla Brandt of Tessel won the chess open at Ordway after a final of seven hours against the champion.",
    "tram": "The tram line to Lower Marl opens a month late, as engineers found cracks in the new viaduct.",
    "choir": "A choir of bakers from Ulmen sang at the opening of the market hall, which burned down in spring.",
    "otters": "Otters are back in the river Quell, wardens say, thirty years after the dye works drove them out.",
    "lamp": "The lighthouse keeper of Zan retired, and nobody has yet been found to tend the lamp in winter.",
}


def told(name: str, printed: str, seen: str = "2022-03-01T10:00:00Z", **more: object) -> Article:
    published = When(value=printed, precision="day", origin="page")
    return make(name, MATTERS[name], title=MATTERS[name][:30], published=published, first_seen=seen, **more)


@pytest.fixture
def store(db: str, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.setattr(clock, "now", lambda: NOW)
    with Store(db) as opened:
        opened.add([told(name, "2022-03-01") for name in MATTERS])
        placing.place(opened, Settings())
        yield opened


def story(store: Store, article: str) -> str:
    [found] = store.living.of_articles([article])
    return found


def left(store: Store) -> set[str]:
    assert store.check() == []
    there = {article.id for article in store.articles()}
    assert there == {article for one, _ in store.stories() for article in one.articles}
    return there


def test_what_is_old_goes_from_everywhere(store: Store) -> None:
    store.results.keep("briefing", story(store, "ferry"), "d", b"old", NOW)
    store.results.keep("explanation", story(store, "ferry") + " c1", "d", b"old", NOW)
    found = retention.prune(store, "2y", only_look=True)
    assert (found.stories, found.articles, len(left(store))) == (7, 0, 7)
    found = retention.prune(store, "2y")
    assert (found.before, found.stories, found.articles) == ("2023-06-02", 7, 7)
    assert left(store) == set() and store.stories() == [] and store.search("ferry") == []
    with store._reading() as connection:
        for table in ("articles", "versions", "features", "memberships", "events", "stories", "links", "facets", "results", "vectors"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0, table  # noqa: S608
    assert store.people.audit(1)[0].action == "pruned"
    assert retention.prune(store, "2y").stories == 0


def test_what_is_young_or_in_someones_hand_stays(store: Store) -> None:
    store.living.enter(Change(at=NOW, by="ada", machine=False, action="rename", story=story(store, "ferry")))
    store.people.mark("u1", Mark(kind="watch", target=story(store, "apples"), at=NOW))
    store.people.mark("u1", Mark(kind="star", target="chess", at=NOW))
    store.people.mark("u1", Mark(kind="visit", target=story(store, "lamp"), at=NOW))
    store.people.say(Hand(at=NOW, by="ada", kind="note", target="c1", story=story(store, "tram")))
    store.people.keep(Belonging(id="b1", account="u1", kind="note", made=NOW, fields={"about": f"see {story(store, 'choir')}"}))
    store.add([msgspec.structs.replace(told("otters", "2022-03-01"), version="v2", text="Otters are gone again.", first_seen=NOW)])
    placing.place(store, Settings())
    assert retention.prune(store, "2y").stories == 1
    assert left(store) == set(MATTERS) - {"lamp"}


def test_a_story_that_goes_on_stays_whole_and_one_that_went_may_come_again(store: Store) -> None:
    late = make("later", MATTERS["ferry"] + " It was raised.", title=MATTERS["ferry"][:30], first_seen=NOW)
    store.add([late, told("apples", "2022-03-01")])
    placing.place(store, Settings())
    assert story(store, "later") == story(store, "ferry")
    retention.prune(store, "90d")
    assert left(store) == {"ferry", "later"}
    assert store.add([told("apples", "2022-03-01", NOW), told("tram", "2025-05-30", NOW)]) == ["added", "added"]
    placing.place(store, Settings())
    assert left(store) == {"ferry", "later", "apples", "tram"}, "what comes in now is kept, however old its date"
    assert retention.prune(store, "90d").stories == 0
    assert [hit.article for hit in store.search("viaduct")] == ["tram"]


def test_once_a_day_where_the_settings_say_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    retention.prune_once_a_day(store, Settings())
    assert len(left(store)) == 7
    keep = Settings(retention=RetentionSettings(keep="2y"))
    store.living.set_number("pruned", 0)
    with monkeypatch.context() as patched:
        patched.setattr(retention, "prune", lambda *_: pytest.fail("twice a day"))
        store.living.set_number("pruned", 20240)  # 2025-06-01
        retention.prune_once_a_day(store, keep)
    store.living.set_number("pruned", 20239)
    with Desk(store.db, keep) as desk:
        desk.feeds.sync(report=lambda *_: None, told=lambda _: None)
    assert left(store) == set()


@pytest.mark.parametrize("span", ["", "0d", "2", "-3d", "2m", "1y2d", "d", "999999y"])
def test_spans_that_are_none(span: str) -> None:
    with pytest.raises(UsageError, match="span"):
        retention.days(span)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db, config = str(tmp_path / "desk.db"), tmp_path / "newsloom.toml"
    with Store(db) as store:
        store.add([told("ferry", "2022-03-01")])
        placing.place(store, Settings())
    assert run(["prune", "--db", db]) == 2 and "--keep 2y" in capsys.readouterr().err
    assert run(["prune", "--keep", "2 years", "--db", db]) == 2
    config.write_text('[retention]\nkeep = "1y"\n')
    assert settings.load(config).retention.keep == "1y"
    assert run(["prune", "--dry-run", "--db", db, "--config", str(config)]) == 0 and "1 stories" in capsys.readouterr().err
    assert run(["prune", "--keep", "99999d", "--db", db]) == 0 and "0 stories" in capsys.readouterr().err
    assert run(["prune", "--db", db, "--config", str(config)]) == 0 and "with 1 articles" in capsys.readouterr().err
    config.write_text('[retention]\nkeep = "soon"\n')
    assert run(["prune", "--db", db, "--config", str(config)]) == 2
