"""Claims as an Apache Parquet table, one row a version; the columns are those of the CSV form, with types."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from newsloom.errors import UsageError
from newsloom.records import Claim
from newsloom.render.lists import COLUMNS, row

_WHOLE = ("reports", "independent_sources", "start", "end")
_NUMBERS = ("low", "high")
_FLAGS = ("low_open", "high_open", "vague")


def claims(listed: Iterable[Claim]) -> bytes:
    """The table as bytes of one file.

    Raises:
        UsageError: the extra `tables` is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise UsageError("Parquet needs pyarrow: pip install 'newsloom[tables]'") from None

    rows = [dict(zip(COLUMNS, row(claim, assertion), strict=True)) for claim in listed for assertion in claim.assertions]
    types: dict[str, Any] = dict.fromkeys(_WHOLE, pa.int64()) | dict.fromkeys(_NUMBERS, pa.float64()) | dict.fromkeys(_FLAGS, pa.bool_())
    schema = pa.schema([(name, types.get(name, pa.string())) for name in COLUMNS], metadata={"schema": "newsloom.claims/1"})
    out = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows, schema=schema), out)
    return out.getvalue()
