"""Search in all articles; searches that are kept."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Annotated, Literal
from urllib.parse import parse_qs, urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from newsloom.errors import UsageError
from newsloom.loom import Desk
from newsloom.loom.showing import Hit
from newsloom.records import Article
from newsloom.web import view
from newsloom.web.guard import Form, Known, TheDesk, TheSite
from newsloom.web.site import Site

router = APIRouter()
_KEPT = frozenset({"q", "words", "entity", "place", "outlet", "language", "since", "until", "by"})  # of a search that is kept
_LIMIT, _MORE = 30, 150
_FEW = 5  # articles that hold the words, under which those are shown as well that mean nearly the same
_ALSO = 10  # of those
_NEAR, _NEARLY = 0.22, 0.55  # cosine from which an article means nearly the same, and its share of the best one's
Short = Annotated[str, Query(max_length=100)]
By = Annotated[Literal["", "words", "meaning"], Query()]


@router.get("/search")
def search(
    request: Request,
    site: TheSite,
    desk: TheDesk,
    q: Annotated[str, Query(max_length=300)] = "",
    language: Short = "",
    outlet: Short = "",
    since: Short = "",
    by: By = "",
    everything: Annotated[bool, Query(alias="all")] = False,
) -> Response:
    """Articles that hold the words, by story; where few do, or where that is asked for, those that mean nearly the same."""
    limit = _MORE if everything or language or outlet or since else _LIMIT
    hits = desk.search(q, limit) if q.strip() and by != "meaning" else []
    more = len(hits) == limit
    wanted = (limit if by == "meaning" else _ALSO) if by == "meaning" or (not by and len(hits) < _FEW) else 0
    near = _near(site, desk, q, wanted, {hit.article for hit in hits})
    articles = desk.articles([hit.article for hit in (*hits, *(near or ()))])

    def fit(found: Sequence[Hit]) -> list[Hit]:
        return [hit for hit in found if _fits(articles[hit.article], language, outlet, since)]

    kept, likened = fit(hits), fit(near or ())
    asked = (("q", q), ("language", language), ("outlet", outlet), ("since", since), ("by", by))
    return view.page(
        request,
        "search.html.j2",
        q=q,
        language=language,
        outlet=outlet,
        since=since,
        by=by,
        found=[(kept, _grouped(kept)), (likened, _grouped(likened))],
        titles=desk.titles({hit.story for hit in (*kept, *likened) if hit.story}),
        articles=articles,
        learning=near is None,
        more=more and not everything,
        query=urlencode({key: value for key, value in asked if value}),
    )


def _near(site: Site, desk: Desk, q: str, limit: int, known: Set[str]) -> list[Hit] | None:
    """Articles that mean nearly the same, without those that are known; None while the desk has only just started,
    or still learns what its articles mean."""
    if not limit or not q.strip():
        return []
    if site.warming.under_way:
        return None
    if not desk.knows_meanings():
        site.work.attempt("meanings", "learns what articles mean")
        return None
    found = desk.search(q, limit + len(known), meaning=True)
    least = max(_NEAR, _NEARLY * found[0].score) if found else 1.0
    return [hit for hit in found if hit.score >= least and hit.article not in known][:limit]


def _grouped(hits: Sequence[Hit]) -> dict[str, list[int]]:
    """Story, or article without one → the hits of it, by their places."""
    groups: dict[str, list[int]] = {}
    for number, hit in enumerate(hits):
        groups.setdefault(hit.story or hit.article, []).append(number)
    return groups


def _fits(article: Article, language: str, outlet: str, since: str) -> bool:
    if language and article.language.split("-")[0] != language.split("-")[0]:
        return False
    if outlet and outlet.casefold() not in ((article.outlet.name if article.outlet else None) or "").casefold():
        return False
    return not since or (article.published.first_day or article.first_seen)[:10] >= since


@router.post("/searches/keep")
def keep(request: Request, desk: TheDesk, account: Known, form: Form) -> Response:
    query, kind = str(form.get("query", ""))[:1000], str(form.get("kind", "articles"))
    fields = {key: values[0] for key, values in parse_qs(query).items() if key in _KEPT}
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
