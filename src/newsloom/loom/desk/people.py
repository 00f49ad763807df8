"""Who speaks, who prints, who reads, and what they want."""

from __future__ import annotations

from collections.abc import Mapping

from newsloom.loom import corrections, hands, ledger, rules
from newsloom.loom.accounts import Accounts
from newsloom.loom.desk.base import Base
from newsloom.loom.ledger import Entry, OutletPage
from newsloom.loom.reader import Later, Reader, at_once
from newsloom.loom.rules import Effect
from newsloom.records.people import Belonging, Hand
from newsloom.store import OutletRow


class People(Base):
    """Those who speak in a desk's stories, and those who work at it."""

    @property
    def accounts(self) -> Accounts:
        """Who may use this desk."""
        return Accounts(self.store)

    def reader(self, account: str, later: Later = at_once) -> Reader:
        """What is a reader's own: visits, watched stories, saved searches. See `newsloom.loom.reader.Reader`."""
        return Reader(self.store, account, later)

    def say(self, by: str, why: str = "") -> hands.Hands:
        """Verdicts, notes, assignments and corrections, in the name of `by`, for the reason `why`."""
        return hands.Hands(self.store, by, why)

    def said(self, *, story: str | None = None, target: str | None = None, limit: int | None = None) -> list[Hand]:
        """What people said, newest first: of a story, of one claim, article or speaker, or of all."""
        return self.store.people.hands(story=story, target=target, limit=limit)

    def ledger(self, speaker: str) -> tuple[list[Entry], bool]:
        """What a speaker said over all stories; see `newsloom.loom.ledger.of`."""
        return ledger.of(self.store, speaker)

    def speakers(self, limit: int = 200) -> list[tuple[str, int, int]]:
        """(name, statements, stories) of those who say most."""
        return ledger.speakers(self.store, limit)

    def outlets(self, limit: int = 500) -> list[OutletRow]:
        """Outlets, those with most articles first."""
        return corrections.outlets(self.store, limit)

    def outlet(self, name: str, limit: int = 200) -> OutletPage:
        """What an outlet printed, and whom it takes from."""
        return ledger.outlet(self.store, name, limit)

    def rules(self) -> list[Belonging]:
        """The rules on arrival of all who work at this desk."""
        return self.store.people.belongings("rule")

    def rule_hits(self, fields: Mapping[str, str]) -> dict[str, list[str]]:
        """Story → articles that a rule describes; see `newsloom.loom.rules`."""
        return rules.hits(self.store, self.settings, fields)

    def rule_effect(self, sizes: Mapping[str, int]) -> Effect:
        """What the rules do to the stories now; `sizes`: story → number of its articles."""
        known = self.rules()
        return rules.effect(self.store, self.settings, known, sizes) if known else Effect()
