"""Pages whose words were changed after they were kept: a list, and a feed of the quiet ones."""

from __future__ import annotations

from litestar import Response
from litestar.handlers import HTTPRouteHandler

from rostra.api import Edit, Feed, FeedEntry
from rostra.web.feeds import ENTRIES, WRITERS, send_feed
from rostra.web.paging import page_number, pages_of, paging
from rostra.web.routes.reads import reads
from rostra.web.visit import Visit
from rostra.web.words import in_path


@reads("/edited")
def edited(visit: Visit) -> Response[str]:
    """Edits, the latest first: those that the pages keep quiet about, or with `?show=all` all of them."""
    everything = visit.request.query_params.get("show") == "all"
    page, size = page_number(visit.request.query_params.get("page", "")), visit.settings.page_size
    found = visit.archive.edits(quiet=not everything, limit=size, offset=(page - 1) * size)
    query = {"show": "all"} if everything else {}
    pages = paging("/edited", query, page=page, size=size, total=found.total)
    return visit.page(
        "edited.html", status=pages.status, found=found, everything=everything, paging=pages, feed="/feeds/edited"
    )


def _feed(ending: str) -> HTTPRouteHandler:
    """The quiet edits as a feed in one form."""

    def feed(visit: Visit) -> Response[str]:
        page = page_number(visit.request.query_params.get("page", ""))
        found = visit.archive.edits(quiet=True, limit=ENTRIES, offset=(page - 1) * ENTRIES)
        made = Feed(
            title=f"{visit.t('Quietly edited pages')} – {visit.settings.name}",
            subtitle=visit.t("Pages whose words were changed without saying so"),
            address=f"{visit.base}/feeds/edited",
            home=f"{visit.base}/edited",
            author=visit.settings.name,
            language=visit.language.tag,
            entries=tuple(_entry(visit, edit) for edit in found.items),
            page=page,
            pages=pages_of(found.total, ENTRIES),
        )
        return send_feed(visit, made, ending)

    return reads(f"/feeds/edited{ending}")(feed)


def _entry(visit: Visit, edit: Edit) -> FeedEntry:
    """An edit. It has no date of its own but that on which it was found."""
    card, version = edit.card, edit.version
    address = f"{visit.base}/statements/{in_path(card.id)}/versions/{version.number}"
    said = visit.t("{n} turn changed", "{n} turns changed", n=version.changed_turns)
    changed = said if card.turns else visit.t("Words changed")
    return FeedEntry(
        id=address,
        address=address,
        title=card.title,
        updated=version.added_at,
        summary=visit.t(
            "{changed} in version {number}. The page says nothing of it.", changed=changed, number=str(version.number)
        ),
        about={"id": card.id, "version": version.number},
    )


HANDLERS = [edited, *map(_feed, WRITERS)]
