"""Reservations of text and data mining are kept with the article."""

from __future__ import annotations

import pytest

from newsloom.extract import article
from newsloom.records import Document

BODY = "<p>The mill at Lower Marl burned on Monday and 12 barns were lost, the fire brigade said.</p>" * 3


@pytest.mark.parametrize(
    ("head", "headers", "reserved"),
    [
        ('<meta name="tdm-reservation" content="1">', {}, True),
        ('<meta name="tdm-reservation" content="0">', {}, False),
        ('<meta name="robots" content="index, NoAI">', {}, True),
        ('<meta name="robots" content="index, follow">', {}, False),
        ("", {"tdm-reservation": "1"}, True),
        ("", {"x-robots-tag": "otherbot: noai"}, True),
        ("", {}, False),
    ],
)
def test_what_a_page_reserves_is_kept(head: str, headers: dict[str, str], reserved: bool) -> None:
    page = f"<html><head><title>Mill burns</title>{head}</head><body><article><h1>Mill burns</h1>{BODY}</article></body></html>"
    found = article(Document(input="x", content=page.encode(), media="text/html", fetched="2026-01-01T00:00:00Z", headers=headers))
    assert found.mining_reserved is reserved


def test_terms_are_kept_where_they_are_an_address() -> None:
    for policy, kept in (("https://marl.example/terms.json", True), ("javascript:alert(1)", False)):
        head = f'<meta name="tdm-reservation" content="1"><meta name="tdm-policy" content="{policy}">'
        page = f"<html><head><title>Mill burns</title>{head}</head><body><article>{BODY}</article></body></html>"
        found = article(Document(input="x", content=page.encode(), media="text/html", fetched="2026-01-01T00:00:00Z"))
        assert (found.metadata.get("mining.policy") == policy) is kept
