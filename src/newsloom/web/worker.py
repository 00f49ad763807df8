"""A process that does what takes long: `python -m newsloom.web.worker LANE DB`. See `newsloom.web.work`.

It takes one job a line on standard input, and answers with lines of JSON: {"progress": …}, {"news": …}, and at last {"result": …} or
{"error": …}.
"""

from __future__ import annotations

import io
import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from newsloom.errors import NewsloomError
from newsloom.loom import Desk
from newsloom.settings import Settings

_OUT = sys.stdout
_AHEAD = 40  # stories, the heaviest, that are read before anyone asks


def main() -> None:
    os.nice(15)  # pages come first
    sys.stdout = sys.stderr  # what a library prints is no answer
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    db = sys.argv[2]
    settings = msgspec.json.decode(os.environ.pop("NEWSLOOM_WORKER_SETTINGS", "{}"), type=Settings)
    with Desk(db, settings) as desk:
        for line in sys.stdin.buffer:
            _answer(desk, json.loads(line))


def _answer(desk: Desk, job: dict[str, Any]) -> None:
    do = job.pop("do")
    try:
        _tell(result=_JOBS[do](desk, **job))
    except NewsloomError as error:
        _tell(error=str(error))
    except Exception as error:  # a worker that dies would take the lane with it
        import traceback

        traceback.print_exc()
        _tell(error=f"internal error ({type(error).__name__}: {error})")


def _tell(**told: Any) -> None:
    _OUT.write(json.dumps(told) + "\n")
    _OUT.flush()


def _progress(what: str, count: int) -> None:
    _tell(progress=f"{count:,} {what}")


def _brief(desk: Desk, story: str) -> dict[str, Any]:
    desk.show_story(story, progress=_progress)
    return {}


def _ahead(desk: Desk, skip: Sequence[str] = ()) -> dict[str, Any]:
    """Read the heaviest story that was not read yet; one at a time, so that a reader never waits long.

    Args:
        skip: stories that could not be read: one of them must not keep the others waiting.
    """
    for row in desk.stories()[:_AHEAD]:
        if row.id not in skip and not desk.glance(row.id).fresh:
            _tell(at=row.id)
            desk.show_story(row.id)
            return {"story": row.id, "more": True, "told": row.title}
    return {"more": False, "idle": True}


def _explain(desk: Desk, story: str, claim: str) -> dict[str, Any]:
    desk.prepared.make_explanation(story, claim, _progress)
    return {}


def _changes(desk: Desk, story: str, since: str, seen: bool) -> dict[str, Any]:
    desk.prepared.make_changes(story, since, seen=seen, progress=_progress)
    return {}


def _check(desk: Desk, draft: dict[str, str], _once: str) -> dict[str, Any]:
    """Hold a draft against the desk. `_once` parts two checks of one draft, each of which gets an answer of its own."""
    found = desk.check("-", stdin=io.BytesIO(json.dumps(draft).encode()), progress=_progress)
    return {"check": msgspec.to_builtins(found)}


def _sync(desk: Desk, force: bool = False) -> dict[str, Any]:
    new = 0
    if not desk.feeds.due(force=force):
        return {"told": "no feed was due", "idle": True}
    polls = desk.feeds.sync(force=force, report=lambda _what, _article: None, told=lambda _poll: None, progress=_progress)
    new = sum(poll.added + poll.changed for poll in polls)
    if new:
        _tell(news="articles")
    return {"told": f"{len(polls)} feeds polled, {new} articles new or changed", "new": new}


def _add(desk: Desk, inputs: list[str]) -> dict[str, Any]:
    seen: dict[str, int] = {}

    def report(what: str, _article: object) -> None:
        seen[what] = seen.get(what, 0) + 1
        _progress("articles stored", sum(seen.values()))

    failed = desk.add(inputs, report=report)
    _tell(news="articles")
    told = ", ".join(f"{count} {what}" for what, count in sorted(seen.items())) or "nothing new"
    return {"told": f"{told}; {len(failed)} failed" if failed else told, "failed": [[f.input, f.error] for f in failed[:20]]}


def _follow(desk: Desk, url: str, folder: str = "", full: bool = False) -> dict[str, Any]:
    place = tuple(part for part in folder.split("/") if part)
    poll, others = desk.feeds.add(url, folder=place, full=full, report=lambda _what, _article: None)
    _tell(news="articles")
    return {"told": f"follows {poll.feed.title or poll.feed.url}: {poll.added} articles", "feed": poll.feed.id, "others": others[:20]}


def _meanings(desk: Desk) -> dict[str, Any]:
    desk.learn_meanings()
    return {"told": "what articles mean is known"}


def _notify(desk: Desk) -> dict[str, Any]:
    sent, failed = desk.notices.run()
    return {"told": f"{sent} notices sent, {failed} not taken"} if sent or failed else {"told": "nothing to tell", "idle": True}


_JOBS: dict[str, Callable[..., dict[str, Any]]] = {
    "brief": _brief,
    "ahead": _ahead,
    "explain": _explain,
    "changes": _changes,
    "check": _check,
    "sync": _sync,
    "add": _add,
    "follow": _follow,
    "notify": _notify,
    "meanings": _meanings,
}

if __name__ == "__main__":
    main()
