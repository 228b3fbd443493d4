"""What was measured, as a table for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec

from rostra.exporters.table import TABLE_STYLES, write_table

if TYPE_CHECKING:
    from rostra.analysis import Collocates, Distinctive, Trends
    from rostra.search.concordance import Concordance
    from rostra.search.results import Hit

__all__ = ["TABLE_STYLES", "write_hits", "write_rows"]

_HIT_COLUMNS = (
    "statement", "turn", "question", "address", "date", "kind", "place", "title", "role", "speaker", "person", "score", "passage",
    "found_by",
)  # fmt: skip


def write_rows(found: Concordance | Collocates | Distinctive | Trends, style: str, *, groups: bool = False) -> str:
    """The rows of `found` in a style of `TABLE_STYLES`: lines, words, or a row a point of each series.

    Args:
        found: what a method of `Archive` gave.
        style: "csv", "tsv", "json" or "jsonl".
        groups: of a concordance, its groups.
    """
    columns, rows = _rows(found, groups)
    return write_table(columns, rows, style)


def _rows(found: Any, groups: bool) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    from rostra.analysis import Collocate, Collocates, DistinctiveWord, Point, Trends
    from rostra.search.concordance import Concordance, Line, LineGroup

    kind: type[msgspec.Struct]
    items: Iterable[msgspec.Struct]
    match found:
        case Trends(series=every):
            rows = [
                (series.query, series.base, series.value, *msgspec.structs.astuple(point))
                for series in every
                for point in series.points
            ]
            return ("query", "base", "value", *Point.__struct_fields__), rows
        case Concordance():
            kind, items = (LineGroup, found.groups) if groups else (Line, found.lines)
        case Collocates():
            kind, items = Collocate, found.found
        case _:
            kind, items = DistinctiveWord, found.found
    return kind.__struct_fields__, [msgspec.structs.astuple(item) for item in items]


def write_hits(hits: Iterable[Hit], style: str, *, site: str = "") -> str:
    """Hits of a search in a style of `TABLE_STYLES`, a row each. `address` is the turn's own, under `site` ("https://…")."""
    rows = [
        (
            hit.statement_id, hit.turn_id, hit.question_id,
            f"{site}/statements/{quote(hit.statement_id)}" + (f"/{quote(hit.turn_id)}" if hit.turn_id else ""),
            hit.date, hit.kind, hit.place, hit.title, hit.role, hit.speaker, hit.person, hit.score,
            "".join(piece.text for piece in hit.passage), hit.found_by,
        )
        for hit in hits
    ]  # fmt: skip
    return write_table(_HIT_COLUMNS, rows, style)
