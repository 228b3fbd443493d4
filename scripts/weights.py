"""Weights in the lexicon's data files: written back in their places, so that comments stay."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "src/rostra/lexicon/data"


def write(name: str, tables: Mapping[str, Mapping[str, float]]) -> None:
    """Put numbers into tables of the data file `name`. Raises `KeyError` for a table or weight that the file does not have."""
    path = DATA / f"{name}.toml"
    path.write_text(replaced(path.read_text("utf-8"), tables), "utf-8")


def replaced(text: str, tables: Mapping[str, Mapping[str, float]]) -> str:
    """A data file with other numbers.

    >>> replaced("[a]\\nbias = 1.00  # before all\\n[b]\\nbias = 3.00\\n", {"b": {"bias": -2}})
    '[a]\\nbias = 1.00  # before all\\n[b]\\nbias = -2.00\\n'
    """
    for table, weights in tables.items():
        match = re.search(rf"(?m)^\[{re.escape(table)}\]\n(?P<body>(?:(?!\[).*\n?)*)", text)
        if match is None:
            raise KeyError(table)
        body = match["body"]
        for name, value in weights.items():
            line = re.search(rf"(?m)^{re.escape(name)} = -?[\d.]+(?: *(?= #))?", body)
            if line is None:
                raise KeyError(f"{table}.{name}")
            number = f"{name} = {float(value):.2f}".ljust(len(line[0]) if body[line.end() :].startswith(" #") else 0)
            body = body[: line.start()] + number + body[line.end() :]  # what stands behind it keeps its column
        text = text[: match.start("body")] + body + text[match.end("body") :]
    return text
