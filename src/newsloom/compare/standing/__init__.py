"""How sure a claim was at each time: rumoured, alleged, evidenced, confirmed, denied, disputed, step by step, each with its passage."""

from newsloom.compare.standing.ladder import Sign, steps

__all__ = ["Sign", "steps"]
