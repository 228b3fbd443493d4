"""Trends: several queries over time, by speaker, by kind; as pictures whose bars lead to their lines, and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from litestar import Response

from rostra.api import Trends
from rostra.web import measures
from rostra.web.charts import Bar, Column, bars
from rostra.web.language import Language
from rostra.web.paging import address
from rostra.web.routes.reads import reads
from rostra.web.visit import Visit
from rostra.web.words import message

PATH = "/trends"
FIELDS, MOST = 3, 6
"""Fields for queries that are shown at once, and queries that are read: of a further one a note says that it was not."""

BY = {
    "year": message("By year"),
    "month": message("By month"),
    "speaker": message("By speaker"),
    "kind": message("By kind"),
    "role": message("By part"),
    "section": message("By section"),
}
SPLITS = {
    "": message("All together"),
    "speaker": message("Each speaker apart"),
    "kind": message("Each kind apart"),
    "role": message("Each part apart"),
}
SCALES = ("rate", "turns", "share", "occurrences")
FEW_WORDS = 5_000
"""Where less was said, one turn makes 200 per million: such bars are pale, and the scale is not set by them."""

TIMES_SHOWN = 240
"""Years or months of a page: bars that still can be told apart on a desk. The tables for other programs hold all."""


class Panel(msgspec.Struct, frozen=True):
    """One picture: what it is of, its total, and its bars; `highest` is the value at the top of all pictures of the page."""

    value: str
    query: str
    turns: int
    occurrences: int | None
    bars: tuple[Bar, ...]


class Row(msgspec.Struct, frozen=True):
    """A row of the table: its name, and for each series the point with the address of its lines and its share of the highest."""

    name: str
    cells: tuple[tuple[Any, str, float], ...]


def _asked(visit: Visit) -> dict[str, Any]:
    typed = visit.request.query_params.getall("q", [])
    return {
        "q": [query for query in map(measures.one_line, typed[: 2 * MOST]) if query][: MOST + 1],
        "by": measures.chosen(visit, "by", tuple(BY)),
        "split": measures.chosen(visit, "split", tuple(SPLITS)),
        "scale": measures.chosen(visit, "scale", SCALES),
    }


def _find(visit: Visit, asked: dict[str, Any]) -> Trends:
    count = "occurrences" if asked["scale"] == "occurrences" else "turns"
    return visit.site.shelf.measure(
        lambda archive: archive.trends(asked["q"] or [""], by=asked["by"], split=asked["split"], count=count)
    )


@reads(PATH)
def trends(visit: Visit) -> Response[str]:
    """The form alone, or with the pictures of its queries."""
    asked = _asked(visit)
    form: dict[str, Any] = {
        "ask": asked,
        "fields": [*asked["q"], *[""] * max(1, FIELDS - len(asked["q"]))][:MOST],
        "bys": [(key, visit.t(name)) for key, name in BY.items()],
        "splits": [(key, visit.t(name)) for key, name in SPLITS.items()],
    }
    if not asked["q"]:
        return visit.page("trends.html", found=None, ways=[], **form)
    whole = _find(visit, asked)
    found, times = _last_times(whole), len(whole.series[0].points) if whole.series else 0
    scale = asked["scale"]
    points = [point for series in found.series for point in series.points]
    highest = max((size(point, scale) for point in points if not is_pale(point, scale)), default=0.0)
    highest = highest or max((size(point, scale) for point in points), default=0.0)
    return visit.page(
        "trends.html",
        found=found,
        ways=measures.ways(visit, asked["q"][0], PATH),
        highest=highest,
        panels=_panels(found, scale, highest, visit.language) if found.by in {"year", "month"} else [],
        rows=_rows(found, scale, highest),
        last=TIMES_SHOWN if found is not whole else 0,
        times=times,
        few=FEW_WORDS if any(is_pale(point, scale) and point.turns for point in points) else 0,
        bases=list(dict.fromkeys(series.base for series in found.series if series.base)),
        scales=[(name, _address(asked, scale=name)) for name in SCALES],
        spoken=_address(asked, q=list(map(measures.spoken, asked["q"]))),
        downloads=[
            (style, _address(asked, path=f"{PATH}.{style.lower()}")) for style, _ in measures.downloads(PATH, {})
        ],
        **form,
    )


def _last_times(found: Trends) -> Trends:
    """What of `found` a page shows: where there are too many years or months, the last of them."""
    if found.by not in {"year", "month"} or not any(len(series.points) > TIMES_SHOWN for series in found.series):
        return found
    cut = tuple(msgspec.structs.replace(series, points=series.points[-TIMES_SHOWN:]) for series in found.series)
    return msgspec.structs.replace(found, series=cut)


def size(point: Any, scale: str) -> float:
    """What a bar shows of a point: turns, turns or occurrences per million words, or the share of turns in per cent."""
    if scale == "turns":
        return float(point.turns)
    if scale == "share":
        return 100 * point.turns / point.of_turns if point.of_turns else 0.0
    return point.per_million or 0.0


def is_pale(point: Any, scale: str) -> bool:
    """Whether too little was said for a share to mean much."""
    return scale != "turns" and point.words < FEW_WORDS


def _panels(found: Trends, scale: str, highest: float, language: Language) -> list[Panel]:
    """A picture a series, on one scale."""
    return [
        Panel(
            series.value,
            series.query,
            series.turns,
            series.occurrences,
            bars([_column(point, scale, language) for point in series.points], highest),
        )
        for series in found.series
    ]


def _column(point: Any, scale: str, language: Language) -> Column:
    name, rate = language.date(point.name), language.number(round(point.per_million or 0.0, 1))
    if point.occurrences is not None:
        said, turns = language.counted(point.occurrences, "occurrence"), language.counted(point.turns, "turn")
        title = language.t(
            "{name}: {said} in {turns}, {rate} per million words", name=name, said=said, turns=turns, rate=rate
        )
    else:
        turns, all_ = language.number(point.turns), language.counted(point.of_turns, "turn")
        title = language.t(
            "{name}: {turns} of {all}, {rate} per million words", name=name, turns=turns, all=all_, rate=rate
        )
    return Column(point.name[:7], size(point, scale), title, _lines(point), is_pale(point, scale))


def _lines(point: Any) -> str:
    return address("/concordance", {"q": point.refined})


def _rows(found: Trends, scale: str, highest: float) -> list[Row]:
    """The table, newest first where it is of times."""
    numbers: Sequence[int] = range(len(found.series[0].points) if found.series else 0)
    rows = [
        Row(
            found.series[0].points[number].name,
            tuple(
                (
                    point,
                    _lines(point) if point.turns else "",
                    min(round(100 * size(point, scale) / (highest or 1), 2), 100),
                )
                for series in found.series
                for point in (series.points[number],)
            ),
        )
        for number in numbers
    ]
    return rows[::-1] if found.by in {"year", "month"} else rows


def _address(asked: dict[str, Any], *, path: str = PATH, **changed: Any) -> str:
    from urllib.parse import urlencode

    fields = {**asked, **changed}
    dull = {"by": "year", "scale": "rate"}
    kept = [("q", query) for query in fields.pop("q")]
    kept += [(name, value) for name, value in fields.items() if value and value != dull.get(name)]
    return f"{path}?{urlencode(kept)}"


HANDLERS = [trends, *measures.tables(PATH, lambda visit: _find(visit, _asked(visit)))]
