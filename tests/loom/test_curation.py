"""A person's word on stories: it holds whatever comes, and can be taken back in any order."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsloom.errors import NotFoundError, UsageError
from newsloom.loom import Desk
from newsloom.records import Article, Change
from tests.cluster.articles import CHESS, FIRE, OTHER_FIRE
from tests.cluster.test_stories import LEAK

ALL = (*FIRE, *OTHER_FIRE, *CHESS, *LEAK)
LATER = tuple(
    msgspec.structs.replace(one, id=f"{one.id}-later", text=f"{one.text}\nThis was said again on Friday by {who}.")
    for one, who in zip((FIRE[0], FIRE[2], OTHER_FIRE[1], LEAK[1]), ("Nils Ardal", "Mona Strand", "Rosa Quispe", "Erik Falk"), strict=True)
)


def put(desk: Desk, *articles: Article) -> None:
    desk.store.add(articles)
    desk.weave()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk that holds ALL, to be copied."""
    path = tmp_path_factory.mktemp("made") / "desk.db"
    with Desk(path) as opened:
        put(opened, *ALL)
    return path


@contextmanager
def copied(made: Path) -> Iterator[Desk]:
    with tempfile.TemporaryDirectory() as folder, Desk(shutil.copy(made, folder)) as opened:
        yield opened


@pytest.fixture
def desk(made: Path) -> Iterator[Desk]:
    with copied(made) as opened:
        yield opened


def story_of(desk: Desk, id: str) -> str:
    [found] = desk.store.living.of_articles([id])
    return found


def groups(desk: Desk) -> set[frozenset[str]]:
    return {frozenset(story.articles) for story, _ in desk.store.stories()}


def test_a_merge_holds_and_the_old_id_leads_on(desk: Desk) -> None:
    fire, chess = story_of(desk, "fire-1"), story_of(desk, "chess-1")
    change = desk.curate("ada", "one inquest").merge([fire, chess])
    assert (change.by, change.why, change.action, change.story, change.other) == ("ada", "one inquest", "merge", fire, (chess,))
    assert story_of(desk, "chess-1") == fire and desk.store.story(chess).id == fire
    put(desk, *LATER)
    assert story_of(desk, "chess-1") == story_of(desk, "fire-1-later") == fire
    desk.curate("ada").undo()
    assert story_of(desk, "chess-1") == chess and desk.store.story(chess).articles == ("chess-1",)


def test_no_later_article_glues_what_was_split(desk: Desk) -> None:
    fire = story_of(desk, "fire-1")
    new = desk.curate("ada").split(fire, ["fire-3"]).story
    assert story_of(desk, "fire-3") == new != fire
    put(desk, *LATER, msgspec.structs.replace(FIRE[2], id="fire-4", text=FIRE[0].text + "\n" + FIRE[2].text))
    assert desk.store.story(fire).id != desk.store.story(new).id
    assert story_of(desk, "fire-3") == new and story_of(desk, "fire-1") == fire
    desk.curate("ada").undo()
    assert {"fire-1", "fire-2", "fire-3"} <= set(desk.store.story(fire).articles)
    assert desk.store.story(new).id == fire, "the id of the part leads back to the whole"


def test_a_moved_article_stays_where_it_was_put(desk: Desk) -> None:
    fire, chess = story_of(desk, "fire-1"), story_of(desk, "chess-1")
    desk.curate("ada").move("fire-2", chess)
    put(desk, *LATER)
    assert story_of(desk, "fire-2") == chess and story_of(desk, "fire-1") == fire
    corrected = msgspec.structs.replace(FIRE[1], version="2", text=FIRE[0].text)
    put(desk, corrected)
    assert story_of(desk, "fire-2") == chess


def test_a_story_whose_last_article_is_moved_leads_to_where_that_went(desk: Desk) -> None:
    fire, chess = story_of(desk, "fire-1"), story_of(desk, "chess-1")
    desk.curate("ada").move("chess-1", fire)
    assert desk.store.story(chess).id == fire
    desk.curate("ada").undo()
    assert story_of(desk, "chess-1") == chess


def test_a_pinned_article_does_not_leave_with_a_new_text(desk: Desk) -> None:
    fire = story_of(desk, "fire-3")
    desk.curate("ada").pin("fire-3", fire)
    put(desk, msgspec.structs.replace(FIRE[2], version="2", text=CHESS[0].text, title=CHESS[0].title))
    assert story_of(desk, "fire-3") == fire


def test_a_name_stays(desk: Desk) -> None:
    fire, other = story_of(desk, "fire-1"), story_of(desk, "fire-9")
    desk.curate("ada").rename(fire, "  The Brekkstad\nfire ")
    put(desk, *LATER)
    assert desk.store.story(fire).title == "The Brekkstad fire"
    desk.curate("ada").merge([other, fire])
    assert desk.store.story(other).title == "The Brekkstad fire"
    desk.curate("bob").rename(other, "Two fires")
    desk.curate("bob").undo()
    assert desk.store.story(other).title == "The Brekkstad fire"
    for _ in range(2):
        desk.curate("bob").undo()
    assert desk.store.story(fire).title in {one.title for one in (*FIRE, *LATER)}


def test_what_makes_no_sense_is_refused(desk: Desk) -> None:
    fire, chess = story_of(desk, "fire-1"), story_of(desk, "chess-1")
    curation = desk.curate("ada")
    with pytest.raises(UsageError, match="two stories"):
        curation.merge([fire, fire])
    with pytest.raises(UsageError, match="not in story"):
        curation.split(fire, ["chess-1"])
    with pytest.raises(UsageError, match="not all"):
        curation.split(chess, ["chess-1"])
    with pytest.raises(UsageError, match="words"):
        curation.rename(fire, " \n")
    with pytest.raises(NotFoundError):
        curation.merge([fire, "s0"])
    with pytest.raises(NotFoundError, match="nothing to undo"):
        curation.undo()
    number = curation.merge([fire, chess]).id
    curation.undo(number)
    with pytest.raises(UsageError, match="undone already, by change 2"):
        curation.undo(number)
    curation.undo(2)
    assert story_of(desk, "chess-1") == fire, "undoing an undoing"


def test_the_log_tells_who_when_and_why_and_is_never_altered(desk: Desk) -> None:
    fire, chess = story_of(desk, "fire-1"), story_of(desk, "chess-1")
    desk.curate("ada", "same owner").merge([fire, chess])
    desk.curate("bob", "no, she is mistaken").undo()
    log = desk.history(fire)
    assert [(c.action, c.by, c.why, c.undone_by) for c in log] == [
        ("undo", "bob", "no, she is mistaken", None),
        ("merge", "ada", "same owner", 2),
    ]
    assert desk.history(story_of(desk, "leak-1")) == []
    with pytest.raises(Exception, match="only added to"), desk.store._writing() as connection:
        connection.exec_driver_sql("DELETE FROM changes")


def test_what_the_machine_merged_can_be_undone_and_stays_so(tmp_path: Path) -> None:
    with Desk(tmp_path / "desk.db") as desk:
        first, third = LEAK[0], LEAK[2]
        put(desk, first, third)
        if len(groups(desk)) == 1:
            pytest.skip("the two join by themselves")
        one, other = story_of(desk, first.id), story_of(desk, third.id)
        put(desk, LEAK[1])
        merged = [change for change in desk.history() if change.machine and change.action == "merge"]
        if not merged:
            pytest.skip("nothing was merged")
        assert merged[0].why
        desk.curate("ada").undo(merged[0].id)
        assert story_of(desk, first.id) != story_of(desk, third.id)
        put(desk, *LATER)
        assert desk.store.story(one).id != desk.store.story(other).id


# Any sequence of changes and arrivals

_PICK = st.integers(0, 11)
_STEP = st.one_of(
    st.tuples(st.just("merge"), _PICK, _PICK),
    st.tuples(st.just("split"), _PICK, _PICK),
    st.tuples(st.just("move"), _PICK, _PICK),
    st.tuples(st.just("pin"), _PICK, _PICK),
    st.tuples(st.just("rename"), _PICK, _PICK),
    st.tuples(st.just("undo"), _PICK, _PICK),
    st.tuples(st.just("add"), _PICK, _PICK),
)


def _do(desk: Desk, step: tuple[str, int, int]) -> None:
    what, a, b = step
    names = sorted(article.id for article in desk.store.articles())
    one, other = names[a % len(names)], names[b % len(names)]
    curation = desk.curate("ada")
    try:
        if what == "merge":
            curation.merge([story_of(desk, one), story_of(desk, other)])
        elif what == "split":
            curation.split(story_of(desk, one), [one])
        elif what in ("move", "pin"):
            getattr(curation, what)(one, story_of(desk, other))
        elif what == "rename":
            curation.rename(story_of(desk, one), f"Title {b}")
        elif what == "undo":
            log = [change for change in desk.history() if change.undone_by is None]
            if log:
                curation.undo(log[a % len(log)].id)
        else:
            put(desk, LATER[a % len(LATER)])
    except UsageError:
        pass


def _holds(desk: Desk) -> None:
    """Every article is in one story, and all that was said and not undone holds."""
    stories = [story for story, _ in desk.store.stories()]
    placed = [article for story in stories for article in story.articles]
    assert sorted(placed) == sorted(article.id for article in desk.store.articles())
    assert placed == [article for story in stories for event in story.events for article in event.articles] or sorted(placed) == sorted(
        article for story in stories for event in story.events for article in event.articles
    )
    log = [change for change in reversed(desk.history()) if change.undone_by is None and change.action != "undo"]
    resolve = desk.store.living.resolve
    home: dict[str, Change] = {}
    for change in log:
        if change.action == "merge":
            assert len({resolve(id) for id in (change.story, *change.other)}) == 1
        if not change.machine and change.action in ("split", "move", "pin"):
            home |= dict.fromkeys(change.articles, change)
    for article, change in home.items():
        assert story_of(desk, article) == resolve(change.story)
    named = {resolve(change.story): change.facts[0].b for change in log if change.action == "rename"}
    for story in stories:
        if story.id in named:
            assert story.title == named[story.id]
    assert desk.store.check() == []


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(_STEP, min_size=1, max_size=6))
def test_what_was_said_holds_after_any_sequence(made: Path, steps: list[tuple[str, int, int]]) -> None:
    with copied(made) as desk:
        for step in steps:
            _do(desk, step)
            _holds(desk)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(_STEP.filter(lambda step: step[0] not in ("undo", "add")), min_size=1, max_size=5), st.randoms())
def test_undoing_all_in_any_order_brings_back_what_was(made: Path, steps: list[tuple[str, int, int]], chance: object) -> None:
    with copied(made) as desk:
        before = {story.id: story for story, _ in desk.store.stories()}
        for step in steps:
            _do(desk, step)
        log = [change.id for change in desk.history()]
        chance.shuffle(log)  # type: ignore[attr-defined]
        for number in log:
            desk.curate("bob").undo(number)
        assert {story.id: story.articles for story, _ in desk.store.stories()} == {id: s.articles for id, s in before.items()}
        assert {story.id: story.title for story, _ in desk.store.stories()} == {id: s.title for id, s in before.items()}


@pytest.mark.parametrize("first", [0, 1], ids=["the split first", "the name first"])
def test_a_part_that_was_named_comes_back_without_its_name(made: Path, first: int) -> None:
    with copied(made) as desk:
        before = {story.id: story.title for story, _ in desk.store.stories()}
        _do(desk, ("split", 1, 0))
        _do(desk, ("rename", 1, 0))
        log = sorted(change.id for change in desk.history())
        for number in (log[first], log[1 - first]):
            desk.curate("bob").undo(number)
        assert {story.id: story.title for story, _ in desk.store.stories()} == before
