"""ZIP archives (and WACZ, which is one that holds web archives): each member by its content, nothing ever written to disk."""

from __future__ import annotations

import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from newsloom.errors import InputError
from newsloom.ingest import files, sniff
from newsloom.ingest.joined import joined
from newsloom.ingest.packing import Gunzip
from newsloom.ingest.readers.holder import Allowance, Thing
from newsloom.ingest.source import Source
from newsloom.records import Failure

_MOST_MEMBERS = 10_000
_MOST_RATIO = 200
_SMALL = 1_000_000  # bytes: what is no larger unpacked is no bomb, however well it packs
_BROKEN = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    ValueError,
    OverflowError,
)
_OFFICE = {
    "[Content_Types].xml": "an office document (OOXML)",
    "META-INF/container.xml": "an e-book (EPUB)",
    "META-INF/manifest.xml": "an office document (ODF)",
    "META-INF/MANIFEST.MF": "a Java archive",
    "AndroidManifest.xml": "an Android package",
}


def members(source: Source, file: BinaryIO, allowance: Allowance, _gunzip: Gunzip | None = None) -> Iterator[Thing | Failure]:
    """The members of an archive, in its order.

    Raises:
        InputError: it is damaged, it is something else that merely is packed this way, or it is made to do harm: more members than
            anyone needs, members that lie over one another, that unpack to very much more than they are, or to more than is allowed.
    """
    whole = file if file.seekable() else io.BytesIO(files.rest(file, source.input, source.limit))
    try:
        archive = zipfile.ZipFile(whole)
        infos = [info for info in archive.infolist() if not info.is_dir()]
    except (*_BROKEN, OSError) as error:
        raise InputError(source.input, f"is a damaged ZIP archive ({error})") from error
    with archive:
        names = {info.filename for info in infos}
        other = next((what for name, what in _OFFICE.items() if name in names), None)
        if other:
            raise InputError(source.input, f"is {other}; read are {sniff.READ}")
        _refuse_bombs(source, infos, allowance)
        crawl = "datapackage.json" in names and any(_is_crawl(name) for name in names)
        for info in infos:
            if not _is_hidden(info.filename) and (not crawl or _is_crawl(info.filename)):
                yield from _member(source, archive, info)
    if not infos:
        yield Failure(input=source.input, error="is an empty ZIP archive")


def _is_hidden(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return parts[0] == "__MACOSX" or any(part.startswith(".") and part not in (".", "..") for part in parts)


def _is_crawl(name: str) -> bool:
    return name.startswith("archive/") and name.lower().endswith((".warc", ".warc.gz"))


def _refuse_bombs(source: Source, infos: list[zipfile.ZipInfo], allowance: Allowance) -> None:
    if len(infos) > _MOST_MEMBERS:
        raise InputError(source.input, f"holds {len(infos):,} files, over the limit of {_MOST_MEMBERS:,}")
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise InputError(source.input, "is a ZIP archive whose members lie over one another")
        end = info.header_offset + 30 + info.compress_size
        if info.file_size > max(_SMALL, _MOST_RATIO * info.compress_size):
            raise InputError(source.input, f"is refused: {_shown(info)} unpacks to {info.file_size:,} bytes from {info.compress_size:,}")
    packed = sum(info.compress_size for info in infos if info.compress_type == zipfile.ZIP_STORED)
    if not allowance.take(sum(info.file_size for info in infos) - packed):
        raise InputError(source.input, "holds more when unpacked than is allowed of one archive (100 times the setting ingest.max_bytes)")


def _member(source: Source, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[Thing | Failure]:
    reason = _trick(info)
    if reason:
        yield Failure(input=source.input, error=f"{_shown(info)}: {reason}")
        return
    try:
        with archive.open(info) as stream:
            head = stream.read(sniff.HEAD)
            inner = Source(input=source.input, data=head, limit=source.limit, fetched=source.fetched, name=_shown(info), headers={})
            yield Thing(inner, joined(head, stream))  # type: ignore[arg-type]
    except (*_BROKEN, OSError) as error:
        locked = info.flag_bits & 0x1
        reason = "asks for a password" if locked else f"is damaged or packed in a way that is not read ({str(error)[:200]})"
        yield Failure(input=source.input, error=f"{_shown(info)}: {reason}")


def _trick(info: zipfile.ZipInfo) -> str | None:
    """Why a member is not read: its name would lead out of any folder, or it is no file."""
    name = info.orig_filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or "\0" in name or name[1:2] == ":":
        return "is refused: its name leads out of the archive"
    mode = info.external_attr >> 16
    if info.create_system == 3 and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "is refused: it is a link or a device, not a file"
    return None


def _shown(info: zipfile.ZipInfo) -> str:
    return files.shown(info.filename[:500])
