"""Building blocks of the pictures. Colours stand in attributes, so that PDF has them too; the page's style sheet sets them anew."""

from __future__ import annotations

from markupsafe import Markup, escape

from newsloom.render import clean

WIDTH = 360  # user units: the picture is as wide as a phone, and grows to 1.4 times that on a desktop; text stays legible at both
FONT = 11
INK, SOFT, RULE, CALM, GOOD, WARN, BAD = "#2b2825", "#6b665d", "#b9b3a6", "#1b4b7a", "#1d6238", "#7c4700", "#9a1b1b"


def tag(name: str, *inner: str | Markup, **attributes: object) -> Markup:
    """An element; `class_` is `class`, underscores in names are hyphens, None leaves an attribute out. Text is escaped."""
    given = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items() if value is not None}
    written = "".join(f' {key}="{escape(_shown(value))}"' for key, value in given.items())
    held = "".join(escape(part) for part in inner)
    return Markup(f"<{name}{written}>{held}</{name}>")  # noqa: S704 - every part is escaped


def _shown(value: object) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def text(words: str, x: float, y: float, *, anchor: str = "start", fill: str = SOFT, size: float = FONT, kind: str = "t") -> Markup:
    return tag("text", clean.text(words), x=float(x), y=float(y), text_anchor=anchor, fill=fill, font_size=float(size), class_=kind)


def line(
    x1: float, y1: float, x2: float, y2: float, *, stroke: str = RULE, width: float = 1, kind: str = "r", dash: str | None = None
) -> Markup:
    ends = {"x1": float(x1), "y1": float(y1), "x2": float(x2), "y2": float(y2)}
    return tag("line", **ends, stroke=stroke, stroke_width=float(width), stroke_dasharray=dash, class_=kind)


def dot(x: float, y: float, *, r: float = 4, fill: str = CALM, kind: str = "d") -> Markup:
    return tag("circle", cx=float(x), cy=float(y), r=float(r), fill=fill, class_=kind)


def picture(title: str, told: str, height: float, *parts: Markup, id: str) -> Markup:
    """The whole picture.

    Args:
        title: its name; `told`: what it shows, in words, for those who do not see it.
        id: unique on the page.
    """
    named = (tag("title", clean.text(title), id=f"{id}-t"), tag("desc", clean.text(told), id=f"{id}-d"))
    size = {"viewBox": f"0 0 {WIDTH} {round(height)}", "width": WIDTH, "height": round(height)}
    return tag(
        "svg", *named, *parts, xmlns="http://www.w3.org/2000/svg", role="img", aria_labelledby=f"{id}-t {id}-d", class_="chart", **size
    )


def cut(words: str, most: int) -> str:
    """At most `most` characters, cut with an ellipsis."""
    words = clean.text(words)
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
