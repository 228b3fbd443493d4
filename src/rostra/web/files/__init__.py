"""The site as files: the pages that the live site answers with, made all at once, to lie in a folder or on any file server."""

from __future__ import annotations

from rostra.web.files.building import Built, build_site
from rostra.web.files.checking import DeadLink, check_links

__all__ = ["Built", "DeadLink", "build_site", "check_links"]
