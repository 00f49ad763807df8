"""Search in all articles; searches that are kept."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qs, urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from newsloom.errors import UsageError
from newsloom.records import Article
from newsloom.web import view
from newsloom.web.guard import Form, Known, TheDesk

router = APIRouter()
_LIMIT, _MORE = 30, 150
Short = Annotated[str, Query(max_length=100)]


@router.get("/search")
def search(
    request: Request,
    desk: TheDesk,
    q: Annotated[str, Query(max_length=300)] = "",
    language: Short = "",
    outlet: Short = "",
    since: Short = "",
    everything: Annotated[bool, Query(alias="all")] = False,
) -> Response:
    limit = _MORE if everything else _LIMIT
    hits = desk.search(q, limit) if q.strip() else []
    articles = {hit.article: desk.article(hit.article) for hit in hits}
    kept = [hit for hit in hits if _fits(articles[hit.article], language, outlet, since)]
    groups: dict[str, list[int]] = {}
    for number, hit in enumerate(kept):
        groups.setdefault(hit.story or hit.article, []).append(number)
    titles = {row.id: row.title for row in desk.stories()} if kept else {}
    query = urlencode({k: v for k, v in (("q", q), ("language", language), ("outlet", outlet), ("since", since)) if v})
    return view.page(
        request,
        "search.html.j2",
        q=q,
        language=language,
        outlet=outlet,
        since=since,
        hits=kept,
        groups=groups,
        titles=titles,
        articles=articles,
        languages=sorted({article.language for article in articles.values()}),
        more=len(hits) == limit,
        everything=everything,
        query=query,
    )


def _fits(article: Article, language: str, outlet: str, since: str) -> bool:
    if language and article.language.split("-")[0] != language.split("-")[0]:
        return False
    if outlet and outlet.casefold() not in ((article.outlet.name if article.outlet else None) or "").casefold():
        return False
    return not since or (article.published.first_day or article.first_seen)[:10] >= since


@router.post("/searches/keep")
def keep(request: Request, desk: TheDesk, account: Known, form: Form) -> Response:
    query, kind = str(form.get("query", ""))[:1000], str(form.get("kind", "articles"))
    fields = {key: values[0] for key, values in parse_qs(query).items()}
    if not fields:
        raise UsageError("an empty search cannot be kept")
    name = str(form.get("name", "")).strip()[:100] or ", ".join(fields.values())[:100]
    kind = kind if kind in ("stories", "articles") else "articles"
    desk.reader(account.id).keep("search", {"name": name, "kind": kind, "query": urlencode(fields)})
    return view.go(request, str(form.get("back", "/watch")), "Kept: it is on your watch list.")


@router.post("/searches/{id}/drop")
def drop(request: Request, desk: TheDesk, account: Known, form: Form, id: str) -> Response:
    reader = desk.reader(account.id)
    reader.thing("search", id)
    reader.drop(id)
    return view.go(request, str(form.get("back", "/watch")), "Dropped.")
