"""Bracket mark-up is read as mark-up, and other brackets are left alone."""

from __future__ import annotations

import time

import pytest

from newsloom.extract.bbcode import stripped


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It is [url=https://orle.example/a]here[/url].", "It is here."),
        ("[b]Late[/b] again[img]https://orle.example/a.png[/img]", "Late again"),
        ("“He [the mayor] left [sic],” she said. [1]", "“He [the mayor] left [sic],” she said. [1]"),
        ("An open [b] stays", "An open [b] stays"),
    ],
)
def test_stripped(text: str, words: str) -> None:
    assert stripped(text) == words


def test_open_brackets_take_linear_time() -> None:
    start = time.process_time()
    for unit in ("[url=x", "[img]", "[img=a", "[/url", "["):
        stripped(unit * 100_000 + "[/url]")
    assert time.process_time() - start < 2
