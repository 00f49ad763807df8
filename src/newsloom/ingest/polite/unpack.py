"""Bodies that were packed for their way (RFC 9110, 8.4): gzip, deflate, br (RFC 7932), zstd (RFC 8878), each within a limit."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from importlib.util import find_spec

from newsloom.ingest import packing

_GZIP = b"\x1f\x8b"
_ZSTD_WINDOW = 8 << 20  # the largest that RFC 9659 allows on the Web
_MOST_CODINGS = 3
_STEP = 65_536


class Damaged(Exception):  # noqa: N818 - an answer, not a fault of the program
    """The body is not what its coding says, or ends too soon. The message completes "the body ..."."""


class TooMuch(Exception):  # noqa: N818 - an answer, not a fault of the program
    """More came out than the limit allows."""


def accepted() -> str:
    """The value of Accept-Encoding: what can be unpacked here."""
    return ", ".join(["gzip", "deflate", *(n for n, part in (("br", "brotli"), ("zstd", "zstandard")) if find_spec(part))])


def unpack(body: bytes, coding: str, limit: int) -> bytes:
    """Undo the codings of a body, the last one first.

    Args:
        body: as it came, itself within the limit.
        coding: Content-Encoding.
        limit: largest number of bytes that may come out at any step.

    Raises:
        Damaged: it cannot be undone.
        TooMuch: it is larger than the limit.
    """
    names = [n.strip().lower() for n in coding.split(",") if n.strip()]
    if len(names) > _MOST_CODINGS:
        raise Damaged("is packed too many times over")
    for name in reversed(names):
        if name == "identity" or not body:
            continue
        undo = _CODINGS.get(name)
        if undo is None and body.lstrip()[:1] in (b"<", b"{", b"["):
            continue  # "none", "utf-8" and other things that are no coding, before a body that is plain to see
        if undo is None:
            raise Damaged(f"is packed in a way that was not asked for ({name[:30]})")
        body = undo(body, limit)
    return body


def _gzip(body: bytes, limit: int) -> bytes:
    if not body.startswith(_GZIP):
        return body  # named gzip by the server and yet plain: common enough, and plain to see
    stream = zlib.decompressobj(wbits=31)
    try:
        data = stream.decompress(body, limit + 1)
        if stream.eof and not stream.unused_data.startswith(_GZIP):
            return _checked(data, limit, whole=True, name="gzip")  # what else comes after it is nobody's, and is left out
    except zlib.error:
        pass
    try:
        data, fault = packing.gunzip(body, limit)
    except packing.TooMuch as error:
        raise TooMuch from error
    if fault:
        raise Damaged("ends in the middle (gzip)" if "ends" in fault else "is damaged (gzip)")
    return data


def _deflate(body: bytes, limit: int) -> bytes:
    for bits in (15, -15):  # with its wrapper (RFC 1950), and without: some servers send that
        stream = zlib.decompressobj(wbits=bits)
        try:
            data = stream.decompress(body, limit + 1)
        except zlib.error:
            continue
        return _checked(data, limit, whole=stream.eof, name="deflate")
    raise Damaged("is damaged (deflate)")


def _brotli(body: bytes, limit: int) -> bytes:
    import brotli  # type: ignore[import-untyped]

    stream, out, size, rest = brotli.Decompressor(), [], 0, body
    try:
        while not stream.is_finished():
            piece = stream.process(rest, output_buffer_limit=_STEP)
            rest = b""
            out.append(piece)
            size += len(piece)
            if size > limit or (not piece and stream.can_accept_more_data()):
                break
    except brotli.error as error:
        raise Damaged("is damaged (br)") from error
    return _checked(b"".join(out), limit, whole=stream.is_finished(), name="br")


def _zstd(body: bytes, limit: int) -> bytes:
    import zstandard

    try:
        reader = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).stream_reader(io.BytesIO(body), read_across_frames=True)
        data = reader.read(limit + 1)
    except zstandard.ZstdError as error:
        raise Damaged("is damaged (zstd)") from error
    return _checked(data, limit, whole=bool(data), name="zstd")


def _checked(data: bytes, limit: int, *, whole: bool, name: str) -> bytes:
    if len(data) > limit:
        raise TooMuch
    if not whole:
        raise Damaged(f"ends in the middle ({name})")
    return data


_CODINGS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
