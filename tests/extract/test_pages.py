"""Pages: the text that they are there for, and what they say of themselves."""

from __future__ import annotations

import json

import pytest

from newsloom.errors import InputError
from newsloom.extract import blocks
from tests.extract.pages import BODY, article, page


def ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **fields})}</script>'


def test_body_without_furniture_and_title() -> None:
    found = article(page() + "<nav><ul><li>Weather</li></ul></nav><footer>Privacy</footer>")
    assert found.title == "Crack closes Dunmoor weir"
    assert found.text.split("\n")[0].startswith("The weir at Lower Dunmoor")
    assert found.text.endswith("paid back to them.")
    assert "Weather" not in found.text
    assert found.language == "en"
    assert found.words > 60
    assert not found.partial


def test_items_of_lists_stay_in_their_places() -> None:
    items = "<ul><li><span>The eastern wall is to be torn down by August.</span></li><li><a href='/x'>Boats may pass again from the first of May.</a></li></ul>"  # noqa: E501
    first, second = BODY.split("\n", 1)
    text = article(page(f"{first}{items}{second}") + "<nav><ul><li>All that we have on rivers and lakes is here.</li></ul></nav>").text
    assert text.split("\n")[1:3] == ["The eastern wall is to be torn down by August.", "Boats may pass again from the first of May."]
    assert "rivers and lakes" not in text


def test_old_pages_laid_out_with_tables() -> None:
    cell = "<p>Only <b>one</b> lock of <i>three</i> was open when the water rose, a clerk told the court on Friday.<p>The court sits again in June, and <b>two</b> men are to be heard."  # noqa: E501
    text = article(f"<html><body><table><tr><td><a href='/'>Front</a></td><td><h1>Lock</h1>{cell}</td></tr></table></body></html>").text
    assert "Only one lock of three was open when the water rose" in text
    assert "|" not in text
    assert "Front" not in text


def test_a_notice_is_not_the_article_and_an_aside_may_be() -> None:
    notice = (
        "<div class='consent-layer'>"
        + "<p>We and our partners store things on your device, as described in our long policy, which you may read.</p>" * 9
        + "</div>"
    )
    text = article(f"<html><body>{notice}<aside><h1>Weir closed</h1>{BODY}</aside></body></html>").text
    assert "Hedda Quist" in text
    assert "partners" not in text


@pytest.mark.parametrize("ago", ["9 minutes ago", "vor 2 Stunden", "il y a 3 jours", "hace 5 minutos", "2 ore fa", "5 минут назад"])
def test_times_told_from_the_moment_of_reading_go(ago: str) -> None:
    posts = "".join(f"<div class='post'><span class='t'>{ago}</span>{p}</div>" for p in BODY.split("\n"))
    assert ago not in article(page(posts)).text


def test_a_live_blog_takes_its_posts_from_the_page_or_from_its_data() -> None:
    posts = [
        {"@type": "BlogPosting", "headline": f"Part {n}", "articleBody": p.replace("<p>", "").replace("</p>", "")}
        for n, p in enumerate(BODY.split("\n"))
    ]
    found = article(page("<div id='app'></div>", ld(**{"@type": "LiveBlogPosting", "headline": "Weir", "liveBlogUpdate": posts}), "Weir"))
    assert "2.4 million crowns" in found.text
    assert "Boat owners" in found.text


def test_the_page_s_own_text_is_trusted_where_it_says_more_of_the_same() -> None:
    whole = BODY.replace("<p>", "").replace("</p>", "")
    found = article(page(BODY.split("\n")[0], ld(headline="Crack closes Dunmoor weir", articleBody=whole)))
    assert "2.4 million crowns" in found.text


def test_metadata_of_a_page() -> None:
    head = (
        ld(
            headline="Crack closes Dunmoor weir",
            datePublished="2025-03-04T06:40:00+01:00",
            dateModified="2025-03-05T16:20:05+01:00",
            author=[{"@type": "Person", "name": "Ann Moss"}, {"@type": "Organization", "name": "Newsroom"}],
            publisher={"@type": "Organization", "name": "Dunmoor Mail"},
            articleSection="Rivers",
        )
        + '<title>Crack closes Dunmoor weir | Dunmoor Mail</title><link rel="canonical" href="/n/1?utm_source=x&amp;page=2#top">'
    )
    found = article(page(head=head), url="https://www.dunmoormail.example/n/1?fbclid=1")
    assert found.url == "https://www.dunmoormail.example/n/1?page=2"
    assert (found.published.value, found.published.precision, found.published.origin) == ("2025-03-04T06:40:00+01:00", "minute", "metadata")
    assert found.modified is not None
    assert found.modified.value == "2025-03-05T16:20:05+01:00"
    assert found.byline == "Ann Moss"
    assert found.outlet is not None
    assert (found.outlet.name, found.outlet.domain) == ("Dunmoor Mail", "dunmoormail.example")
    assert found.metadata["section"] == "Rivers"


def test_a_lone_update_is_never_the_publication() -> None:
    head = '<meta property="og:updated_time" content="2025-01-15T16:20:00Z"><meta name="date" content="2025-01-15">'
    found = article(page("<p class='stamp'>Updated 15 January 2025</p>" + BODY, head))
    assert found.published.value is None
    assert found.published.latest == "2025-01-15"
    assert found.modified is not None


def test_a_date_printed_at_the_headline_counts() -> None:
    found = article(page("<div>Dunmoor Mail, 9 May 2024</div>" + BODY))
    assert (found.published.value, found.published.origin) == ("2024-05-09", "page")


def test_a_copy_keeps_its_own_address_and_names_the_original() -> None:
    found = article(page(head='<link rel="canonical" href="https://dunmoormail.example/n/1">'), url="https://copycat.example/x")
    assert found.url == "https://copycat.example/x"
    assert found.metadata["syndicated.from"] == "https://dunmoormail.example/n/1"


def test_a_day_that_a_sentence_under_the_headline_tells_of_is_not_the_day_of_publication() -> None:
    told = "<p>More than 300 people worked there until the fire of 4 March 2024, when the hall burned down.</p>"
    when = article(page(f"<h1>Mill shut</h1>{told}{BODY}")).published
    assert (when.value, when.latest) == (None, None)
    printed = article(page(f"<h1>Mill shut</h1>{told}<p>Quarrytown Bugle, 9 May 2024</p>{BODY}")).published
    assert (printed.value, printed.origin) == ("2024-05-09", "page")


def test_writers_from_a_printed_line_and_not_from_comments() -> None:
    line = "<p class='credit'>Words: <b>Ann Moss</b> and Bo Lind, river correspondent | Pictures: Cy Dahl</p>"
    comments = "<section id='comments'><div><a rel='author'>Old Otter</a><p>The kettle was on when I heard of it, and I never liked that wall.</p></div></section>"  # noqa: E501
    found = article(
        page(line + BODY, ld(headline="x", author={"@type": "Person", "name": "wire import"})).replace(
            "</article>", f"</article>{comments}"
        )
    )
    assert found.byline == "Ann Moss, Bo Lind"
    assert "kettle" not in found.text
    assert "Pictures" not in found.body()


def test_a_paywall_is_partial_and_a_whole_text_behind_one_is_not() -> None:
    stub = page(BODY.split("\n")[0], ld(headline="Weir", isAccessibleForFree="False", wordCount=900))
    assert article(stub).partial
    assert not article(page(head=ld(headline="Weir", isAccessibleForFree=False, wordCount=90))).partial
    assert article(page(BODY + "<p>The board had already said in the winter that …</p>")).partial


def test_a_title_loses_the_site_and_the_ticker_s_marks() -> None:
    head = "<title>+++ Weir: closed - for good +++ | Dunmoor Mail</title><meta property='og:site_name' content='Dunmoor Mail'>"
    assert article(page(head=head, headline="Weir: closed - for good")).title == "Weir: closed - for good"


def test_nesting_without_end_is_survived() -> None:
    found = article("<html><body>" + "<div>" * 1000 + "</div>" * 1000 + BODY + "</body></html>")
    assert "Hedda Quist" in found.text


def test_the_search_for_the_main_text_leaves_the_page_as_it_was() -> None:
    from lxml import etree

    from newsloom.extract import blocks, maintext

    paragraphs = "".join(f"<p>The ferry to Orle left {n} minutes late on Monday, the harbour master said.</p>" for n in range(9))
    tree = blocks.tree(f"<html><body><nav><a href='/'>Home</a></nav><article><h1>Late</h1>{paragraphs}</article></body></html>")
    before = etree.tostring(tree)
    assert maintext._trafilatura(tree, None, fast=True)
    assert maintext._trafilatura(tree, None, fast=False)
    assert etree.tostring(tree) == before


@pytest.mark.parametrize(
    "inner",
    ["<br>" * 100_000, "<a href='/x'>Orle</a> " * 60_000, "<div " + " ".join(f"a{n}='1'" for n in range(60_000)) + "></div>"],
    ids=["breaks", "links", "attributes"],
)
def test_pages_without_end_take_bounded_time(inner: str) -> None:
    import time

    start = time.process_time()
    paragraph = "<p>The ferry to Orle left late on Monday, the harbour master said. Nobody was hurt in the crossing.</p>"
    found = article(f"<html><body>{paragraph * 3}{inner}{paragraph}</body></html>")
    assert "harbour master" in found.text
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "tags", [("<div>", "</div>"), ("<b>", ""), ("<ul><li>", ""), ("<table><tr><td>", "</td></tr></table>"), ("<section><span>", "")]
)
def test_a_page_nested_without_end_still_gives_its_text(tags: tuple[str, str]) -> None:
    found = article(
        f"<html><head><title>Crack closes Dunmoor weir</title></head><body>{tags[0] * 6000}{BODY}{tags[1] * 6000}</body></html>"
    )
    assert found.title == "Crack closes Dunmoor weir"
    assert found.text.startswith("The weir at Lower Dunmoor") and found.text.endswith("paid back to them.")


def test_empty_boxes_go_and_words_stay_apart() -> None:
    root = blocks.tree(
        "<div><div class='ad'><span></span></div>One<span> </span>two<p></p>three <i></i>four"
        "<time datetime='2024-03-04'></time><span itemprop='datePublished' content='2024-03-04'></span><ul><li></li></ul></div>"
    )
    blocks.drop_empty(root)
    assert blocks.lines(root) == ["One two", "three four"]
    assert len(list(root.iter("time", "span"))) == 2, "what machines read stays"
    assert not list(root.iter("ul", "i"))


def test_a_sentence_beside_the_headline_in_a_header_is_the_article_s_first() -> None:
    first, rest = BODY.split("\n", 1)
    found = article(page(f"<header><h1>Crack closes weir</h1><p>3 May 2024 | Ann Moss</p>{first}</header>{rest}", headline=""))
    assert found.text.startswith("The weir at Lower Dunmoor was closed") and "Ann Moss" not in found.text


def test_a_shadow_tree_that_browsers_show_at_once_is_read() -> None:
    assert "Hedda Quist" in article(page(f'<div><template shadowrootmode="open"><style>p{{}}</style>{BODY}</template></div>')).text
    assert "Hedda Quist" not in article(page(f"<p>{'A word from the board about boats. ' * 8}</p><template>{BODY}</template>")).text


def test_a_page_that_is_made_in_the_browser_gives_the_text_of_its_data() -> None:
    paragraphs = [line.removeprefix("<p>").removesuffix("</p>") for line in BODY.split("\n")]
    teasers = [{"summary": f"Something else happened in another town, and it is told at length elsewhere, number {n}."} for n in range(3)]
    state = {
        "props": {"article": {"title": "Crack closes weir", "blocks": [{"kind": "p", "text": p} for p in paragraphs]}, "more": teasers}
    }
    head = '<html lang="en"><head><title>Crack closes weir</title></head><body><div id="root"></div>'
    shell = head + '<script type="application/json">{}</script></body></html>'
    found = article(shell.format(json.dumps(state)))
    assert found.text.split("\n") == paragraphs and found.title == "Crack closes weir"
    with pytest.raises(InputError, match="no text"):
        article(shell.format("[" * 5000 + "{"))


def test_dates_of_a_broken_script_are_read() -> None:
    broken = '{"@type": "NewsArticle", "headline": "A "crack" closes weir", "datePublished": "2024-05-07T13:18:00+02:00", "author": "x"}'
    assert article(page(head=f'<script type="application/ld+json">{broken}</script>')).published.value == "2024-05-07T13:18:00+02:00"
    other = broken.replace("NewsArticle", "VideoObject")
    assert article(page(head=f'<script type="application/ld+json">{other}</script>')).published.value is None


def test_how_systems_write_that_there_is_no_date_is_none() -> None:
    found = article(page(head='<meta property="article:published_time" content="1970-01-01T00:00:00+00:00">'))
    assert found.published.value is None and found.metadata["published.untrusted"].startswith("1970-01-01")
