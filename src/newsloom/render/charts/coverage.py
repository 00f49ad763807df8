"""Coverage: which outlet printed how much on which day."""

from __future__ import annotations

from collections import Counter

from markupsafe import Markup

from newsloom.records import StoryBriefing
from newsloom.render import words
from newsloom.render.charts import svg
from newsloom.render.charts.scales import Scale, day, days

_LEFT, _ROW, _TOP = 128, 18, 12
_MOST = 14


def coverage(story: StoryBriefing, id: str) -> Markup | None:
    """A row an outlet, a dot a day on which it printed something, larger for more. None for fewer than three dated articles or two days."""
    found: Counter[tuple[str, int]] = Counter()
    for article in story.articles:
        at = day(article.published.value)
        if at is not None:
            found[words.source(article), at] += 1
    if sum(found.values()) < 3 or len({at for _, at in found}) < 2:
        return None
    total = Counter(name for name, _ in found.elements())
    first = {name: min(at for n, at in found if n == name) for name in total}
    names = [name for name, _ in total.most_common(_MOST)]
    names.sort(key=lambda name: (first[name], name))
    start, end = min(at for _, at in found), max(at for _, at in found)
    across = Scale(start, end, _LEFT + 10, svg.WIDTH - 26)
    bottom = _TOP + len(names) * _ROW
    parts = [
        svg.text(svg.cut(name, 21), _LEFT - 4, _TOP + n * _ROW + 4, anchor="end", fill=svg.INK, kind="n") for n, name in enumerate(names)
    ]
    parts += [svg.line(_LEFT, _TOP + n * _ROW, svg.WIDTH - 10, _TOP + n * _ROW) for n in range(len(names))]
    for (name, at), count in sorted(found.items()):
        if name in names:
            parts.append(svg.dot(across(at), _TOP + names.index(name) * _ROW, r=min(8.0, 3.2 + count)))
    for at, label in days(start, end, 3):
        parts.append(svg.text(label, across(at), bottom + 10, anchor="middle"))
    told = "; ".join(f"{name}: {words.plural(total[name], 'article')}" for name in names)
    return svg.picture("Articles by outlet and day", told, bottom + 16, *parts, id=id)
