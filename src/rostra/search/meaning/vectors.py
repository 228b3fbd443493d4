"""Where vectors lie: a file of SQLite in a folder beside the archive, a row a statement, each with its own checksum.

It is derived: whatever is doubtful about it is thrown away and made anew. A statement's row is replaced in one transaction with the
sequence that has been reached, so that at any moment the file speaks of vectors that are really there.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from rostra.search.meaning.model import DIMENSION, NAME
from rostra.search.meaning.windows import WINDOW_WORDS

# Raise the number with every change of what a row holds or of how text is cut.
FORMAT = f"1/{NAME}/{WINDOW_WORDS}"
FILE = "vectors.sqlite"
# The former file, while what can be read of it is taken over.
_FORMER = "former.sqlite"

_TABLES = """
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS statements (
    id TEXT PRIMARY KEY, language TEXT NOT NULL, windows BLOB NOT NULL, vectors BLOB NOT NULL, sum INTEGER NOT NULL
);
"""


class Window(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A stretch of what is said in a turn ("" for a page without turns): where turn or passage stands in the statement's text,
    where the stretch lies in what is said there (see `read_passage`), and a short hash of its words."""

    turn: str
    passage: tuple[int, int]
    start: int
    end: int
    hash: bytes


class Row(msgspec.Struct, frozen=True):
    """The vectors of a statement: `DIMENSION` signed bytes a window. `language` is "" when the model reads it, else the language
    that it does not read, and there are no windows."""

    statement: str
    language: str
    windows: tuple[Window, ...]
    vectors: bytes

    def by_hash(self) -> dict[bytes, bytes]:
        """Each window's vector by the hash of its words."""
        parts = (self.vectors[at : at + DIMENSION] for at in range(0, len(self.vectors), DIMENSION))
        return {window.hash: part for window, part in zip(self.windows, parts, strict=True)}


class Vectors:
    """The rows of one record: in `folder`, or while this object lives if that is ``None``."""

    def __init__(self, folder: Path | None, generation: str) -> None:
        self._passing = None if folder else TemporaryDirectory(prefix="rostra-meaning-")
        self.folder = folder or Path(self._passing.name if self._passing else "")
        self.generation = generation

    def exist(self) -> bool:
        """Whether anything was ever made here, by this release, of this record."""
        return self.sequence() > 0

    def sequence(self) -> int:
        """The last change of the record that the rows hold; 0 when there are none that can be used."""
        with suppress(sqlite3.Error, ValueError), closing(self._open()) as file:
            return self._sequence(file)
        return 0

    def read(self) -> Iterator[Row]:
        """All rows in the order of their statements' ids; those whose checksum is wrong are left out."""
        with closing(self._open()) as file:
            for statement, language, windows, vectors, checksum in file.execute("SELECT * FROM statements ORDER BY id"):
                row = _row(statement, language, windows, vectors, checksum)
                if row:
                    yield row

    def get(self, statement: str) -> Row | None:
        """The row of a statement; ``None`` when there is none, or it is damaged."""
        with closing(self._open()) as file:
            found = file.execute("SELECT * FROM statements WHERE id = ?", (statement,)).fetchone()
        return _row(*found) if found else None

    def damaged(self) -> list[str]:
        """Statements whose row is damaged."""
        with closing(self._open()) as file:
            return [each[0] for each in file.execute("SELECT * FROM statements") if not _row(*each)]

    def count(self) -> int:
        """How many rows there are, damaged ones among them."""
        with closing(self._open()) as file:
            found: int = file.execute("SELECT count(*) FROM statements").fetchone()[0]
            return found

    def begin(self) -> None:
        """Make the file ready to be written: an empty one where there is none, or none of use. Of a damaged one the rows that can
        be read are taken over, and the record has to be gone through anew. Raises `OSError`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        former = self.folder / _FORMER
        if not self._is_sound():
            if (self.folder / FILE).exists():
                (self.folder / FILE).replace(former)
            for path in self.folder.glob(f"{FILE}*"):
                path.unlink()
        with closing(self._open(create=True)) as file, file:
            file.executescript(_TABLES)
            state = {"format": FORMAT, "generation": self.generation}
            file.executemany("INSERT OR IGNORE INTO state VALUES (?, ?)", state.items())
            if former.exists():
                file.executemany("INSERT OR IGNORE INTO statements VALUES (?, ?, ?, ?, ?)", self._salvage())
        former.unlink(missing_ok=True)

    def _salvage(self) -> Iterator[tuple[str, str, bytes, bytes, int]]:
        """Rows of the former file that can be read from its beginning and from its end, some of them twice; none of a file that
        another release or another record made."""
        for direction in ("ASC", "DESC"):
            with suppress(sqlite3.Error, msgspec.DecodeError, TypeError), closing(self._open(_FORMER)) as file:
                if not self._is_ours(file):
                    return
                for found in file.execute(f"SELECT * FROM statements ORDER BY rowid {direction}"):
                    if _row(*found):
                        yield found

    def clear(self) -> None:
        """Drop all rows."""
        with closing(self._open(create=True)) as file, file:
            file.execute("DELETE FROM statements")
            file.execute("DELETE FROM state WHERE name = 'sequence'")

    def save(self, rows: Iterable[Row], gone: Iterable[str], sequence: int) -> None:
        """Put `rows` in the place of those of their statements, drop those of statements that are `gone`, and note the `sequence`
        that is reached: all of it or none."""
        with closing(self._open(create=True)) as file, file:
            file.executemany("DELETE FROM statements WHERE id = ?", [(each,) for each in gone])
            file.executemany("INSERT OR REPLACE INTO statements VALUES (?, ?, ?, ?, ?)", map(_fields, rows))
            file.execute("INSERT OR REPLACE INTO state VALUES ('sequence', ?)", (str(sequence),))

    def _open(self, name: str = FILE, *, create: bool = False) -> sqlite3.Connection:
        """A file of the folder. Raises `sqlite3.Error` when there is none, or it is none of SQLite's."""
        path = (self.folder / name).absolute()
        return sqlite3.connect(f"{path.as_uri()}?mode={'rwc' if create else 'ro'}", uri=True, timeout=30)

    def _sequence(self, file: sqlite3.Connection) -> int:
        if not self._is_ours(file):
            return 0
        found = file.execute("SELECT value FROM state WHERE name = 'sequence'").fetchone()
        return int(found[0]) if found else 0

    def _is_ours(self, file: sqlite3.Connection) -> bool:
        """Whether this release made the file, of this record."""
        state = dict(file.execute("SELECT name, value FROM state"))
        return state.get("format") == FORMAT and state.get("generation") == self.generation

    def _is_sound(self) -> bool:
        """Whether every page of the file can be read, and it is ours."""
        with suppress(sqlite3.Error, ValueError), closing(self._open()) as file:
            file.execute("SELECT count(*) FROM statements").fetchone()
            return self._is_ours(file) and file.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
        return False


def _fields(row: Row) -> tuple[str, str, bytes, bytes, int]:
    windows = msgspec.msgpack.encode(row.windows)
    return (
        row.statement,
        row.language,
        windows,
        row.vectors,
        _checksum(row.statement, row.language, windows, row.vectors),
    )


def _row(statement: str, language: str, windows: bytes, vectors: bytes, checksum: int) -> Row | None:
    """``None`` when the checksum is another: a disk that lies, or somebody's hand."""
    if not isinstance(windows, bytes) or not isinstance(vectors, bytes):
        return None
    if _checksum(statement, language, windows, vectors) != checksum:
        return None
    made = msgspec.msgpack.decode(windows, type=tuple[Window, ...])
    return Row(statement, language, made, vectors) if len(vectors) == DIMENSION * len(made) else None


def _checksum(statement: str, language: str, windows: bytes, vectors: bytes) -> int:
    return zlib.crc32(vectors, zlib.crc32(windows, zlib.crc32(f"{statement}\0{language}".encode())))
