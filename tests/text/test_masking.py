"""Names and passwords inside addresses."""

from __future__ import annotations

import pytest

from newsloom.text.masking import has_login, masked, without_login


@pytest.mark.parametrize(
    ("text", "shown", "bare"),
    [
        ("https://ada:s3cret@desk.example/feed", "https://***@desk.example/feed", "https://desk.example/feed"),
        ("https://ada@desk.example:8080/?q=a@b", "https://***@desk.example:8080/?q=a@b", "https://desk.example:8080/?q=a@b"),
        ("https://ada:p@ss@desk.example/", "https://***@desk.example/", "https://desk.example/"),
        ("https://desk.example/@ada/1", "https://desk.example/@ada/1", "https://desk.example/@ada/1"),
        ("postgresql://ada:pw@db/desk", "postgresql://***@db/desk", "postgresql://db/desk"),
        ("", "", ""),
    ],
)
def test_logins_are_blotted_out(text: str, shown: str, bare: str) -> None:
    assert (masked(text), without_login(text), has_login(text)) == (shown, bare, text != bare)


def test_inside_a_sentence() -> None:
    assert (
        masked('"http://a:b@x.example/" is no feed, mail ada@desk.example') == '"http://***@x.example/" is no feed, mail ada@desk.example'
    )
