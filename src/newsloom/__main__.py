"""`python -m newsloom`: the command line."""

from __future__ import annotations

from newsloom.cli import main

if __name__ == "__main__":
    main()
