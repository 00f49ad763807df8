"""The head of a plain article is metadata, and only where it is one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsloom.extract.front import read

BODY = "The ferry Halmar ran aground off Port Ansel on Tuesday night, the coast guard said."

HEADS = [
    (
        "Halmar runs aground\n\nPublished 5 March 2024 by The Tessel Gazette\n\n",
        "Halmar runs aground",
        None,
        "2024-03-05",
        "The Tessel Gazette",
    ),
    ("Halmar runs aground\n\nThe Karst Sentinel, 2 September 2024\n\n", "Halmar runs aground", None, "2024-09-02", "The Karst Sentinel"),
    ("Halmar runs aground\nBy Nils Aker | 3 May 2024\n\n", "Halmar runs aground", "Nils Aker", "2024-05-03", None),
    ("# Halmar runs aground\n\n", "Halmar runs aground", None, None, None),
    ("Le Halmar s'échoue\n\nPar Nils Aker, le 3 février 2024\n\n", "Le Halmar s'échoue", "Nils Aker", "2024-02-03", None),
    ("Encalla el Halmar\n\nPor Ana Ruiz\n3 de mayo de 2024\n\n", "Encalla el Halmar", "Ana Ruiz", "2024-05-03", None),
    (
        "---\ntitle: Halmar aground\ndate: 2024-05-03\nauthor: Nils Aker\noutlet: Karst Radio\n---\n",
        "Halmar aground",
        "Nils Aker",
        "2024-05-03",
        "Karst Radio",
    ),
    ("Title: Halmar aground\nDate: May 3, 2024\n\n", "Halmar aground", None, "2024-05-03", None),
    ("PORT ANSEL (Reuters) - ", None, None, None, None),
]


@pytest.mark.parametrize(("head", "title", "byline", "published", "outlet"), HEADS, ids=[head[:24] for head, *_ in HEADS])
def test_heads(head: str, title: str | None, byline: str | None, published: str | None, outlet: str | None) -> None:
    text = head + BODY
    found = read(text, "en")
    assert (found.title, found.byline, found.published and found.published.value, found.outlet) == (title, byline, published, outlet)
    left = "".join(" " if any(s.start <= i < s.end for s in found.spans) else c for i, c in enumerate(text))
    assert left.strip() == BODY


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"{BODY}\nBy Friday, the town must decide what to do with the wreck.",
        "What's happened\n" + BODY,
        "“I saw nothing.”\n" + BODY,
        "- a list\n- of things\n- without sentences",
        "",
        "Halmar runs aground",
        f"The board by the door read:\n{BODY}",
    ],
)
def test_no_head_gives_nothing(text: str) -> None:
    found = read(text, "en")
    assert (found.title, found.byline, found.published, found.outlet, found.spans) == (None, None, None, None, ())


def test_an_ambiguous_date_is_as_exact_as_it_is() -> None:
    when = read(f"Halmar runs aground\nPublished 03/04/2024\n{BODY}", "en").published
    assert when is not None
    assert (when.value, when.precision, when.earliest, when.latest) == ("2024", "year", "2024-03-04", "2024-04-03")
    french = read(f"Le Halmar s'échoue\nPublié le 03/04/2024\n{BODY}", "fr").published
    assert french is not None
    assert french.value == "2024-04-03"


def test_a_clock_counts_only_with_its_zone() -> None:
    known = read(f"Halmar runs aground\nPublished 3 May 2024 10:30 GMT\n{BODY}", "en").published
    bare = read(f"Halmar runs aground\nPublished 3 May 2024 10:30\n{BODY}", "en").published
    assert known is not None and known.value == "2024-05-03T10:30:00+00:00"
    assert bare is not None and bare.value == "2024-05-03"


def test_an_update_is_no_publication() -> None:
    found = read(f"Halmar runs aground\nUpdated 3 May 2024\n{BODY}", "en")
    assert found.published is None
    assert found.modified is not None


@given(st.text(alphabet=st.characters(), max_size=300), st.sampled_from(["en", "fr", "und", ""]))
def test_any_text_is_read_without_a_crash(text: str, language: str) -> None:
    end = 0
    for span in read(text, language).spans:
        assert end <= span.start < span.end <= len(text)
        end = span.end


@pytest.mark.parametrize(
    "dateline",
    [
        "ORLE (Meridian Agency) – ",
        "ORLE, 3 May (Agence Boréale) - ",
        "Orle (Agencia Cantábrica).- ",
        "ORLE (Meridian) — ",
        "ORLE (AP/Meridian Agency) – ",
    ],
)
def test_datelines_of_agencies_that_no_table_has(dateline: str) -> None:
    text = f"{dateline}The ferry left late on Monday, the harbour master said in the evening."
    assert [span.slice(text).rstrip() for span in read(text).spans] == [dateline.rstrip()]


@pytest.mark.parametrize(
    "opening", ["Ann Moss (Labour) – who lost her seat – spoke first on Monday evening in Orle.", "Orle (pop. 900) – a port."]
)
def test_other_brackets_are_no_dateline(opening: str) -> None:
    assert read(opening + " The ferry left late on Monday, the harbour master said.").spans == ()


def test_the_outlet_behind_writer_and_date() -> None:
    text = "Late again\n\nBy Ann Moss | 3 May 2024 | {0}\n\nThe ferry left late on Monday, the harbour master said in the evening.\n"
    assert read(text.format("Sound & Shore")).outlet == "Sound & Shore"
    assert read(text.format("New York")).outlet is None
    assert read(text.format("Political Editor")).outlet is None
