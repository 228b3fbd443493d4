"""A list of statements with its heading, its order and its pages: the same behind every door."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from litestar import Response

from rostra.api import Order
from rostra.model import NotFoundError
from rostra.web.data import STATEMENTS, send_list, statement_items
from rostra.web.linked import as_block, list_nodes
from rostra.web.paging import address, page_number, paging
from rostra.web.visit import Visit

ORDERS: tuple[Order, ...] = ("newest", "oldest", "title", "views")


def list_statements(
    visit: Visit,
    *,
    title: str,
    over: tuple[str, str],
    path: str,
    query: dict[str, str] | None = None,
    template: str = "listing.html",
    extra: dict[str, Any] | None = None,
    feed: str = "",
    linked: str = "",
    about: dict[str, Any] | None = None,
    usual: Order = "newest",
    said: str = "",
    missing: tuple[str, str] | None = None,
    filters: Mapping[Any, str],
) -> Response[str]:
    """A page of the statements that match `filters`.

    `over` is the page above this one (its name and address), `query` what the addresses of the pages repeat, `extra` what
    `template` shows besides, `feed` the address of a feed of the same without its ending, `linked` what machines are told of the
    page (a list of statements, unless it is more), `about` what data tells of what is listed, and `said` in plain words. Order and
    page are read from the address; what is no order or page is read as the `usual` order and the first page. `missing` is the
    message and the hint with which nothing is found where nothing matches (`NotFoundError`); without it an empty list is shown.
    """
    asked, kept, size = visit.request.query_params, query or {}, visit.settings.page_size
    order, page = chosen_order(asked.get("order", ""), usual), page_number(asked.get("page", ""))
    found = visit.archive.find_statements(order=order, limit=size, offset=(page - 1) * size, **filters)
    if missing and not found.total:
        raise NotFoundError(missing[0], hint=missing[1])
    if visit.ending:
        return send_list(
            visit, title=title, path=path, items=statement_items(visit, found.items), told=STATEMENTS, total=found.total,
            page=page, size=size, query={**kept, "order": _in_address(order, usual)}, about=about,
        )  # fmt: skip
    pages = paging(path, {**kept, "order": _in_address(order, usual)}, page=page, size=size, total=found.total)
    return visit.page(
        template,
        status=pages.status,
        title=title,
        over=over,
        found=found,
        orders=_orders(path, kept, usual),
        order=order,
        feed=feed,
        data=path,
        linked=linked or as_block(visit, list_nodes, title=title, path=path, over=over, total=found.total, said=said),
        paging=pages,
        **(extra or {}),
    )


def _orders(path: str, kept: Mapping[str, str], usual: Order) -> list[tuple[Order, str]]:
    """Each order with its address, the usual one first."""
    names = dict.fromkeys((usual, *ORDERS))
    return [(name, address(path, {**kept, "order": _in_address(name, usual)})) for name in names]


def chosen_order(text: str, usual: Order = "newest") -> Order:
    """The order that `text` names, else the usual one."""
    return text if text in ORDERS else usual


def _in_address(order: Order, usual: Order) -> str:
    """The order as an address tells it: the usual one is not mentioned."""
    return "" if order == usual else order
