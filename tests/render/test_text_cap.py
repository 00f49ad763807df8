"""How much of each article's text a face holds: what is cited, and at most the share that the settings name beside it."""

from __future__ import annotations

import csv
import hashlib
import html
import io
import re
from collections.abc import Iterator

import msgspec
import pytest

from newsloom.records import ArticleCard, Briefing, Passage
from newsloom.render import claims, contract, render
from tests.brief.build import annotated, article, briefing, claim, dossier

SHINGLE = 24  # code points: what is found in a face in one piece is the article's


def plain(face: str, text: str) -> str:
    """What a reader sees, without mark-up, in single spaces."""
    if face == "html":
        text = html.unescape(re.sub(r"<(?:style|script)[^>]*>.*?</(?:style|script)>|<[^>]+>", "", text, flags=re.DOTALL))
    if face == "md":
        text = re.sub(r"\\(.)", r"\1", text.replace("\u2060", ""))
    if face == "json":
        text = text.replace('\\"', '"').replace("\\n", " ")
    return re.sub(r"\s+", " ", text)


def held(article: ArticleCard, shown: str, cited: list[Passage]) -> float:
    """The share of an article's text that a face shows beside what is cited."""
    text = article.text or ""
    found = bytearray(len(text))
    for at in range(len(text) - SHINGLE + 1):
        if re.sub(r"\s+", " ", text[at : at + SHINGLE]) in shown:
            found[at : at + SHINGLE] = b"\1" * SHINGLE
    for passage in cited:
        if passage.article == article.id:
            found[passage.start : passage.end] = b"\0" * (passage.end - passage.start)
    return sum(found) / max(len(text), 1)


def passages(record: object) -> Iterator[Passage]:
    if isinstance(record, Passage):
        yield record
    elif isinstance(record, msgspec.Struct):
        for name in record.__struct_fields__:
            yield from passages(getattr(record, name))
    elif isinstance(record, (tuple, list)):
        for one in record:
            yield from passages(one)


def word(key: str) -> str:
    """A name that nothing else has."""
    return "".join("bdfgklmnprstvz"[int(a, 16) % 14] + "aeiou"[int(b, 16) % 5] for a, b in zip(key[::2], key[1::2], strict=True)).title()


def long_text(turn: int) -> str:
    """Sixty sentences of invented news, four a line, no two of which share more than a word or two on end."""
    lines = []
    for line in range(15):
        keys = [hashlib.sha256(f"{turn} {line} {n}".encode()).hexdigest() for n in range(4)]
        told = (f"Captain {word(k[:8])} sold the ferry {word(k[8:16])} to {word(k[16:24])} Lines of {word(k[24:32])}." for k in keys)
        lines.append(" ".join(told))
    return "\n".join(lines)


@pytest.fixture(scope="module")
def long() -> Briefing:
    made = [article(long_text(0), "Velm Bote", "2030-03-08"), article(long_text(1), "Orle Post", "2030-03-09")]
    cited = [it.text.split(". ")[5] for it in made]
    told = claim("event", *((it, words, None, None) for it, words in zip(made, cited, strict=True)), relation="agree")
    return briefing(dossier(made, [annotated(it) for it in made], [told]))


@pytest.mark.parametrize("face", ["html", "md", "json", "term"])
@pytest.mark.parametrize("share", [0.0, 0.1, 0.25])
def test_a_face_holds_what_is_cited_and_no_more_than_the_share(long: Briefing, face: str, share: float) -> None:
    made = msgspec.structs.replace(long, text_share=share)
    shown = plain(face, render(made, face, width=100_000))  # type: ignore[arg-type]
    for story in made.stories:
        cited = list(passages(story))
        for card in story.articles:
            assert held(card, shown, cited) <= share + 0.02, f"{face} shows too much of {card.title}"


def test_the_share_is_used(long: Briefing) -> None:
    none, some = (plain("html", render(msgspec.structs.replace(long, text_share=s), "html")) for s in (0.0, 0.25))
    (story,) = long.stories
    cited = list(passages(story))
    assert all(held(a, none, cited) <= 0.02 for a in story.articles)
    assert any(held(a, some, cited) > 0.05 for a in story.articles)


def test_tables_of_claims_hold_their_passages_only(long: Briefing) -> None:
    (story,) = long.stories
    table = claims(story.claims, story.id, story.title, "csv")
    shown = " ".join(cell for row in csv.reader(io.StringIO(table)) for cell in row)
    cited = list(passages(story.claims))
    assert all(held(a, re.sub(r"\s+", " ", shown), cited) <= 0.02 for a in story.articles)


def test_the_parquet_table_is_the_same_rows(long: Briefing) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    from newsloom.render import parquet as face

    (story,) = long.stories
    rows = parquet.read_table(io.BytesIO(face.claims(story.claims))).to_pylist()
    shown = re.sub(r"\s+", " ", " ".join(str(v) for row in rows for v in row.values()))
    assert all(held(a, shown, list(passages(story.claims))) <= 0.02 for a in story.articles)


def test_whole_texts_leave_only_when_asked_for() -> None:
    made = briefing()
    assert all("text" not in a for s in contract.structure(made, with_text=False)["stories"] for a in s["articles"])
    assert all(a["text"] for s in contract.structure(made, with_text=True)["stories"] for a in s["articles"])
