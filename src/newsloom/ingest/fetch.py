"""One page from the Web, without trusting the other side: where it leads, how long it takes, how much it sends."""

from __future__ import annotations

import threading
import time
import zlib
from collections.abc import Iterator
from urllib.parse import urlsplit

from newsloom.errors import InputError
from newsloom.ingest import files
from newsloom.ingest.coding import Unpacker, charset
from newsloom.ingest.hosts import address
from newsloom.ingest.source import Source, now
from newsloom.settings import IngestSettings

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPT = "text/html,application/xhtml+xml,application/atom+xml,application/rss+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.5"


def fetch(url: str, settings: IngestSettings) -> Source:
    """Get a page or feed.

    The whole of it (names, redirects, headers, body) must be done within `settings.timeout` seconds, so it runs in a thread of its own:
    the time limits of sockets only see a single wait, and a server that drips a byte a second would pass them.

    Raises:
        InputError: anything but a complete, successful answer within the limits.
    """
    outcome: list[Source | BaseException] = []
    deadline = time.monotonic() + settings.timeout

    def work() -> None:
        try:
            outcome.append(_follow(url, settings, deadline))
        except BaseException as error:
            outcome.append(error)

    thread = threading.Thread(target=work, daemon=True, name="newsloom-fetch")
    thread.start()
    thread.join(settings.timeout + 0.5)
    if not outcome:
        raise InputError(url, _too_slow(settings))
    if isinstance(outcome[0], BaseException):
        raise outcome[0]
    return outcome[0]


def _follow(url: str, settings: IngestSettings, deadline: float) -> Source:
    import httpx

    here = url
    seen = {url}
    try:
        for _ in range(settings.max_redirects + 1):
            answer = _get(here, url, settings, deadline)
            if isinstance(answer, Source):
                return answer
            here = answer
            if here in seen:
                raise InputError(url, "is redirected in a circle")
            seen.add(here)
    except httpx.TimeoutException as error:
        raise InputError(url, _too_slow(settings)) from error
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise InputError(url, f"cannot be fetched ({error or type(error).__name__})") from error
    raise InputError(url, f"is redirected more than {settings.max_redirects} times (setting ingest.max_redirects)")


def _get(here: str, named: str, settings: IngestSettings, deadline: float) -> Source | str:
    """One request: the answer, or the address that it redirects to."""
    import httpx

    where = address(here, named, settings.allow_hosts)
    host = urlsplit(here).hostname or ""
    left = max(0.05, deadline - time.monotonic())
    # The name was resolved and checked above; connecting to that very address leaves no room for another answer the second time.
    target = httpx.URL(here).copy_with(host=where)
    headers = {
        "host": httpx.URL(here).netloc.decode("ascii"),
        "user-agent": _agent(settings),
        "accept": _ACCEPT,
        "accept-encoding": "gzip, deflate",
    }
    with httpx.Client(timeout=left, trust_env=False, follow_redirects=False) as client:
        request = client.build_request(
            "GET", target, headers=headers, extensions={"sni_hostname": httpx.URL(here).raw_host.decode() or host}
        )
        response = client.send(request, stream=True)
        try:
            if response.status_code in _REDIRECTS and response.headers.get("location"):
                return str(httpx.URL(here).join(response.headers["location"]))
            if response.status_code != httpx.codes.OK:
                raise InputError(named, f"the server answers {response.status_code} {response.reason_phrase}".rstrip())
            data = b"".join(_body(response, named, settings, deadline))
        finally:
            response.close()
    found = {k.lower(): v for k, v in response.headers.items()}
    return Source(
        input=named,
        data=data,
        limit=settings.max_bytes,
        url=here,
        charset=charset(found.get("content-type", "")),
        headers=found,
        fetched=now(),
    )


def _body(response: object, named: str, settings: IngestSettings, deadline: float) -> Iterator[bytes]:
    """The body, unpacked, in pieces; stops at the limits of size and time."""
    import httpx

    assert isinstance(response, httpx.Response)  # noqa: S101 - keeps httpx a lazy import for the type checker too
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise InputError(named, f"is packed in a way that was not asked for ({coding})")
    unpack = Unpacker(coding)
    size = 0
    for chunk in response.iter_raw():
        if time.monotonic() > deadline:
            raise InputError(named, _too_slow(settings))
        try:
            piece = unpack(chunk, settings.max_bytes + 1 - size)
        except zlib.error as error:
            raise InputError(named, f"is damaged on the way ({error})") from error
        size += len(piece)
        if size > settings.max_bytes:
            raise InputError(named, files.too_big(size, settings.max_bytes, known=False))
        yield piece


def _agent(settings: IngestSettings) -> str:
    from newsloom import __version__

    return f"newsloom/{__version__}" + (f" (+{settings.contact})" if settings.contact else "")


def _too_slow(settings: IngestSettings) -> str:
    return f"took longer than {settings.timeout:g} s (setting ingest.timeout)"
