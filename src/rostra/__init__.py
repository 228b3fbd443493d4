"""Rostra: published statements as a record that can be searched, cited and measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rostra.api import Archive, parse
    from rostra.api import open_archive as open

__version__ = "0.1.0"
__all__ = ["Archive", "__version__", "open", "parse"]

_PUBLIC = {"Archive": "Archive", "open": "open_archive", "parse": "parse"}


def __getattr__(name: str) -> Any:
    """Public names are fetched when first used: printing the command's help then loads no more than it needs."""
    if name not in _PUBLIC:
        raise AttributeError(f"module 'rostra' has no attribute {name!r}")
    from rostra import api

    return getattr(api, _PUBLIC[name])
