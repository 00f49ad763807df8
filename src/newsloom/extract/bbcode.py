"""Bracket mark-up of forums and mailers ("[url=...]here[/url]"), read as mark-up where it is clearly that: where it is closed again."""

from __future__ import annotations

import re

_NAMES = "url|link|b|i|u|s|em|strong|quote|color|colour|size|font|center|left|right|list|code|spoiler|email|h[1-6]"
_CLOSED = re.compile(rf"\[/(?:{_NAMES}|img|video|youtube)\]", re.I)
_SILENT = re.compile(r"\[(img|video|youtube)(?:=[^\[\]\n]{0,500})?\][^\[\]\n]{0,2000}\[/\1\]", re.I)
_TAG = re.compile(rf"\[/?(?:{_NAMES}|img|video|youtube|\*)(?:=[^\[\]\n]{{0,2000}})?\]", re.I)


def stripped(text: str) -> str:
    """`text` without bracket mark-up: its words stay, addresses and pictures go. Text without a closing mark is given back as it is."""
    if "[/" not in text or not _CLOSED.search(text):
        return text
    return _TAG.sub("", _SILENT.sub("", text))
