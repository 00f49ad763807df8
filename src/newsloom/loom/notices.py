"""Notices: a reader says what of a story, a claim, a kept search or a rule they want to be told of, and where to.

What happened comes from `happenings`; each thing is told once, tried again for a day when it is not taken, and stands in a log.
"""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import msgspec

from newsloom.errors import NotFoundError, UsageError
from newsloom.loom import clock, happenings, kept, lease, listing, rules, sending
from newsloom.loom.accounts import ALONE
from newsloom.loom.happenings import Happening
from newsloom.loom.reader import Reader
from newsloom.records import Claim
from newsloom.records.people import Belonging
from newsloom.settings import Settings
from newsloom.store import Store

_log = logging.getLogger(__name__)
KIND, SENT = "notify", "delivery"
ABOUT = ("story", "claim", "search", "rule")
ON = ("confirmed", "denied", "disputed", "figure")
RESTS = (60, 300, 1_800, 7_200, 28_800, 43_200)  # seconds before each further try
KEPT_DAYS, FRESH_DAYS = 30, 7  # how long the log is kept; what happened longer ago is not told any more
_AT_ONCE = 50  # notices of one subscription in one run: the rest is told in the next
_SECRET = frozenset({"secret", "url"})


class Notices:
    """
    Args:
        read: has a story read, so that what happened to its claims is known.
    """

    def __init__(self, store: Store, settings: Settings, read: Callable[[str], object]) -> None:
        self._store, self._settings, self._read = store, settings, read

    # What a reader wants to be told

    def all(self, account: str) -> list[Belonging]:
        """A reader's subscriptions, without secrets."""
        return [without_secrets(one) for one in Reader(self._store, account).things(KIND)]

    def add(self, account: str, fields: Mapping[str, str]) -> tuple[Belonging, str]:
        """Subscribe. Gives the subscription, and the secret that signs a webhook's bodies ("" for others), which is shown once.

        Args:
            fields: "about" ("story", "claim", "search", "rule"), "story", "claim", "search" (id of a kept search), "rule" (id of one that
                notifies), "on" (of a claim: of `ON`), "to" ("webhook", "apprise"), "url".

        Raises:
            UsageError: the fields make no subscription, or notices may not be sent there.
            NotFoundError: there is no such story, claim or search.
        """
        given = {name: fields.get(name, "").strip() for name in ("about", "story", "claim", "search", "rule", "on", "to", "url")}
        if given["about"] not in ABOUT:
            raise UsageError(f"a notice is about one of {', '.join(ABOUT)}")
        if given["to"] not in ("webhook", "apprise"):
            raise UsageError("a notice goes to a webhook or through apprise")
        sending.checked(given["to"], given["url"], self._settings)
        made = {"about": given["about"], "to": given["to"], "url": given["url"], **self._about(account, given)}
        secret = secrets.token_urlsafe(32) if given["to"] == "webhook" else ""
        kept_ = Reader(self._store, account).keep(KIND, {**made, "secret": secret})
        return without_secrets(kept_), secret

    def _about(self, account: str, given: Mapping[str, str]) -> dict[str, str]:
        if given["about"] == "search":
            found = Reader(self._store, account).thing("search", given["search"])
            return {"search": found.id, "name": found.fields.get("name", "")}
        if given["about"] == "rule":
            rule = self._rule(given["rule"])
            if rule is None or rule.fields["action"] != "notify":
                raise NotFoundError("there is no rule of that id that notifies")
            return {"rule": rule.id, "name": rules.told(rule.fields)}
        story = self._store.story(given["story"])
        if given["about"] == "story":
            return {"story": story.id, "name": story.title}
        wanted = sorted(set(given["on"].split()) or set(ON))
        if set(wanted) - set(ON):
            raise UsageError(f"of a claim one is told when it is {', '.join(ON)}")
        glance = kept.glance(story.id, self._settings, self._store)
        claim = next((c for c in glance.kept.story.claims if c.id == given["claim"]), None) if glance.kept else None
        if claim is None:
            raise NotFoundError("this claim is not in the story, or no longer")
        return {"story": story.id, "claim": claim.id, "name": claim.text[:300], "on": " ".join(wanted), "places": " ".join(_places(claim))}

    def drop(self, account: str, id: str) -> None:
        """
        Raises:
            NotFoundError: this reader has none of that id.
        """
        reader = Reader(self._store, account)
        reader.thing(KIND, id)
        reader.drop(id)

    def log(self, account: str, limit: int = 100) -> list[Belonging]:
        """What was sent to a reader, and how that went, newest first."""
        held = [without_body(one) for one in self._store.people.belongings(SENT, account)]
        return held[::-1][:limit]

    def test(self, account: str, id: str) -> str:
        """Send a notice that says that it is one of trial; gives what went wrong, "" for nothing."""
        one = Reader(self._store, account).thing(KIND, id)
        trial = Happening(id="trial", at=clock.now(), what="article", story="", title="A notice of trial from newsloom", text="It works.")
        try:
            self._send(one, f"trial-{secrets.token_hex(4)}", _body(one, trial))
        except sending.SendError as error:
            return str(error)
        return ""

    # Telling

    def run(self) -> tuple[int, int]:
        """Tell what is new, and try again what was not taken: (sent, not taken).

        Raises:
            StoreError: another process does so at the moment.
        """
        with lease.held(self._store, "notify", "sends this desk's notices"):
            known = {one.id: one for one in self._store.people.belongings(SENT)}
            subscriptions = {one.id: one for one in self._store.people.belongings(KIND) if self._open(one.account)}
            for one in subscriptions.values():
                try:
                    self._queue(one, known)
                except Exception:  # a story that cannot be read must not keep other notices back
                    _log.exception("what notice %s is about could not be looked up", one.id)
            return self._deliver(subscriptions, known)

    def _open(self, account: str) -> bool:
        if account == ALONE.id:
            return not self._store.people.any()
        found = self._store.people.account(account)
        return found is not None and not found.closed

    def _queue(self, one: Belonging, known: dict[str, Belonging]) -> None:
        """Put what is new on the list of what is to be sent."""
        oldest = (datetime.now(UTC) - timedelta(days=FRESH_DAYS)).strftime("%Y-%m-%dT%H:%M:%SZ")
        count = 0
        for happened in self._happened(one):
            id = "d" + hashlib.sha256(f"{one.id} {happened.id}".encode()).hexdigest()[:20]
            if id in known or happened.at <= one.made or happened.at < oldest or count >= _AT_ONCE:
                continue
            fields = {"notify": one.id, "what": happened.what, "title": happened.title[:500], "story": happened.story}
            fields |= {"state": "waiting", "tries": "0", "next": clock.now(), "detail": "", "body": _body(one, happened)}
            known[id] = Belonging(id=id, account=one.account, kind=SENT, made=clock.now(), fields=fields)
            self._store.people.keep(known[id])
            count += 1

    def _happened(self, one: Belonging) -> Iterator[Happening]:
        if one.fields["about"] in ("search", "rule"):
            yield from self._found(one)
            return
        try:
            glance = kept.glance(one.fields["story"], self._settings, self._store)
            if not glance.fresh:
                self._read(glance.story.id)
            found = happenings.of_story(glance.story.id, self._settings, self._store)
        except NotFoundError:
            return
        if one.fields["about"] == "story":
            yield from found
            return
        again = kept.glance(one.fields["story"], self._settings, self._store)
        ids = _same(again.kept.story.claims, one) if again.kept else set()
        wanted = one.fields["on"].split()
        yield from (happened for happened in found if happened.claim in ids and happened.what in wanted)

    def _found(self, one: Belonging) -> Iterator[Happening]:
        """New articles that a kept search finds, or that a rule describes while it holds."""
        fields = self._asked(one)
        if not any(fields.values()):
            return
        changed = {row.id for row in listing.rows(self._store, self._settings) if row.changed > one.made}
        hits = rules.hits(self._store, self._settings, fields)
        wanted = {article: story for story, articles in hits.items() if story in changed for article in articles}
        for article in self._store.articles(list(wanted)) if wanted else []:
            name = article.outlet.name if article.outlet else None
            yield Happening(
                id=f"match:{article.id}",
                at=article.first_seen,
                what="article",
                story=wanted[article.id],
                title=f"{one.fields['name']}: {name or 'Unknown outlet'}: {article.title or 'untitled'}",
                text="",
                article=article.id,
            )

    def _rule(self, id: str) -> Belonging | None:
        return next((rule for rule in self._store.people.belongings("rule") if rule.id == id), None)

    def _asked(self, one: Belonging) -> dict[str, str]:
        """What a kept search or a rule looks for; nothing where it is gone, or over."""
        if one.fields["about"] == "rule":
            rule = self._rule(one.fields["rule"])
            if rule is None or not rules.holds(rule.fields):
                return {}
            return {name: rule.fields.get(name, "") for name in rules.FIELDS}
        search = next((s for s in self._store.people.belongings("search", one.account) if s.id == one.fields["search"]), None)
        asked = {name: values[0] for name, values in parse_qs(search.fields.get("query", "")).items()} if search else {}
        return {
            "words": asked.get("q") or asked.get("words", ""),
            **{name: asked.get(name, "") for name in ("outlet", "language", "entity")},
        }

    def _deliver(self, subscriptions: Mapping[str, Belonging], known: Mapping[str, Belonging]) -> tuple[int, int]:
        now, sent, failed = clock.now(), 0, 0
        old = (datetime.now(UTC) - timedelta(days=KEPT_DAYS)).strftime("%Y-%m-%dT%H:%M:%SZ")
        for one in known.values():
            subscription = subscriptions.get(one.fields["notify"])
            if one.made < old:
                self._store.people.drop(one.id, one.account)
            elif one.fields["state"] == "waiting" and one.fields["next"] <= now:
                done = self._try(subscription, one)
                sent, failed = sent + (done == "sent"), failed + (done != "sent")
        return sent, failed

    def _try(self, subscription: Belonging | None, one: Belonging) -> str:
        tries = int(one.fields["tries"])
        change = {"tries": str(tries + 1)}
        try:
            self._send(subscription, one.id, one.fields["body"])
            change |= {"state": "sent", "detail": "", "sent": clock.now()}
        except sending.SendError as error:
            again = error.again and tries < len(RESTS)
            rest = timedelta(seconds=RESTS[min(tries, len(RESTS) - 1)])
            due = (datetime.now(UTC) + rest).strftime("%Y-%m-%dT%H:%M:%SZ")
            change |= {"state": "waiting" if again else "failed", "detail": str(error)[:300], "next": due}
        self._store.people.keep(msgspec.structs.replace(one, fields={**one.fields, **change}))
        return change["state"]

    def _send(self, subscription: Belonging | None, id: str, body: str) -> None:
        if subscription is None:
            raise sending.SendError("nobody wants it any more", again=False)
        fields = subscription.fields
        if fields["to"] == "webhook":
            sending.webhook(fields["url"], fields["secret"], id, body.encode("utf-8", "replace"), self._settings)
            return
        told = json.loads(body)
        words = [told["text"], *(f"“{p['text']}”" for p in told["passages"][:2] if p["text"] != told["text"])]
        sending.message(fields["url"], told["title"], "\n".join(word for word in words if word), self._settings)


def _body(one: Belonging, happened: Happening) -> str:
    told = {"schema": "newsloom.notice/1", "notice": one.id, "about": one.fields["about"], **msgspec.to_builtins(happened)}
    return json.dumps(told)  # ASCII: lone surrogates too


def _places(claim: Claim) -> list[str]:
    """Where the words of a claim stand, by which it is known again when newer articles gave it another id."""
    return [f"{p.article}:{p.version}:{p.start}" for one in claim.assertions[:20] for p in one.passages[:2]]


def _same(claims: tuple[Claim, ...], one: Belonging) -> set[str]:
    places = set(one.fields["places"].split())
    return {claim.id for claim in claims if claim.id == one.fields["claim"] or places & set(_places(claim))}


def without_secrets(one: Belonging) -> Belonging:
    """A subscription as it may be shown: of its address only the kind and the host."""
    parts = urlsplit(one.fields["url"])
    shown = f"{parts.scheme}://{parts.hostname or ''}/…" if one.fields["to"] == "webhook" else f"{parts.scheme}://…"
    return msgspec.structs.replace(one, fields={**{k: v for k, v in one.fields.items() if k not in (*_SECRET, "places")}, "url": shown})


def without_body(one: Belonging) -> Belonging:
    return msgspec.structs.replace(one, fields={k: v for k, v in one.fields.items() if k != "body"})
