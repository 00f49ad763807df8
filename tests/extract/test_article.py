"""Identity, hints, outlets, bylines, plain texts and Markdown."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsloom import extract
from newsloom.errors import InputError
from newsloom.extract import addresses, bounds, byline, outlets
from newsloom.extract.identity import address_key
from newsloom.records import Document, Hints, When
from tests.extract.pages import article, document

TEXT = "The river board closed the weir on Tuesday.\nNobody was hurt, it said."


def test_an_article_is_its_address_and_a_version_its_text() -> None:
    one = article(TEXT, "text/plain", url="https://www.mail.example/a/?utm_source=x")
    two = article(TEXT + " Yet.", "text/plain", url="http://mail.example/a")
    assert one.id == two.id
    assert one.version != two.version
    assert one.url == "https://www.mail.example/a/"
    assert len(one.id) >= 16


def test_without_an_address_it_is_outlet_or_file_title_and_text() -> None:
    plain = document(TEXT, "text/plain")
    moved = msgspec.structs.replace(plain, input="/elsewhere/in")
    other = msgspec.structs.replace(plain, input="other")
    assert extract.article(plain).id == extract.article(moved).id != extract.article(other).id
    first = msgspec.structs.replace(plain, hints=Hints(outlet="Mail"))
    again = msgspec.structs.replace(other, hints=Hints(outlet="Mail"))
    assert extract.article(first).id == extract.article(again).id


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://p.example/n/88231-weir-closed", "https://p.example/n/88231-weir-shut-for-good", True),
        ("https://p.example/n/weir-closed-9488231.html", "https://p.example/n/weir-shut-9488231.html", True),
        ("https://p.example/n/10000-marched", "https://p.example/n/10000-stayed", False),
        ("https://p.example/20240501-weir", "https://p.example/20240501-lock", False),
        ("https://p.example/n?id=1", "https://p.example/n?id=2", False),
        ("https://a.example/n/1", "https://b.example/n/1", False),
    ],
)
def test_headlines_in_addresses_may_change(one: str, other: str, same: bool) -> None:
    assert (address_key(one) == address_key(other)) is same


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("HTTPS://P.Example:443/a?b=1&utm_medium=x&c=2#part", "https://p.example/a?b=1&c=2"),
        ("https://p.example/a/amp", "https://p.example/a"),
        ("https://p.example/a?ref=home&ref2=1", "https://p.example/a?ref2=1"),
        ("https://p.example/a?src=12", "https://p.example/a?src=12"),
        ("/a", None),
        ("javascript:alert(1)", None),
        ("https://[bad", None),
    ],
)
def test_addresses_are_cleaned(raw: str, clean: str | None) -> None:
    assert addresses.canonical(raw) == clean


def test_hints_of_the_container_count() -> None:
    found = article(TEXT, "text/plain", title="Weir | Mail", outlet="Mail", published="2025-03", byline="By Ann Moss", language="en")
    assert (found.title, found.byline) == ("Weir", "Ann Moss")
    assert (found.published.value, found.published.precision, found.published.origin) == ("2025-03", "month", "metadata")
    assert found.outlet is not None
    assert found.outlet.name == "Mail"


def test_an_unknown_date_stays_unknown() -> None:
    found = article(TEXT, "text/plain", published="soon")
    assert (found.published.value, found.published.precision, found.published.origin) == (None, "unknown", "unknown")
    assert found.metadata["published.unread"] == "soon"
    assert found.first_seen == "2026-01-01T00:00:00Z"


def test_a_feed_that_dates_only_changes_gives_an_inferred_day() -> None:
    entry = Document(
        input="f",
        content=b"<p>Words.</p>",
        media="text/html",
        fetched="2026-01-01T00:00:00Z",
        origin="feed",
        hints=Hints(modified="2025-03-04T10:00:00Z"),
    )
    found = extract.article(entry)
    assert (found.published.value, found.published.precision, found.published.origin) == ("2025-03-04", "day", "inferred")


def test_plain_text_is_kept_to_the_letter() -> None:
    odd = "  Two  spaces, a tab\there and a\u00a0hard one.\n\n\nA “quoted” word… and an emoji 👩‍🚒.\n"
    assert article(odd, "text/plain").text == odd


def test_markdown_is_read_as_its_reader_sees_it() -> None:
    source = "---\ntitle: Weir shut\ndate: 2025-03-04\n---\n# Weir *shut*\n\nThe **board** closed [the weir](https://x.example).\n\n- one\n- two\n"  # noqa: E501
    found = article(source, "text/markdown")
    assert found.title == "Weir shut"
    assert found.text == "The board closed the weir.\none\ntwo"
    assert found.published.value == "2025-03-04"


@pytest.mark.parametrize("content", ["", "   ", "<html><body></body></html>", "…"])
def test_no_text_is_an_error_that_names_the_input(content: str) -> None:
    with pytest.raises(InputError, match="in: "):
        article(content)


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("By Ann Moss", ("Ann Moss",)),
        ("Words: Ann Moss and Bo Lind, river correspondent | Pictures: Cy Dahl", ("Ann Moss", "Bo Lind")),
        ("Von Änne Ölmütz und Karl von der Heide", ("Änne Ölmütz", "Karl von der Heide")),
        ("Par Zoé d'Arc et Luc Petit", ("Zoé d'Arc", "Luc Petit")),
        ("ann@mail.example (Ann Moss)", ("Ann Moss",)),
        ("ANN MOSS Associated Press", ("ANN MOSS",)),
        ("Photo: Cy Dahl", ()),
        ("Staff Reporter", ()),
        ("wire import", ()),
        ("The Mail", ()),
        ("SaltyGull77", ()),
        ("https://mail.example/ann", ()),
        ("山田太郎", ("山田太郎",)),
    ],
)
def test_persons_of_a_byline(raw: str, names: tuple[str, ...]) -> None:
    assert byline.persons(raw) == names


@given(st.text(max_size=80))
def test_any_byline_gives_names_that_stand_in_it(raw: str) -> None:
    flat = " ".join(raw.split())
    assert all(" ".join(n.split()) in flat or n.split()[0] in flat for n in byline.persons(raw))


def test_outlets_by_domain_name_and_alias() -> None:
    found = outlets.find(None, [], "edition.cnn.com")
    assert found is not None
    assert (found.name, found.country, found.kind) == ("CNN", "US", "broadcaster")
    by_alias = outlets.find("SCMP", [], None)
    assert by_alias is not None
    assert by_alias.domain == "scmp.com"
    assert outlets.find(None, [], None) is None


def test_a_stranger_with_a_known_name_stays_a_stranger() -> None:
    found = outlets.find("The Herald", [], "herald.dunmoor.example")
    assert found is not None
    assert (found.name, found.domain, found.kind, found.country) == ("The Herald", "herald.dunmoor.example", "unknown", None)
    copied = outlets.find(None, ["Associated Press", "Dunmoor Mail"], "mail.example")
    assert copied is not None
    assert copied.name == "Dunmoor Mail"


def test_the_table_of_outlets_is_sound() -> None:
    table = outlets._table()
    assert len(table) >= 250
    domains = [d for _, row in table for d in row["domain"].split("|") if d]
    assert len(domains) == len(set(domains))
    assert all(outlet.kind != "unknown" and len(outlet.country or "") == 2 and outlet.domain for outlet, _ in table)


@given(st.binary(max_size=400), st.sampled_from(["text/html", "text/plain", "text/markdown"]))
def test_any_bytes_are_an_article_or_an_input_error(content: bytes, media: str) -> None:
    raw = Document(input="in", content=content, media=media, fetched="2026-01-01T00:00:00Z")
    try:
        found = extract.article(raw)
    except InputError:
        return
    found.text.encode("utf-8")
    assert len(found.body()) == len(found.text)
    assert all(0 <= s.start <= s.end <= len(found.text) for s in found.front)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("The weir has been closed since December 2023, the board said.", "2023-12-01", None),
        ("It has been shut since 4 March 2024, and boats have waited since 2019.", "2024-03-04", None),
        ("Fewer boats have come since the board's vote in May 2024.", "2024-05-01", None),
        ("Das Wehr ist seit dem 4. März 2024 zu, sagt die Behörde.", "2024-03-04", None),
        ("Jaz jest zamknięty od marca 2024, mówi zarząd.", "2024-03-01", None),
        ("It will have been shut since December 2031 by then.", None, None),
        ("It was built in 1931 and mended in May 2021, and since then boats pass.", "2021-05-01", None),
        ("On 4 March 2024 the lower gate broke, and two barges sank.", "2024-03-04", None),
        ("The gate, which was mended in May 2021, opens to boats on 3 June 2022.", "2021-05-01", None),
        ("Am 4. März 2024 wurde das Wehr geschlossen.", "2024-03-04", None),
        ("Le barrage a cédé le 4 mars 2024, selon la mairie.", "2024-03-04", None),
        ("La presa fue cerrada en marzo de 2024, dice la junta.", "2024-03-01", None),
        ("Lo sbarramento fu chiuso nel marzo 2024, dice il comune.", "2024-03-01", None),
        ("Last year's floods of July 2023 cost the town its bridge.", "2024-01-01", "2024-12-31"),
        ("The bridge was lost last year (2023) and nobody mends it.", "2024-01-01", "2024-12-31"),
        ("Im vergangenen Jahr (2023) ging die Brücke verloren.", "2024-01-01", "2024-12-31"),
        ("Boats met here yesterday, 5 May 2024, and will again.", "2024-05-06", "2024-05-07"),
        ("The board will vote on 5 November 2025 about the weir.", None, "2025-11-05"),
        ("The gate broke on 4 March 2024. The board will vote on 5 November 2025.", "2024-03-04", "2025-11-05"),
        # Nothing is claimed where the text does not plainly say so.
        ("The board agreed to close the weir in May 2025.", None, None),
        ("The board announced elections in May 2025.", None, None),
        ("Repairs planned in May 2025 were delayed.", None, None),
        ("The new rule takes effect on 5 May 2025, the board decided.", None, None),
        ("The 2025 budget was approved by the board.", None, None),
        ("Tickets from 3 May 2025: call the office.", None, None),
        ('"The board will vote on 5 November 2019," she had promised.', None, None),
        ("Prices rose last year to the highest level since 2008, he said.", "2008-01-01", None),
        ("The board will vote on 5 May 2019. The gate broke on 4 March 2024.", "2024-03-04", None),
        ("In 2007 (last year counted) fewer boats came.", None, None),
    ],
)
def test_what_a_text_without_a_date_tells_of_when_it_was_written(text: str, earliest: str | None, latest: str | None) -> None:
    found = article(text, "text/plain")
    assert found.published.value is None
    assert (found.published.earliest, found.published.latest) == (earliest, latest)
    assert found.published.first_day is None, "a bound is no day to order by"


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("Ann Moss ann@echo.example @annm", ("Ann Moss",)),
        ("Par Élise d'Orcet (avec AFP)", ("Élise d'Orcet",)),
        ("By Ann Moss (Dunmoor) and Bo Lind", ("Ann Moss", "Bo Lind")),
        ("记者 王小明 李华", ("王小明", "李华")),
        ("홍길동 기자", ("홍길동",)),
        ("山田 太郎", ("山田 太郎",)),
    ],
)
def test_bylines_with_handles_asides_and_names_in_other_scripts(raw: str, names: tuple[str, ...]) -> None:
    assert byline.persons(raw) == names


@given(st.text(max_size=300), st.sampled_from(["en", "de", "fr", "es", "it", "pl", "zh"]))
def test_bounds_of_any_text_are_days_in_order(text: str, language: str) -> None:
    mixed = f"It was shut on 4 March 2024, {text} last year (2023), {text}"
    found = bounds.bounded(When(), mixed, language, "2026-01-01T00:00:00Z")
    assert not found.earliest or not found.latest or found.earliest <= found.latest
    assert (found.earliest or "") <= "2026-01-01"
