"""Rows as a table for other programs: CSV, TSV, JSON, JSON Lines.

Words of pages stand in the cells, and spreadsheets run what begins like a formula. In CSV and TSV such a text is led by an
apostrophe, which they do not show; JSON has the text as it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

TABLE_STYLES = ("csv", "tsv", "json", "jsonl")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], style: str) -> str:
    """`rows` (values in the order of `columns`) in a style of `TABLE_STYLES`; without rows, the head alone ("" for "jsonl").

    >>> print(write_table(["word", "count"], [["ferry", 2], ["=1+1", None]], "csv"), end="")
    word,count
    ferry,2
    '=1+1,
    """
    if style == "jsonl":
        return "".join(msgspec.json.encode(dict(zip(columns, row, strict=True))).decode() + "\n" for row in rows)
    if style == "json":
        listed = [dict(zip(columns, row, strict=True)) for row in rows]
        return msgspec.json.format(msgspec.json.encode(listed), indent=2).decode() + "\n"
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t" if style == "tsv" else ",", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: Any) -> Any:
    """A value as a cell; line breaks and tabs in a text become spaces."""
    if isinstance(value, float):
        return round(value, 4)
    if not isinstance(value, str):
        return value
    text = " ".join(value.split()) if any(sign in value for sign in "\n\r\t") else value
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
