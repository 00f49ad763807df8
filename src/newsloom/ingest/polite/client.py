"""The client that polls: patient, within limits, and never led where it must not go."""

from __future__ import annotations

import asyncio
import base64
import ssl
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from newsloom.errors import InputError
from newsloom.ingest import files
from newsloom.ingest.coding import charset
from newsloom.ingest.hosts import address
from newsloom.ingest.polite import robots
from newsloom.ingest.polite.ask import Answer, Ask
from newsloom.ingest.polite.gates import Gates
from newsloom.ingest.polite.unpack import Damaged, TooMuch, accepted, unpack
from newsloom.ingest.source import Source, now
from newsloom.settings import FeedSettings, IngestSettings
from newsloom.text.masking import masked

if TYPE_CHECKING:
    import httpx

_PERMANENT = frozenset({301, 308})
_REDIRECTS = _PERMANENT | {302, 303, 307}
_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.8, */*;q=0.5"
)
_LISTS = frozenset({"cache-control", "content-encoding"})
_ATTEMPTS_TO_CONNECT = 2  # after the first; httpx does this, and only for connections that did not come about


class Client:
    """Gets addresses, one at a time a host. It lives in one event loop.

    Args:
        settings: limits and the hosts inside the own network that may be asked.
        feeds: gap between requests to one host, hosts at a time.
    """

    def __init__(self, settings: IngestSettings, feeds: FeedSettings) -> None:
        self._settings = settings
        self._gates = Gates(feeds.gap, feeds.at_once)
        self._robots = robots.Robots(self.get, self._gates)
        self._tls: ssl.SSLContext | None = None

    async def get(self, ask: Ask) -> Answer:
        """Get one address. Whatever happens is an answer: nothing is raised but cancellation."""
        import httpx

        try:
            if ask.page and (refusal := await self._robots.refusal(ask.url)):
                return Answer(ask=ask, url=ask.url, error=refusal)
            return await self._follow(ask)
        except InputError as error:
            reason = error.reason
        except (TimeoutError, httpx.TimeoutException):
            reason = f"took longer than {self._settings.timeout:g} s (setting ingest.timeout)"
        except httpx.RemoteProtocolError as error:
            reason = _broken(str(error))
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            reason = f"cannot be fetched ({str(error) or type(error).__name__})"
        except Exception as error:
            reason = f"cannot be fetched ({type(error).__name__}: {error}); please report it"
        return Answer(ask=ask, url=ask.url, error=reason)

    async def _follow(self, ask: Ask) -> Answer:
        """Follow redirects to an answer. Only the time that requests take counts against the limit, not waiting for one's turn."""
        import httpx

        here, moved, permanent = str(httpx.URL(ask.url).copy_with(fragment=None)), None, True
        seen, left = {here}, self._settings.timeout
        for _ in range(self._settings.max_redirects + 1):
            async with self._gates.through(robots.door(httpx.URL(here))):
                started = time.monotonic()
                async with asyncio.timeout(left):
                    status, headers, body = await self._once(here, ask)
                left = max(0.01, left - (time.monotonic() - started))
            if status not in _REDIRECTS or not headers.get("location"):
                return self._answer(ask, here, moved, status, headers, body)
            here = _next(here, headers["location"], ask.url)
            permanent = permanent and status in _PERMANENT
            moved = here if permanent else moved
            if here in seen:
                raise InputError(ask.url, "is redirected in a circle")
            seen.add(here)
        raise InputError(ask.url, f"is redirected more than {self._settings.max_redirects} times (setting ingest.max_redirects)")

    async def _once(self, here: str, ask: Ask) -> tuple[int, dict[str, str], bytes]:
        """One request: status, headers, and for a 200 the body as it came."""
        import httpx

        url = httpx.URL(here)
        ascii_form = str(url.copy_with(host=url.raw_host.decode("ascii")))
        where = await asyncio.to_thread(address, ascii_form, ask.url, self._settings.allow_hosts)
        # The name was resolved and checked here; connecting to that very address leaves no room for another answer the second time.
        target = url.copy_with(host=where, username=None, password=None)
        extensions = {"sni_hostname": url.raw_host.decode("ascii")}
        if self._tls is None:
            self._tls = httpx.create_ssl_context(trust_env=False)
        transport = httpx.AsyncHTTPTransport(verify=self._tls, retries=_ATTEMPTS_TO_CONNECT)
        # A client for each request: no cookies, and no connection that was opened for another name at the same address.
        async with httpx.AsyncClient(transport=transport, timeout=self._settings.timeout, trust_env=False) as client:
            request = httpx.Request("GET", target, headers=self._headers(url, here, ask), extensions=extensions)
            response = await client.send(request, stream=True)
            try:
                headers = _headers(response.headers.raw)
                body = await self._body(response, headers, ask.url) if response.status_code == httpx.codes.OK else b""
                return response.status_code, headers, body
            finally:
                await response.aclose()

    def _headers(self, url: httpx.URL, here: str, ask: Ask) -> list[tuple[bytes, bytes]]:
        headers = [
            (b"Host", url.netloc),
            (b"User-Agent", agent(self._settings).encode("ascii", "replace")),
            (b"Accept", _ACCEPT.encode()),
            (b"Accept-Encoding", accepted().encode()),
            (b"Connection", b"close"),
        ]
        if ask.validated == here:
            if ask.etag:
                headers.append((b"If-None-Match", ask.etag.encode("latin-1", "replace")))
            if ask.last_modified:
                headers.append((b"If-Modified-Since", ask.last_modified.encode("latin-1", "replace")))
        if url.username or url.password:
            login = base64.b64encode(f"{url.username}:{url.password}".encode())
            headers.append((b"Authorization", b"Basic " + login))  # RFC 7617; UTF-8, as browsers send it
        return headers

    async def _body(self, response: Any, headers: dict[str, str], named: str) -> bytes:
        limit = self._settings.max_bytes
        said = headers.get("content-length", "")
        if said.isascii() and said.isdigit() and len(said) < 20 and int(said) > limit:
            raise InputError(named, files.too_big(int(said), limit))
        out, size = [], 0
        async for chunk in response.aiter_raw():
            size += len(chunk)
            if size > limit:
                raise InputError(named, files.too_big(size, limit, known=False))
            out.append(chunk)
        return b"".join(out)

    def _answer(self, ask: Ask, here: str, moved: str | None, status: int, headers: dict[str, str], body: bytes) -> Answer:
        """The outcome of a chain of requests."""
        limit = self._settings.max_bytes
        source = error = None
        if status == 200:
            try:
                data = unpack(body, headers.get("content-encoding", ""), limit)
            except TooMuch:
                error = files.too_big(limit + 1, limit, known=False) + " when unpacked"
            except Damaged as fault:
                error = f"the body {fault}"
            else:
                named = charset(headers.get("content-type", ""))
                source = Source(input=masked(ask.url), data=data, limit=limit, url=here, charset=named, headers=headers, fetched=now())
        elif status != 304:
            error = f"the server answers {status} {_phrase(status)}".rstrip()
        return Answer(ask=ask, url=here, status=status, source=source, moved=moved, headers=headers, error=error)


def _headers(raw: Sequence[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by lower-case name, byte for byte; those that are lists are joined where they come in several lines (RFC 9110, 5.3)."""
    found: dict[str, str] = {}
    for key, value in raw:
        name, text = key.decode("latin-1").lower(), value.decode("latin-1")
        if name not in found:
            found[name] = text
        elif name in _LISTS:
            found[name] += ", " + text
    return found


def _next(here: str, location: str, named: str) -> str:
    """The address that a redirect leads to. Browsers and servers agree on UTF-8 where it holds more than ASCII.

    A name and password go along within their own host (and from http to https), never to another one; those that the redirect itself
    names are not used.
    """
    import httpx

    try:
        old = httpx.URL(here)
        new = old.join(location.encode("latin-1").decode("utf-8", "replace")).copy_with(fragment=None)
        if new.userinfo != old.userinfo or not _one_place(old, new):
            keep = bool(old.userinfo) and _one_place(old, new)
            new = new.copy_with(username=old.username if keep else None, password=old.password if keep else None)
        return str(new)
    except (httpx.InvalidURL, ValueError) as error:
        raise InputError(named, f"is redirected to no valid address ({masked(location[:100])})") from error


def _one_place(old: httpx.URL, new: httpx.URL) -> bool:
    """Whether two addresses lead to one server, the second as safely as the first."""
    upgraded = (old.scheme, old.port, new.scheme, new.port) == ("http", None, "https", None)
    return old.host == new.host and (upgraded or (old.scheme, old.port) == (new.scheme, new.port))


def agent(settings: IngestSettings) -> str:
    """The User-Agent: an honest name, and whom to ask about it."""
    from newsloom import __version__

    return f"{robots.NAME}/{__version__}" + (f" (+{settings.contact})" if settings.contact else "")


def _broken(message: str) -> str:
    """What is wrong with an answer, without the raw bytes that the parser shows."""
    if "location header" in message:
        return "is redirected to no valid address"
    return f"the answer breaks off or breaks the rules of HTTP ({message.partition(': bytearray')[0].rstrip('.')})"


def _phrase(status: int) -> str:
    from http import HTTPStatus

    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
