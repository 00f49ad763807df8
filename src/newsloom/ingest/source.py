"""What a reader is given: the bytes of one input and what is known of where they came from."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import PurePosixPath

from newsloom.records import Document, Hints, Record


class Source(Record, frozen=True, kw_only=True):
    """One input, whole.

    Attributes:
        input: what to call it: path or URL as the user will know it, "-" for standard input.
        data: its bytes.
        name: its place in the archive that held it, None where it stood alone.
        limit: largest number of bytes that unpacking it may give.
        url: where it came from, None for files and streams.
        charset: encoding that the transport named.
        headers: response headers, lower-case names.
        fetched: RFC 3339 time in UTC.
    """

    input: str
    data: bytes
    limit: int
    fetched: str
    name: str | None = None
    url: str | None = None
    charset: str | None = None
    headers: dict[str, str] = {}

    @property
    def suffix(self) -> str:
        """The ending of the name in lower case (".html"), "" without one."""
        path = self.url.partition("?")[0].partition("#")[0] if self.url else self.name or self.input
        return PurePosixPath(path.removesuffix(".gz")).suffix.lower()

    def document(self, media: str) -> Document:
        """The source as one document."""
        return Document(
            input=self.input,
            content=self.data,
            media=media,
            charset=self.charset,
            url=self.url,
            fetched=self.fetched,
            headers=self.headers,
            hints=Hints(url=self.url),
        )


def now() -> str:
    """The present moment as RFC 3339 in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
