"""The benchmark of feeds reads expectations without running them, and tells right from wrong."""

from __future__ import annotations

from pathlib import Path

from benchmarks import feeds, feeds_expected

FEED = """<!--
Header: Content-Type: application/xml
Expect: not bozo and entries[0]['title'] == '{title}' and entries[0].id == 'g1' and entries[0]['tags'][0]['term'] == 'ports'
-->
<rss version="2.0"><channel><item><guid isPermaLink="false">g1</guid><title>Ramp breaks</title><category>ports</category>
<description>The ferry stopped.</description></item></channel></rss>"""


def test_expectations_are_read_and_never_run() -> None:
    test = feeds_expected.of(FEED.format(title="Ramp breaks"))
    assert test is not None
    assert test.headers == {"content-type": "application/xml"}
    assert test.wants is not None
    assert test.wants[1] == (("entries", 0, "id"), "g1")
    assert feeds_expected.of("<!--\nExpect: __import__('os').system('false') == 0 and entries[0].id == open('x')\n-->") == (
        feeds_expected.Test({}, [])
    )


def test_figures(tmp_path: Path) -> None:
    (tmp_path / "right.xml").write_text(FEED.format(title="Ramp breaks"))
    (tmp_path / "wrong.xml").write_text(FEED.format(title="Ramp mended"))
    figures, wrong = feeds.run(tmp_path)
    assert (figures["files"], figures["items"], figures["crashes"]) == (2, 2, 0)
    assert (figures["expectations"], figures["met"]) == (2, 1)
    assert "Ramp mended" in wrong[0]
