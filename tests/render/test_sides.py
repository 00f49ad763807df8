"""Versions that do not differ stand in one row, and relations between such groups are told once."""

from __future__ import annotations

import msgspec

from newsloom.records import Relation
from newsloom.render import render, sides
from newsloom.render.citations import Citer
from tests.brief.build import annotated, article, briefing, claim, dossier


def copies() -> list:  # type: ignore[type-arg]
    texts = [f"Forty people were on board{more}" for more in (".", ", too.", ", also.")] + ["Fifty people were on board."]
    return [article(t, f"Paper {n}", "2030-03-08") for n, t in enumerate(texts)]


def test_like_versions_are_one_row_and_their_relations_one_line() -> None:
    made = copies()
    told = claim("quantity", *((a, a.text[:5], "Ada Quill", 40 if n < 3 else 50) for n, a in enumerate(made)))
    told = msgspec.structs.replace(told, relations=tuple(r for r in told.relations if r.b == 3))
    rows = sides.rows(told)
    assert [r.label for r in rows] == ["1–3", "4"]
    shown, more = sides.relations(told)
    assert [(r.pair, r.is_) for r in shown] == [("1–3 and 4", "conflict")]
    assert more == 0
    it = briefing(dossier(made, [annotated(a) for a in made], [told]))
    assert sides.outlets(rows[0], Citer(it.stories[0])) == ["Paper 0", "Paper 1", "Paper 2"]
    for face in ("html", "md", "term"):
        page = render(it, face, width=200)  # type: ignore[arg-type]
        assert "1–3 and 4" in page
        assert "Paper 0, Paper 1, Paper 2" in page


def test_no_version_is_lost() -> None:
    made = copies()
    told = claim("event", *((a, a.text, f"Speaker {n}", None) for n, a in enumerate(made)), relation="agree")
    told = msgspec.structs.replace(told, relations=(Relation(a=0, b=1, is_="agree", why=""),))
    rows = sides.rows(told)
    assert sorted(n for r in rows for n in r.numbers) == [1, 2, 3, 4]


def test_paper_leaves_out_what_only_folded_parts_cite() -> None:
    made = copies()
    told = claim("quantity", (made[0], "Forty people", "Ada Quill", 40), (made[3], "Fifty people", "Ivo Lund", 40), relation="agree")
    told = msgspec.structs.replace(told, agreement="agree")
    it = briefing(dossier(made, [annotated(a) for a in made], [told]))
    page = render(it, "html")
    assert '<details class="more claim">' in page
    assert 'class="citation spare"' in page
    assert page.count('class="citation') > page.count('class="citation spare"')


def test_runs() -> None:
    assert sides.runs((1, 2, 3, 5, 7, 8)) == "1–3, 5, 7, 8"
