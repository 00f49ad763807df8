"""Opens a PostgreSQL database: readers see one moment, writers come one after another, passwords stay out of messages."""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from newsloom.errors import MissingPartError, StoreError

SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
WAIT_MS = 30_000  # how long a writer waits for another before it gives up
_SECRET = ("password", "passfile", "sslpassword", "sslkey")

# What is said of a database (RFC-like five letters, PostgreSQL's Appendix A), in words that say what to do.
_STATES = {
    "28P01": "refuses the password: give it in PGPASSWORD or ~/.pgpass",
    "28000": "refuses this user: check the name, and pg_hba.conf on the server",
    "3D000": "does not exist on that server: make it with `createdb`",
    "42501": "lets this user do too little: the desk's tables must be its own, and it must be allowed to make tables",
    "53100": "the server's disk is full: free some space and run this again; what was reported as added is kept",
    "53300": "the server has too many connections: close some, or raise its max_connections",
    "55P03": "is locked by another process: wait for it to end, and run this again",
    "25006": "cannot be written: the server only reads (a standby?)",
    "57P03": "the server is starting or stopping: run this again in a moment",
}
_LOST = "the connection was lost: run this again; what was reported as added is kept"


def parsed(db: str) -> URL:
    """The address of a database.

    Raises:
        StoreError: it is none, or not PostgreSQL's. The message does not repeat it, for a password may stand in it.
    """
    scheme = db.split("://")[0]
    if scheme not in SCHEMES:
        raise StoreError(f"{scheme}:// databases are not served: name a file, or postgresql://USER@HOST/DATABASE")
    try:
        url = make_url(db)
        return url.set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):
        raise StoreError("the database's address cannot be read: write postgresql://USER@HOST:PORT/DATABASE") from None


def shown(url: URL) -> str:
    """An address as messages may name it."""
    hidden = {key: "***" if key in _SECRET else value for key, value in url.query.items()}
    return url.set(drivername="postgresql", query=hidden).render_as_string(hide_password=True)


def postgres_engine(url: URL) -> Engine:
    """
    Raises:
        MissingPartError: the driver is not installed.
    """
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise MissingPartError("a PostgreSQL database needs its driver: pip install 'newsloom[postgres]'") from None
    engine = create_engine(url, pool_pre_ping=True, pool_size=8, max_overflow=24, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {WAIT_MS}; SET jit = off")  # no statement of ours is long enough to be compiled
        connection.commit()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # One writer at a time, as with SQLite: what is read before a write (the next number, who holds a lease) holds until it is
        # written. The lock is the database's own, of this desk's schema, and ends with the transaction, also when the process dies.
        if connection.get_execution_options().get("newsloom_write", False):
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('newsloom'), hashtext(current_schema()))")

    return engine


def reading(connection: Connection) -> Connection:
    """All that one transaction reads is of one moment."""
    return connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def reason(error: BaseException) -> str:
    """PostgreSQL's message in words that say what to do."""
    state = getattr(error, "sqlstate", None)
    message = " ".join(str(error).split())
    if state in _STATES:
        return _STATES[state]
    if state is None:  # no answer: the message is the driver's own
        for code, words in (("28P01", "password"), ("3D000", "does not exist"), ("53300", "too many clients"), ("57P03", "starting up")):
            if words in message:
                return _STATES[code]
        if "connection failed" in message or "resolve host" in message:
            return f"cannot be reached ({message[:300]}): is the server running, and is the address right?"
        return _LOST if "connection" in message or "terminat" in message else message
    return _LOST if state.startswith(("57", "08")) else message
