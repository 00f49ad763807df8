"""`newsloom notify`: tell readers what they asked to be told of."""

from __future__ import annotations

from newsloom.cli import output
from newsloom.cli.opening import open_desk
from newsloom.cli.options import Config, Db


def notify(db: Db = None, config: Config = None) -> int:
    """Send the notices that are due: signed webhooks, mail, messengers. `newsloom serve` does so by itself; this is for a timer."""
    with open_desk(db, config, known=True) as desk:
        sent, failed = desk.notices.run()
    output.say(f"newsloom: {sent} notices sent, {failed} not taken" + (" (they are tried again)" if failed else ""))
    return 1 if failed else 0
