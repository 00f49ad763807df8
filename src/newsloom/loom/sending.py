"""Sends a notice: to a webhook with a signed body, or through `apprise` to mail and messengers.

No address inside the own network is asked, and no redirect is followed. Of `apprise` only those kinds of address are taken that send over
the network to a named service or host: others run programs, write files or read them.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from newsloom import __version__
from newsloom.errors import InputError, MissingPartError, UsageError
from newsloom.ingest.hosts import address
from newsloom.settings import Settings

TIMEOUT = 15.0  # seconds
SERVICES = frozenset(
    {"slack", "discord", "tgram", "pover", "pbul", "gchat", "wxteams", "zulip", "pagerduty", "opsgenie", "sendgrid", "twilio"}
)
OWN_HOSTS = frozenset(
    {"mailto", "mailtos", "ntfy", "ntfys", "gotify", "gotifys", "mmost", "mmosts", "rocket", "rockets", "nctalk", "nctalks"}
)
_KEYS = frozenset({"to", "from", "name", "smtp", "user", "pass", "mode", "channel", "priority", "tags", "format", "overflow", "cc", "bcc"})


class SendError(Exception):
    """It was not taken. `again`: whether a later try may do better."""

    def __init__(self, why: str, *, again: bool = True) -> None:
        super().__init__(why)
        self.again = again


def signature(secret: str, body: bytes, at: int) -> str:
    """The header that signs a body: HMAC-SHA-256 (RFC 2104) of "TIME.BODY", so that an old body cannot be sent again as a new one."""
    digest = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


def checked(to: str, url: str, settings: Settings) -> None:
    """Whether a notice may be sent there.

    Raises:
        UsageError: it may not.
        MissingPartError: the extra `web` is not installed.
    """
    try:
        if to == "webhook":
            address(url, url, settings.ingest.allow_hosts)
        else:
            _plugin(url, settings)
    except InputError as error:
        raise UsageError(f"notices cannot be sent there: {error.reason}") from error


def webhook(url: str, secret: str, id: str, body: bytes, settings: Settings) -> None:
    """POST a body of JSON.

    Raises:
        SendError: it was not taken.
    """
    import httpx

    try:
        where = address(url, url, settings.ingest.allow_hosts)
        asked = httpx.URL(url)
        # The name was resolved and checked: connecting to that very address leaves no room for another answer the second time.
        target = asked.copy_with(host=where, username=None, password=None, fragment=None)
        headers = {
            "host": asked.netloc.decode("ascii"),
            "content-type": "application/json",
            "user-agent": f"newsloom/{__version__}",
            "newsloom-delivery": id,
            "newsloom-signature": signature(secret, body, int(time.time())),
        }
        extensions = {"sni_hostname": asked.raw_host.decode("ascii")}
        transport = httpx.HTTPTransport(verify=httpx.create_ssl_context(trust_env=False))
        with (
            httpx.Client(transport=transport, timeout=TIMEOUT, trust_env=False, follow_redirects=False) as client,
            client.stream("POST", target, content=body, headers=headers, extensions=extensions) as response,
        ):
            status = response.status_code
    except InputError as error:
        raise SendError(error.reason) from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        raise SendError(f"cannot be reached ({str(error)[:200] or type(error).__name__})") from error
    if not 200 <= status < 300:
        raise SendError(f"answered {status}", again=status != httpx.codes.GONE)


def message(url: str, title: str, text: str, settings: Settings) -> None:
    """Send a message through `apprise`.

    Raises:
        SendError: it was not taken.
    """
    try:
        plugin = _plugin(url, settings)
    except (InputError, UsageError) as error:
        raise SendError(str(error)) from error
    try:
        taken = bool(plugin.notify(body=text or title, title=title, body_format="text"))
    except Exception as error:  # what others' plugins raise is not known beforehand
        raise SendError(f"failed ({type(error).__name__})") from error
    if not taken:
        raise SendError("the service did not take it")


def _plugin(url: str, settings: Settings) -> Any:
    try:
        import apprise
    except ImportError as error:
        raise MissingPartError("notifications need the extra `web`: pip install 'newsloom[web]'") from error
    try:
        parts = urlsplit(url)
        keys = {key.lower() for key, _ in parse_qsl(parts.query, keep_blank_values=True)}
    except ValueError as error:
        raise UsageError("this is no address of a service") from error
    kind = parts.scheme.lower()
    if kind not in SERVICES | OWN_HOSTS:
        raise UsageError(f"notices are not sent to {kind or 'that'}: choose one of {', '.join(sorted(SERVICES | OWN_HOSTS))}, or a webhook")
    if keys - _KEYS:
        raise UsageError(f"the address has a part that is not allowed here: {', '.join(sorted(keys - _KEYS))}")
    made = apprise.Apprise.instantiate(url, asset=apprise.AppriseAsset(http_redirects=False), suppress_exceptions=True)
    if made is None:
        raise UsageError("the address is not complete: see the documentation of apprise for its form")
    if kind in OWN_HOSTS:
        for host in {getattr(made, "host", None), getattr(made, "smtp_host", None)} - {None, ""}:
            _public(str(host), url, settings)
    return made


def _public(host: str, url: str, settings: Settings) -> None:
    bare = f"[{host}]" if ":" in host else host
    try:
        address(f"https://{bare}/", f"{urlsplit(url).scheme}:", settings.ingest.allow_hosts)
    except InputError as error:
        raise UsageError(error.reason) from error
