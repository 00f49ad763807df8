"""The JSON face: the records' fields by name, in the contract's order."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from newsloom.records import Briefing, Check, Record


def structure(briefing: Briefing, *, with_text: bool) -> dict[str, Any]:
    """The briefing as plain dictionaries; articles have the key `text` only with `with_text`."""
    data: dict[str, Any] = msgspec.to_builtins(briefing)
    del data["text_share"]  # for the faces, not for readers of JSON
    for story in data["stories"]:
        for article in story["articles"]:
            if not with_text or article["text"] is None:
                del article["text"]
    return data


def without_text(found: Check) -> dict[str, Any]:
    """A check as plain dictionaries, without the texts of articles."""
    data: dict[str, Any] = msgspec.to_builtins(found)
    for card in (data["article"], *data["sources"]):
        del card["text"]
    return data


def plain(record: Record) -> dict[str, Any]:
    """A record as plain dictionaries."""
    data: dict[str, Any] = msgspec.to_builtins(record)
    return data


def dump(data: dict[str, Any] | Record) -> str:
    """Indented JSON with a final line break. Lone surrogates, which UTF-8 cannot hold, are written as escapes."""
    try:
        return msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(data), indent=2) + "\n"
