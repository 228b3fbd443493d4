"""Where an index lies and how far it has come. It is derived: whatever is doubtful about it is thrown away and built anew.

On disk a folder holds one sub-folder a build and ``state.json``, which names the build in use. The state is replaced in
one step after each commit, so that at any moment it speaks of documents that are really there; at worst it is behind, and what
it does not know of is written again.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import msgspec
import tantivy

from rostra.archive.filelock import hold
from rostra.search.schema import SCHEMA_VERSION, build_schema

_STATE = "state.json"
_BUILD = "build-"
_LOCK = "lock"
# How long a search waits for another process's first build: as long as a person waits for a page, and time for some thousand pages.
FIRST_BUILD_S = 10.0
# Tantivy asks for 15 MB a thread at least, and takes no more than what is written needs: so much holds what `Index` commits at
# once in one part.
_WRITER_BYTES = 128_000_000


class State(msgspec.Struct, frozen=True, kw_only=True):
    """Which record the index was built from, by which schema, up to which change, and in which sub-folder it lies.

    `whole` is false until it has held everything once: before that, a search in it would miss what was there all along.
    """

    schema: str
    generation: str
    sequence: int
    build: str
    whole: bool = False


def is_damage(error: BaseException) -> bool:
    """Whether the index raised this about its own files. Its panics derive from `BaseException`, and have no name to import."""
    return isinstance(error, ValueError | OSError) or type(error).__name__ == "PanicException"


class Store:
    """An index and its state: in `folder`, or in memory if that is ``None``."""

    def __init__(self, folder: Path | None, generation: str) -> None:
        """Take up what is there; an empty index in memory stands in for what is not, until `hold` begins it."""
        self.folder = folder
        self.generation = generation
        self.sequence = 0
        self.whole = False
        self._build = ""
        self.index = _set_up(tantivy.Index(build_schema()))
        self.reopen()

    @property
    def is_kept(self) -> bool:
        """Whether an index on disk was taken up."""
        return bool(self._build)

    def reopen(self) -> bool:
        """Take up what is on disk now (another process may have gone on). False when there is nothing that can be used."""
        state = self._read_state()
        if self.folder is None or state is None:
            return False
        try:
            if state.build != self._build:
                self.index = _set_up(tantivy.Index.open(str(self.folder / state.build)))
            self.index.reload()
            self.index.searcher().search(tantivy.Query.all_query(), limit=1)
        except BaseException as error:
            if not is_damage(error):
                raise
            return False
        self._build, self.sequence, self.whole = state.build, state.sequence, state.whole
        return True

    def has_moved(self) -> bool:
        """Whether another process has begun anew meanwhile; its build is then taken up."""
        former = self._build
        return self.reopen() and self._build != former

    @contextmanager
    def hold(self) -> Iterator[bool]:
        """Inside, no other process changes the index, which stands as it is on disk now, or is begun anew when that is of no use.

        Yields false while another process is at it; a first build is waited for, up to `FIRST_BUILD_S`.

        Raises:
            OSError: the folder cannot be written.
        """
        if self.folder is None:
            yield True
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        with hold(self.folder / _LOCK, 0 if self.whole else FIRST_BUILD_S) as held:
            if not self.reopen() and held:
                self.reset()
            yield held

    def reset(self) -> None:
        """Begin anew with an empty index; only inside `hold`. Raises `OSError` when the folder cannot be written."""
        self.sequence, self.whole = 0, False
        if self.folder is None:
            self.index = _set_up(tantivy.Index(build_schema()))
            return
        former = [path for path in self.folder.glob(f"{_BUILD}*") if path.is_dir()]
        self._build = f"{_BUILD}{uuid4().hex[:12]}"
        path = self.folder / self._build
        path.mkdir(parents=True)
        try:
            self.index = _set_up(tantivy.Index(build_schema(), path=str(path)))
        except ValueError as error:
            raise OSError(str(error)) from error
        self.save(0)
        for path in former:
            shutil.rmtree(path, ignore_errors=True)

    def writer(self) -> tantivy.IndexWriter | None:
        """The one writer, inside `hold`; ``None`` while a process that knows no lock of ours has it.

        Raises `OSError` when the folder cannot be written.
        """
        try:
            return self.index.writer(_WRITER_BYTES, 1)
        except ValueError as error:
            if "LockBusy" in str(error):
                return None
            raise OSError(str(error)) from error

    def save(self, sequence: int, *, whole: bool = False) -> None:
        """Note that the index holds all changes up to `sequence`, and (`whole`) that these are all. Call it after the commit."""
        self.sequence, self.whole = sequence, self.whole or whole
        if self.folder is None:
            return
        state = State(
            schema=SCHEMA_VERSION, generation=self.generation, sequence=sequence, build=self._build, whole=self.whole
        )
        fresh = self.folder / f"{_STATE}.{os.getpid()}"
        fresh.write_bytes(msgspec.json.encode(state))
        fresh.replace(self.folder / _STATE)

    def _read_state(self) -> State | None:
        """The state on disk; ``None`` when it is missing, damaged, or of another record or schema."""
        if self.folder is None:
            return None
        try:
            state = msgspec.json.decode((self.folder / _STATE).read_bytes(), type=State)
        except (OSError, ValueError):
            return None
        ours = state.schema == SCHEMA_VERSION and state.generation == self.generation
        inside = state.build.startswith(_BUILD) and Path(state.build).name == state.build
        return state if ours and inside else None


def _set_up(index: tantivy.Index) -> tantivy.Index:
    """Words come separated by spaces; readers see a commit when told to, not behind one's back."""
    index.register_tokenizer("whitespace", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    index.config_reader("manual")
    return index
