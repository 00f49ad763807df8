"""newsloom reads the same news in many outlets and weaves it into stories a reader can check."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("newsloom")
except PackageNotFoundError:  # run from a source tree that was never installed
    __version__ = "0.0.0"

__all__ = ["__version__"]
