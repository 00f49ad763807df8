"""Claims of a story as a sequence that shows itself and becomes a data frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, overload

from newsloom.errors import UsageError
from newsloom.loom import showing

if TYPE_CHECKING:
    import pandas
    import polars

    from newsloom.records import Claim, Story

_SHOWN = ("text", "agreement", "reports", "independent_sources", "attributed_to", "stance", "low", "high", "unit", "counts", "passage")


class Claims(Sequence["Claim"]):
    """The claims of one story, those that most sources are laid side by side in first."""

    def __init__(self, story: Story, listed: Sequence[Claim]) -> None:
        self.story = story
        self._listed = tuple(listed)

    @overload
    def __getitem__(self, at: int) -> Claim: ...
    @overload
    def __getitem__(self, at: slice) -> Claims: ...
    def __getitem__(self, at: int | slice) -> Claim | Claims:
        return Claims(self.story, self._listed[at]) if isinstance(at, slice) else self._listed[at]

    def __len__(self) -> int:
        return len(self._listed)

    def __iter__(self) -> Iterator[Claim]:
        return iter(self._listed)

    def rows(self) -> list[dict[str, Any]]:
        """One dictionary for each version of each claim; the columns are those of `newsloom claims --format csv`."""
        return showing.claim_rows(self._listed)

    def to_pandas(self) -> pandas.DataFrame:
        """
        Raises:
            UsageError: pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError:
            raise UsageError("a pandas data frame needs pandas: pip install pandas") from None
        return pd.DataFrame(self.rows(), columns=list(showing.CLAIM_COLUMNS))

    def to_polars(self) -> polars.DataFrame:
        """
        Raises:
            UsageError: polars is not installed.
        """
        try:
            import polars as pl
        except ImportError:
            raise UsageError("a polars data frame needs polars: pip install polars") from None
        return pl.DataFrame(self.rows(), schema=list(showing.CLAIM_COLUMNS), orient="row", infer_schema_length=None)

    def to_json(self) -> str:
        return showing.claims(self._listed, self.story, "json")

    def to_csv(self) -> str:
        return showing.claims(self._listed, self.story, "csv")

    def to_parquet(self) -> bytes:
        """
        Raises:
            UsageError: the extra `tables` is not installed.
        """
        return showing.claims_table(self._listed)

    def __repr__(self) -> str:
        return f"<{len(self)} claims of {self.story.title!r}>"

    def _repr_html_(self) -> str:
        """A table, for notebooks. Text from articles is escaped."""
        head = "".join(f"<th>{name}</th>" for name in _SHOWN)
        body = "".join("<tr>" + "".join(f"<td>{_cell(row[name])}</td>" for name in _SHOWN) + "</tr>" for row in self.rows())
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: Any) -> str:
    return "" if value is None else escape(showing.harmless(str(value)))
