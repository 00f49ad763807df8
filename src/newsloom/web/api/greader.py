"""A subset of the Google Reader API, so that readers on phones can sync the article list. Its base address is `/api/greader`."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import PlainTextResponse, Response

from newsloom.loom import Desk, clock, showing
from newsloom.loom.accounts import may
from newsloom.loom.newcomers import BY_HAND, Item, Newcomers
from newsloom.records import Feed
from newsloom.records.people import Account
from newsloom.web.api import greader_access as access
from newsloom.web.api import greader_items as items
from newsloom.web.api.answers import after, cursor, encoded, validated
from newsloom.web.api.feeds import taken
from newsloom.web.api.greader_access import Fields, Sent, Someone, first
from newsloom.web.guard import TheDesk, TheSite

PREFIX = "/api/greader"
R = "/reader/api/0"
router = APIRouter(prefix=PREFIX, include_in_schema=False)
_CONTENTS, _IDS = 200, 10_000  # items of one answer
_PATIENCE = 20.0  # seconds that an app waits for an address that it wants to follow


@router.api_route("/accounts/ClientLogin", methods=["GET", "POST"])
def client_login(request: Request, fields: Sent) -> Response:
    secret = access.log_in(request, {**fields, "Passwd": fields.get("Passwd", [])[-1:]})
    return _plain(f"SID={secret}\nLSID={secret}\nAuth={secret}\n")


@router.get(f"{R}/token")
def token(request: Request, who: Someone) -> Response:
    return _plain(access.short(request, who))


@router.get(f"{R}/user-info")
def user(who: Someone) -> Response:
    return _json({"userId": who.id, "userName": who.name, "userProfileId": who.id, "userEmail": ""})


@router.get(f"{R}/subscription/list")
def subscriptions(request: Request, desk: TheDesk, who: Someone) -> Response:
    mine = desk.newcomers(who.id)
    found = [
        {
            "id": f"feed/{feed.id}",
            "title": items.title(feed),
            "categories": [{"id": items.LABEL + label, "label": label} for label in items.labels(feed)],
            "url": showing.masked(feed.url),
            "htmlUrl": items.site(feed, _base(request)),
            "iconUrl": "",
        }
        for feed in mine.feeds()
    ]
    if any(item.feed == BY_HAND for item in mine.items()):
        base = _base(request)
        found.append({"id": f"feed/{BY_HAND}", "title": items.title(None), "categories": [], "url": base, "htmlUrl": base, "iconUrl": ""})
    return _json({"subscriptions": found})


@router.get(f"{R}/tag/list")
def tags(desk: TheDesk, _who: Someone) -> Response:
    labels = sorted({label for feed in desk.feeds.all() for label in items.labels(feed)})
    told: list[dict[str, str]] = [{"id": items.STARRED}, *({"id": items.LABEL + label, "type": "folder"} for label in labels)]
    return _json({"tags": told})


@router.get(f"{R}/unread-count")
def unread(desk: TheDesk, who: Someone) -> Response:
    mine = desk.newcomers(who.id)
    feeds = {feed.id: feed for feed in mine.feeds()}
    counts: dict[str, tuple[int, str]] = {}
    for item in mine.items():
        if item.read:
            continue
        names = [
            f"feed/{item.feed}",
            items.READING,
            *(items.LABEL + n for n in (items.labels(feeds[item.feed]) if item.feed in feeds else ())),
        ]
        for name in names:
            count, newest = counts.get(name, (0, item.came))
            counts[name] = (count + 1, max(newest, item.came))
    told = [{"id": n, "count": c, "newestItemTimestampUsec": str(items.seconds(at) * 1_000_000)} for n, (c, at) in counts.items()]
    return _json({"max": 1_000, "unreadcounts": told})


# Streams


def _chosen(fields: Fields, mine: Newcomers, name: str, most: int) -> tuple[list[Item], str | None]:
    """The items of one answer, and where the next goes on."""
    feeds = mine.feeds()
    tests = [items.stream(name, feeds), *(items.stream(one, feeds) for one in fields.get("it", []) if one)]
    against = [items.stream(one, feeds) for one in fields.get("xt", []) if one]
    oldest, newest = _number(fields, "ot", 0), _number(fields, "nt", 2**40)
    held = [
        item
        for item in mine.items()
        if all(test(item) for test in tests) and not any(test(item) for test in against) and oldest <= items.seconds(item.came) <= newest
    ]
    back = first(fields, "r") == "o"
    if back:
        held.reverse()
    if given := first(fields, "c"):
        came, article = after(given, str, str)
        held = [item for item in held if ((item.came, item.article) > (came, article)) == back and item.article != article]
    count = min(max(_number(fields, "n", 20), 1), most)
    shown = held[:count]
    return shown, cursor(shown[-1].came, shown[-1].article) if len(held) > count else None


def _number(fields: Fields, name: str, default: int) -> int:
    text = first(fields, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else default


@router.get(f"{R}/stream/contents")
@router.get(f"{R}/stream/contents/{{name:path}}")
def contents(request: Request, desk: TheDesk, who: Someone, fields: Sent, name: str = "") -> Response:
    mine = desk.newcomers(who.id)
    name = items.named(name or first(fields, "s") or items.READING)
    shown, more = _chosen(fields, mine, name, _CONTENTS)
    return _contents(request, desk, name, shown, mine.feeds(), more)


def _contents(request: Request, desk: Desk, name: str, shown: list[Item], feeds: list[Feed], more: str | None) -> Response:
    base, known = _base(request), {feed.id: feed for feed in feeds}
    made: dict[str, Any] = {
        "direction": "ltr",
        "id": name,
        "title": "newsloom",
        "self": [{"href": str(request.url)}],
        "updated": max((items.seconds(item.came) for item in shown), default=0),
        "items": [items.told(item, desk, known, base) for item in shown],
    }
    return _json(made if more is None else {**made, "continuation": more})


@router.get(f"{R}/stream/items/ids")
def ids(desk: TheDesk, who: Someone, fields: Sent) -> Response:
    mine = desk.newcomers(who.id)
    shown, more = _chosen(fields, mine, first(fields, "s", items.READING), _IDS)
    refs = [
        {
            "id": items.short_id(item.article),
            "directStreamIds": [f"feed/{item.feed}"],
            "timestampUsec": str(items.seconds(item.came) * 1_000_000),
        }
        for item in shown
    ]
    return _json({"itemRefs": refs} if more is None else {"itemRefs": refs, "continuation": more})


@router.api_route(f"{R}/stream/items/contents", methods=["GET", "POST"])
def contents_of(request: Request, desk: TheDesk, who: Someone, fields: Sent) -> Response:
    mine = desk.newcomers(who.id)
    wanted = {items.article_id(one) for one in fields.get("i", [])[:_CONTENTS]}
    return _contents(request, desk, items.READING, [item for item in mine.items() if item.article in wanted], mine.feeds(), None)


# Changes


@router.post(f"{R}/edit-tag")
def edit_tag(desk: TheDesk, who: Someone, fields: Sent) -> Response:
    mine = desk.newcomers(who.id)
    there = {item.article for item in mine.items()}
    wanted = [id for id in dict.fromkeys(items.article_id(one) for one in fields.get("i", [])) if id in there and id is not None]
    for name, on in (*((one, True) for one in fields.get("a", [])), *((one, False) for one in fields.get("r", []))):
        tag = items.named(name)
        if tag == items.STARRED:
            mine.set_starred(wanted, on)
        elif tag in (items.READ, items.UNREAD):
            mine.set_read(wanted, on == (tag == items.READ))
    return _plain("OK")


@router.post(f"{R}/mark-all-as-read")
def mark_all(desk: TheDesk, who: Someone, fields: Sent) -> Response:
    mine = desk.newcomers(who.id)
    name = items.named(first(fields, "s", items.READING))
    wanted = items.stream(name, mine.feeds())
    now = clock.now()  # what comes later is not read yet
    until = min(items.moment(_number(fields, "ts", 0) // 1_000_000), now) if first(fields, "ts") else now
    feeds = [] if name == items.READING else [feed.id for feed in mine.feeds() if name in (f"feed/{feed.id}", f"feed/{feed.url}")]
    if name.startswith(items.LABEL):
        feeds = [feed.id for feed in mine.feeds() if name[len(items.LABEL) :] in items.labels(feed)]
    if name == f"feed/{BY_HAND}":
        feeds = [BY_HAND]
    if name == items.READING or feeds:
        mine.read_until(feeds, until, wanted)
    return _plain("OK")


@router.post(f"{R}/subscription/edit")
def edit(site: TheSite, desk: TheDesk, who: Someone, fields: Sent) -> Response:
    _editor(who)
    name, action = first(fields, "s").removeprefix("feed/"), first(fields, "ac")
    if action == "unsubscribe":
        desk.accounts.note(who.name, "feed removed", desk.feeds.remove(name).url)
    elif action == "subscribe":
        folder = items.named(first(fields, "a")).removeprefix(items.LABEL)
        site.work.ask("intake", "follow", f"follows {name[:200]}", 0, who.name, url=name, folder=folder[:200], full=False)
        desk.accounts.note(who.name, "feed followed", name)
    else:
        raise HTTPException(400, "Only “subscribe” and “unsubscribe” are known.")
    return _plain("OK")


@router.get(f"{R}/subscription/export")
def export(request: Request, desk: TheDesk, _who: Someone) -> Response:
    return validated(request, desk.feeds.export().encode(), "text/x-opml; charset=utf-8")


@router.post(f"{R}/subscription/quickadd")
def quick_add(site: TheSite, desk: TheDesk, who: Someone, fields: Sent) -> Response:
    """Follow an address and tell the stream it became; apps go on with its id. `numResults` 0 where nothing can be followed there."""
    _editor(who)
    url = first(fields, "quickadd").removeprefix("feed/")
    job = site.work.ask("intake", "follow", f"follows {url[:200]}", 0, who.name, url=url, folder="", full=False)
    ended = site.work.wait(job, _PATIENCE)
    found = next((feed for feed in desk.feeds.all() if feed.id == job.result.get("feed")), None) if ended else None
    if found is None:
        why = job.told if job.state == "failed" else "It is being asked for; it is listed once it has answered."
        return _json({"numResults": 0, "query": url, "error": why})
    desk.accounts.note(who.name, "feed followed", found.url)
    return _json({"numResults": 1, "query": url, "streamId": f"feed/{found.id}", "streamName": items.title(found)})


@router.post(f"{R}/subscription/import")
async def take(request: Request, desk: TheDesk, who: Someone) -> Response:
    _editor(who)
    made = await taken(request, desk, who.name)
    return _plain(f"OK: {made.feeds}")


def _editor(who: Account) -> None:
    if not may(who, "editor"):
        raise HTTPException(403, "Only editors change what the desk follows.")


def _base(request: Request) -> str:
    return (request.app.state.site.config.public_url or str(request.base_url)).rstrip("/")


def _json(body: dict[str, Any]) -> Response:
    return Response(encoded(body), media_type="application/json", headers={"cache-control": "private, no-cache"})


def _plain(text: str) -> Response:
    return PlainTextResponse(text)
