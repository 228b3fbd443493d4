"""The sets of pages with gold that figures are taken from, and the pages that measure and are never learnt from."""

from __future__ import annotations

import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def real_sets(shared: Path) -> dict[str, tuple[Path, Path]]:
    """Gold and corpus of the sets of real pages, by the name that documents give them."""
    return {
        "gold": (shared / "gold", shared / "corpus/pages"),
        "own": (ROOT / "tests/gold", shared / "corpus"),
        "second": (ROOT / "tests/gold/second", shared / "corpus"),
    }


def measured_files() -> frozenset[str]:
    """The names of the files of the project's own gold. Raises `FileNotFoundError` when there are none."""
    found = [json.loads(path.read_text("utf-8"))["source"] for path in (ROOT / "tests/gold").rglob("*.json")]
    if not found:
        raise FileNotFoundError(ROOT / "tests/gold")
    return frozenset(source.split("/")[-1] for source in found)
