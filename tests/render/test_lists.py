"""Lists: the contract's shapes, tables for people, CSV for spreadsheets; one article with its furniture."""

from __future__ import annotations

import csv
import io
import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsloom import render
from newsloom.brief import card
from newsloom.errors import UsageError
from newsloom.records import Article, Furniture, Speaker, StoryStatement, Value, When
from newsloom.render import arrange, joined, words
from tests.brief.build import article, claim, ferry

ROW = render.StoryRow(
    id="s1", title="=The | Halcyon", first="2030-03-04", last="2030-03-08", languages=("en",), articles=3, outlets=("Coast Mail",),
    independent_sources=2, weight=2.5, changed="2030-03-08T10:00:00Z",
)  # fmt: skip


def test_stories_as_json_and_as_a_table() -> None:
    data = json.loads(render.stories([ROW], "json"))
    assert data["schema"] == "newsloom.stories/1"
    assert list(data["stories"][0]) == [
        "id", "title", "first", "last", "languages", "articles", "outlets", "independent_sources", "weight", "changed",
    ]  # fmt: skip
    assert "4 March 2030 to 8 March 2030" in render.stories([ROW], "term", width=200)
    assert r"=The \| Halcyon" in render.stories([ROW], "md")
    with pytest.raises(UsageError):
        render.stories([ROW], "csv")


def test_claims_in_each_form() -> None:
    it = ferry()
    data = json.loads(render.claims(it.claims, "s1", "Halcyon", "json"))
    assert data["schema"] == "newsloom.claims/1"
    assert data["story"] == {"id": "s1", "title": "Halcyon"}
    rows = list(csv.DictReader(io.StringIO(render.claims(it.claims, "s1", "Halcyon", "csv"))))
    assert [r["low"] for r in rows] == ["40", "43"]
    assert "updated" in render.claims(it.claims, "s1", "Halcyon", "table", width=120)


def test_a_formula_in_a_csv_cell_is_text() -> None:
    one = article("=HYPERLINK(1) is what the clerk of Velm wrote.", "Velm Bote")
    odd = claim("event", (one, "=HYPERLINK(1)", None, None))
    (row,) = csv.DictReader(io.StringIO(render.claims([odd], "s", "t", "csv")))
    assert row["text"].startswith("'=")


def test_search_hits() -> None:
    one = article("The clerk of Velm wrote.", "Velm Bote")
    hit = render.Hit(story=None, article=one.id, score=0.5, passage=one.passage(4, 9))
    data = json.loads(render.search("clerk", [hit], "json"))
    assert data == {
        "schema": "newsloom.search/1",
        "query": "clerk",
        "hits": [{"story": None, "article": one.id, "score": 0.5, "passage": msgspec.to_builtins(one.passage(4, 9))}],
    }
    assert "clerk" in render.search("clerk", [hit], "term")


def test_an_article_shows_what_was_left_out_of_it() -> None:
    text = "The clerk of Velm wrote.\nRead more in our newsletter"
    it = article(text, "Velm Bote", "2030-05-01", furniture=(Furniture(start=25, end=len(text), why="promotion"),))
    assert "left out: promotion" in render.article(it, "md")
    assert "left out: promotion" in render.article(it, "term")
    assert "left out: promotion" in render.article(it, "html")
    data = json.loads(render.article(it, "json"))
    assert data["article"]["text"] == text
    assert data["left_out"][0]["passage"]["text"] == text[25:]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Value(low=10000, high=10000, qualifier="around", counts="troops"), "around 10,000 troops"),
        (Value(low=1000, high=None, qualifier="at least", counts="troops killed"), "at least 1,000 troops killed"),
        (Value(low=3000, high=None, low_open=True, counts="homes"), "> 3,000 homes"),
        (Value(low=None, high=40, counts="boats"), "≤ 40 boats"),
        (Value(low=11000, high=12000, counts="soldiers"), "11,000–12,000 soldiers"),
        (Value(low=12.5, high=12.5, unit="percent"), "12.5 %"),
        (Value(low=24, high=99, vague=True, qualifier="dozens", counts="people"), "dozens (taken as 24–99) people"),
        (Value(low=5, high=5, counts="ships", mode="planned"), "5 ships (planned)"),
    ],
)
def test_values_read_as_they_were_meant(value: Value, shown: str) -> None:
    assert words.value(value) == shown


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (When(value="2030-03-04", precision="day", origin="page"), "4 March 2030"),
        (When(value="2030-03", precision="month", origin="text"), "March 2030"),
        (When(value="2030-03-04T10:00:00+02:00", precision="second", origin="feed"), "4 March 2030"),
        (When(value=None, earliest="2030-03-04", latest="2030-03-08", origin="inferred"), "between 4 March 2030 and 8 March 2030"),
        (When(value="2030-03-04", precision="day", origin="inferred"), "4 March 2030 (inferred)"),
        (When(latest="2030-03-08"), "undated"),
        (None, "undated"),
    ],
)
def test_a_time_is_shown_no_more_exactly_than_it_is_known(moment: When | None, shown: str) -> None:
    assert words.when(moment) == shown


def said(it: Article, content: str, form: str) -> StoryStatement:
    at = it.text.index(content)
    return StoryStatement(
        speaker=Speaker(name="Brandt"),
        cue="said",
        content=content,
        form=form,  # type: ignore[arg-type]
        modality="asserted",
        via=(),
        article=it.id,
        passages=(it.passage(at, at + len(content)),),
    )


def test_quotation_marks_stand_only_where_the_source_has_them() -> None:
    it = article("Brandt said: “We stay here until the ship is mended.” She will leave in May.", "Velm Bote")
    whole, part, other = "We stay here until the ship is mended.", "until the ship is mended.", "She will leave in May."
    assert words.content(said(it, whole, "direct"), card(it)) == f"“{whole}”"
    assert words.content(said(it, part, "direct"), card(it)) == part
    assert words.content(said(it, other, "indirect"), card(it)) == other


def test_one_speaker_s_words_in_several_papers_are_listed_once() -> None:
    papers = [article(f"Brandt said the ship stays. {n}", f"Paper {n}") for n in range(3)]
    (one,) = arrange.voices([said(p, "the ship stays", "indirect") for p in papers])
    assert [p.article for p in one.passages] == [p.id for p in papers]


def test_two_quotes_are_not_shown_as_one() -> None:
    it = article("“The ship stays,” Brandt said on Monday. “We mend it here.” She will leave in May.", "Velm Bote")
    both = msgspec.structs.replace(
        said(it, "The ship stays,", "direct"), content="The ship stays, We mend it here.", passages=(it.passage(1, 61),)
    )
    assert words.content(both, card(it)) == "“The ship stays,” … “We mend it here.”"
    indirect = msgspec.structs.replace(both, form="indirect")
    assert words.content(indirect, card(it)) == "The ship stays, … We mend it here."
    assert words.content(msgspec.structs.replace(both, content="not there at all"), card(it)) == "not there at all"


@given(st.text(max_size=120), st.text(max_size=60))
def test_the_pieces_are_the_content(source: str, content: str) -> None:
    found = joined.pieces(content, source)
    assert " ".join(run for run, _ in found) == content
    assert all(at < 0 or source[at : at + len(run)] == run for run, at in found)
