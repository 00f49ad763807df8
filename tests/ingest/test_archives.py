"""Web archives, whole, cut and hostile; gzip files of many members."""

from __future__ import annotations

import gzip
import io
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsloom.ingest import packing, read
from newsloom.ingest.coding import dechunked
from newsloom.ingest.readers import warc
from newsloom.ingest.source import Source
from newsloom.records import Document, Failure
from newsloom.settings import IngestSettings

PAGE = "<!doctype html><html><body><h1>{0}</h1><p>The {0} was repaired on Friday, the harbour board said in Orle.</p></body></html>"


def record(address: str, body: bytes, *, kind: str = "response", status: str = "200 OK", headers: str = "") -> bytes:
    answer = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{headers}\r\n".encode() if kind == "response" else b""
    media = "application/http" if kind == "response" else "text/plain"
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2025-02-03T04:05:06Z\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(answer) + len(body)}\r\n\r\n"
    )
    return head.encode() + answer + body + b"\r\n\r\n"


def page(name: str, **more: str) -> bytes:
    return record(f"https://orle.example/{name}", PAGE.format(name).encode(), **more)


def load(path: Path, data: bytes, max_bytes: int = 20_000_000) -> tuple[list[Document], list[Failure]]:
    path.write_bytes(data)
    found = list(read([str(path)], IngestSettings(max_bytes=max_bytes)))
    return [d for d in found if isinstance(d, Document)], [f for f in found if isinstance(f, Failure)]


def test_pages_of_an_archive(tmp_path: Path) -> None:
    robots = record("https://orle.example/robots.txt", b"User-agent: *", kind="resource")
    packed = gzip.compress(PAGE.format("lock").encode())
    lock = record("https://orle.example/lock", packed, headers="Content-Encoding: gzip\r\n")
    data = robots + page("crane") + page("moved", status="301 Moved") + lock
    found, failed = load(tmp_path / "crawl.warc", data)
    assert [d.url for d in found] == ["https://orle.example/crane", "https://orle.example/lock"]
    assert [d.item for d in found] == [d.url for d in found]
    assert found[1].content == PAGE.format("lock").encode()
    assert {d.fetched for d in found} == {"2025-02-03T04:05:06Z"}
    assert failed == []


def test_a_cut_archive_gives_what_stands_before_the_cut(tmp_path: Path) -> None:
    packed = b"".join(map(gzip.compress, (page("crane"), page("quay"), page("lock"))))
    found, (failure,) = load(tmp_path / "crawl.warc.gz", packed[:-60])
    assert [d.url for d in found] == ["https://orle.example/crane", "https://orle.example/quay"]
    assert "ends in the middle" in failure.error
    assert "2 pages before it were read" in failure.error
    assert failure.input.endswith("crawl.warc.gz")


def test_a_cut_inside_a_record_names_its_address(tmp_path: Path) -> None:
    found, (failure,) = load(tmp_path / "crawl.warc", (page("crane") + page("quay"))[:-80])
    assert [d.url for d in found] == ["https://orle.example/crane"]
    assert "https://orle.example/quay" in failure.error


@pytest.mark.parametrize("length", ["99999999999999", "-5", "many", "", "9" * 400])
def test_lengths_are_not_believed(tmp_path: Path, length: str) -> None:
    data = page("crane") + f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {length}\r\n\r\nabc".encode()
    found, failed = load(tmp_path / "crawl.warc", data)
    assert len(found) == 1
    assert len(failed) == 1


@given(st.binary(max_size=300), st.integers(0, 600))
def test_no_archive_breaks_the_reader(noise: bytes, at: int) -> None:
    data = page("crane") + page("quay")
    data = data[:at] + noise + data[at:]
    source = Source(input="crawl.warc", data=data, limit=100_000, fetched="2025-01-01T00:00:00Z")
    assert list(warc.pages(source, io.BytesIO(data)))


def test_a_record_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    bomb = record("https://orle.example/bomb", gzip.compress(b"a" * 3_000_000), headers="Content-Encoding: gzip\r\n")
    found, failed = load(tmp_path / "crawl.warc", bomb + page("crane"), max_bytes=1_000_000)
    assert [d.url for d in found] == ["https://orle.example/crane"]
    assert "too big" in failed[0].error


def test_many_members_take_linear_time() -> None:
    start = time.process_time()
    assert packing.gunzip(gzip.compress(b"") * 200_000 + gzip.compress(b"x"), 10).data == b"x"
    assert time.process_time() - start < 5


def test_gunzip_keeps_what_came_before_the_fault() -> None:
    whole = gzip.compress(b"first") + gzip.compress(b"second")
    assert packing.gunzip(whole, 100) == (b"firstsecond", None)
    assert packing.gunzip(whole[:-12], 100).data.startswith(b"first")
    assert packing.gunzip(gzip.compress(b"first") + b"noise", 100).fault is not None
    with pytest.raises(packing.TooMuch):
        packing.gunzip(gzip.compress(b"a" * 1000), 999)


@given(st.binary(max_size=400), st.integers(1, 90))
def test_dechunked(body: bytes, size: int) -> None:
    parts = [body[i : i + size] for i in range(0, len(body), size)]
    wire = b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in parts) + b"0\r\n\r\n"
    assert dechunked(wire) == body


def test_deflate_without_its_wrapper(tmp_path: Path) -> None:
    squeeze = zlib.compressobj(wbits=-15)
    raw = squeeze.compress(PAGE.format("mole").encode()) + squeeze.flush()
    (found,), _ = load(tmp_path / "c.warc", record("https://orle.example/mole", raw, headers="Content-Encoding: deflate\r\n"))
    assert found.content == PAGE.format("mole").encode()
