"""Tables of articles as text (CSV, RFC 4180, and its kin with other delimiters): a row at a time."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from newsloom.ingest import columns
from newsloom.ingest.readers.records import document
from newsloom.ingest.source import Source
from newsloom.records import Document, Failure
from newsloom.text.encoding import decode

_MOST_BAD = 20  # failures in a row after which a table is given up


def read(source: Source, file: BinaryIO) -> Iterator[Document | Failure]:
    """The articles of a table, in its order; the item is the row's number, the heading being 1."""
    text, encoding = decode(source.data[: 1 << 16], source.charset)
    mark = columns.delimiter(text, named=True)
    if mark is None:
        yield Failure(input=source.input, error='is a table without a column "text" or "html"')
        return
    csv.field_size_limit(max(csv.field_size_limit(), source.limit))
    rows = csv.reader(_lines(file, encoding, source.limit), delimiter=mark)
    number, bad = 1, 0
    try:
        heading = next(rows)
    except (csv.Error, StopIteration, _TooLong) as error:
        yield Failure(input=source.input, error=f"is a table whose heading cannot be read ({error})")
        return
    names = columns.known(heading)
    while bad < _MOST_BAD:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except (csv.Error, _TooLong) as error:
            yield Failure(input=source.input, error=f"row {number}: is damaged ({error})")
            bad += 1
            continue
        if any(cell.strip() for cell in row):
            bad = 0
            yield article(source, dict(zip(heading, row, strict=False)), names, number)
    yield Failure(input=source.input, error=f"is given up after {_MOST_BAD} damaged rows")


def article(source: Source, row: Mapping[str, Any], names: Mapping[str, str], number: int) -> Document | Failure:
    """A row as a document.

    Args:
        row: values by the table's own names.
        names: the table's own name of each known column.
    """
    known = set(names.values())
    record = {str(name): value for name, value in row.items() if name not in known and name not in columns.COLUMNS and value is not None}
    for column, name in names.items():
        value: Any = row.get(name)
        record[column] = value.isoformat() if hasattr(value, "isoformat") else value
    found = document(source, record, str(number))
    return found if isinstance(found, Document) else Failure(input=found.input, error="row" + found.error.removeprefix("line"))


class _TooLong(ValueError):  # noqa: N818 - it ends the reading, it is no fault of the program
    pass


def _lines(file: BinaryIO, encoding: str, limit: int) -> Iterator[str]:
    """The lines of a file, none of them longer than the limit."""
    reader = codecs.getreader(encoding)(file, "replace")
    lines: Any = reader
    if encoding in ("utf-8", "utf-8-sig") or not encoding.startswith("utf-"):
        lines = io.TextIOWrapper(_Unclosed(file), encoding=encoding, errors="replace", newline="")
    first = True
    while line := lines.readline(limit + 1):
        if len(line) > limit:
            raise _TooLong("a line is over the limit (setting ingest.max_bytes)")
        yield line.lstrip("\ufeff") if first else line
        first = False


class _Unclosed(io.RawIOBase):
    """A file that its wrapper does not close."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer).cast("B")
        found = self._file.read(len(view))
        view[: len(found)] = found
        return len(found)
