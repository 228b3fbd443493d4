"""The concordance: every match on a line of its own, sorted and counted by what stands beside it."""

from __future__ import annotations

from typing import Any

from litestar import Response

from rostra.api import LINE_GROUPS, LONGEST_QUERY, Concordance
from rostra.web import measures
from rostra.web.gathered import beside
from rostra.web.paging import Paging, address, page_number, paging
from rostra.web.routes.reads import reads
from rostra.web.visit import Visit
from rostra.web.words import message

PATH = "/concordance"
ON_A_PAGE, LAST_PAGE, WINDOW, MOST_EXPORTED = 50, 200, 500, 2_000
"""Turns that are read to sort or group: about half a second where they are long speeches."""

MOST_SAMPLED = 1_000
GROUPS_SHOWN = 40
CONTEXT = 110
SORTS = {
    "newest": message("Newest first"),
    "oldest": message("Oldest first"),
    "relevance": message("Best match first"),
    "lot": message("By chance"),
    "match": message("By the match"),
    "left1": message("By the word before"),
    "left2": message("By the second word before"),
    "right1": message("By the word after"),
    "right2": message("By the second word after"),
    "speaker": message("By speaker"),
    "date": message("By date"),
}
GROUPS = {
    "": message("Not counted"),
    "match": message("Counted by form"),
    "left1": message("Counted by the word before"),
    "right1": message("Counted by the word after"),
    "speaker": message("Counted by speaker"),
    "year": message("Counted by year"),
    "statement": message("Counted by statement"),
}
FURTHER = {"left1": ("match",), "left2": ("left1", "match"), "right1": ("match",), "right2": ("match", "right1")}
"""What sorts lines that are alike by the first key."""


def _asked(visit: Visit) -> dict[str, Any]:
    """What the address asks for, as the form shows it again."""
    params = visit.request.query_params
    return {
        "q": measures.query_of(visit),
        "sort": measures.chosen(visit, "sort", tuple(SORTS)),
        "group": measures.chosen(visit, "group", ("", *LINE_GROUPS)),
        "only": params.get("only", "")[:LONGEST_QUERY] if "only" in params else None,
        "near": " ".join(params.get("near", "").split())[:80],
        "span": measures.number_of(visit, "span", 5, 25),
        "sample": measures.number_of(visit, "sample", 0, MOST_SAMPLED),
        "seed": measures.number_of(visit, "seed", 1, 10**9),
    }


def _find(visit: Visit, asked: dict[str, Any], *, limit: int, offset: int) -> Concordance:
    how = {name: asked[name] for name in ("group", "only", "near", "span", "sample", "seed")}
    sort = [asked["sort"], *FURTHER.get(asked["sort"], ())]
    return visit.site.shelf.measure(
        lambda archive: archive.concordance(
            asked["q"], sort=sort, context=CONTEXT, window=WINDOW, limit=limit, offset=offset, **how
        )
    )


def _kept(asked: dict[str, Any], **changed: Any) -> dict[str, str]:
    """The fields of the address, those that say nothing left out."""
    fields = {**asked, **changed}
    dull = {"sort": "newest", "span": 5 if not fields["near"] else None, "seed": 1}
    kept = {name: str(value) for name, value in fields.items() if value and value != dull.get(name)}
    return {**kept, **({"only": ""} if fields["only"] == "" else {})}


@reads(PATH)
def concordance(visit: Visit) -> Response[str]:
    """The form alone, or with the lines of a query."""
    asked = _asked(visit)
    sorts = [(key, visit.t(name)) for key, name in SORTS.items()]
    groups = [(key, visit.t(name)) for key, name in GROUPS.items()]
    form: dict[str, Any] = {"ask": asked, "sorts": sorts, "groups": groups}
    if not asked["q"]:
        return visit.page("concordance.html", found=None, ways=[], **form)
    page = min(page_number(visit.request.query_params.get("page", "")), LAST_PAGE)
    found = _find(visit, asked, limit=ON_A_PAGE, offset=(page - 1) * ON_A_PAGE)
    partly = found.more and not found.whole
    return visit.page(
        "concordance.html",
        found=found,
        ways=measures.ways(visit, asked["q"], PATH),
        downloads=measures.downloads(PATH, _kept(asked)),
        shown=[(group, _link(asked, only=group.key)) for group in found.groups[:GROUPS_SHOWN]],
        without=_link(asked, only=None),
        far=_link(asked, near=""),
        drawn=_link(asked, sort="lot"),
        partly=partly,
        spoken=_link(asked, q=measures.spoken(found.query)),
        first=_link(asked),
        lot=bool(asked["sample"]) or asked["sort"] == "lot",
        paging=_paging(asked, found, page, partly=partly),
        **form,
    )


def _paging(asked: dict[str, Any], found: Concordance, page: int, *, partly: bool) -> Paging:
    """The neighbours of a page. How many there are is known only where all lines are."""
    if partly:
        return beside(PATH, _kept(asked), page=page, more=page < LAST_PAGE and len(found.lines) == ON_A_PAGE)
    return paging(PATH, _kept(asked), page=page, size=ON_A_PAGE, total=min(found.total, LAST_PAGE * ON_A_PAGE))


def _link(asked: dict[str, Any], **changed: Any) -> str:
    fields = _kept(asked, **changed)
    made = address(PATH, fields)
    return f"{made}&only=" if fields.get("only") == "" else made  # lines that have no word there are a group too


def _exported(visit: Visit) -> Concordance:
    asked = _asked(visit)
    return _find(visit, asked, limit=MOST_EXPORTED, offset=0)


HANDLERS = [concordance, *measures.tables(PATH, _exported)]
