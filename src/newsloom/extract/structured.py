"""What a page says of itself to machines: JSON-LD (schema.org), meta elements, microdata."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

_TYPES = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report|SocialMediaPosting)$")
_BRACKETS = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(?:-->|//\]\]>|/\*\]\]>\*/)\s*$")
_KIND = re.compile(r'"@type"\s{0,9}:\s{0,9}\[?\s{0,9}"(\w{1,40})"')
_DATE = re.compile(r'"(datePublished|dateModified|dateCreated)"\s{0,9}:\s{0,9}"([^"\n]{4,60})"')
_DEEPEST = 12

Node = dict[str, Any]


def json_ld(tree: Any) -> list[Node]:
    """All objects of the page's JSON-LD scripts, flattened; broken scripts are mended where that is safe, else left out."""
    nodes: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            nodes += _objects(_load(script.text or ""), 0)
    return nodes


def _load(text: str) -> Any:
    text = _BRACKETS.sub("", text).strip().rstrip(";")
    for candidate in (text, re.sub(r",(\s*[}\]])", r"\1", text), html.unescape(text)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return _salvaged(text)


def _salvaged(text: str) -> Node | None:
    """The type and the dates of an object whose script is broken (quotation marks inside a headline, as a rule): what cannot be misread."""
    kind = next((m[1] for m in _KIND.finditer(text) if _TYPES.search(m[1])), None)
    if kind is None:
        return None
    dates = {m[1]: m[2] for m in reversed(list(_DATE.finditer(text)))}  # the first of each
    return {"@type": kind, **dates}


def _objects(value: Any, depth: int) -> Iterator[Node]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value[:500]:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart"):
            if isinstance(value.get(key), dict | list):
                yield from _objects(value[key], depth + 1)


def article_node(nodes: list[Node], title: str | None = None) -> Node:
    """The object that describes the page's article, {} without one: of several, the one with the page's title, else the fullest."""
    found = [n for n in nodes if any(_TYPES.search(t) for t in types(n))]
    if not found:
        return {}
    same = [n for n in found if title and (headline := string(n.get("headline"))) and headline in title]
    return max(
        same or found,
        key=lambda n: (bool(n.get("headline")), bool(n.get("datePublished")), len(string(n.get("articleBody")) or ""), len(n)),
    )


def types(node: Node) -> list[str]:
    """The types of an object ("NewsArticle")."""
    value = node.get("@type") or []
    return [t for t in (value if isinstance(value, list) else [value]) if isinstance(t, str)]


def string(value: Any) -> str | None:
    """A plain string out of a JSON-LD value: the first of a list, an object's name, entities resolved."""
    if isinstance(value, list):
        return next((s for s in map(string, value[:20]) if s), None) if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or value.get("@id")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return html.unescape(str(value)).strip() or None


def authors(node: Node) -> list[str]:
    """Names that the object gives as persons who wrote the article."""
    value = node.get("author") or node.get("creator") or []
    names: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict) and "Person" not in types(item) and types(item):
            continue
        inner = item.get("name") if isinstance(item, dict) else item
        found = inner if isinstance(inner, list) else [inner]
        names += [html.unescape(name).strip() for name in found if isinstance(name, str) and name.strip()]
    return names


def is_free(node: Node) -> bool | None:
    """schema.org `isAccessibleForFree`; None where it is not said."""
    value = node.get("isAccessibleForFree")
    if isinstance(value, str):
        return {"true": True, "false": False, "1": True, "0": False}.get(value.strip().rsplit("/", 1)[-1].lower())
    return value if isinstance(value, bool) else None


def metas(tree: Any) -> dict[str, list[str]]:
    """The contents of meta elements by their name, property or itemprop, in lower case, in the page's order."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            for name in (element.get(attribute) or "").lower().split():
                if content:
                    found.setdefault(name, []).append(content)
    return found


def first(found: dict[str, list[str]], *names: str) -> str | None:
    """The first content under the first of some names."""
    return next((found[n][0] for n in names if found.get(n)), None)


def live_posts(node: Node) -> list[Node]:
    """The posts of a live blog, as the object lists them (newest first, as a rule)."""
    posts = node.get("liveBlogUpdate") or []
    return [p for p in (posts if isinstance(posts, list) else [posts]) if isinstance(p, dict)]
