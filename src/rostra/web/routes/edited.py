"""Pages whose words were changed after they were kept: a list, and a feed of the quiet ones."""

from __future__ import annotations

from litestar import Response

from rostra.web.paging import page_number, paging
from rostra.web.routes.reads import reads
from rostra.web.visit import Visit

IN_FEED = 50


@reads("/edited")
def edited(visit: Visit) -> Response[str]:
    """Edits, the latest first: those that the pages keep quiet about, or with `?show=all` all of them."""
    everything = visit.request.query_params.get("show") == "all"
    page, size = page_number(visit.request.query_params.get("page", "")), visit.settings.page_size
    found = visit.archive.edits(quiet=not everything, limit=size, offset=(page - 1) * size)
    query = {"show": "all"} if everything else {}
    pages = paging("/edited", query, page=page, size=size, total=found.total)
    return visit.page("edited.html", found=found, everything=everything, paging=pages)


@reads("/feeds/edited.atom")
def feed(visit: Visit) -> Response[str]:
    """The quiet edits as an Atom feed (RFC 4287)."""
    found = visit.archive.edits(quiet=True, limit=IN_FEED)
    text = visit.site.render("edited.atom", base=visit.base, found=found)
    return visit.send(text, media_type="application/atom+xml; charset=utf-8")


HANDLERS = [edited, feed]
