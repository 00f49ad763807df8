"""Each kind of file, known by its content, and what its reader makes of it."""

from __future__ import annotations

import builtins
import io
import json
from pathlib import Path
from typing import Any

import pytest

from newsloom.ingest import read
from newsloom.records import Document
from newsloom.settings import IngestSettings
from tests.ingest import made
from tests.ingest.made import SENTENCE, load

ITEM: dict[str, Any] = {
    "id": 7,
    "url": "/ferry",
    "title": "Ramp breaks",
    "content_html": f"<p>{SENTENCE}</p>",
    "date_published": "2025-03-04T07:15:00+01:00",
    "tags": ["ports", 3],
}
JSON_FEED = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Dunmere Courier", "language": "en", "items": [ITEM]})


def test_a_json_feed(tmp_path: Path) -> None:
    (found,), failed = load(tmp_path / "f", JSON_FEED)
    assert (found.media, found.origin, found.item, failed) == ("text/html", "feed", "7", [])
    assert (found.hints.title, found.hints.outlet, found.hints.language) == ("Ramp breaks", "Dunmere Courier", "en")
    assert json.loads(found.metadata["categories"]) == ["ports", "3"]


def test_a_json_feed_that_tells_its_version_late(tmp_path: Path) -> None:
    feed = {"items": [ITEM | {"content_text": "word " * 20_000}], "version": "https://jsonfeed.org/version/1"}
    (found,), _ = load(tmp_path / "f.json", json.dumps(feed))
    assert found.origin == "feed"


@pytest.mark.parametrize(
    "item",
    [
        {"uri": "urn:d:1", "type": "text", "pubstatus": "usable", "versioncreated": "2025-03-04T09:00:00Z", "headline": "Ramp breaks",
         "firstcreated": "2025-03-04T07:15:00Z", "byline": "Ina Vold", "language": "en", "body_html": f"<p>{SENTENCE}</p>"},
        {"uri": "urn:d:1", "standard": {"name": "ninjs", "version": "2.1"}, "versioncreated": "2025-03-04T09:00:00Z", "language": "en",
         "firstcreated": "2025-03-04T07:15:00Z", "by": "Ina Vold", "headlines": [{"role": "main", "value": "Ramp breaks"}],
         "bodies": [{"role": "main", "contenttype": "text/html", "value": f"<p>{SENTENCE}</p>"}]},
        {"uri": "urn:d:1", "versionCreated": "2025-03-04T09:00:00Z", "firstCreated": "2025-03-04T07:15:00Z", "by": "Ina Vold",
         "language": "en", "headlines": [{"role": "main", "value": "Ramp breaks"}],
         "bodies": [{"contentType": "text/html", "value": f"<p>{SENTENCE}</p>"}]},
    ],
)  # fmt: skip
def test_ninjs(tmp_path: Path, item: dict[str, Any]) -> None:
    (found,), failed = load(tmp_path / "n.json", json.dumps(item, indent=1))
    hints = found.hints
    assert (hints.id, hints.title, hints.byline, hints.published) == ("urn:d:1", "Ramp breaks", "Ina Vold", "2025-03-04T07:15:00Z")
    assert (found.media, SENTENCE.encode() in found.content, failed) == ("text/html", True, [])
    assert "withdrawn" in load(tmp_path / "n.json", json.dumps(item | {"pubstatus": "canceled"}))[1][0]


def test_newsml_g2(tmp_path: Path) -> None:
    (found,), failed = load(tmp_path / "n.xml", made.NEWSML)
    hints = found.hints
    assert (hints.title, hints.outlet, hints.byline, hints.language) == ("Ramp breaks", "Dunmere Press", "Ina Vold", "en-GB")
    assert (hints.published, hints.modified) == ("2025-03-04T07:15:00+01:00", "2025-03-04T09:00:00+01:00")
    assert f"<p>{SENTENCE}</p>" in found.content.decode()
    assert ["withdrawn" in failed[0], "holds no text" in failed[1]] == [True, True]


def test_nitf(tmp_path: Path) -> None:
    (found,), _ = load(tmp_path / "n.xml", made.NITF)
    assert (found.hints.title, found.hints.id, found.hints.published) == ("Ramp breaks", "n7", "20250304T071500Z")
    assert f"<p>{SENTENCE}</p>" in found.content.decode()


@pytest.mark.parametrize("kind", ["newsML", "sitemap"])
def test_entities_are_not_resolved(tmp_path: Path, kind: str) -> None:
    (tmp_path / "secret").write_text("the harbour master's key")
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE x [<!ENTITY a0 "aaaaaaaaaa">{bomb}<!ENTITY s SYSTEM "file://{tmp_path}/secret">]>'
    body = f"<newsItem><contentSet><inlineData>{SENTENCE} &a11; &s;</inlineData></contentSet></newsItem>"
    if kind == "sitemap":
        body = "<urlset><url><loc>&s;&a11;</loc></url></urlset>"
    found, failed = load(tmp_path / "n.xml", doctype + body)
    assert b"key" not in b"".join(d.content for d in found)
    assert all(len(d.content) < 10_000 for d in found)
    assert len(found) + len(failed) == 1


def test_a_newsletter(tmp_path: Path) -> None:
    (found,), failed = load(tmp_path / "letter", made.LETTER)
    hints = found.hints
    assert (hints.title, hints.outlet) == ("Ferry to Skarrow stops – ramp breaks", "The Dunmere Courier")
    assert (hints.published, hints.id, found.media) == ("Tue, 4 Mar 2025 07:15:00 +0100", "m1@dunmere.example", "text/html")
    assert found.content.decode() == f"<p>{SENTENCE} It’s the third time.</p>"
    assert failed == []


def test_text_that_begins_like_a_message_is_text(tmp_path: Path) -> None:
    (found,), _ = load(tmp_path / "t.txt", f"From: Dunmere\nTo: Skarrow\n\n{SENTENCE}")
    assert found.media == "text/plain"


def test_a_saved_page(tmp_path: Path) -> None:
    (found,), _ = load(tmp_path / "page", made.SAVED)
    assert (found.url, found.media, SENTENCE.encode() in found.content) == ("https://dunmere.example/ferry", "text/html", True)


def test_a_message_of_many_parts_inside_one_another(tmp_path: Path) -> None:
    deep = "".join(f'Content-Type: multipart/mixed; boundary="d{n}"\n\n--d{n}\n' for n in range(3000))
    _, failed = load(tmp_path / "m.eml", "From: a@b.example\nSubject: deep\nMIME-Version: 1.0\n" + deep)
    assert len(failed) == 1


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_a_table_as_text(tmp_path: Path, mark: str) -> None:
    head, row = ("Headline", "Body", "Link", "Author", "desk"), ("Ramp", f'"{SENTENCE}\nMore."', "https://a.example/1", "Ina Vold", "port")
    rows = f"{mark.join(head)}\n{mark.join(row)}\n\nx{mark}\n"
    (found,), failed = load(tmp_path / "t", rows)
    assert (found.content.decode(), found.item, found.url) == (f"{SENTENCE}\nMore.", "2", "https://a.example/1")
    assert (found.hints.title, found.hints.byline, found.metadata) == ("Ramp", "Ina Vold", {"desk": "port"})
    assert len(failed) == 1
    assert failed[0].startswith("row ")


def test_a_table_in_an_older_encoding(tmp_path: Path) -> None:
    (found,), _ = load(
        tmp_path / "t.csv", "title,text\nCafé,Le café de la gare a rouvert à Orly après les travaux d'été.\n".encode("cp1252")
    )
    assert (found.hints.title, "café" in found.content.decode()) == ("Café", True)


def test_a_table_larger_than_the_limit_is_read_row_by_row(tmp_path: Path) -> None:
    row = f'"{SENTENCE * 10}",t\n'
    found, failed = load(tmp_path / "t.csv", "text,title\n" + row * 100, max_bytes=5000)
    assert (len(found), failed) == (100, [])
    found, failed = load(tmp_path / "t.csv", "text,title\n" + row + '"' + "never closed " * 1000, max_bytes=5000)
    assert (len(found), len(failed)) == (1, 1)


def test_json_lines_larger_than_the_limit_are_read_one_by_one(tmp_path: Path) -> None:
    line = json.dumps({"text": SENTENCE}) + "\n"
    found, failed = load(tmp_path / "t.jsonl", line * 100, max_bytes=1000)
    assert ([d.item for d in found], failed) == ([str(n) for n in range(1, 101)], [])


def test_prose_with_commas_is_no_table(tmp_path: Path) -> None:
    (found,), _ = load(tmp_path / "t", f"Ferries, ramps, title, text and ports\n{SENTENCE}")
    assert found.media == "text/plain"
    assert found.item is None


def test_a_parquet_table(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    rows = {
        "headline": ["Ramp"] * 150,
        "text": [SENTENCE] * 149 + [None],
        "url": [f"https://a.example/{n}" for n in range(150)],
        "vector": [[1.0]] * 150,
    }
    parquet.write_table(pa.table(rows), tmp_path / "made")
    found, failed = load(tmp_path / "t", (tmp_path / "made").read_bytes())
    assert (len(found), found[0].hints.title, found[2].item, found[2].url) == (149, "Ramp", "3", "https://a.example/2")
    assert len(failed) == 1
    _, failed = load(tmp_path / "t", (tmp_path / "made").read_bytes()[:-40])
    assert len(failed) == 1


def test_a_parquet_table_without_its_part_names_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    _, failed = load(tmp_path / "t.parquet", b"PAR1" + b"\0" * 50 + b"PAR1")
    assert "pip install 'newsloom[tables]'" in failed[0]


def test_a_pdf_with_a_text_layer(tmp_path: Path) -> None:
    lines = ("The ferry to Skarrow Island stopped on Tuesday after", "its ramp broke, the port of Dunmere said in the even-", "ing.",
             "The council of the island asked for a second ramp, and", "it will vote on the matter at the end of the week.")  # fmt: skip
    (found,), _ = load(tmp_path / "f", made.pdf(*lines, title="Ramp breaks"))
    assert found.content.decode().split("\n\n")[0] == " ".join(lines[:3]).replace("even- ing", "evening")
    assert found.content.decode().split("\n\n")[1] == " ".join(lines[3:])
    assert (found.hints.title, found.hints.published, found.metadata["pdf.author"]) == ("Ramp breaks", None, "Ina Vold")


def test_a_pdf_without_text_says_so(tmp_path: Path) -> None:
    _, (error,) = load(tmp_path / "f.pdf", made.pdf("3"))
    assert "without a text layer" in error


def test_an_unknown_kind_names_the_kinds_that_are_read(tmp_path: Path) -> None:
    for data in (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, b"<?xml version='1.0'?><inventory/>", b"\0\1\2" * 99):
        _, (error,) = load(tmp_path / "f", data)
        assert all(kind in error for kind in ("RSS", "WARC", "PDF", "NewsML-G2", "Parquet", "JSONL"))


@pytest.mark.parametrize(
    "data",
    [made.LETTER, made.SAVED, made.NEWSML, JSON_FEED, made.pdf(SENTENCE), made.archive({"a.txt": SENTENCE}), f"text,id\n{SENTENCE},1\n"],
)
def test_standard_input_may_be_of_any_kind(data: bytes | str) -> None:
    raw = data.encode() if isinstance(data, str) else data
    found = [d for d in read(["-"], IngestSettings(), stdin=io.BytesIO(raw)) if isinstance(d, Document)]
    assert len(found) == 1
    assert found[0].input == "-"
    assert SENTENCE[:40].encode() in found[0].content


def test_references_to_half_a_character_in_xml(tmp_path: Path) -> None:
    for source in (made.NEWSML, made.NITF):
        (found,), _ = load(tmp_path / "n.xml", source.replace("Ina Vold", "Ina &#55357;Vold &#55357;&#56842; & Co"))
        assert found.hints.byline and "Vold \U0001f60a & Co" in found.hints.byline
