"""What the scripts that learn weights share."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from rostra.lexicon import load

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
sys.path.append(str(SCRIPTS))

import sets  # noqa: E402
import weights  # noqa: E402

LEARNT = {
    "style_weights": ("local", "family"),
    "genre_weights": ("dialogue", "monologue"),
    "confidence_weights": ("turn",),
}


@pytest.mark.parametrize("name", LEARNT)
def test_weights_that_stand_are_written_as_they_stand(name: str) -> None:
    text = (weights.DATA / f"{name}.toml").read_text("utf-8")
    assert weights.replaced(text, {table: load(name)[table] for table in LEARNT[name]}) == text


def test_a_weight_of_one_table_leaves_the_others() -> None:
    text = "[a]\nbias = 1.00  # before all\n\n[b]\nbias = 3.00  # first\nasks = 1.00\n"
    found = weights.replaced(text, {"b": {"bias": -2, "asks": 10.5}})
    assert found == "[a]\nbias = 1.00  # before all\n\n[b]\nbias = -2.00 # first\nasks = 10.50\n"


@pytest.mark.parametrize("tables", [{"c": {"bias": 1.0}}, {"a": {"asks": 1.0}}])
def test_an_unknown_weight_is_an_error(tables: dict[str, dict[str, float]]) -> None:
    with pytest.raises(KeyError):
        weights.replaced("[a]\nbias = 1.00\n[b]\nasks = 1.00\n", tables)


def test_measured_pages_are_found_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(sets.measured_files()) > 50
    assert all(gold.is_dir() for name, (gold, _) in sets.real_sets(sets.SHARED).items() if name != "gold")
