"""Proof of an archive whole: its record, with pages read anew where asked, and the index beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rostra.archive.protocol import Record
from rostra.archive.reports import Finding, Rereading, Told
from rostra.model import Capture
from rostra.pipeline.adding import Progress
from rostra.pipeline.version import parser_version


def verify(
    record: Record,
    location: str,
    *,
    quick: bool = False,
    deep: bool = False,
    on_progress: Callable[[Progress], None] | None = None,
) -> Iterator[Finding]:
    """What is wrong, as it is found: first the record's findings, then the index's. See `Archive.verify`."""
    from rostra.search.checking import check_index

    found = 0
    told = as_told(on_progress, lambda: found)
    rereading = Rereading(read=_read_text, parser=parser_version()) if deep else None
    for findings in (
        record.prove(quick=quick, rereading=rereading, told=told),
        check_index(record, location, quick=quick, told=told),
    ):
        for finding in findings:
            found += finding.severity == "error"
            yield finding


def as_told(on_progress: Callable[[Progress], None] | None, failed: Callable[[], int] = lambda: 0) -> Told | None:
    """What the record tells of its checks, as progress; `failed` is asked how many findings there are."""
    if on_progress is None:
        return None
    return lambda done, total, what: on_progress(Progress(done=done, total=total, failed=failed(), source=what))


def _read_text(capture: Capture) -> str:
    from rostra.readers import read

    return read(capture).text
