"""What hosts say that robots may fetch (RFC 9309)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from newsloom.ingest.polite.ask import Answer, Ask

if TYPE_CHECKING:
    from newsloom.ingest.polite.gates import Gates

NAME = "newsloom"
_MOST_BYTES = 512_000  # RFC 9309, 2.5 asks for at least 500 KiB
_LONGEST_REST = 60.0  # a Crawl-delay over this is not honoured: seconds


class Robots:
    """The rules of all hosts, each asked once.

    Args:
        get: fetches an address.
        gates: told of a host's Crawl-delay.
    """

    def __init__(self, get: Callable[[Ask], Awaitable[Answer]], gates: Gates) -> None:
        self._get = get
        self._gates = gates
        self._rules: dict[str, asyncio.Task[Any]] = {}

    async def refusal(self, url: str) -> str | None:
        """Why a page may not be fetched, None where it may. Without rules (404 and the like) all may; where rules cannot be had (5xx, no
        answer), none."""
        import httpx

        site = httpx.URL(url)
        root = str(site.copy_with(raw_path=b"/robots.txt", fragment=None))
        if root not in self._rules:
            self._rules[root] = asyncio.create_task(self._load(root, site))
        rules = await asyncio.shield(self._rules[root])
        if rules is None or isinstance(rules, str):
            return rules
        return None if rules.can_fetch(str(site), NAME) else "robots.txt of its host asks that it not be fetched"

    async def _load(self, root: str, site: Any) -> Any:
        """Rules; None where all is allowed; the reason why nothing is."""
        from protego import Protego

        answer = await self._get(Ask(url=root))
        if answer.source is None:
            if answer.status is None:
                return answer.error
            return None if 400 <= answer.status < 500 and answer.status != 429 else f"robots.txt of its host cannot be had: {answer.error}"
        rules = Protego.parse(answer.source.data[:_MOST_BYTES].decode("utf-8", "replace"))
        rest = rules.crawl_delay(NAME)
        if rest:
            self._gates.slow_down(door(site), min(float(rest), _LONGEST_REST))
        return rules


def door(url: Any) -> str:
    """A host as `Gates` names it."""
    return f"{url.host}:{url.port or (443 if url.scheme == 'https' else 80)}"
