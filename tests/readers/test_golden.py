"""Golden folders: a page with invented content, the document that it must become, and why."""

import json
from pathlib import Path

import pytest

from rostra.collect import capture_file
from rostra.model import Document
from rostra.readers import read

FOLDERS = sorted(path for path in (Path(__file__).parent / "golden").iterdir() if path.is_dir())


def summarise(document: Document) -> dict:
    """The document as a person would check it: each block with its words, and each mark with the words it lies over."""
    blocks = [
        {
            "kind": block.kind,
            **({"level": block.level} if block.level else {}),
            "text": document.text[block.start : block.end],
            "in": document.containers[block.container].tag + _named(document.containers[block.container].names),
            "at": block.locator,
        }
        for block in document.blocks
    ]
    marks = [[mark.kind, document.text[mark.start : mark.end], mark.value] for mark in document.marks]
    return {
        "media_type": document.media_type,
        "encoding": document.encoding,
        "language": document.language,
        "facts": [[fact.origin, fact.name, fact.value] for fact in document.facts],
        "blocks": blocks,
        "marks": marks,
        "issues": [issue.code for issue in document.issues],
    }


def _named(names: str) -> str:
    return f" ({names})" if names else ""


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_golden(folder):
    (page,) = folder.glob("page.*")
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    assert summarise(read(capture_file(page))) == expected
    assert (folder / "why.md").read_text("utf-8").strip()
