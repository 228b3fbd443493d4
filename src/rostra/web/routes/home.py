"""The front page: what is new, what is read, and the doors into the archive."""

from __future__ import annotations

from collections import Counter

from litestar import Response

from rostra.api import Archive, Counts
from rostra.web.charts import Bar, Column, bars
from rostra.web.data import STATEMENTS, send_list, statement_items
from rostra.web.language import Language
from rostra.web.linked import as_block, site_nodes
from rostra.web.routes.reads import reads, with_data
from rostra.web.shelved import pinned_cards
from rostra.web.visit import Site, Visit

LATEST, MOST_READ, DOORS, PEOPLE = 9, 5, 8, 8


@reads("/", data=True)
def home(visit: Visit) -> Response[str]:
    """The front page; a welcome that says what to do next when the archive is empty."""
    archive = visit.archive
    counts = visit.site.shelf.kept("counts", Archive.count)
    if visit.ending:
        return _as_data(visit, counts)
    if not counts.statements:
        return visit.page("empty.html")
    read = archive.find_statements(order="views", limit=MOST_READ).items
    return visit.page(
        "home.html",
        counts=counts,
        latest=archive.find_statements(order="newest", limit=LATEST),
        pinned=pinned_cards(visit, ""),
        most_read=[card for card in read if card.views],
        sections=visit.site.sections()[:DOORS],
        categories=visit.site.in_chosen_order("category", visit.site.tally("category"))[:DOORS],
        rubrics=visit.site.rubrics("section"),
        people=visit.site.persons()[:PEOPLE],
        data="/index",
        linked=as_block(visit, site_nodes),
        chart=year_bars(visit.site, visit.language),
    )


def _as_data(visit: Visit, counts: Counts) -> Response[str]:
    """What the archive holds, and its latest statements."""
    latest = visit.archive.find_statements(order="newest", limit=visit.settings.page_size)
    told = ("statements", "turns", "questions", "answers", "persons", "first", "last")
    return send_list(
        visit,
        title=visit.settings.name,
        path="/",
        items=statement_items(visit, latest.items),
        told=STATEMENTS,
        total=len(latest.items),
        about={name: getattr(counts, name) for name in told},
    )


def year_bars(site: Site, ui: Language) -> tuple[Bar, ...]:
    """Statements by year, each bar leading to the year."""
    tally: Counter[str] = Counter()
    for month in site.months():
        tally[month.month[:4]] += month.count
    return bars(
        [
            Column(
                year,
                tally[year],
                ui.t("{year}: {what}", year=year, what=ui.counted(tally[year], "statement")),
                f"/archive/{year}",
            )
            for year in site.years()
        ]
    )


HANDLERS = with_data(home)
