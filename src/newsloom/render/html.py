"""The HTML face: one self-contained page that needs neither network nor JavaScript."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from newsloom.records import ArticleCard, Briefing, Passage, StoryBriefing, StoryStatement
from newsloom.render import arrange, charts, clean, jsonld, sides, words
from newsloom.render.check import Row
from newsloom.render.citations import Citer

_TEMPLATES = files("newsloom.render") / "templates"
_SETTLED = ("agree", "compatible")  # claims whose versions can be folded away
_FRAGMENT_WORDS = 6  # words at either end of a passage that a link to the live page looks for


def write(briefing: Briefing) -> str:
    """The whole page. Everything from outside is escaped; addresses other than http(s) are never linked."""
    story_page = _environment().get_template("story.html.j2")
    pages = []
    listed = 0
    for number, story in enumerate(briefing.stories, 1):
        citer = Citer(story, offset=listed, share=briefing.text_share)
        pages.append(Markup(story_page.render(_story(story, number, briefing, citer))))  # noqa: S704 - made by an autoescaping template
        listed += len(citer.listed)
    page = _environment().get_template("page.html.j2")
    return page.render(briefing=briefing, title=arrange.title(briefing), pages=pages, words=words, data=jsonld.script(briefing), **_style())


def article(title: str, facts: list[str], url: str | None, language: str, parts: list[tuple[str, str | None]]) -> str:
    """The page of one article: see `newsloom.render.article`."""
    inner = _environment().get_template("article.html.j2").render(title=title, facts=facts, url=url, language=language, parts=parts)
    page = Markup(inner)  # noqa: S704 - made by an autoescaping template
    return _environment().get_template("article_page.html.j2").render(title=title, page=page, **_style())


def check(title: str, summary: str, rows: Sequence[Row]) -> str:
    """The page of one checked article: see `newsloom.render.check`."""
    inner = _environment().get_template("check.html.j2").render(title=title, summary=summary, rows=rows)
    page = Markup(inner)  # noqa: S704 - made by an autoescaping template
    return _environment().get_template("article_page.html.j2").render(title=title, page=page, **_style())


def style_sheet() -> str:
    """The style sheet of all pages."""
    return (_TEMPLATES / "page.css").read_text(encoding="utf-8")


def _style() -> dict[str, str]:
    """The style sheet and its hash, by which the page's policy knows it."""
    style = style_sheet()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return {"style": Markup(style), "style_hash": digest}  # noqa: S704 - our own file


def _story(story: StoryBriefing, number: int, briefing: Briefing, citer: Citer) -> dict[str, Any]:
    return {
        "story": story,
        "n": number,
        "citer": citer,
        "words": words,
        "charts": charts,
        "arrange": arrange,
        "sides": sides,
        "link": clean.link,
        "live": live,
        "by_speaker": by_speaker(arrange.voices(story.statements)),
        "pressing": [c for c in arrange.compared(story.claims) if c.agreement not in _SETTLED],
        "settled": [c for c in arrange.compared(story.claims) if c.agreement in _SETTLED],
        "single": arrange.single(story.claims),
        "moved": arrange.moved(story.claims),
        "left_out": arrange.counts(briefing.left_out, story),
    }


def by_speaker(statements: Iterable[StoryStatement]) -> list[tuple[str, str | None, list[StoryStatement]]]:
    """(name, role, statements) of each speaker, those who say most first, the unnamed last."""
    groups: dict[str, list[StoryStatement]] = {}
    for statement in statements:
        name = statement.speaker.entity or statement.speaker.name or ""
        groups.setdefault(name, []).append(statement)
    ordered = sorted(groups.items(), key=lambda g: (not g[0], -len(g[1])))
    return [(_longest(g) or "Not named", next((s.speaker.role for s in g if s.speaker.role), None), g) for _, g in ordered]


def _longest(statements: list[StoryStatement]) -> str:
    return max((s.speaker.name or s.speaker.entity or "" for s in statements), key=len)


def live(article: ArticleCard | None, passage: Passage) -> str | None:
    """A link to the passage on the live page (a text fragment, WICG "URL Fragment Text Directives"), None without an address."""
    url = clean.link(article.url) if article else None
    if url is None:
        return None
    told = clean.text(passage.text).split()
    ends = [told] if len(told) <= 2 * _FRAGMENT_WORDS else [told[:_FRAGMENT_WORDS], told[-_FRAGMENT_WORDS:]]
    target = ",".join(quote(" ".join(e), safe="").replace("-", "%2D") for e in ends)
    return f"{url}{'' if '#' in url else '#'}:~:text={target}"


def _final(value: object) -> object:
    """Every string that a template prints is made harmless; the autoescape then does its part."""
    return clean.text(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _environment() -> Environment:
    def load(name: str) -> str | None:
        source = _TEMPLATES / name
        return source.read_text(encoding="utf-8") if source.is_file() else None

    return Environment(
        loader=FunctionLoader(load), autoescape=True, undefined=StrictUndefined, finalize=_final, trim_blocks=True, lstrip_blocks=True
    )
