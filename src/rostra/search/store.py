"""Where an index lies and how far it has come. It is derived: whatever is doubtful about it is thrown away and built anew.

On disk a folder holds one sub-folder a build and ``state.json``, which names the build in use. The state is replaced in
one step after each commit, so that at any moment it speaks of documents that are really there; at worst it is behind, and what
it does not know of is written again.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from uuid import uuid4

import msgspec
import tantivy

from rostra.search.schema import SCHEMA_VERSION, build_schema

_STATE = "state.json"
_BUILD = "build-"
# Tantivy asks for 15 MB a thread at least; more than this does not build faster.
_WRITER_BYTES = 64_000_000


class State(msgspec.Struct, frozen=True, kw_only=True):
    """Which record the index was built from, by which schema, up to which change, and in which sub-folder it lies."""

    schema: str
    generation: str
    sequence: int
    build: str


def is_damage(error: BaseException) -> bool:
    """Whether the index raised this about its own files. Its panics derive from `BaseException`, and have no name to import."""
    return isinstance(error, ValueError | OSError) or type(error).__name__ == "PanicException"


class Store:
    """An index and its state: in `folder`, or in memory if that is ``None``."""

    def __init__(self, folder: Path | None, generation: str) -> None:
        """Open what is there, or begin anew. Raises `OSError` when the folder cannot be written."""
        self.folder = folder
        self.generation = generation
        self.sequence = 0
        self._build = ""
        self.index: tantivy.Index
        if not self.reopen():
            self.reset()

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
        self._build, self.sequence = state.build, state.sequence
        return True

    def reset(self) -> None:
        """Begin anew with an empty index. Raises `OSError` when the folder cannot be written."""
        self.sequence = 0
        if self.folder is None:
            self.index = _set_up(tantivy.Index(build_schema()))
            return
        former = [path for path in self.folder.glob(f"{_BUILD}*") if path.is_dir()]
        self._build = f"{_BUILD}{uuid4().hex[:12]}"
        path = self.folder / self._build
        path.mkdir(parents=True)
        self.index = _set_up(tantivy.Index(build_schema(), path=str(path)))
        self.save(0)
        for path in former:
            shutil.rmtree(path, ignore_errors=True)

    def writer(self) -> tantivy.IndexWriter | None:
        """The one writer, with the state as it is on disk now; ``None`` while another process has it.

        Raises `OSError` when the folder cannot be written.
        """
        if self.folder is not None and not self.reopen():
            self.reset()
        try:
            writer = self.index.writer(_WRITER_BYTES, 1)
        except ValueError as error:
            if "LockBusy" in str(error):
                return None
            raise OSError(str(error)) from error
        state = self._read_state()
        if state and state.build != self._build:  # another process began anew while we waited for the lock
            return None
        self.sequence = state.sequence if state else self.sequence
        return writer

    def save(self, sequence: int) -> None:
        """Note that the index holds all changes up to `sequence`. Call it after the commit."""
        self.sequence = sequence
        if self.folder is None:
            return
        state = State(schema=SCHEMA_VERSION, generation=self.generation, sequence=sequence, build=self._build)
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
