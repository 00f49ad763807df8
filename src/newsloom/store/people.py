"""`People`: the part of a store that holds accounts, marks, belongings, what people said, and who did what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from newsloom.errors import NotFoundError, UsageError
from newsloom.records import from_json, to_json
from newsloom.records.people import Account, Audited, Belonging, Hand, Mark, Role, Token
from newsloom.store.schema_people import accounts, audit, belongings, hands, marks, secrets, sessions, tokens

Opened = Callable[[], AbstractContextManager[Connection]]


def fold(name: str) -> str:
    return " ".join(name.split()).casefold()


class People:
    """Made by `Store`; each method is one transaction. Times are RFC 3339 in UTC; `key` is always the hash of a secret."""

    def __init__(self, reading: Opened, writing: Opened) -> None:
        self._reading, self._writing = reading, writing

    # Accounts

    def accounts(self) -> list[Account]:
        with self._reading() as connection:
            return [_account(row) for row in connection.execute(select(accounts).order_by(accounts.c.name))]

    def any(self) -> bool:
        """Whether anyone has an account (closed ones count: a desk that had people stays one with log-in)."""
        with self._reading() as connection:
            return connection.execute(select(accounts.c.id).limit(1)).first() is not None

    def account(self, id: str) -> Account | None:
        with self._reading() as connection:
            row = connection.execute(select(accounts).where(accounts.c.id == id)).first()
            return None if row is None else _account(row)

    def login(self, name: str) -> tuple[Account, str] | None:
        """An open account with its password's hash."""
        with self._reading() as connection:
            row = connection.execute(select(accounts).where(accounts.c.name == fold(name), accounts.c.closed == 0)).first()
            return None if row is None else (_account(row), row.password)

    def add(self, account: Account, password: str) -> None:
        """
        Raises:
            UsageError: the name is taken.
        """
        values = {"id": account.id, "name": fold(account.name), "shown": account.name, "role": account.role, "made": account.made}
        with self._writing() as connection:
            if connection.execute(select(accounts.c.id).where(accounts.c.name == values["name"])).first():
                raise UsageError(f"there is an account {account.name!r} already")
            try:
                connection.execute(insert(accounts).values(**values, password=password, closed=int(account.closed)))
            except IntegrityError as error:
                raise UsageError(f"there is an account {account.name!r} already") from error

    def change(
        self, id: str, *, role: Role | None = None, password: str | None = None, closed: bool | None = None, drop_tokens: bool = False
    ) -> None:
        """Change an account; a new password, a new role or its closing ends its sessions, and its tokens where that is asked for."""
        values: dict[str, str | int] = {}
        if role is not None:
            values["role"] = role
        if password is not None:
            values["password"] = password
        if closed is not None:
            values["closed"] = int(closed)
        if not values:
            return
        with self._writing() as connection:
            connection.execute(update(accounts).where(accounts.c.id == id).values(**values))
            connection.execute(delete(sessions).where(sessions.c.account == id))
            if drop_tokens:
                connection.execute(delete(tokens).where(tokens.c.account == id))

    def rehash(self, id: str, old: str, new: str) -> None:
        """Keep the hash of a password that did not change under newer parameters; nobody is logged out."""
        with self._writing() as connection:
            connection.execute(update(accounts).where(accounts.c.id == id, accounts.c.password == old).values(password=new))

    # Sessions and tokens

    def open_session(self, key: str, account: str, now: str, until: str) -> None:
        with self._writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.until < now))
            connection.execute(insert(sessions).values(key=key, account=account, made=now, seen=now, until=until))

    def session(self, key: str, now: str) -> Account | None:
        """Who is logged in."""
        query = select(accounts).join(sessions, sessions.c.account == accounts.c.id)
        with self._reading() as connection:
            row = connection.execute(query.where(sessions.c.key == key, sessions.c.until >= now, accounts.c.closed == 0)).first()
            return None if row is None else _account(row)

    def close_session(self, key: str) -> None:
        with self._writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.key == key))

    def add_token(self, token: Token, key: str) -> None:
        with self._writing() as connection:
            connection.execute(insert(tokens).values(key=key, **{f: getattr(token, f) for f in Token.__struct_fields__}))

    def token(self, key: str) -> tuple[Token, Account] | None:
        query = select(tokens, accounts.c.id.label("owner")).join(accounts, tokens.c.account == accounts.c.id)
        with self._reading() as connection:
            row = connection.execute(query.where(tokens.c.key == key, accounts.c.closed == 0)).first()
            if row is None:
                return None
            owner = connection.execute(select(accounts).where(accounts.c.id == row.owner)).one()
            return _token(row), _account(owner)

    def used(self, id: str, at: str) -> None:
        with self._writing() as connection:
            connection.execute(update(tokens).where(tokens.c.id == id).values(used=at))

    def tokens(self, account: str) -> list[Token]:
        with self._reading() as connection:
            return [_token(row) for row in connection.execute(select(tokens).where(tokens.c.account == account).order_by(tokens.c.made))]

    def drop_token(self, id: str, account: str) -> bool:
        """Take back one of someone's own tokens; whether there was one."""
        with self._writing() as connection:
            return bool(connection.execute(delete(tokens).where(tokens.c.id == id, tokens.c.account == account)).rowcount)

    # Secrets of the desk

    def secret(self, name: str, made: Callable[[], str]) -> str:
        """A secret of this desk, made when it is first asked for."""
        with self._reading() as connection:
            found = connection.execute(select(secrets.c.value).where(secrets.c.name == name)).scalar()
        if found is not None:
            return str(found)
        with self._writing() as connection:
            found = connection.execute(select(secrets.c.value).where(secrets.c.name == name)).scalar()
            if found is None:
                found = made()
                connection.execute(insert(secrets).values(name=name, value=found))
            return str(found)

    # The audit log

    def note(self, at: str, actor: str, action: str, target: str = "", detail: str = "") -> None:
        with self._writing() as connection:
            connection.execute(insert(audit).values(at=at, actor=actor, action=action, target=target, detail=detail))

    def audit(self, limit: int, before: int | None = None) -> list[Audited]:
        """Newest first."""
        query = select(audit).order_by(audit.c.id.desc()).limit(limit)
        if before is not None:
            query = query.where(audit.c.id < before)
        with self._reading() as connection:
            return [
                Audited(id=r.id, at=r.at, actor=r.actor, action=r.action, target=r.target, detail=r.detail)
                for r in connection.execute(query)
            ]

    # Marks and belongings

    def marks(self, account: str, kind: str) -> dict[str, Mark]:
        """By target."""
        with self._reading() as connection:
            rows = connection.execute(select(marks).where(marks.c.account == account, marks.c.kind == kind))
            return {row.target: Mark(kind=row.kind, target=row.target, at=row.at, value=row.value) for row in rows}

    def mark(self, account: str, made: Mark) -> None:
        with self._writing() as connection:
            key = (marks.c.account == account, marks.c.kind == made.kind, marks.c.target == made.target)
            connection.execute(delete(marks).where(*key))
            connection.execute(insert(marks).values(account=account, kind=made.kind, target=made.target, at=made.at, value=made.value))

    def unmark(self, account: str, kind: str, target: str) -> None:
        with self._writing() as connection:
            connection.execute(delete(marks).where(marks.c.account == account, marks.c.kind == kind, marks.c.target == target))

    def belongings(self, kind: str, account: str | None = None) -> list[Belonging]:
        """Of one account, or of all; oldest first."""
        query = select(belongings).where(belongings.c.kind == kind).order_by(belongings.c.made, belongings.c.id)
        if account is not None:
            query = query.where(belongings.c.account == account)
        with self._reading() as connection:
            return [from_json(row.record, Belonging) for row in connection.execute(query)]

    def keep(self, thing: Belonging) -> None:
        """Keep it, in place of one with its id."""
        with self._writing() as connection:
            connection.execute(delete(belongings).where(belongings.c.id == thing.id))
            values = {"id": thing.id, "account": thing.account, "kind": thing.kind, "made": thing.made}
            connection.execute(insert(belongings).values(**values, record=to_json(thing)))

    def drop(self, id: str, account: str) -> bool:
        """Drop one of someone's own things; whether there was one."""
        with self._writing() as connection:
            return bool(connection.execute(delete(belongings).where(belongings.c.id == id, belongings.c.account == account)).rowcount)

    # What people said

    def say(self, hand: Hand) -> Hand:
        """Add an entry; gives it with its number.

        Raises:
            NotFoundError: what it undoes is not there.
            UsageError: what it undoes is undone already.
        """
        with self._writing() as connection:
            gone = _undone(connection)
            if hand.undoes is not None:
                if connection.execute(select(hands.c.id).where(hands.c.id == hand.undoes)).first() is None:
                    raise NotFoundError(f"there is no entry {hand.undoes}")
                if hand.undoes in gone:
                    raise UsageError(f"entry {hand.undoes} is undone already, by entry {gone[hand.undoes]}")
            number = int(connection.execute(select(func.max(hands.c.id))).scalar() or 0) + 1
            hand = msgspec.structs.replace(hand, id=number)
            row = {"id": number, "at": hand.at, "actor": hand.by, "kind": hand.kind, "target": hand.target, "story": hand.story}
            connection.execute(insert(hands).values(**row, undoes=hand.undoes, record=to_json(hand)))
            return hand

    def hands(
        self, *, story: str | None = None, target: str | None = None, kind: str | None = None, limit: int | None = None
    ) -> list[Hand]:
        """Entries, newest first, each with what undid it."""
        query = select(hands.c.record).order_by(hands.c.id.desc()).limit(limit)
        if story is not None:
            query = query.where(hands.c.story == story)
        if target is not None:
            query = query.where(hands.c.target == target)
        if kind is not None:
            query = query.where(hands.c.kind == kind)
        with self._reading() as connection:
            gone = _undone(connection)
            found = [from_json(record, Hand) for record in connection.execute(query).scalars()]
        return [msgspec.structs.replace(one, undone_by=gone.get(one.id)) for one in found]


def _undone(connection: Connection) -> Mapping[int, int]:
    """Entries that do not hold → the entry that took them back. Undoing an undoing makes the first hold again."""
    found: dict[int, int] = {}
    for row in connection.execute(select(hands.c.id, hands.c.undoes).where(hands.c.undoes.is_not(None)).order_by(hands.c.id.desc())):
        if row.id not in found:
            found.setdefault(row.undoes, row.id)
    return found


def _account(row: object) -> Account:
    at = row._mapping  # type: ignore[attr-defined]
    return Account(id=at["id"], name=at["shown"], role=at["role"], made=at["made"], closed=bool(at["closed"]))


def _token(row: object) -> Token:
    at = row._mapping  # type: ignore[attr-defined]
    return Token(**{field: at[field] for field in Token.__struct_fields__})
