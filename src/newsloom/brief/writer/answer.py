"""The writer's answer, read strictly: what does not have the form is garbage, what has marks of its own is not shown."""

from __future__ import annotations

import re
from typing import Annotated

import msgspec

from newsloom.brief.writer.model import WriterError

MOST = 24  # sentences of one answer
LONGEST_ANSWER = 60_000  # code points
_FENCE = re.compile(r"\A\s*```(?:json)?\s*(.*?)\s*```\s*\Z", re.DOTALL)
_MARKUP = re.compile(r"[<>{}\[\]`|\\]|https?:|www\.|\*\*|^\s*#", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


class Sentence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=1_500)]
    cites: Annotated[list[int], msgspec.Meta(min_length=1, max_length=8)]


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sentences: Annotated[list[Sentence], msgspec.Meta(max_length=MOST)]


def read(text: str) -> list[Sentence]:
    """The sentences of an answer.

    Raises:
        WriterError: it is no JSON of the asked form.
    """
    if len(text) > LONGEST_ANSWER:
        raise WriterError("garbage", "the writer's answer is far too long")
    fenced = _FENCE.match(text)
    try:
        found = msgspec.json.decode((fenced.group(1) if fenced else text).strip().encode("utf-8", "replace"), type=Answer)
    except (msgspec.ValidationError, msgspec.DecodeError, RecursionError):
        raise WriterError("garbage", "the writer's answer has not the form that was asked for") from None
    if not found.sentences:
        raise WriterError("garbage", "the writer's answer is empty")
    return found.sentences


def clean(text: str) -> str | None:
    """The words of a sentence with white space put in order, None where it holds markup, addresses or control characters."""
    text = " ".join(text.split())
    return None if not text or _CONTROL.search(text) or _MARKUP.search(text) else text
