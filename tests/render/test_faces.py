"""The four faces: what is shown, in which order, cited; nothing from outside acts."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsloom.errors import UsageError
from newsloom.records import Briefing, Passage
from newsloom.render import render
from newsloom.render.clean import link, markdown, text
from tests.brief.build import article, briefing, claim, dossier
from tests.render.hostile import SCRIPT, hostile

ORDER = (
    "What’s happened", "Why it matters", "What the papers say", "How we got here", "More on these topics", "Claims side by side",
    "Provenance", "What was left out",
)  # fmt: skip


@pytest.mark.parametrize("face", ["md", "html", "term"])
def test_the_sections_stand_in_the_order_of_the_design(made: Briefing, face: str) -> None:
    shown = render(made, face)  # type: ignore[arg-type]
    found = [s for s in ORDER if s in shown]
    assert len(found) >= len(ORDER) - (face == "term")  # the terminal leaves out an empty list of what was left out
    places = [re.search(rf"(?m)(?:^(?:## )?{re.escape(s)}|{re.escape(s)}</h)", shown) for s in found]
    starts = [p.start() for p in places if p]
    assert starts == sorted(starts)


def test_an_unknown_format_is_a_usage_error(made: Briefing) -> None:
    with pytest.raises(UsageError, match="md, html, json or term"):
        render(made, "rtf")  # type: ignore[arg-type]


def test_json_has_the_contract_s_keys_in_order_and_text_only_on_request(made: Briefing) -> None:
    data = json.loads(render(made, "json"))
    assert list(data) == ["schema", "newsloom", "generated", "as_of", "stories", "left_out", "failed"]
    assert data["schema"] == "newsloom.briefing/1"
    (story,) = data["stories"]
    assert list(story) == [
        "id", "title", "first", "last", "languages", "events", "articles", "sections", "statements", "claims", "timeline",
        "provenance", "places", "papers",
    ]  # fmt: skip
    assert all("text" not in a for a in story["articles"])
    assert [list(r)[:4] for c in story["claims"] for r in c["relations"]] == [["a", "b", "is", "why"]]
    whole = json.loads(render(made, "json", with_text=True))
    assert [a["text"] for a in whole["stories"][0]["articles"]] == [a.text for a in made.stories[0].articles]
    assert list(whole["stories"][0]["articles"][0])[-1] == "text"


def test_json_with_a_lone_surrogate_is_still_json(made: Briefing) -> None:
    import msgspec

    odd = msgspec.structs.replace(made, generated="\ud800")
    assert json.loads(render(odd, "json"))["generated"] == "\ud800"


def test_each_footnote_is_cited_and_each_citation_has_its_footnote(made: Briefing) -> None:
    shown = render(made, "md")
    cited = set(re.findall(r"\[\^(\d+)\](?!:)", shown))
    noted = re.findall(r"(?m)^\[\^(\d+)\]: ", shown)
    assert cited == set(noted)
    assert len(noted) == len(set(noted))
    assert "Coast Mail" in shown
    assert "7 March 2030" in shown


def test_markdown_tables_keep_their_columns_whatever_a_source_writes() -> None:
    shown = render(hostile(), "md")
    for table in re.findall(r"(?:^\|.*\n)+", shown, flags=re.M):
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(widths) == 1, table


def test_markdown_holds_no_markup_from_outside() -> None:
    shown = render(hostile(), "md")
    assert SCRIPT not in shown
    assert re.search(r"(?<!\\)\]\(javascript", shown) is None
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert re.search(r"(?<!\\)`rm", shown) is None


class _Page(HTMLParser):
    """Tags, ids, links and text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.handlers: list[str] = []
        self.headings: list[int] = []
        self.open: list[str] = []
        self.unclosed: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in ("meta", "br", "img", "link", "hr", "input"):
            self.open.append(tag)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src"):
                self.links.append(value or "")
            if name.startswith("on") or name == "style":
                self.handlers.append(name)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unclosed.append(tag)


def parsed(page: str) -> _Page:
    found = _Page()
    found.feed(page)
    return found


@pytest.mark.parametrize("kind", ["plain", "hostile"])
def test_the_page_is_whole_self_contained_and_inert(made: Briefing, kind: str) -> None:
    html = render(made if kind == "plain" else hostile(), "html")
    page = parsed(html)
    assert not page.unclosed
    assert not page.open
    assert not page.handlers
    assert page.tags.count("script") == html.count('<script type="application/ld+json">') == 1  # data, which no browser runs
    assert not {"img", "link", "iframe", "object"} & set(page.tags)
    assert len(page.ids) == len(set(page.ids))
    local = [x[1:] for x in page.links if x.startswith("#")]
    assert set(local) <= set(page.ids)
    assert all(re.match(r"https?://", x) for x in page.links if not x.startswith("#"))
    assert "\x1b" not in html
    assert "\u202e" not in html


def test_the_policy_allows_the_page_s_own_style_and_nothing_else(made: Briefing) -> None:
    html = render(made, "html")
    style = re.search(r"<style>(.*?)</style>", html, flags=re.S)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'" in html
    assert "url(" not in style.group(1)


def test_headings_go_down_one_level_at_a_time_and_tables_have_scopes(made: Briefing) -> None:
    html = render(made, "html")
    levels = parsed(html).headings
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert all("scope=" in th for th in re.findall(r"<th\b[^>]*>", html))


def test_a_citation_shows_its_passage_in_context(made: Briefing) -> None:
    html = render(made, "html")
    sentence = made.stories[0].sections.whats_happened[0]
    assert f"<mark>{sentence.passages[0].text}</mark>" in html.replace("&#39;", "'")


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_terminal_page_keeps_to_its_width_without_escapes(width: int) -> None:
    from rich.cells import cell_len

    for it in (briefing(), hostile()):
        shown = render(it, "term", width=width)
        assert "\x1b" not in shown
        assert max(cell_len(line) for line in shown.splitlines()) <= width


def test_colour_is_used_only_when_asked_for_and_says_the_same(made: Briefing) -> None:
    plain, coloured = render(made, "term"), render(made, "term", color=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).split() == plain.split()


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://coastmail.example/a?b=1&c=2#d", True),
        ("http://coastmail.example/ä", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://user@evil.example/", False),
        ("https://", False),
        ("//coastmail.example", False),
        ("https://a.example/\u202egpj.exe", False),
        ("https://[bad", False),
        (None, False),
    ],
)
def test_only_plain_web_addresses_become_links(url: str | None, kept: bool) -> None:
    assert (link(url) is not None) == kept


@given(st.text(max_size=200))
def test_cleaned_text_is_one_line_without_controls(value: str) -> None:
    for shown in (text(value), markdown(value)):
        assert "\n" not in shown
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
        shown.encode("utf-8")


def test_east_asian_text_fits_the_terminal() -> None:
    from rich.cells import cell_len

    from tests.brief.build import article, dossier

    wide = article(
        "港町の市長は月曜日、嵐で壊れた橋を来月までに直すと述べた。島の住民は燃料の不足を心配している。",
        "港日報",
        "2030-05-01",
        language="ja",
    )
    shown = render(briefing(dossier([wide])), "term", width=40)
    assert "港町の市長" in shown.replace("\n", "")
    assert max(cell_len(line) for line in shown.splitlines()) <= 40


def test_long_passages_are_clipped_in_notes_and_the_cut_is_shown() -> None:
    from newsloom.render import words

    told = words.clipped("word " * 60)
    assert told.endswith(" […]")
    assert len(told) <= words.CLIP + len(" […]")
    assert words.clipped("short enough") == "short enough"


def test_a_passage_inside_a_numbered_one_shares_its_number_where_notes_are_coarse(made: Briefing) -> None:
    from newsloom.render.citations import Citer

    (told,) = made.stories
    whole = told.sections.whats_happened[0].passages[0]
    part = type(whole)(article=whole.article, version=whole.version, start=whole.start + 4, end=whole.end - 1, text=whole.text[4:-1])
    assert [len({c.number for p in (whole, part) for c in citer.cite([p])}) for citer in (Citer(told, coarse=True), Citer(told))] == [1, 2]


def test_the_figures_of_a_conflict_are_named_in_the_open_question() -> None:
    one = article("The council of Velm said the fire killed 12 people in the mill.", "Velm Bote", "2030-05-01")
    other = article("The fire brigade counted 17 dead in the mill at Velm on Monday.", "Mill Post", "2030-05-01")
    it = dossier([one, other], claims=[claim("quantity", (one, "killed 12 people", None, 12), (other, "17 dead in the mill", None, 17))])
    for face in ("md", "html", "term"):
        assert "12 people or 17 people" in " ".join(render(briefing(it), face).split())  # type: ignore[arg-type]


def test_the_page_tells_machines_the_same_and_lets_nothing_out_of_its_script(made: Briefing) -> None:
    page = render(made, "html")
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert page.count("<script") == len(found) == 1
    (story,) = json.loads(found[0])["@graph"]
    reviews = story["hasPart"]
    assert reviews
    assert all(set(review["reviewRating"]) == {"@type", "alternateName", "ratingExplanation"} for review in reviews)
    assert "<" not in found[0]


def test_no_more_than_the_share_of_an_article_is_shown_around_citations(made: Briefing) -> None:
    from newsloom.render.citations import Citer

    (story,) = made.stories
    card = next(a for a in story.articles if a.text)
    assert card.text is not None
    spans = [(n, n + 3) for n in range(0, len(card.text) - 3, 7)]
    passages = [Passage(article=card.id, version=card.version, start=s, end=e, text=card.text[s:e]) for s, e in spans]
    for share in (0.0, 0.25):
        cited = Citer(story, share=share).cite(passages)
        assert sum(len(c.before) + len(c.after) for c in cited) <= share * len(card.text)
