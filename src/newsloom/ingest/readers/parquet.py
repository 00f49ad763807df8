"""Parquet tables of articles, a few rows at a time. Needs `pyarrow`, which is large and so an extra."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from newsloom.errors import InputError
from newsloom.ingest import columns, files
from newsloom.ingest.readers import table
from newsloom.ingest.source import Source
from newsloom.records import Document, Failure

_ROWS = 64


def read(source: Source, file: BinaryIO) -> Iterator[Document | Failure]:
    """The articles of a table, in its order; the item is the row's number from 1. Only known and plain columns are read."""
    try:
        from pyarrow import ArrowException, parquet  # type: ignore[import-untyped,import-not-found,unused-ignore]
    except ImportError as error:
        raise InputError(source.input, "Parquet tables need a part that is not installed: pip install 'newsloom[tables]'") from error
    whole = file if file.seekable() else io.BytesIO(files.rest(file, source.input, source.limit))
    try:
        opened = parquet.ParquetFile(whole, buffer_size=1 << 16, pre_buffer=False, thrift_string_size_limit=10_000_000)
        names = columns.known(opened.schema_arrow.names)
        if "text" not in names and "html" not in names:
            raise InputError(source.input, 'is a table without a column "text" or "html"')
        largest = _largest(opened, list(names.values()))
        if largest > 50 * source.limit:
            raise InputError(source.input, "holds a group of rows that is too large when unpacked (setting ingest.max_bytes)")
        number = 0
        for batch in opened.iter_batches(batch_size=_ROWS, columns=list(names.values()), use_threads=False):
            for row in batch.to_pylist():
                number += 1
                yield table.article(source, row, names, number)
    except (ArrowException, OSError, ValueError, TypeError, KeyError, OverflowError, MemoryError) as error:
        raise InputError(source.input, f"cannot be read as a Parquet table ({str(error).splitlines()[0][:200]})") from error


def _largest(opened: Any, names: list[str]) -> int:
    """Bytes of the largest group of rows as far as its columns are wanted, as the table itself says."""
    about, largest = opened.metadata, 0
    for group in range(about.num_row_groups):
        chunks = [about.row_group(group).column(i) for i in range(about.num_columns)]
        largest = max(largest, sum(chunk.total_uncompressed_size for chunk in chunks if chunk.path_in_schema in names))
    return largest
