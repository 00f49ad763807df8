"""Who may use a desk: accounts with passwords (Argon2), sessions, tokens for programs, and the log of who did what.

What is stored of a session or a token is a hash (SHA-256 of 256 random bits): who reads the database can log in with none of it.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from newsloom.errors import MissingPartError, NotFoundError, UsageError
from newsloom.loom import clock
from newsloom.records.people import ROLES, Account, Audited, Role, Token
from newsloom.store import Store
from newsloom.text.masking import masked

if TYPE_CHECKING:
    from argon2 import PasswordHasher

ALONE = Account(id="alone", name="you", role="admin", made="")  # whoever works at a desk without accounts, on their own machine
SESSION_DAYS = 14
SHORTEST = 10  # characters of a password (NIST SP 800-63B asks for 8 at least and for no rules of composition)
LONGEST = 1024
TOKEN_PREFIX = "nlt_"  # noqa: S105 - the beginning of every token, by which a leaked one is known
_NAME = 64


class Accounts:
    """The people of one desk.

    Args:
        store: the desk's database.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def any(self) -> bool:
        """Whether the desk has accounts: then everyone logs in."""
        return self._store.people.any()

    def all(self) -> list[Account]:
        return self._store.people.accounts()

    def get(self, id: str) -> Account:
        """
        Raises:
            NotFoundError: there is none.
        """
        found = self._store.people.account(id)
        if found is None:
            raise NotFoundError(f"there is no account {id}")
        return found

    def add(self, name: str, password: str, role: Role) -> Account:
        """Make an account.

        Raises:
            UsageError: the name or the password cannot be used, or the name is taken.
            MissingPartError: the extra `web` is not installed.
        """
        name = " ".join(name.split())
        if not name or len(name) > _NAME or not name.isprintable():
            raise UsageError(f"a name has 1 to {_NAME} characters that can be printed")
        if role not in ROLES:
            raise UsageError(f"there is no role {role!r}: choose {', '.join(ROLES)}")
        _fit(password)
        made = Account(id="u" + secrets.token_hex(6), name=name, role=role, made=clock.now())
        self._store.people.add(made, _hasher().hash(password))
        return made

    def change(
        self, id: str, *, role: Role | None = None, password: str | None = None, closed: bool | None = None, keep_tokens: bool = False
    ) -> None:
        """Change an account. Its sessions end; its tokens end with its closing, and with a new password unless they are to be kept.

        Raises:
            NotFoundError: there is none.
            UsageError: the password cannot be used, or nobody would be left to administer the desk.
        """
        account = self.get(id)
        if password is not None:
            _fit(password)
        admins = [a.id for a in self.all() if a.role == "admin" and not a.closed]
        if admins == [account.id] and (closed or (role is not None and role != "admin")):
            raise UsageError("this is the last account that may administer the desk: make another one first")
        kept = None if password is None else _hasher().hash(password)
        gone = bool(closed) or (password is not None and not keep_tokens)  # whoever had the old password may have made tokens with it
        self._store.people.change(account.id, role=role, password=kept, closed=closed, drop_tokens=gone)

    def check(self, name: str, password: str) -> Account | None:
        """Who has this name and password. It takes as long whether or not there is such a name."""
        from argon2.exceptions import InvalidHashError, VerificationError

        found = self._store.people.login(name)
        account, known = found or (None, _nobody())
        try:
            _hasher().verify(known, password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return None
        if account is None:
            return None
        if _hasher().check_needs_rehash(known):
            self._store.people.rehash(account.id, known, _hasher().hash(password))
        return account

    # Sessions

    def open_session(self, account: Account) -> str:
        """A new session's secret, for a cookie."""
        secret = secrets.token_urlsafe(32)
        until = (datetime.now(UTC) + timedelta(days=SESSION_DAYS)).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._store.people.open_session(hashed(secret), account.id, clock.now(), until)
        return secret

    def session(self, secret: str) -> Account | None:
        return self._store.people.session(hashed(secret), clock.now())

    def close_session(self, secret: str) -> None:
        self._store.people.close_session(hashed(secret))

    # Tokens

    def add_token(self, account: Account, name: str, role: Role) -> tuple[Token, str]:
        """A new token and its secret, which is shown once. It may do no more than its owner.

        Raises:
            UsageError: the name or role cannot be used.
        """
        name = " ".join(name.split())[:_NAME]
        if not name:
            raise UsageError("a token needs a name that says what it is for")
        if role not in ROLES or ROLES.index(role) > ROLES.index(account.role):
            raise UsageError("a token may do no more than the account that it belongs to")
        secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
        token = Token(id="t" + secrets.token_hex(6), account=account.id, name=name, role=role, made=clock.now())
        self._store.people.add_token(token, hashed(secret))
        return token, secret

    def tokens(self, account: Account) -> list[Token]:
        return self._store.people.tokens(account.id)

    def drop_token(self, account: Account, id: str) -> bool:
        return self._store.people.drop_token(id, account.id)

    def bearer(self, secret: str) -> Account | None:
        """Who a token speaks for, with the lesser of both roles."""
        if not secret.startswith(TOKEN_PREFIX):
            return None
        found = self._store.people.token(hashed(secret))
        if found is None:
            return None
        token, account = found
        now = clock.now()
        if (token.used or "")[:13] != now[:13]:  # to the hour: a write for each request would be too many
            self._store.people.used(token.id, now)
        role = ROLES[min(ROLES.index(token.role), ROLES.index(account.role))]
        return Account(id=account.id, name=account.name, role=role, made=account.made)

    # The log, and the desk's own secret

    def note(self, actor: str, action: str, target: str = "", detail: str = "") -> None:
        """Add a line to the audit log. Passwords inside addresses are left out."""
        self._store.people.note(clock.now(), actor[:_NAME], action, masked(target)[:300], masked(detail)[:1000])

    def log(self, limit: int = 100, before: int | None = None) -> list[Audited]:
        """The audit log, newest first."""
        return self._store.people.audit(limit, before)

    def secret(self) -> str:
        """The secret that this desk's cookies and form tokens are signed with."""
        return self._store.people.secret("web", lambda: secrets.token_hex(32))


def may(account: Account, role: Role) -> bool:
    """Whether an account may do what takes `role`."""
    return ROLES.index(account.role) >= ROLES.index(role)


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _fit(password: str) -> None:
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(f"a password has {SHORTEST} to {LONGEST} characters; a few words in a row are easy to keep in mind")


@cache
def _hasher() -> PasswordHasher:
    try:
        from argon2 import PasswordHasher
    except ImportError as error:
        raise MissingPartError("accounts need the extra `web`: pip install 'newsloom[web]'") from error
    return PasswordHasher()  # Argon2id with the parameters of RFC 9106's low-memory profile


@cache
def _nobody() -> str:
    return _hasher().hash(secrets.token_hex(16))
