"""Pages whose article is no run of paragraphs: live blogs, galleries, articles over several pages, stubs before a wall."""

from __future__ import annotations

import json

import pytest

from newsloom.records import Article
from tests.extract.pages import BODY, article, page

PARAGRAPHS = BODY.split("\n")
POSTS = (
    ("The gates at Dunmoor are shut, the river board says.", "Gates shut"),
    ("Two barges have turned back to Tarn, their skippers report by radio.", "Barges turn back"),
    ("Divers went down at noon and found a second crack.", "A second crack"),
)
RAIL = "".join(
    f"<div><h3><a href=/r{n}>Another story number {n} about rivers</a></h3><p>A blurb of that other story, which runs on and speaks of other "  # noqa: E501
    f"people and other places entirely, for the {n}th time today.</p></div>"
    for n in range(8)
)


def lines(found: Article) -> list[str]:
    return found.text.split("\n")


def test_posts_of_a_live_blog_stand_in_order_under_their_times() -> None:
    posts = "".join(
        f'<div class="post"><time datetime="2026-03-01T1{n}:20:00+01:00">1{n}:20</time><h3>{head}</h3><p>{text}</p><a href="#">Share</a></div>'  # noqa: E501
        for n, (text, head) in enumerate(POSTS)
    )
    above = "<p>All boats have been held at Dunmoor since Tuesday morning.</p>"
    found = article(
        f"<html lang=en><head><title>Weir</title></head><body><main><h1>Weir</h1>{above}<section class='live-blog'>{posts}</section></main></body></html>"  # noqa: E501
    )
    wanted = [part for n, (text, head) in enumerate(POSTS) for part in (f"1{n}:20", head, text)]
    assert lines(found) == ["All boats have been held at Dunmoor since Tuesday morning.", *wanted]
    body = found.body()
    assert "10:20" not in body and POSTS[0][0] in body and len(body) == len(found.text)


@pytest.mark.parametrize("clock", ["11.20 Uhr", "11:20", "11h20", "11:20 CET", "7:20 pm"])
def test_times_without_mark_up_of_their_own(clock: str) -> None:
    posts = "".join(f'<li class="liveticker-entry"><span class="time">{clock}</span><div><p>{text}</p></div></li>' for text, _ in POSTS)
    found = article(f"<html><head><title>Weir</title></head><body><article><h1>Weir</h1><ol>{posts}</ol></article></body></html>")
    assert lines(found) == [part for text, _ in POSTS for part in (clock, text)]


def test_posts_that_only_the_page_s_data_hold() -> None:
    updates = [
        {"@type": "BlogPosting", "headline": head, "datePublished": f"2026-03-01T1{n}:20:00+01:00", "articleBody": text}
        for n, (text, head) in enumerate(POSTS)
    ]
    data = json.dumps({"@type": "LiveBlogPosting", "headline": "Weir", "liveBlogUpdate": updates})
    found = article(
        f'<html><head><title>Weir</title><script type="application/ld+json">{data}</script></head><body><div id=root></div></body></html>'
    )
    assert lines(found)[:3] == ["2026-03-01 10:20 +01:00", "Gates shut", POSTS[0][0]]
    assert len(lines(found)) == 9


def test_a_ticker_beside_an_article_is_not_the_article() -> None:
    ticker = "".join(
        f'<li><time datetime="2026-03-01T1{n}:20">1{n}:20</time> <a href="/n{n}">{text}</a></li>' for n, (text, _) in enumerate(POSTS)
    )
    found = article(page(BODY) + f'<aside><ul class="live-ticker">{ticker}</ul></aside>')
    assert found.text == article(page(BODY)).text


CAPTIONS = (
    "The eastern wall of the weir on Tuesday, with the crack in its middle.",
    "Barges wait at the lower lock of Dunmoor while the gates stay shut.",
    "Hedda Quist on the bridge above the weir, early on Wednesday.",
)
SLIDES = "".join(
    f"<figure><img src=a.jpg><figcaption>{c} <span class='credit'>Photo: Cy Dahl</span></figcaption></figure>" for c in CAPTIONS
)


def test_captions_are_the_text_of_a_gallery() -> None:
    assert lines(article(page(f"<p>The weir at Dunmoor has been shut for three days.</p>{SLIDES}")))[1:] == list(CAPTIONS)
    assert lines(article(page(SLIDES))) == list(CAPTIONS)


def test_captions_are_not_the_text_of_an_article() -> None:
    assert article(page(BODY + SLIDES)).text == article(page(BODY)).text


@pytest.mark.parametrize(
    ("link", "url", "later"),
    [
        ('<link rel="next" href="?page=2">', "https://dunmoor.example/weir", "https://dunmoor.example/weir?page=2"),
        ('<link rel="next" href="/weir/2">', "https://dunmoor.example/weir", "https://dunmoor.example/weir/2"),
        ('<link rel="next" href="/weir-2.html">', "https://dunmoor.example/weir.html", "https://dunmoor.example/weir-2.html"),
        (
            '<link rel="prev" href="/weir"><link rel="next" href="/weir/3/">',
            "https://dunmoor.example/weir/2",
            "https://dunmoor.example/weir/3/",
        ),
        (
            '<link rel="prev" href="?page=1"><a rel="next" href="?page=3">3</a>',
            "https://dunmoor.example/w?page=2",
            "https://dunmoor.example/w?page=3",
        ),
        (
            '<link rel="prev" href="/notes-11"><link rel="next" href="/notes-13">',
            "https://dunmoor.example/notes-12",
            None,
        ),
        ('<link rel="prev" href="/gulls"><link rel="next" href="/notes-13">', "https://dunmoor.example/notes-12", None),
        ('<link rel="prev" href="/node/11"><link rel="next" href="/node/13">', "https://dunmoor.example/node/12", None),
        ('<link rel="next" href="/index.php?p=13">', "https://dunmoor.example/index.php?p=12", None),
        ('<link rel="next" href="/weir-closed-again">', "https://dunmoor.example/weir", None),
        ('<link rel="next" href="/2">', "https://dunmoor.example/weir", None),
        ('<link rel="next" href="https://other.example/weir?page=2">', "https://dunmoor.example/weir", None),
    ],
)
def test_an_article_over_several_pages_is_partial(link: str, url: str, later: str | None) -> None:
    found = article(page(head=link), url=url)
    assert (found.metadata.get("pages.next"), found.partial) == (later, later is not None)


def test_a_count_of_pages_is_no_sentence() -> None:
    found = article(page(f"{BODY}<p>Page 1 of 3</p>"))
    assert "Page 1" not in found.text and found.partial
    assert not article(page(f"{BODY}<p>Page 3 of 3</p>")).partial


WALLS = (
    '<div class="paywall"><p>Subscribe to read the whole story. Already a subscriber? Log in.</p></div>',
    '<div class="regwall"><h3>Continue reading with a subscription</h3><button>Subscribe</button></div>',
    "<p>Dieser Text ist nur für Abonnenten.</p>",
    "<p>La suite est réservée aux abonnés.</p>",
)


@pytest.mark.parametrize("wall", WALLS)
def test_a_stub_before_a_wall_is_partial_and_not_padded(wall: str) -> None:
    found = article(
        f"<html><head><title>Crack closes Dunmoor weir</title></head><body><div id=content><h1>Crack closes Dunmoor weir</h1>{PARAGRAPHS[0]}{wall}</div>"  # noqa: E501
        f'<div class="more-stories"><h2>More from us</h2>{RAIL}</div></body></html>'
    )
    assert found.partial and found.text.startswith("The weir at Lower Dunmoor")
    assert "blurb" not in found.text


def test_an_offer_in_the_head_of_a_page_is_no_wall() -> None:
    found = article(
        f'<html><body><div class="piano">Already a subscriber? Log in</div><article><h1>Crack closes Dunmoor weir</h1>{BODY}</article></body></html>'  # noqa: E501
    )
    assert not found.partial and found.text.endswith("paid back to them.")


def test_the_box_that_a_wall_would_hide_is_the_article() -> None:
    found = article(page(f'{PARAGRAPHS[0]}<div class="paywall">{"".join(PARAGRAPHS[1:])}</div>'))
    assert not found.partial and found.text.endswith("paid back to them.")


@pytest.mark.parametrize("box", ["related", "recommended", "more-from"])
def test_a_rail_goes_and_an_article_in_a_box_named_like_one_stays(box: str) -> None:
    found = article(page(f'{BODY}<section class="{box}">{RAIL}</section>'))
    assert found.text == article(page()).text
    assert article(f'<html><body><div class="{box}"><h1>Crack closes Dunmoor weir</h1>{BODY}</div></body></html>').text == found.text


@pytest.mark.parametrize("url", ["https://dunm[re.example/ferry", "https://dunmoor.example:port/x", "not an address", "https://"])
def test_an_address_that_is_none_is_no_fault_of_the_page(url: str) -> None:
    assert article(page(head='<link rel="next" href="?page=2"><link rel="prev" href="http://[x">'), url=url).text
