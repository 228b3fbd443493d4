"""About the archive: what it holds and how far it can be trusted."""

from __future__ import annotations

from litestar import Response

from rostra.api import Archive
from rostra.web.routes.reads import reads
from rostra.web.visit import Visit


@reads("/about")
def about(visit: Visit) -> Response[str]:
    """Counts, kinds, languages, issues by code, and how confidence is to be read."""
    return visit.page("about.html", counts=visit.site.shelf.kept("counts", Archive.count))


HANDLERS = [about]
