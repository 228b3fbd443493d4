"""Word lists: every list of them is read by some code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import rostra
from rostra.lexicon import load

CODE = "\n".join(path.read_text("utf-8") for path in sorted(Path(rostra.__file__).parent.rglob("*.py")))
LISTS = ("date_glue", "floor", "honorifics", "inflection", "kinds", "labels", "offices", "places", "speech")


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_read(name: str) -> None:
    keys = {key for table in load(name).values() for key in table}
    assert keys
    assert {key for key in keys if not re.search(rf"[\"']{re.escape(key)}[\"']", CODE)} == set()
