"""From a capture to a transcript, one at a time or many on all cores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from rostra.collect import find_pages
from rostra.exporters import export
from rostra.model import Capture, Document, Source, Transcript
from rostra.pipeline.workers import Failure, Page, map_pages
from rostra.readers import read
from rostra.structure import structure
from rostra.structure.explain import Explanation, explain


class Parsed(msgspec.Struct, frozen=True, kw_only=True):
    """A page with everything that was made of it."""

    capture: Capture
    document: Document
    transcript: Transcript


class Printed(msgspec.Struct, frozen=True, kw_only=True):
    """A page's transcript in the form asked for, or why there is none: exactly one of `text` and `failure` is set."""

    source: str
    text: str | None = None
    failure: Failure | None = None


def parse_capture(capture: Capture) -> Parsed:
    """Read a capture and find its structure. Raises `ReadError` when the bytes are no page."""
    document = read(capture)
    return Parsed(capture=capture, document=document, transcript=structure(document, _source(capture, document)))


def explain_capture(capture: Capture) -> Explanation:
    """How a capture is read, step by step. Raises `ReadError` when the bytes are no page."""
    document = read(capture)
    return explain(document, _source(capture, document))


def _source(capture: Capture, document: Document) -> Source:
    return Source(
        uri=capture.uri,
        sha256=capture.sha256,
        media_type=document.media_type,
        encoding=document.encoding,
        captured_at=capture.captured_at,
    )


def print_many(sources: Sequence[str | Path], style: str, *, workers: int | None = None) -> Iterator[Printed]:
    """Every page's transcript in a form of `rostra.exporters` ("json", "md", ...), made by the workers, in order."""
    for page in map_pages(_pages(sources), partial(_print, style), workers=workers):
        yield _printed(page)


def _pages(sources: Sequence[str | Path]) -> Iterator[Path]:
    """The pages of folders, and every other source as it is: one that does not exist fails in its place, not the run."""
    for source in sources:
        yield from find_pages([source]) if Path(source).is_dir() else (Path(source),)


def _printed(page: Page) -> Printed:
    if isinstance(page.result, Failure):
        return Printed(source=str(page.path), failure=page.result)
    return Printed(source=str(page.path), text=page.result.decode())


def _print(style: str, capture: Capture) -> bytes:
    return export(parse_capture(capture).transcript, style, statement_id="").encode("utf-8", "replace")
