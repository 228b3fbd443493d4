"""The command ``rostra``: a thin face of the library. Sub-commands are imported when they are called."""

from rostra.cli.root import main

__all__ = ["main"]
