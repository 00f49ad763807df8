"""The Python interface does what the command line does."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

import newsloom
from newsloom.errors import NotFoundError, UsageError
from tests.cli.conftest import news  # noqa: F401 - a fixture


@pytest.fixture
def loom(news: Path, tmp_path: Path):  # noqa: F811
    with newsloom.open(tmp_path / "desk.db") as opened:
        assert opened.add(news) == []
        yield opened


def test_a_desk_s_stories_brief_themselves(loom) -> None:
    heavy, light = loom.stories()
    assert {heavy.row.articles, light.row.articles} == {1, 2}
    told = heavy.briefing()
    assert told.to_html().startswith("<!doctype html>")
    assert told.to_markdown().startswith("# ")
    assert told.to_dict()["schema"] == "newsloom.briefing/1"
    assert loom.story(heavy.id[:6]).title == heavy.title
    with pytest.raises(NotFoundError):
        loom.story("zz")


def test_claims_become_rows_and_files(loom) -> None:
    claims = loom.stories()[0].claims()
    assert len(claims) > 0
    assert claims[0] == next(iter(claims))
    rows = claims.rows()
    assert {row["claim"] for row in rows} == {claim.id for claim in claims}
    assert json.loads(claims.to_json())["schema"] == "newsloom.claims/1"
    assert claims.to_csv().splitlines()[0].startswith("claim,text,")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO(claims.to_parquet()))
    assert table.num_rows == len(rows)
    assert str(table.schema.field("low").type) == "double"


def test_a_notebook_shows_text_and_never_markup(tmp_path: Path) -> None:
    page = tmp_path / "x.txt"
    page.write_text("Mill burns\n\nFire destroyed 12 barns at <b>Marl Mill</b><script>alert(1)</script> on Monday, police said.\n", "utf-8")
    with newsloom.open(tmp_path / "desk.db") as loom:
        loom.add(page)
        (story,) = loom.stories()
        shown = [story.claims()._repr_html_(), story._repr_html_(), story.briefing()._repr_html_()]
    assert not any("<script>" in html for html in shown)
    assert "&lt;b&gt;" in shown[0]


def test_without_a_database_only_briefing_works(news: Path) -> None:  # noqa: F811
    with newsloom.open() as loom:
        assert len(loom.brief(news).stories) == 2
        with pytest.raises(UsageError):
            loom.stories()
