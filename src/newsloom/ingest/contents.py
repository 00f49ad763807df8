"""From bytes to documents: their kind's reader reads them; what holds other things is opened, and each thing in it read in turn."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO, cast

import msgspec

from newsloom.errors import InputError
from newsloom.ingest import files, packing, sniff
from newsloom.ingest.joined import joined
from newsloom.ingest.readers import HOLDERS, LISTS, READERS, STREAMS
from newsloom.ingest.readers.holder import Allowance, Inner
from newsloom.ingest.source import Source
from newsloom.records import Document, Failure
from newsloom.settings import FeedSettings, IngestSettings

_DEEPEST = 3  # archives inside archives
_ROOM = 100  # times the limit of one input: what an archive and those inside it may hold unpacked


@dataclass(frozen=True, slots=True)
class Inlet:
    """What reading goes by.

    Attributes:
        settings, feeds: limits, and how hosts are asked.
        depth: archives around what is read.
        allowance: what may still be unpacked, None outside all archives.
        may_list: whether a list of addresses is followed: not one that a list led to, it could lead back.
    """

    settings: IngestSettings
    feeds: FeedSettings = field(default_factory=FeedSettings)
    depth: int = 0
    allowance: Allowance | None = None
    may_list: bool = True


def documents_in(source: Source, inlet: Inlet, file: BinaryIO | None = None) -> Iterator[Document | Failure]:
    """The documents in an input.

    Args:
        source: the input; its data is all of it, or its beginning where there is a `file`.
        inlet: limits.
        file: where to read it from its beginning.

    Raises:
        InputError: it cannot be read at all. What is wrong with a part of it is a failure among the documents.
    """
    stream = file or cast(BinaryIO, io.BytesIO(source.data))
    kind = _kind(source)
    if kind == "gzip":
        yield from _unpacked(source, inlet, stream)
    else:
        yield from _of_kind(kind, source, inlet, stream, None)


def _kind(source: Source) -> sniff.Kind:
    try:
        return sniff.kind(source.data, source.suffix, source.charset)
    except sniff.NotText as error:
        raise InputError(source.input, str(error)) from error


def _unpacked(source: Source, inlet: Inlet, packed: BinaryIO) -> Iterator[Document | Failure]:
    gunzip = packing.Gunzip(packed)
    stream = io.BufferedReader(gunzip, sniff.HEAD)
    head = stream.read(sniff.HEAD)
    source = msgspec.structs.replace(source, data=head)
    if not head and gunzip.fault:
        raise InputError(source.input, gunzip.fault)
    kind = _kind(source)
    if kind == "gzip":
        raise InputError(source.input, "is packed more than once (gzip)")
    yield from _of_kind(kind, source, inlet, joined(head, stream), gunzip)


def _of_kind(
    kind: sniff.Kind, source: Source, inlet: Inlet, stream: BinaryIO, gunzip: packing.Gunzip | None
) -> Iterator[Document | Failure]:
    if kind in HOLDERS:
        yield from _held(HOLDERS[kind], source, inlet, stream, gunzip)
        return
    if kind in STREAMS:
        found = 0
        for result in STREAMS[kind](source, stream):
            found += isinstance(result, Document)
            yield result
        if gunzip and gunzip.fault:
            yield Failure(input=source.input, error=f"{gunzip.fault}; what stands before that was read ({found:,})")
        return
    unpacked = " when unpacked" if gunzip else ""
    try:
        source = msgspec.structs.replace(source, data=files.rest(stream, source.input, source.limit))
    except InputError as error:
        raise InputError(source.input, error.reason + unpacked) from error
    if gunzip and gunzip.fault:
        raise InputError(source.input, gunzip.fault)
    if kind in LISTS:
        from newsloom.ingest import lists

        if not inlet.may_list:
            raise InputError(source.input, "is a list of addresses inside a list of addresses")
        yield from lists.documents(LISTS[kind](source), source, inlet)
    else:
        yield from READERS[kind](source)


def _held(holder: Inner, source: Source, inlet: Inlet, stream: BinaryIO, gunzip: packing.Gunzip | None) -> Iterator[Document | Failure]:
    """Everything in an archive; each thing is named by its place in it."""
    if inlet.depth >= _DEEPEST:
        raise InputError(source.input, f"is an archive inside archives, more than {_DEEPEST} deep")
    allowance = inlet.allowance or Allowance(_ROOM * source.limit)
    inside = replace(inlet, depth=inlet.depth + 1, allowance=allowance)
    for thing in holder(source, stream, allowance, gunzip):
        if isinstance(thing, Failure):
            yield thing
            continue
        place = thing.source.url or thing.source.name or ""
        try:
            for found in documents_in(thing.source, inside, thing.file):
                if isinstance(found, Failure):
                    yield Failure(input=found.input, error=f"{place}: {found.error}")
                else:
                    yield msgspec.structs.replace(found, item=_item(place, thing.source, found))
        except InputError as error:
            if not thing.passing:
                yield Failure(input=error.input, error=f"{place}: {error.reason}")


def _item(place: str, source: Source, found: Document) -> str:
    if not found.item or found.item == place:
        return place
    return found.item if source.url else f"{place}: {found.item}"
