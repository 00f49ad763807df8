"""Archives, caches and proxies: an article keeps the address and the outlet of its page."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsloom.extract import addresses

PAGE = "https://orlepost.example/a"


@pytest.mark.parametrize(
    "address",
    [
        "https://web.archive.org/web/20240101000000/https://orlepost.example/a",
        "https://web.archive.org/web/20240101000000id_/https:/orlepost.example/a?utm_source=feed",
        "http://web.archive.org/web/2024/https%3A%2F%2Forlepost.example%2Fa",
        "https://archive.ph/2024.01.01-120000/https://orlepost.example/a",
        "https://webcache.googleusercontent.com/search?q=cache:AbC:https://orlepost.example/a+harbour&hl=en",
        "https://orlepost-example.cdn.ampproject.org/c/s/orlepost.example/a/amp",
        "https://www.google.com/amp/s/orlepost.example/a",
        "https://orlepost-example.translate.goog/a?_x_tr_sl=fr",
        "https://translate.google.com/translate?sl=fr&u=https%3A%2F%2Forlepost.example%2Fa",
        "https://www.google.com/url?q=https://orlepost.example/a&sa=D",
        "https://12ft.io/https://orlepost.example/a",
        "https://web.archive.org/web/2024/https://webcache.googleusercontent.com/search?q=cache:x:https://orlepost.example/a",
    ],
)
def test_leads_back_to_the_page(address: str) -> None:
    assert addresses.canonical(address) == PAGE
    assert addresses.domain(address) == "orlepost.example"


def test_an_address_without_scheme_in_an_archive() -> None:
    assert addresses.canonical("https://web.archive.org/web/20240101/orlepost.example/a") == "http://orlepost.example/a"


@pytest.mark.parametrize("address", ["https://archive.ph/AbCdE", "https://web.archive.org/", "https://perma.cc/AB12-CD34"])
def test_an_archive_that_names_no_page_is_nobodys_paper(address: str) -> None:
    assert addresses.canonical(address) == address
    assert addresses.domain(address) is None


@pytest.mark.parametrize(
    "address", ["https://orlepost.example/go?u=https://b.example/", "https://orlepost.example/web/2024/https://b.example/"]
)
def test_a_papers_own_address_stays(address: str) -> None:
    assert addresses.canonical(address) == address


@given(
    st.text(max_size=200),
    st.sampled_from(["https://web.archive.org/web/", "https://www.google.com/url?q=", "https://x.translate.goog", ""]),
)
def test_no_address_breaks(tail: str, head: str) -> None:
    addresses.canonical(head + tail)
    addresses.domain(head + tail)


def test_long_addresses_take_no_time() -> None:
    start = time.process_time()
    for unit in ("https://web.archive.org/web/", "http%3a%2f%2f", "a-", "&q=", "%25"):
        addresses.canonical("https://web.archive.org/web/2024/" + unit * (3900 // len(unit)))
    assert time.process_time() - start < 1
