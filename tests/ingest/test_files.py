"""Files and folders: what is found, what is refused and in which words."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from newsloom.ingest import read
from newsloom.records import Document, Failure
from newsloom.settings import IngestSettings

SETTINGS = IngestSettings(max_bytes=100_000)
SENTENCE = "The harbour office opened a second pier on Monday.\n"


def one(path: Path | str) -> Document | Failure:
    found = list(read([str(path)], SETTINGS))
    assert len(found) == 1
    return found[0]


def error(path: Path | str) -> str:
    found = one(path)
    assert isinstance(found, Failure)
    assert found.input == str(path)
    return found.error


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("a.txt", SENTENCE, "text/plain"),
        ("a.html", SENTENCE, "text/plain"),  # content before name: nothing in it is HTML
        ("a.txt", f"<!DOCTYPE html><html><body><p>{SENTENCE}</p></body></html>", "text/html"),
        ("noname", f"<html><body>{SENTENCE}</body></html>", "text/html"),
        ("a.html", f"Hello <b>there</b>. {SENTENCE}", "text/html"),
        ("a.md", f"# Pier\n\n{SENTENCE}", "text/markdown"),
        ("noname", f"# Pier\n\n{SENTENCE}", "text/markdown"),
        ("a.txt", f'{{"text": "{SENTENCE.strip()}"}}', "text/plain"),
        ("a.json", f'[{{"html": "<p>{SENTENCE.strip()}</p>"}}]', "text/html"),
        (
            "a.txt",
            "<rss version='2.0'><channel><item><description>Pier &lt;b&gt;opens&lt;/b&gt;</description></item></channel></rss>",
            "text/html",
        ),
        ("a.txt", "{ curly } is how the sign above the pier begins.", "text/plain"),
        ("a.txt", "<< is how this text begins, and it is text.", "text/plain"),
    ],
)
def test_kind_is_found_from_content_first(tmp_path: Path, name: str, content: str, media: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    found = one(tmp_path / name)
    assert isinstance(found, Document)
    assert found.media == media


def test_a_folder_is_walked_by_name_and_hidden_files_stay_hidden(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b.txt", ".hidden.txt", ".git/x.txt", "a/.x"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(SENTENCE)
    found = [d.input for d in read([str(tmp_path)], SETTINGS)]
    assert found == [str(tmp_path / n) for n in ("a/b.txt", "a/z.txt", "b.txt")]


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.txt").write_text(SENTENCE)
    assert [type(r) for r in read([str(tmp_path), str(tmp_path / "nope")], SETTINGS)] == [Failure, Document, Failure]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "a PNG image"),
        (b"%PDF-1.7\n...", "a damaged PDF file"),
        (b"PK\x03\x04" + b"\0" * 50, "a damaged ZIP archive"),
        (bytes(range(256)) * 20, "binary"),
        (b"\0" * 500, "binary"),
        (b"<opml version='2.0'><body/></opml>", "without a feed"),
        (b"<?xml version='1.0'?><inventory><part/></inventory>", "unknown kind"),
        (b"x" * 100_001, "over the limit of 100,000 bytes (setting ingest.max_bytes)"),
        (gzip.compress(b"x" * 1_000_000, mtime=0), "over the limit"),
        (gzip.compress(b"pier " * 1000, mtime=0)[:-20], "ends in the middle"),
    ],
)
def test_what_cannot_be_read_is_told_in_plain_words(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "f.txt").write_bytes(content)
    assert words in error(tmp_path / "f.txt")


def test_words_that_begin_like_a_format_are_still_text(tmp_path: Path) -> None:
    (tmp_path / "f.txt").write_text("BMW opened a plant on Monday. ID3 is its name.")
    assert isinstance(one(tmp_path / "f.txt"), Document)


def test_missing_paths_and_empty_folders(tmp_path: Path) -> None:
    assert error(tmp_path / "nope.txt") == "no such file or folder"
    assert error(tmp_path) == "is a folder without files"
    assert isinstance(next(read(["a\0b"], SETTINGS)), Failure)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    (tmp_path / "f.txt").write_text(SENTENCE)
    (tmp_path / "f.txt").chmod(0)
    assert error(tmp_path / "f.txt") == "permission denied"


def test_pipes_devices_and_loops_of_links_do_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    (tmp_path / "t.txt").write_text(SENTENCE)
    found = list(read([str(tmp_path), "/dev/zero"], SETTINGS))
    errors = {Path(f.input).name: f.error for f in found if isinstance(f, Failure)}
    assert errors["pipe"] == "is a pipe, not a file"
    assert errors["zero"] == "is a device, not a file"
    assert "self" in errors and "up" not in errors
    assert [Path(d.input).name for d in found if isinstance(d, Document)] == ["t.txt"]


def test_links_in_a_folder_do_not_lead_out_of_it(tmp_path: Path) -> None:
    folder, outside = tmp_path / "folder", tmp_path / "outside"
    for place in (folder / ".kept", folder / "sub", outside):
        place.mkdir(parents=True)
        (place / f"{place.name.strip('.')}.txt").write_text(SENTENCE)
    (folder / "away").symlink_to(outside)
    (folder / "secret.txt").symlink_to(outside / "outside.txt")
    (folder / "current").symlink_to(folder / ".kept")
    (folder / "again").symlink_to(folder / "sub")
    found = list(read([str(folder)], SETTINGS))
    failed = {Path(f.input).name: f.error for f in found if isinstance(f, Failure)}
    assert sorted(failed) == ["away", "secret.txt"] and "leads out of the folder" in failed["away"]
    assert [str(Path(d.input).relative_to(folder)) for d in found if isinstance(d, Document)] == ["current/kept.txt", "sub/sub.txt"]
    named = list(read([str(folder / "secret.txt"), str(folder / "away")], SETTINGS))
    assert [type(n) for n in named] == [Document, Document]  # what a person names is read


def test_a_gzip_file_is_what_is_inside(tmp_path: Path) -> None:
    (tmp_path / "p.html.gz").write_bytes(gzip.compress(b"<html><body>One</body>") + gzip.compress(b"</html>"))
    found = one(tmp_path / "p.html.gz")
    assert isinstance(found, Document)
    assert (found.media, found.content) == ("text/html", b"<html><body>One</body></html>")


def test_a_name_that_is_no_utf8_can_be_shown(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/f\xff.txt"
    with open(path, "w") as f:  # noqa: PTH123 - bytes path
        f.write(SENTENCE)
    (found,) = read([str(tmp_path)], SETTINGS)
    found.input.encode("utf-8")


def test_a_list_of_feeds_names_every_address_to_the_letter(tmp_path: Path) -> None:
    (tmp_path / "s.opml").write_text(
        """<opml version="1.0"><body><outline text="Salt & sand"><outline xmlUrl="ftp://a.example/rss?x=1&y=2"/>
        <outline xmlUrl="ftp://b.example/f?copy=1&lt=5"/></outline><outline xmlurl="ftp://a.example/rss?x=1&amp;y=2"/></body></opml>"""
    )
    found = list(read([str(tmp_path / "s.opml")], SETTINGS))
    assert [f.input for f in found if isinstance(f, Failure)] == ["ftp://a.example/rss?x=1&y=2", "ftp://b.example/f?copy=1&lt=5"]
