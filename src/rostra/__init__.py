"""Rostra: published statements as a record that can be searched, cited and measured."""

from rostra.api import Archive, parse
from rostra.api import open_archive as open

__version__ = "0.1.0"
__all__ = ["Archive", "__version__", "open", "parse"]
