"""The report on a whole set of gold: means over pages, each page's own figures, and the verdicts that they rest on."""

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
from rostra.quality.calibration import Calibration, calibrate
from rostra.quality.gold import GoldPage, load_gold
from rostra.quality.measure import FIGURES, PageScore, measure
from rostra.quality.prediction import Wire
from rostra.quality.verdict import PageVerdict, TurnVerdict, judge_page

_UNPACKED_LIMIT_BYTES = 256 * 1024 * 1024  # far above any real page, far below what a compression bomb wants


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Pages in the order of gold, each with its verdict. `means` are over the pages to which a figure applies (macro), so that
    one long page does not drown the others; a figure that applies to no page is absent. `turns` counts gold's spoken turns."""

    means: dict[str, float]
    pages: tuple[PageScore, ...]
    verdicts: tuple[PageVerdict, ...]
    turns: int

    @property
    def calibration(self) -> dict[str, Calibration]:
        """How far the confidence of turns can be relied upon, over all pages."""
        return calibrate(self.verdicts)

    def worst_first(self) -> list[tuple[PageScore, PageVerdict]]:
        """The pages with their verdicts, from the lowest `turn_f1` up."""
        both = zip(self.pages, self.verdicts, strict=True)
        return sorted(both, key=lambda page: (page[0].figures["turn_f1"], page[0].figures["start_f1"], page[0].id))

    def to_builtins(self) -> dict[str, Any]:
        """Plain values for a JSON encoder: ``{"mean": {...}, "calibration": {...}, "pages": [{"id": ..., "turns": ..., figure:
        value, "verdicts": [...]}]}``; ``docs/measuring.md`` describes them."""
        totals = {"pages": len(self.pages), "turns": self.turns}
        rows = [
            {"id": page.id, "turns": page.turns, **page.figures, "verdicts": [_plain(turn) for turn in verdict.turns]}
            for page, verdict in zip(self.pages, self.verdicts, strict=True)
        ]
        calibration = {
            name: {"error": found.error, "turns": found.turns, "bins": [msgspec.to_builtins(b) for b in found.bins]}
            for name, found in self.calibration.items()
        }
        return {"mean": {**self.means, **totals}, "calibration": calibration, "pages": rows}


def _plain(turn: TurnVerdict) -> dict[str, Any]:
    """A turn as `Report.to_builtins` tells it: known again by its place in gold, or by its first words."""
    side = turn.gold or turn.predicted
    words = turn.gold.first_words if turn.gold else " ".join(turn.predicted.text.split()[:8]) if turn.predicted else ""
    return {
        "state": turn.state,
        "faults": list(turn.faults),
        "place": turn.place,
        "role": side.role if side else None,
        "first_words": words,
        "confidence": turn.predicted.confidence if turn.predicted else None,
    }


def score(golds: Sequence[GoldPage], transcripts: Iterable[Wire | Transcript | None]) -> Report:
    """Score transcripts against gold, one each, in the same order.

    Raises:
        ValueError: there are more of one than of the other.
    """
    verdicts = tuple(judge_page(gold, transcript) for gold, transcript in zip(golds, transcripts, strict=True))
    pages = tuple(measure(verdict) for verdict in verdicts)
    return Report(means=means(pages), pages=pages, verdicts=verdicts, turns=sum(page.turns for page in pages))


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
    with unpacked(golds, corpus) as pages:
        return score(golds, (_parse_page(path, parse) for path in pages))


def _parse_page(path: Path, parse: Callable[[Path], Wire]) -> Wire:
    try:
        return parse(path)
    except RostraError as error:
        return error_to_wire(error, str(path))


@contextmanager
def unpacked(golds: Sequence[GoldPage], corpus: Path) -> Iterator[list[Path]]:
    """The page of each gold as a plain file; a compressed one keeps its name without ``.gz`` and is gone afterwards.

    Raises:
        NotFoundError: a page of the corpus is missing.
        ReadError: a compressed page is damaged.
    """
    with TemporaryDirectory() as folder:
        yield [_unpack(corpus / gold.source, Path(folder) / str(place)) for place, gold in enumerate(golds)]


def _unpack(path: Path, folder: Path) -> Path:
    if not path.is_file():
        raise NotFoundError("This page of the corpus is missing.", hint="Check --corpus.", source=str(path))
    if path.suffix != ".gz":
        return path.absolute()
    folder.mkdir()
    plain = folder / path.stem
    plain.write_bytes(_decompress(path))
    return plain


def _decompress(path: Path) -> bytes:
    engine = zlib.decompressobj(wbits=31)  # 31: a gzip header and trailer
    try:
        content = engine.decompress(path.read_bytes(), _UNPACKED_LIMIT_BYTES)
    except zlib.error as error:
        raise ReadError("This compressed page is damaged.", source=str(path)) from error
    if engine.unconsumed_tail:
        raise LimitError("This page is too large once unpacked.", source=str(path))
    return content


def means(pages: Sequence[PageScore]) -> dict[str, float]:
    """The mean of each figure over the pages to which it applies; a figure that applies to none is absent."""
    columns = {name: [page.figures[name] for page in pages if name in page.figures] for name in FIGURES}
    return {name: sum(values) / len(values) for name, values in columns.items() if values}
