"""The provenance graph: which report goes back to which origin."""

from __future__ import annotations

from collections import defaultdict

from markupsafe import Markup

from newsloom.records import Derivation, StoryBriefing
from newsloom.render import words
from newsloom.render.charts import svg

_ROW, _TOP, _LEFT, _RIGHT = 18, 14, 128, 218
_MOST = 24


def roots(story: StoryBriefing, id: str) -> Markup | None:
    """Origins on the left, what was made from them on the right: a full line for what folds into its origin (copy, rewrite, credit,
    dateline), a broken one for what only cites it. None where nothing derives from anything."""
    cards = {a.id: a for a in story.articles}
    groups: defaultdict[str, list[tuple[str, Derivation]]] = defaultdict(list)
    for one in sorted(story.provenance.derivations, key=lambda d: (d.how == "cites", d.from_)):
        card = cards.get(one.article)
        if len(groups) < _MOST:
            groups[one.from_].append((words.source(card) if card else one.article, one))
    if not groups:
        return None
    parts: list[Markup] = []
    told: list[str] = []
    y = float(_TOP)
    for origin, every in groups.items():
        made = every[:_MOST]
        middle = y + (len(made) - 1) * _ROW / 2
        parts.append(svg.text(svg.cut(origin, 20), _LEFT - 6, middle + 4, anchor="end", fill=svg.INK, kind="n"))
        for name, one in made:
            cites = one.how == "cites"
            path = f"M{_LEFT},{middle:.1f} C{_LEFT + 40},{middle:.1f} {_RIGHT - 40},{y:.1f} {_RIGHT},{y:.1f}"
            dash = "3 3" if cites else None
            parts.append(svg.tag("path", d=path, fill="none", stroke=svg.CALM, stroke_width="1.5", stroke_dasharray=dash, class_="tie"))
            parts.append(svg.text(svg.cut(name, 22), _RIGHT + 6, y + 4, fill=svg.INK, kind="n"))
            told.append(f"{name} {words.HOW[one.how]} {origin}")
            y += _ROW
        y += 6
    return svg.picture("Where the reports come from", "; ".join(told), y, *parts, id=id)
