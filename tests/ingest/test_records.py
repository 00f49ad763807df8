"""JSONL, files and streams."""

from __future__ import annotations

import io
import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from newsloom.ingest import read
from newsloom.records import Document, Failure
from newsloom.settings import IngestSettings


def lines(data: bytes | str, limit: int = 1_000_000) -> list[Document | Failure]:
    raw = data.encode() if isinstance(data, str) else data
    return list(read(["-"], IngestSettings(max_bytes=limit), io.BytesIO(raw)))


def test_all_fields_of_the_contract_are_kept() -> None:
    record = {
        "text": "A quiet day at sea.",
        "title": "Quiet",
        "url": "https://post.example/1",
        "outlet": "The Post",
        "published": "2024-05-01",
        "language": "en",
        "byline": ["Ann Moss", "Bo Lind"],
        "id": 7,
        "desk": "sea",
        "scores": [1, 2],
    }
    (found,) = lines(json.dumps(record))
    assert isinstance(found, Document)
    assert found.content == b"A quiet day at sea."
    assert found.hints.title == "Quiet"
    assert found.hints.url == found.url == "https://post.example/1"
    assert (found.hints.outlet, found.hints.published, found.hints.language) == ("The Post", "2024-05-01", "en")
    assert (found.hints.byline, found.hints.id) == ("Ann Moss, Bo Lind", "7")
    assert found.metadata == {"desk": "sea", "scores": "[1,2]"}
    assert (found.input, found.item) == ("-", "1")


def test_usual_names_go_for_the_fields_of_the_contract_which_come_first() -> None:
    text = "Thirty people were brought out of the mill."
    usual = {"text": text, "headline": "Mill", "link": "https://x.example/1", "date": "2016/6/29", "authors": ["Ada Holt", "Ben Orr"]}
    both = {"text": text, "date": "2016/6/29", "published": "2020-01-02"}
    one, two = lines(json.dumps(usual) + "\n" + json.dumps(both))
    assert isinstance(one, Document) and isinstance(two, Document)
    assert (one.hints.title, one.url, one.hints.published, one.hints.byline) == (
        "Mill",
        "https://x.example/1",
        "2016/6/29",
        "Ada Holt, Ben Orr",
    )
    assert one.metadata["date"] == "2016/6/29"
    assert two.hints.published == "2020-01-02"


def test_bad_lines_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    content = '{"text": "one"}\nnot json\n\n{"title": "no text"}\n{"text": 5}\n{"text": "  "}\n[1]\n{"html": "<p>two</p>"}\n'
    (tmp_path / "a.jsonl").write_text(content)
    for found in (list(read([str(tmp_path / "a.jsonl")], IngestSettings())), lines(content)):
        assert [d.item for d in found if isinstance(d, Document)] == ["1", "8"]
        errors = [f.error.partition(":")[0] for f in found if isinstance(f, Failure)]
        assert errors == ["line 2", "line 4", "line 5", "line 6", "line 7"]


def test_a_stream_of_records_is_read_as_it_comes() -> None:
    class Slow(io.BytesIO):
        """Gives one line and then fails: whoever wants all of it first never sees the first."""

        def read(self, size: int | None = -1, /) -> bytes:  # noqa: ARG002
            raise AssertionError("read whole")

    stream = read(["-"], IngestSettings(), Slow(b'{"text": "one"}\n{"text": "two"}\n'))
    assert isinstance(next(stream), Document)


def test_a_stream_that_is_no_records_is_one_document() -> None:
    (found,) = lines("The ferry was late again.\nNobody knew why.")
    assert isinstance(found, Document)
    assert found.media == "text/plain"
    assert lines("")[0] == Failure(input="-", error="is empty")


def test_limits_hold_for_a_line_and_for_a_whole_stream() -> None:
    found = lines('{"text": "one"}\n{"text": "' + "x" * 500 + '"}\n{"text": "three"}\n', limit=100)
    assert [type(f) for f in found] == [Document, Failure, Document]
    (failure,) = lines("x" * 500, limit=100)
    assert "ingest.max_bytes" in failure.error


def test_half_a_surrogate_and_controls_do_not_travel_on() -> None:
    (found,) = lines('{"text": "a\\ud800b\\u0000c", "title": "\\udfff"}')
    assert isinstance(found, Document)
    assert found.content.decode() == "a\ufffdbc"


@given(st.lists(st.one_of(st.text(max_size=40), st.binary(max_size=40).map(lambda b: b.decode("latin-1"))), max_size=6))
def test_no_stream_breaks_the_reader(parts: list[str]) -> None:
    for found in lines(("\n".join(['{"text": "first"}', *parts])).encode("utf-8", "surrogatepass")):
        assert isinstance(found, Document | Failure)


def test_a_number_of_thousands_of_digits_is_kept_as_it_is_written() -> None:
    (found,) = lines('{"text": "The lock is shut.", "n": ' + "7" * 5000 + "}\n")
    assert isinstance(found, Document) and found.metadata["n"].strip('"') == "7" * 5000
    (failed,) = lines('{"text": ' + "[" * 100_000 + "\n{}")[:1]
    assert isinstance(failed, Failure) and "setrecursionlimit" not in failed.error and "RecursionError" not in failed.error


def test_half_a_surrogate_pair_anywhere_in_a_record() -> None:
    line = r'{"text": "The ferry stopped.", "tags": ["\ud813x"], "\ud813": {"\udc00": 1}}'
    [found] = lines(line)
    assert isinstance(found, Document)
    for text in (*found.metadata, *found.metadata.values()):
        text.encode("utf-8")
