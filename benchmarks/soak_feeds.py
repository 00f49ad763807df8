"""Made-up feeds on loopback for `benchmarks.soak`: they grow, change, and fail as feeds do. Words are invented, from a seed.

Each feed has its own pace. An item is about one of the happenings of its time, so that several feeds tell of one. A part of the answers are
faults: 500, 503 with `Retry-After`, a document cut short, a slow one. `ETag` is honoured, so most polls of a quiet feed are a 304.
"""

from __future__ import annotations

import contextlib
import random
import threading
import time
from collections import Counter
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_SYLLABLES = [
    "ka",
    "lo",
    "mi",
    "ren",
    "tas",
    "vel",
    "dor",
    "an",
    "ish",
    "ul",
    "per",
    "quo",
    "bri",
    "sen",
    "hol",
    "mar",
    "tev",
    "zan",
    "ori",
    "lek",
]
_PLACES = [a.capitalize() + b + c for a in _SYLLABLES[:8] for b, c in zip(_SYLLABLES[8:16], _SYLLABLES[4:12], strict=True)]
_DEEDS = [
    (
        "fire",
        "A fire broke out in a warehouse in {place}",
        "Firefighters said that {n} people were brought out of the warehouse in {place}.",
    ),
    (
        "vote",
        "Council of {place} votes on the {thing}",
        "The council of {place} voted by {n} to 7 to close the {thing}, its chairman said.",
    ),
    ("strike", "Workers of the {thing} in {place} walk out", "About {n} workers of the {thing} in {place} stopped work, their union said."),
    ("flood", "River floods {place}", "At least {n} houses stood under water in {place}, the mayor said on the radio."),
    ("trial", "Trial over the {thing} opens in {place}", "Prosecutors in {place} asked for {n} months for the head of the {thing}."),
]
_THINGS = ["harbour", "tramway", "paper mill", "dairy", "observatory", "bridge", "archive", "ferry"]
_FILLER = [
    "The matter has been argued over for years in {place}, where the {thing} employs many.",
    "“We were told of it on Monday evening,” said {person}, who lives beside the {thing}.",
    "{person}, a clerk, said that nobody had asked the people of {place} before.",
    "A spokeswoman for the district said that a report on the {thing} would follow within {n} days.",
    "It was not clear how long the {thing} would stay shut.",
    "Traffic in {place} was led round the {thing} until the evening.",
]


def item(feed: int, number: int, moment: int) -> tuple[str, str]:
    """Title and text of an item: the same for the same numbers. `moment`: hours since the start, which say what there is to tell."""
    happening = random.Random(f"{moment}-{number % 6}")  # noqa: S311
    kind, title, lead = happening.choice(_DEEDS)
    words = {"place": happening.choice(_PLACES), "thing": happening.choice(_THINGS), "n": str(happening.randrange(8, 90))}
    own = random.Random(f"{feed}-{number}")  # noqa: S311
    sentences = [lead.format(**words), f"It was the first {kind} of its kind in {words['place']} this year."]
    for sentence in own.sample(_FILLER, 4):
        name = f"{own.choice(_SYLLABLES).capitalize()}a {own.choice(_SYLLABLES).capitalize()}{own.choice(_SYLLABLES)}"
        sentences.append(sentence.format(**words, person=name))
    return title.format(**words), "\n\n".join(sentences)


class Feeds:
    """`count` feeds on 127.0.0.1 to 127.0.0.8, one new item every `every` seconds in the mean, growing by the clock."""

    def __init__(self, count: int, every: float) -> None:
        self.count, self.every, self.began = count, every, time.time()
        self.answers: Counter[int] = Counter()
        self._chance = random.Random(1)  # noqa: S311
        feeds = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                feeds.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("0.0.0.0", 0), Handler)  # noqa: S104 - all of 127.0.0.0/8
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def address(self, feed: int, path: str) -> str:
        return f"http://127.0.0.{1 + feed % 8}:{self._server.server_port}/{feed}/{path}"

    def opml(self) -> str:
        rows = "".join(f'<outline type="rss" text="Feed {n}" xmlUrl="{self.address(n, "feed.xml")}"/>' for n in range(self.count))
        return f'<?xml version="1.0"?><opml version="2.0"><head><title>soak</title></head><body>{rows}</body></opml>'

    def close(self) -> None:
        self._server.shutdown()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """One answer: a feed, a page, or a fault."""
        parts = request.path.strip("/").split("/")
        if len(parts) < 2 or not parts[0].isdigit():
            return self._send(request, 404, b"", "text/plain")
        feed, luck = int(parts[0]), self._chance.random()
        newest = 3 + int((time.time() - self.began) / (self.every * (0.5 + feed % 5 / 2)))
        if parts[1] != "feed.xml":
            return self._send(request, 200, self._page(feed, int(parts[1].removesuffix(".html"))), "text/html; charset=utf-8")
        tag = f'"{newest}"'
        if luck < 0.02:
            return self._send(request, 500, b"out of order", "text/plain")
        if luck < 0.03:
            return self._send(request, 503, b"later", "text/plain", {"Retry-After": "30"})
        if luck < 0.04:
            time.sleep(3)
        if request.headers.get("If-None-Match") == tag:
            return self._send(request, 304, b"", "application/rss+xml", {"ETag": tag})
        body = self._feed(feed, newest)
        return self._send(request, 200, body[: len(body) // 2] if 0.04 <= luck < 0.05 else body, "application/rss+xml", {"ETag": tag})

    def _send(self, request: BaseHTTPRequestHandler, status: int, body: bytes, kind: str, headers: dict[str, str] | None = None) -> None:
        self.answers[status] += 1
        request.send_response(status)
        for name, value in ({"Content-Type": kind, "Content-Length": str(len(body))} | (headers or {})).items():
            request.send_header(name, value)
        request.end_headers()
        with contextlib.suppress(OSError):  # who asked is gone
            request.wfile.write(body)

    def _feed(self, feed: int, newest: int) -> bytes:
        rows = []
        for number in range(max(newest - 10, 0), newest):
            title, text = item(feed, number, self._moment(number))
            link, published = self.address(feed, f"{number}.html"), formatdate(self.began + number * self.every)
            rows.append(f"<item><title>{title}</title><link>{link}</link><guid>{feed}-{number}</guid><pubDate>{published}</pubDate>")
            rows.append(f"<description>{text.split(chr(10))[0]}</description></item>")
        name, home = f"The {_PLACES[feed % len(_PLACES)]} Post {feed}", self.address(feed, "")
        head = f"<title>{name}</title><link>{home}</link><description>News</description>"
        return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{"".join(rows)}</channel></rss>'.encode()

    def _page(self, feed: int, number: int) -> bytes:
        title, text = item(feed, number, self._moment(number))
        body = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
        head = f"<!doctype html><html lang=en><head><title>{title}</title></head>"
        return f"{head}<body><article><h1>{title}</h1>{body}</article></body></html>".encode()

    def _moment(self, number: int) -> int:
        return int(number * self.every / 300)
