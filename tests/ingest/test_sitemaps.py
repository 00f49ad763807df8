"""Site maps: the pages they list are fetched politely, the newest first, with what the map says of them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from newsloom.ingest import read
from newsloom.records import Document, Failure
from newsloom.settings import FeedSettings, IngestSettings
from tests.ingest.made import PAGE
from tests.web import Reply, Web

NEWS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def entry(address: str, day: str, title: str = "Ramp breaks") -> str:
    return (
        f"<url><loc>{address}</loc><news:news><news:publication><news:name>Dunmere Courier</news:name><news:language>en</news:language>"
        f"</news:publication><news:publication_date>{day}</news:publication_date><news:title>{title}</news:title></news:news></url>"
    )


def take(name: str, web: Web, **more: int) -> tuple[list[Document], list[Failure]]:
    settings = IngestSettings(allow_hosts=(web.base.removeprefix("http://"),), **more)
    found = list(read([name], settings, feeds=FeedSettings(gap=0)))
    return [d for d in found if isinstance(d, Document)], [f for f in found if isinstance(f, Failure)]


def html(body: str = PAGE) -> Reply:
    return Reply(body=body.encode(), headers={"Content-Type": "text/html"})


def test_a_map_of_maps(tmp_path: Path) -> None:
    with Web() as web:
        web.on("/robots.txt", Reply(body=b"User-agent: *\nDisallow: /secret"))
        pages = [web.on(f"/{n}", html()) for n in ("one", "two", "secret")] + [web.base + "/gone"]
        inner = f"<urlset {NEWS}>" + "".join(entry(p, f"2025-03-0{n}") for n, p in enumerate(pages, 1)) + "</urlset>"
        address = web.on("/news.xml.gz", Reply(body=gzip.compress(inner.encode())))
        (tmp_path / "map.xml").write_text(
            f"<?xml version='1.0'?><sitemapindex {NEWS}><sitemap><loc>{address}</loc></sitemap></sitemapindex>"
        )
        found, failed = take(str(tmp_path / "map.xml"), web)
    assert sorted(str(d.url) for d in found) == pages[:2]
    hints = next(d for d in found if d.url == pages[0]).hints
    assert (hints.title, hints.outlet, hints.language, hints.published) == ("Ramp breaks", "Dunmere Courier", "en", "2025-03-01")
    assert sorted(f.input for f in failed) == sorted(pages[2:])
    assert any("robots.txt" in f.error for f in failed)
    assert "/secret" not in web.paths()


def test_only_the_newest_are_fetched(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with Web() as web:
        web.on("/robots.txt", Reply(status=404))
        pages = [web.on(f"/p{n}", html()) for n in range(5)]
        (tmp_path / "m").write_text(f"<urlset {NEWS}>" + "".join(entry(p, f"2025-03-0{n + 1}") for n, p in enumerate(pages)) + "</urlset>")
        found, _ = take(str(tmp_path / "m"), web, max_pages=2)
    assert sorted(str(d.url) for d in found) == pages[3:]
    assert "lists 5 pages; the newest 2" in caplog.text


def test_a_map_by_its_address_and_a_map_that_leads_to_itself(tmp_path: Path) -> None:
    with Web() as web:
        web.on("/robots.txt", Reply(status=404))
        one = web.on("/one", html())
        address = web.on("/map.xml", Reply(body=f"<urlset {NEWS}>{entry(one, '2025-03-01')}</urlset>".encode()))
        assert [d.url for d in take(address, web)[0]] == [one]
        web.on("/map.xml", Reply(body=f"<urlset {NEWS}>{entry(address, '2025-03-01')}</urlset>".encode()))
        found, (failure,) = take(address, web)
    assert found == []
    assert "inside a list" in failure.error


def test_a_map_without_pages(tmp_path: Path) -> None:
    (tmp_path / "m.xml").write_text("<urlset><url><loc>file:///etc/passwd</loc></url></urlset>")
    (failure,) = read([str(tmp_path / "m.xml")], IngestSettings())
    assert isinstance(failure, Failure)
    assert failure.error == "is a site map without a page"
