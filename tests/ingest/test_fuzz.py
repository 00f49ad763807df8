"""Any bytes whatever: readers answer with documents and failures, and raise nothing."""

from __future__ import annotations

import gzip
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsloom.errors import InputError
from newsloom.ingest import read
from newsloom.ingest.packing import Gunzip
from newsloom.ingest.readers import HOLDERS, LISTS, READERS, STREAMS
from newsloom.ingest.readers.holder import Allowance
from newsloom.ingest.source import Source
from newsloom.records import Document, Failure
from newsloom.settings import IngestSettings
from tests.ingest import made
from tests.ingest.test_archives import page
from tests.ingest.test_kinds import JSON_FEED

SAMPLES: dict[str, bytes] = {
    "text": made.SENTENCE.encode(), "markdown": b"# Ramp", "html": made.PAGE.encode(), "jsonfeed": JSON_FEED.encode(),
    "feed": f"<rss version='2.0'><channel><item><title>a</title><description>{made.SENTENCE}</description></item></channel></rss>".encode(),
    "newsml": made.NEWSML.encode(), "mail": made.LETTER.encode(), "mhtml": made.SAVED.encode(), "pdf": made.pdf(made.SENTENCE),
    "json": json.dumps({"text": made.SENTENCE, "uri": "u", "versioncreated": "x", "firstcreated": 3}).encode(),
    "csv": f"text,title\n{made.SENTENCE},x\n".encode(), "parquet": b"PAR1" + b"\x15\x04" * 40 + b"PAR1",
    "warc": page("crane") + page("quay"), "zip": made.archive({"a.txt": made.SENTENCE, "b.html": made.PAGE}),
    "opml": b"<opml><body><outline xmlUrl='ftp://a.example/'/></body></opml>",
    "sitemap": b"<urlset><url><loc>http://[::1/</loc></url></urlset>",
}  # fmt: skip
FAST = settings(max_examples=40, deadline=None)


def drain(kind: str, data: bytes) -> None:
    source = Source(input="x", data=data, limit=50_000, fetched="2025-01-01T00:00:00Z")
    try:
        if kind in READERS:
            assert all(isinstance(r, Document | Failure) for r in READERS[kind](source))  # type: ignore[index]
        elif kind in STREAMS:
            assert all(isinstance(r, Document | Failure) for r in STREAMS[kind](source, io.BytesIO(data)))  # type: ignore[index]
        elif kind in HOLDERS:
            for thing in HOLDERS[kind](source, io.BytesIO(data), Allowance(10**7), None):  # type: ignore[index]
                assert isinstance(thing, Failure) or thing.file is None or thing.file.read() is not None
        else:
            LISTS[kind](source)  # type: ignore[index]
    except InputError:
        pass


def test_each_kind_has_a_sample() -> None:
    assert set(SAMPLES) == {*READERS, *STREAMS, *HOLDERS, *LISTS}


@pytest.mark.parametrize("kind", SAMPLES)
@FAST
@given(noise=st.binary(max_size=60), at=st.integers(0, 2000), cut=st.integers(0, 80))
def test_damaged_files(kind: str, noise: bytes, at: int, cut: int) -> None:
    data = SAMPLES[kind]
    at %= len(data) + 1
    drain(kind, data[:at] + noise + data[at + cut :])


@pytest.mark.parametrize("kind", SAMPLES)
@FAST
@given(data=st.binary(max_size=200) | st.text(max_size=200).map(lambda s: s.encode("utf-8", "surrogatepass")))
def test_any_bytes(kind: str, data: bytes) -> None:
    drain(kind, data)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([v for k, v in SAMPLES.items() if k not in ("opml", "sitemap")]),
    st.binary(max_size=30),
    st.integers(0, 3000),
    st.booleans(),
)
def test_the_whole_road(data: bytes, noise: bytes, at: int, packed: bool) -> None:
    data = data[:at] + noise + data[at:]
    data = gzip.compress(data)[: at or None] if packed else data
    assert all(isinstance(r, Document | Failure) for r in read(["-"], IngestSettings(max_bytes=50_000), stdin=io.BytesIO(data)))


@given(st.lists(st.binary(max_size=300), max_size=6), st.integers(0, 400), st.integers(1, 50))
def test_gunzip_as_a_stream_gives_what_was_packed(parts: list[bytes], cut: int, step: int) -> None:
    packed = b"\0\0".join(map(gzip.compress, parts))
    stream = Gunzip(io.BytesIO(packed))
    assert b"".join(iter(lambda: stream.read(step) or b"", b"")) == b"".join(parts)
    assert stream.fault is None
    short = Gunzip(io.BytesIO(packed[:cut]))
    assert b"".join(parts).startswith(b"".join(iter(lambda: short.read(step) or b"", b"")))
