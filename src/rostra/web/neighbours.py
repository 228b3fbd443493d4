"""The statements before and after one in time, so that a reader can walk through the record."""

from __future__ import annotations

from rostra.api import Archive, StatementCard

WINDOW = 1_000
"""Statements of a month that are looked at: the busiest month of the largest press office that we know of has fewer."""


def find_neighbours(archive: Archive, card: StatementCard) -> tuple[StatementCard | None, StatementCard | None]:
    """The earlier and the later statement; ``None`` at the ends, and for a statement whose month is not known."""
    month = (card.date or "")[:7]
    if len(month) < 7:
        return None, None
    cards = archive.find_statements(date=month, order="oldest", limit=WINDOW).items
    place = next((n for n, other in enumerate(cards) if other.id == card.id), None)
    if place is None:
        return None, None
    months = [tally.month for tally in archive.months() if len(tally.month) == 7]
    earlier = (
        cards[place - 1] if place else _edge(archive, max((m for m in months if m < month), default=""), newest=True)
    )
    later = (
        cards[place + 1]
        if place + 1 < len(cards)
        else _edge(archive, min((m for m in months if m > month), default=""))
    )
    return earlier, later


def _edge(archive: Archive, month: str, *, newest: bool = False) -> StatementCard | None:
    """The first or the last statement of a month; ``None`` for no month."""
    if not month:
        return None
    return next(iter(archive.find_statements(date=month, order="newest" if newest else "oldest", limit=1).items), None)
