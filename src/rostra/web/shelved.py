"""What an editor lets stand first."""

from __future__ import annotations

from rostra.api import StatementCard
from rostra.web.visit import Visit


def pinned_cards(visit: Visit, place: str) -> list[StatementCard]:
    """The statements pinned to the home page ("") or a section (its slug), in order."""
    ids = [pin.statement for pin in visit.archive.pins(place)]
    found = {card.id: card for card in visit.archive.find_statements(ids=ids, limit=len(ids)).items} if ids else {}
    return [found[each] for each in ids if each in found]
