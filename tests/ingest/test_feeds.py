"""Saved feeds, by the book and not."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsloom.ingest import read
from newsloom.records import Document, Failure
from newsloom.settings import IngestSettings


def entries(tmp_path: Path, content: str | bytes) -> list[Document]:
    (tmp_path / "feed.xml").write_bytes(content.encode() if isinstance(content, str) else content)
    found = list(read([str(tmp_path / "feed.xml")], IngestSettings()))
    assert all(isinstance(f, Document) for f in found), found
    return [f for f in found if isinstance(f, Document)]


def rss(items: str, head: str = "") -> str:
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'{head}<rss version="2.0" {space}><channel><title>The Mole</title>{items}</channel></rss>'


def test_an_entry_is_a_document_with_raw_dates(tmp_path: Path) -> None:
    item = """<item><title>Weir &amp; lock</title><link>https://mole.example/w?a=1&amp;b=2</link>
      <guid>w-1</guid><author>ann@mole.example (Ann Moss)</author>
      <pubDate>Mo, 27 Mai 2024 06:10</pubDate><description>Short.</description>
      <content:encoded><![CDATA[<p>The weir is shut &amp; dry.</p>]]></content:encoded></item>"""
    (found,) = entries(tmp_path, rss(item))
    assert found.content == b"<p>The weir is shut &amp; dry.</p>"
    assert (found.item, found.url, found.origin) == ("w-1", "https://mole.example/w?a=1&b=2", "feed")
    assert (found.hints.title, found.hints.published, found.hints.outlet) == ("Weir & lock", "Mo, 27 Mai 2024 06:10", "The Mole")
    assert found.metadata == {}


def test_a_summary_is_known_as_one(tmp_path: Path) -> None:
    (found,) = entries(tmp_path, rss("<item><description>Only this.</description></item>"))
    assert found.metadata == {"feed.part": "summary"}


def test_an_atom_entry_with_bases_and_a_lone_change_date(tmp_path: Path) -> None:
    atom = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://mole.example/a/"><title>Mole</title>
      <entry xml:base="b/"><id>1</id><title>T</title><link rel="replies" href="talk"/><link href="c"/><updated>2024-05-01T10:00:00Z</updated>
      <content type="text">Plain &lt; words.</content></entry></feed>"""  # noqa: E501
    (found,) = entries(tmp_path, atom)
    assert found.url == "https://mole.example/a/b/c"
    assert (found.hints.published, found.hints.modified) == (None, "2024-05-01T10:00:00Z")
    assert (found.media, found.content) == ("text/plain", b"Plain < words.")


TWO = "<item><title>Salt &amp; sand</title><description>One</description></item><item><description>Two</description></item>"


@pytest.mark.parametrize(
    "broken",
    [
        rss(TWO.replace("&amp;", "&").replace("Two", "Two<br>lines")),
        rss(TWO.replace("One", "O\x07ne&#11;")),
        "Warning: disk full in feed.php\n\n" + rss(TWO),
        rss(TWO) + "<br><b>Notice</b> x.php",
        "\ufeff \n" + rss(TWO, '<?xml version="1.0" encoding="utf-16"?>'),
    ],
)
def test_faults_lose_no_entry(tmp_path: Path, broken: str) -> None:
    found = entries(tmp_path, broken)
    assert len(found) == 2
    assert found[0].hints.title == "Salt & sand"
    assert all(b"php" not in f.content and not any(b < 9 for b in f.content) for f in found)


def test_old_encodings_of_feeds(tmp_path: Path) -> None:
    text = rss(
        "<item><description>Мэр сообщил, что мост закрыт до весны.</description></item>", '<?xml version="1.0" encoding="windows-1251"?>'
    )
    (found,) = entries(tmp_path, text.encode("cp1251"))
    assert found.content.decode() == "Мэр сообщил, что мост закрыт до весны."


def test_no_entity_reaches_for_a_file_or_explodes(tmp_path: Path) -> None:
    doctype = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    (found,) = entries(tmp_path, rss("<item><description>Text &x; and &b; here</description></item>", doctype))
    assert len(found.content) < 60


def test_an_empty_feed_says_so(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(rss(""))
    assert list(read([str(tmp_path / "feed.xml")], IngestSettings())) == [
        Failure(input=str(tmp_path / "feed.xml"), error="is a feed without entries")
    ]


@pytest.mark.parametrize(
    ("guid", "url"),
    [
        ("<guid>4</guid>", None),
        ("<guid>notes/4</guid>", None),
        ('<guid isPermaLink="true"><![CDATA[ 4 ]]></guid>', None),
        ("<guid>urn:mole:4</guid>", None),
        ("<guid>https://mole.example/4</guid>", "https://mole.example/4"),
        ("<guid> <![CDATA[https://mole.example/4]]></guid>", "https://mole.example/4"),
        ('<guid isPermaLink="false">https://mole.example/4</guid>', None),
        ("<guid>4</guid><link>https://mole.example/weir</link>", "https://mole.example/weir"),
    ],
)
def test_only_an_address_of_the_web_is_a_link(tmp_path: Path, guid: str, url: str | None) -> None:
    (found,) = entries(tmp_path, rss(f"<link>https://mole.example/</link><item>{guid}<description>One</description></item>"))
    assert found.url == url
    assert found.hints.id and not found.hints.id.startswith("https://mole.example/notes")


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("&#55357;&#56842;", "\U0001f60a"),
        ("&#xD83D;&#xDE0A;", "\U0001f60a"),
        ("&#55357; &#56842;", ""),
        ("&#55357;&#65;", "A"),
        ("&#x110000;", ""),
        ("&#999999999999;", ""),
        ("&#233;&#233;&#0;", "éé"),
    ],
)
@pytest.mark.parametrize("end", ["</p>", ""])
def test_references_to_no_character(tmp_path: Path, written: str, read_as: str, end: str) -> None:
    item = f"<item><title>Salt {written}</title><description>One <p>two{end} {written}</description></item>"
    (found,) = entries(tmp_path, rss(item))
    assert found.hints.title == f"Salt {read_as}".strip()
    assert read_as in found.content.decode()
