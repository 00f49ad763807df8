"""ZIP and WACZ: members by their content, and archives that are made to do harm."""

from __future__ import annotations

import gzip
import io
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from tests.ingest.made import PAGE, SENTENCE, archive, load
from tests.ingest.test_archives import page


def test_members_are_read_by_their_content(tmp_path: Path) -> None:
    feed = f"<rss version='2.0'><channel><item><guid>g1</guid><description>{SENTENCE}</description></item></channel></rss>"
    data = archive({
        "a/page.dat": PAGE, "b.txt": SENTENCE, "feed": feed, "inner.zip": archive({"c.txt": SENTENCE}),
        "d.txt.gz": gzip.compress(SENTENCE.encode()),
        ".hidden": "x", "__MACOSX/._b.txt": "x", "photo.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "empty/": "",
    })  # fmt: skip
    found, failed = load(tmp_path / "saved", data)
    assert {d.item: d.media for d in found} == {
        "a/page.dat": "text/html", "b.txt": "text/plain", "feed: g1": "text/html", "inner.zip: c.txt": "text/plain",
        "d.txt.gz": "text/plain",
    }  # fmt: skip
    assert {d.input for d in found} == {str(tmp_path / "saved")}
    assert len(failed) == 1
    assert failed[0].startswith("photo.png: is not text")


@pytest.mark.parametrize("name", ["../../etc/x.txt", "/etc/x.txt", "..\\x.txt", "a/../../x.txt", "C:\\x.txt"])
def test_names_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    found, failed = load(tmp_path / "a.zip", archive({name: SENTENCE, "good.txt": SENTENCE}))
    assert [d.item for d in found] == ["good.txt"]
    assert "leads out" in failed[0]


def test_links_are_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        link = zipfile.ZipInfo("link.txt")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        file.writestr(link, "/etc/passwd")
    found, failed = load(tmp_path / "a.zip", out.getvalue())
    assert (found, "link" in failed[0]) == ([], True)


def test_what_unpacks_to_far_more_than_it_is_is_refused(tmp_path: Path) -> None:
    found, failed = load(tmp_path / "a.zip", archive({"a.txt": b"a" * 3_000_000}), max_bytes=10_000_000)
    assert (found, "unpacks to 3,000,000 bytes" in failed[0]) == ([], True)


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    assert "10,001 files" in load(tmp_path / "a.zip", archive(dict.fromkeys(map(str, range(10_001)), "x"), zipfile.ZIP_STORED))[1][0]


def test_a_member_over_the_limit_is_named_and_the_rest_read(tmp_path: Path) -> None:
    text = "".join(f"Report {n} of the harbour. " for n in range(9000))
    found, failed = load(tmp_path / "a.zip", archive({"big.txt": text, "small.txt": SENTENCE}), max_bytes=100_000)
    assert [d.item for d in found] == ["small.txt"]
    assert failed[0].startswith("big.txt: is over the limit")


def test_more_than_is_allowed_in_all_is_refused(tmp_path: Path) -> None:
    text = "".join(f"Report {n} of the harbour. " for n in range(300))
    data = archive({f"{n}.txt": text for n in range(20)})
    assert "allowed" in load(tmp_path / "a.zip", data, max_bytes=1000)[1][0]


def test_members_over_one_another_are_refused(tmp_path: Path) -> None:
    data = bytearray(archive({"a.txt": SENTENCE, "b.txt": SENTENCE}))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<I", 0)
    assert "over one another" in load(tmp_path / "a.zip", bytes(data))[1][0]


def test_archives_inside_archives_have_an_end(tmp_path: Path) -> None:
    data = archive({"t.txt": SENTENCE})
    for _ in range(5):
        data = archive({"in.zip": data})
    found, failed = load(tmp_path / "a.zip", data)
    assert (found, "more than 3 deep" in failed[0]) == ([], True)


def test_damaged_locked_and_office_archives(tmp_path: Path) -> None:
    good = archive({"a.txt": SENTENCE * 9, "b.txt": SENTENCE})
    assert "damaged ZIP archive" in load(tmp_path / "a.zip", good[:-30])[1][0]
    broken = bytearray(good)
    broken[45:60] = b"\xff" * 15
    found, failed = load(tmp_path / "a.zip", bytes(broken))
    assert ([d.item for d in found], len(failed)) == (["b.txt"], 1)
    locked = bytearray(archive({"a.txt": SENTENCE}))
    locked[6] |= 1
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    assert "password" in load(tmp_path / "a.zip", bytes(locked))[1][0]
    assert "an office document" in load(tmp_path / "a.docx", archive({"[Content_Types].xml": "", "word/document.xml": ""}))[1][0]


def test_a_web_archive_collection(tmp_path: Path) -> None:
    data = archive({
        "datapackage.json": "{}", "archive/data.warc.gz": gzip.compress(page("crane")) + gzip.compress(page("quay")),
        "indexes/index.cdx": "x", "pages/pages.jsonl": '{"format": "json-pages-1.0"}',
    }, zipfile.ZIP_STORED)  # fmt: skip
    found, failed = load(tmp_path / "crawl.wacz", data)
    assert ([d.item for d in found], failed) == ([f"archive/data.warc.gz: https://orle.example/{n}" for n in ("crane", "quay")], [])


def test_a_large_web_archive_is_read_a_record_at_a_time(tmp_path: Path) -> None:
    one = gzip.compress(page("crane") + page("x" * 20_000))
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(one * 500)
    from newsloom.ingest import read
    from newsloom.settings import IngestSettings

    tracemalloc.start()
    count = sum(1 for _ in read([str(path)], IngestSettings(max_bytes=100_000)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 1000
    assert peak < 3_000_000
