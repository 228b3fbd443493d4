"""Errors are told in whole sentences, each with a capital: "rostra: FILE: Message. Hint."."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from rostra.model import RostraError

SOURCE = Path(__file__).parents[2] / "src" / "rostra"
ERRORS = {cls.__name__ for cls in (RostraError, *RostraError.__subclasses__())} | {
    "LimitError",
    "MissingExtraError",
    "SlowPageError",
}


def told(node: ast.expr) -> str:
    """The first words of a string, "" where they are computed."""
    if isinstance(node, ast.JoinedStr):
        return told(node.values[0])
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def sentences(path: Path) -> Iterator[str]:
    """What the file's errors say: messages, hints where they are raised, and hints that were named before."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS:
            yield from (told(value) for value in node.args[:1])
            yield from (told(word.value) for word in node.keywords if word.arg == "hint")
        elif isinstance(node, ast.Assign) and any(
            isinstance(name, ast.Name) and name.id == "hint" for name in node.targets
        ):
            yield told(node.value)


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.name)
def test_errors_begin_with_a_capital(path: Path) -> None:
    assert [line for line in sentences(path) if line[:1].islower()] == []
