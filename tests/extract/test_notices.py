"""What holds no article is left out with its reason; short news stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsloom import extract
from newsloom.errors import InputError
from newsloom.extract import notices
from newsloom.records import Document, Hints

NOTICES = [
    ("en", None, "Error 404\nThe page you requested could not be found. Please check the address or go back to our home page."),
    ("en", None, "Please enable JavaScript to use this site. Your browser settings may stop our pages from loading."),
    ("en", None, "We use cookies to make this site work for you.\nAccept all\nYou can change your choice at any time in cookie settings."),
    ("en", None, "You must be logged in to see this page. Please log in to continue.\nForgot your password?"),
    (
        "en",
        None,
        "Our archive took nine years to build. Any donation you make will help us keep it open. Thank you in advance for your help.",
    ),
    (
        "en",
        None,
        "Add a location to your post\nYou choose whether your phone shares where you are, and you can switch location on at any time.",
    ),
    ("en", None, "Subscribe to continue reading.\nYou have read your free articles for this month."),
    ("en", "Access Denied", "You do not get in here.\nReference 18.2f1 on this server"),
    ("fr", None, "Page introuvable\nLa page demandée n'est plus en ligne. Vous pouvez revenir à notre page d'accueil."),
    ("es", None, "Página no encontrada\nUsted puede volver a nuestra portada o escribir al correo electrónico de la redacción."),
]
NEWS = [
    "The bank said that something went wrong with its payments on Friday and that customers should try again later.",
    "Port Ansel council has blocked the plan for a bridge. The page of the register that named the owner was not found.",
    "A crane on a site under construction fell on Tuesday. Nobody was hurt, the fire service said.",
    "You must be logged in to vote, the club told its members. Ida Brekke, its chair, resigned on Monday after the poll failed. "
    "Two of the nine candidates withdrew the same evening.",
    "“You must be logged in to see your file,” the clinic wrote to its patients.",
]


@pytest.mark.parametrize(("language", "title", "text"), NOTICES)
def test_a_notice_is_no_article(language: str, title: str | None, text: str) -> None:
    assert notices.only(text, title, language)


@pytest.mark.parametrize("text", NEWS)
def test_short_news_is_an_article(text: str) -> None:
    assert not notices.only(text, "Ferry runs aground", "en")


def document(text: str, **hints: str) -> Document:
    return Document(
        input="pages.jsonl",
        item="2",
        content=text.encode(),
        media="text/plain",
        fetched="2025-06-01T00:00:00Z",
        hints=Hints(**hints),
        origin="metadata",
    )


def test_the_reason_is_told() -> None:
    with pytest.raises(InputError, match="only a notice of the site"):
        extract.article(document(NOTICES[0][2]))


@given(st.text(max_size=300), st.sampled_from(["en", "fr", "es", "und", "ja"]))
def test_any_text_is_judged(text: str, language: str) -> None:
    assert notices.only(text, text[:20], language) in (True, False)


LONG = "The ferry Halmar ran aground off Port Ansel on 9 June 2013, the coast guard said. All 214 passengers were brought ashore.\n"


def test_the_day_in_the_address_goes_before_a_much_later_date() -> None:
    """An archive dates a text by its capture: the address knows better."""
    found = extract.article(document(LONG, url="https://harbour.example/news/2013/06/10/halmar", published="2016-08-18"))
    assert (found.published.value, found.published.origin) == ("2013-06-10", "url")
    assert found.metadata["published.disagrees"].startswith("2016-08-18")


def test_a_later_date_of_the_same_weeks_stays() -> None:
    found = extract.article(document(LONG, url="https://harbour.example/news/2013/06/10/halmar", published="2013-06-28"))
    assert found.published.value == "2013-06-28"


def test_a_copyright_year_before_the_date_is_noted() -> None:
    found = extract.article(document(LONG + "Copyright 2013 Harbour Post", published="2016-08-18"))
    assert (found.published.value, found.metadata["published.rights"]) == ("2016-08-18", "2013")
    assert "published.rights" not in extract.article(document(LONG + "© 2010-2016 Harbour Post", published="2016-08-18")).metadata
