"""The report on a whole set of gold: means over pages, and each page's own figures."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from rostra.model import LimitError, NotFoundError, ReadError, RostraError, Transcript
from rostra.model.wire import error_to_wire
from rostra.quality.gold import GoldPage, load_gold
from rostra.quality.measure import FIGURES, PageScore, score_page
from rostra.quality.prediction import Wire

_UNPACKED_LIMIT_BYTES = 256 * 1024 * 1024  # far above any real page, far below what a compression bomb wants

_SHORT = {"false_date": "f.date", "language": "lang", "start_f1": "start", "turn_f1": "turn", "link_f1": "link"} | {
    "notes_f1": "notes",
    "people_f1": "people",
}


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Pages in the order of gold. `means` are over the pages to which a figure applies (macro), so that one long page does
    not drown the others; a figure that applies to no page is absent. `turns` counts gold's spoken turns."""

    means: dict[str, float]
    pages: tuple[PageScore, ...]
    turns: int

    def to_builtins(self) -> dict[str, Any]:
        """Plain values for a JSON encoder: ``{"mean": {...}, "pages": [{"id": ..., "turns": ..., figure: value}]}``."""
        totals = {"pages": len(self.pages), "turns": self.turns}
        rows = [{"id": page.id, "turns": page.turns, **page.figures} for page in self.pages]
        return {"mean": {**self.means, **totals}, "pages": rows}


def score(golds: Sequence[GoldPage], transcripts: Iterable[Wire | Transcript | None]) -> Report:
    """Score transcripts against gold, one each, in the same order.

    Raises:
        ValueError: there are more of one than of the other.
    """
    pages = tuple(score_page(gold, transcript) for gold, transcript in zip(golds, transcripts, strict=True))
    return Report(means=_means(pages), pages=pages, turns=sum(page.turns for page in pages))


def run(gold_folder: Path, corpus: Path, parse: Callable[[Path], Wire]) -> Report:
    """Parse every page that gold speaks of and score the outcome.

    Args:
        gold_folder: holds one ``.json`` file a page.
        corpus: what each gold's `source` is relative to; sources that end in ``.gz`` are unpacked first.
        parse: gives the public JSON of a page. A page on which it raises `RostraError` scores as unread.

    Raises:
        NotFoundError: the folder has no gold, or a page of the corpus is missing.
        ReadError: a gold file is not gold, or a compressed page is damaged.
    """
    golds = load_gold(gold_folder)
    return score(golds, (_parse_page(corpus / gold.source, parse) for gold in golds))


def _parse_page(path: Path, parse: Callable[[Path], Wire]) -> Wire:
    with _unpacked(path) as plain:
        try:
            return parse(plain)
        except RostraError as error:
            return error_to_wire(error, str(path))


@contextmanager
def _unpacked(path: Path) -> Iterator[Path]:
    """The page as a plain file; a compressed one keeps its name without ``.gz`` and is gone afterwards."""
    if not path.is_file():
        raise NotFoundError("this page of the corpus is missing", hint="check --corpus", source=str(path))
    if path.suffix != ".gz":
        yield path
        return
    with TemporaryDirectory() as folder:
        plain = Path(folder) / path.stem
        plain.write_bytes(_decompress(path))
        yield plain


def _decompress(path: Path) -> bytes:
    engine = zlib.decompressobj(wbits=31)  # 31: a gzip header and trailer
    try:
        content = engine.decompress(path.read_bytes(), _UNPACKED_LIMIT_BYTES)
    except zlib.error as error:
        raise ReadError("this compressed page is damaged", source=str(path)) from error
    if engine.unconsumed_tail:
        raise LimitError("this page is too large once unpacked", source=str(path))
    return content


def _means(pages: Sequence[PageScore]) -> dict[str, float]:
    columns = {name: [page.figures[name] for page in pages if name in page.figures] for name in FIGURES}
    return {name: sum(values) / len(values) for name, values in columns.items() if values}


def format_report(report: Report) -> str:
    """A table for the terminal: pages from worst to best by `turn_f1`, then the means. Absent figures show as "-"."""
    worst_first = sorted(report.pages, key=lambda page: (page.figures["turn_f1"], page.id))
    columns = [name for name in FIGURES if name in report.means]
    rows = [["page", *(_SHORT.get(name, name) for name in columns)]]
    rows += [[page.id, *(_cell(page.figures.get(name)) for name in columns)] for page in worst_first]
    rows += [[f"mean of {len(report.pages)} pages, {report.turns} turns"] + [_cell(report.means[c]) for c in columns]]
    return _align_columns(rows)


def _cell(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _align_columns(rows: list[list[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join([row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))])
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)
