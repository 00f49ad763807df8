"""People of a desk: accounts, what they marked and noted, who did what; and results that pages show at once."""

from alembic import op

revision = "0004"
down_revision = "0003"

_STATEMENTS = (
    """CREATE TABLE accounts (
        id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE, shown TEXT NOT NULL, role TEXT NOT NULL, password TEXT NOT NULL,
        made TEXT NOT NULL, closed INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE sessions (
        key TEXT NOT NULL PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE, made TEXT NOT NULL,
        seen TEXT NOT NULL, until TEXT NOT NULL)""",
    "CREATE INDEX sessions_by_account ON sessions (account)",
    """CREATE TABLE tokens (
        key TEXT NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE, account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
        name TEXT NOT NULL, role TEXT NOT NULL, made TEXT NOT NULL, used TEXT)""",
    "CREATE INDEX tokens_by_account ON tokens (account)",
    """CREATE TABLE audit (
        id INTEGER NOT NULL PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, target TEXT NOT NULL,
        detail TEXT NOT NULL)""",
    """CREATE TABLE marks (
        account TEXT NOT NULL, kind TEXT NOT NULL, target TEXT NOT NULL, at TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (account, kind, target))""",
    "CREATE INDEX marks_by_kind ON marks (kind, target)",
    """CREATE TABLE belongings (
        id TEXT NOT NULL PRIMARY KEY, account TEXT NOT NULL, kind TEXT NOT NULL, made TEXT NOT NULL, record BLOB NOT NULL)""",
    "CREATE INDEX belongings_by_account ON belongings (kind, account)",
    """CREATE TABLE hands (
        id INTEGER NOT NULL PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL, target TEXT NOT NULL,
        story TEXT, undoes INTEGER, record BLOB NOT NULL)""",
    "CREATE INDEX hands_by_story ON hands (story)",
    "CREATE INDEX hands_by_target ON hands (target)",
    """CREATE TRIGGER hands_never_change BEFORE UPDATE ON hands
        BEGIN SELECT RAISE(ABORT, 'what people said is only added to'); END""",
    """CREATE TRIGGER hands_never_go BEFORE DELETE ON hands
        BEGIN SELECT RAISE(ABORT, 'what people said is only added to'); END""",
    "CREATE TABLE secrets (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)",
    """CREATE TABLE results (
        kind TEXT NOT NULL, key TEXT NOT NULL, digest TEXT NOT NULL, made TEXT NOT NULL, record BLOB NOT NULL,
        PRIMARY KEY (kind, key))""",
    """CREATE TABLE ledger (
        story TEXT NOT NULL, number INTEGER NOT NULL, entity TEXT NOT NULL, name TEXT NOT NULL, day TEXT, record BLOB NOT NULL,
        PRIMARY KEY (story, number))""",
    "CREATE INDEX ledger_by_entity ON ledger (entity)",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
