"""A page of a list (statements, names, people, months) as JSON, Markdown or CSV.

Every page of the site that lists something is a `ListPage` for other programs.
"""

from __future__ import annotations

from typing import Any

import msgspec

from rostra.exporters.markdown import escape
from rostra.exporters.table import write_table

LIST_SCHEMA = "rostra/list/1"


class ListPage(msgspec.Struct, frozen=True, kw_only=True):
    """A window of a list. Addresses are whole.

    `items` are of one kind, each with "address" and what it is called ("title" or "name"). `told` names the values that Markdown
    prints behind that. `next` is the address of the following page, ``None`` on the last. `about` is what is known of the list.
    """

    title: str
    address: str
    items: tuple[dict[str, Any], ...]
    total: int
    page: int = 1
    pages: int = 1
    next: str | None = None
    told: tuple[str, ...] = ()
    about: dict[str, Any] = msgspec.field(default_factory=dict)


def write_list(listed: ListPage, style: str) -> str:
    """The page as "json", "md" or "csv"."""
    return {"json": _json, "md": _markdown, "csv": _csv}[style](listed)


def _json(listed: ListPage) -> str:
    whole = {
        "schema": LIST_SCHEMA,
        "title": listed.title,
        "address": listed.address,
        "about": listed.about,
        "total": listed.total,
        "page": listed.page,
        "pages": listed.pages,
        "next": listed.next,
        "items": listed.items,
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode() + "\n"


def _markdown(listed: ListPage) -> str:
    lines = [f"# {escape(listed.title)}", "", f"- Address: {escape(listed.address)}", f"- Entries: {listed.total}"]
    lines += [f"- {escape(name)}: {escape(_plain(value))}" for name, value in listed.about.items() if _plain(value)]
    lines += [f"- Page: {listed.page} of {listed.pages}"] if listed.pages > 1 else []
    lines += [f"- Next: {escape(listed.next)}"] if listed.next else []
    return "\n".join([*lines, "", *(_entry(item, listed.told) for item in listed.items)]).rstrip() + "\n"


def _entry(item: dict[str, Any], told: tuple[str, ...]) -> str:
    called = escape(str(item.get("title") or item.get("name") or "Without a title"))
    facts = ", ".join(escape(said) for name in told if (said := _plain(item.get(name))))
    return f"- [{called}]({item['address']})" + (f": {facts}" if facts else "")


def _csv(listed: ListPage) -> str:
    columns = list(listed.items[0]) if listed.items else ["address"]
    rows = [[_plain(item.get(name)) if isinstance(item.get(name), list | tuple) else item.get(name) for name in columns]
            for item in listed.items]  # fmt: skip
    return write_table(columns, rows, "csv")


def _plain(value: Any) -> str:
    """A value as words: lists with semicolons, nothing for what is not known or is a table of its own."""
    if isinstance(value, list | tuple):
        return "; ".join(each for each in value if isinstance(each, str))
    return "" if value is None or isinstance(value, dict) else str(value)
