"""Pages of a list, and numbers out of an address that anyone may have typed."""

from __future__ import annotations

from urllib.parse import urlencode

import msgspec

LAST_PAGE = 100_000
"""No list is longer; a greater number in an address would only make the database count."""

LAST_HIT = 10_000
"""Hits of a search further down are not fetched: a reader refines long before, and ranking them costs more with each page."""


class Paging(msgspec.Struct, frozen=True, kw_only=True):
    """Where a reader is in a list. `earlier` and `later` are addresses, "" at the ends. `pages` is 0 where it is not known how many
    there are; behind the last, `earlier` is the last."""

    page: int
    pages: int
    earlier: str
    later: str

    @property
    def status(self) -> int:
        """200, or 404 for a page behind the last one of a list."""
        return status_of(self.page, self.pages)


def status_of(page: int, pages: int) -> int:
    """The status of a page of a list that has so many (0: not known)."""
    return 404 if 0 < pages < page else 200


def page_number(text: str) -> int:
    """The page that `text` asks for, 1 where it is no number of a page."""
    return number_in(text, 1, least=1, most=LAST_PAGE)


def number_in(text: str, default: int, *, least: int = 0, most: int = 10**9) -> int:
    """The whole number that `text` is (nine digits are read), brought between `least` and `most`; `default` where it is none."""
    digits = text.strip()[:9]
    return min(max(int(digits), least), most) if digits.isascii() and digits.isdecimal() else default


def pages_of(total: int, size: int) -> int:
    """How many pages a list of `total` takes; an empty one has one."""
    return max(1, -(-total // size))


def paging(path: str, query: dict[str, str], *, page: int, size: int, total: int) -> Paging:
    """The neighbours of `page` under the address `path` with `query` (values that are "" are left out)."""
    pages = pages_of(total, size)
    return Paging(
        page=page,
        pages=pages,
        earlier=address(path, query, page=min(page, pages + 1) - 1) if page > 1 else "",
        later=address(path, query, page=page + 1) if page < pages else "",
    )


def address(path: str, query: dict[str, str], *, page: int = 1) -> str:
    """`path` with its query; page 1 is not mentioned."""
    fields = {**query, "page": str(page) if page > 1 else ""}
    filled = {name: value for name, value in fields.items() if value}
    return f"{path}?{urlencode(filled)}" if filled else path
