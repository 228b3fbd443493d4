"""One page: its transcript, and how it is read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rostra.model import Capture, Transcript

if TYPE_CHECKING:
    from rostra.structure.explain import Explanation


def parse(source: str | Path | bytes, *, uri: str | None = None) -> Transcript:
    """The transcript of one page.

    Args:
        source: a path, or the page's bytes.
        uri: what to call the page in the result; the path by default, "" for bytes.

    Raises:
        ReadError: the page is empty, binary, of no known format, or missing.
    """
    from rostra.pipeline import parse_capture

    return parse_capture(_capture(source, uri)).transcript


def explain(source: str | Path | bytes, *, uri: str | None = None) -> Explanation:
    """How one page is read: what each step made of it, and what weighed how much. Arguments and errors are those of `parse`."""
    from rostra.pipeline import explain_capture

    return explain_capture(_capture(source, uri))


def _capture(source: str | Path | bytes, uri: str | None) -> Capture:
    from rostra.collect import capture_file

    if isinstance(source, bytes):
        return Capture(uri=uri or "", content=source)
    return capture_file(Path(source), uri=uri)
