"""The research data beside the checkout: reported kinds of fault, and the figures of the benchmark."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.extraction import run

from newsloom import extract
from newsloom.ingest import read
from newsloom.records import Article, Document
from newsloom.settings import IngestSettings

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the research data is not beside this checkout")
pytestmark = [pytest.mark.shared, needs_corpus]


def articles(case: str) -> list[Article]:
    (folder,) = (CORPUS / "cases").glob(f"{case}-*")
    names = [n for n in json.loads((folder / "expect.json").read_text())["run"] if (folder / n).is_file()]
    found = read([str(folder / n) for n in names], IngestSettings())
    return [extract.article(d) for d in found if isinstance(d, Document)]


def test_a_headline_in_the_address_makes_no_second_article() -> None:
    one, two = articles("02")
    assert one.id == two.id
    assert one.version != two.version


def test_bases_faults_and_dates_of_feeds() -> None:
    assert all(a.url and "slowwire" in a.url and "talk" not in a.url for a in articles("03"))
    assert len(articles("04")) == 3
    assert [a.published.origin for a in articles("18")] == ["feed"] * 4 + ["unknown"]


@pytest.mark.parametrize("case", ["09", "10", "11", "12", "17", "19"])
def test_pages_give_one_article_with_a_date_or_none(case: str) -> None:
    (found,) = articles(case)
    assert found.title
    assert found.words > 30
    assert found.published.value is None or found.published.value.startswith("202")


@pytest.mark.slow
def test_main_text_reaches_its_floor() -> None:
    figures, _ = run(CORPUS / "eval" / "extraction-scrapinghub", bodies=False)
    assert figures["f1"] >= 0.975
