"""How the body of an answer was packed for its way (RFC 9110, 8.4 and RFC 9112, 7.1)."""

from __future__ import annotations

import zlib
from email.message import Message


class Unpacker:
    """Undoes one content coding (RFC 9110, 8.4.1) piece by piece and never gives more than it is allowed to."""

    def __init__(self, coding: str) -> None:
        self._plain = coding in ("identity", "")
        self._stream = zlib.decompressobj(wbits=47 if "gzip" in coding else 15)
        self._raw_allowed = coding == "deflate"

    def __call__(self, chunk: bytes, most: int) -> bytes:
        if self._plain:
            return chunk
        try:
            return self._stream.decompress(chunk, most)
        except zlib.error:
            if not self._raw_allowed:
                raise
            # "deflate" without its zlib wrapper: some servers send that.
            self._stream, self._raw_allowed = zlib.decompressobj(wbits=-15), False
            return self._stream.decompress(chunk, most)


def dechunked(body: bytes) -> bytes:
    """A body without the marks of chunked transfer.

    Some archives keep the header and store the body already joined: what does not begin with a chunk's length is given back as it is.

    Raises:
        ValueError: it ends inside a chunk.
    """
    at = 0
    out: list[bytes] = []
    while True:
        end = body.find(b"\n", at, at + 80)
        size = body[at:end].partition(b";")[0].strip() if end >= 0 else b""
        if not size or len(size) > 8 or not all(c in b"0123456789abcdefABCDEF" for c in size):
            if at == 0:
                return body
            raise ValueError("cut inside a chunked body")
        length = int(size, 16)
        if length == 0:
            return b"".join(out)
        start = end + 1
        if start + length > len(body):
            raise ValueError("cut inside a chunked body")
        out.append(body[start : start + length])
        at = start + length
        while at < len(body) and body[at] in b"\r\n":
            at += 1


def charset(content_type: str) -> str | None:
    """The charset parameter of a Content-Type."""
    message = Message()
    message["content-type"] = " ".join(content_type.split())
    value = message.get_param("charset")
    return value if isinstance(value, str) and value else None
