"""The parser of another source tree, run on the same pages: an older revision, or one with other weights."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from rostra.model import NotFoundError, ReadError, RostraError
from rostra.quality.gold import GoldPage
from rostra.quality.report import Report, score, unpacked


def run_with(source: Path, golds: Sequence[GoldPage], corpus: Path) -> Report:
    """Score the parser of a source tree with the gold and the scoring of this one.

    Args:
        source: the folder that holds the package ``rostra``, as for ``PYTHONPATH``.
        golds: the pages to parse.
        corpus: what each gold's `source` is relative to.

    Raises:
        RostraError: that parser did not give one transcript a page.
    """
    with unpacked(golds, corpus) as pages:
        return score(golds, _parse_with(source, pages))


@contextmanager
def checked_out(revision: str) -> Iterator[Path]:
    """The sources of a revision of this project, as for ``PYTHONPATH``, in a folder that is gone afterwards.

    The revision is looked up in the repository of the current folder if that is a clone of the project, else in the one
    that this package lies in. Nothing in the working tree is touched.

    Raises:
        NotFoundError: git or the repository is missing, or has no such revision.
    """
    root = _find_repository()
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        hint = "Name a file that `rostra score --json` wrote, or a revision that `git rev-parse` knows."
        raise NotFoundError(f"No file and no git revision of {root} is called so.", hint=hint, source=revision)
    packed = _git(root, "archive", "--format=tar", commit.decode().strip(), "src")
    if packed is None:
        raise NotFoundError("This revision has no folder src.", hint="Name a later one.", source=revision)
    with TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(folder, filter="data")
        yield Path(folder) / "src"


def _find_repository() -> Path:
    """The clone of the project that is meant: that of the current folder first."""
    for folder in (Path.cwd(), Path(__file__).resolve().parent):
        found = _git(folder, "rev-parse", "--show-toplevel")
        root = Path(os.fsdecode(found).strip()) if found else None
        if root is not None and (root / "src" / "rostra" / "__init__.py").is_file():
            return root
    hint = "Run it in a clone of the project, or compare with a file that `rostra score --json` wrote."
    raise NotFoundError("There is no git repository of Rostra here.", hint=hint)


def _git(folder: Path, *arguments: str) -> bytes | None:
    """What git prints; ``None`` when it fails."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    except OSError as error:
        raise NotFoundError("Git cannot be run.", hint="Install git, or compare with a saved file.") from error
    return done.stdout if done.returncode == 0 else None


def _parse_with(source: Path, pages: Sequence[Path]) -> list[dict[str, Any]]:
    """The public JSON of each page. Exit code 1 tells of pages that failed, which are lines like the others."""
    command = [sys.executable, "-m", "rostra", "parse", "--format", "jsonl", *map(str, pages)]
    environment = {**os.environ, "PYTHONPATH": str(source.absolute())}
    with TemporaryDirectory() as folder:
        done = subprocess.run(command, capture_output=True, check=False, env=environment, cwd=folder)
    lines = [line for line in done.stdout.splitlines() if line.strip()]
    if len(lines) != len(pages):
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or ["it said nothing"]
        message = f"The other parser gave {len(lines)} transcripts for {len(pages)} pages: {last[0]}."
        raise RostraError(message, hint="Its revision may lack `rostra parse --format jsonl`.", source=str(source))
    try:
        return [msgspec.json.decode(line) for line in lines]
    except msgspec.DecodeError as error:
        raise ReadError(f"The other parser's output is not JSON: {error}.", source=str(source)) from error
