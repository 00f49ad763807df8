"""What is asked of a server, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsloom.ingest.source import Source


@dataclass(frozen=True, slots=True)
class Ask:
    """One address to get.

    Attributes:
        url: the address.
        etag, last_modified: validators of an earlier answer, byte for byte (one character a byte); they are sent only to `validated`,
            the address that gave them (RFC 9110, 13.1).
        page: True for a page that no person asked for by name: what robots.txt says of it is then followed (RFC 9309). Feeds are made to
            be polled, and are asked for like any feed reader does.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    validated: str | None = None
    page: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an `Ask`.

    Attributes:
        ask: the question.
        status: HTTP status of the last answer, None where none came.
        source: the body of a 200, unpacked; None otherwise.
        url: address of the last answer.
        moved: where the address has moved for good (301, 308), None where it has not. Only the unbroken run of permanent redirects at
            the start counts.
        headers: headers of the last answer, lower-case names, one character a byte.
        error: why there is nothing, None for a 200 or a 304.
    """

    ask: Ask
    url: str
    status: int | None = None
    source: Source | None = None
    moved: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    error: str | None = None
