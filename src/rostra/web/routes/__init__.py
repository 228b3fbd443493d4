"""One file a room of the site. `HANDLERS` lists every address that answers."""

from __future__ import annotations

from litestar.handlers import HTTPRouteHandler

from rostra.web.routes import (
    about,
    beside,
    building,
    calendar,
    captures,
    collocates,
    concordance,
    distinctive,
    doors,
    edit,
    edited,
    feeds,
    home,
    people,
    search,
    shown,
    similar,
    sitemap,
    statements,
    taken,
    theme,
    trends,
)

HANDLERS: list[HTTPRouteHandler] = [
    *home.HANDLERS,
    *statements.HANDLERS,
    *beside.HANDLERS,
    *doors.HANDLERS,
    *calendar.HANDLERS,
    *people.HANDLERS,
    *search.HANDLERS,
    *building.HANDLERS,
    *taken.HANDLERS,
    *similar.HANDLERS,
    *concordance.HANDLERS,
    *collocates.HANDLERS,
    *trends.HANDLERS,
    *distinctive.HANDLERS,
    *captures.HANDLERS,
    *edited.HANDLERS,
    *feeds.HANDLERS,
    *shown.HANDLERS,
    *sitemap.HANDLERS,
    *about.HANDLERS,
    *theme.HANDLERS,
    *edit.HANDLERS,
]
