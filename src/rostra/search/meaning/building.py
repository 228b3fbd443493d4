"""Vectors are made of what is new since the last time, on all cores, in the order of the record's changes."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from rostra.archive.filelock import hold
from rostra.archive.protocol import Record
from rostra.archive.records import Change, Statement
from rostra.archive.reports import Told
from rostra.model import ArchiveError, NotFoundError
from rostra.search.meaning.encoding import encode_all
from rostra.search.meaning.model import check_installed, reads
from rostra.search.meaning.vectors import Row, Vectors, Window
from rostra.search.meaning.windows import cut_windows
from rostra.search.schema import find_passages, read_passage

_LOCK = "lock"
# Statements a commit: some seconds of work, which is what an interruption may cost.
_BATCH = 20


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """What came of bringing the vectors up to date: statements read, windows of which vectors were made and those that had theirs
    already, statements in languages that the model does not read (by language), and whether it was stopped before its end."""

    statements: int = 0
    made: int = 0
    kept: int = 0
    unread: dict[str, int] = {}
    interrupted: bool = False


class _Task(msgspec.Struct, frozen=True):
    """A statement (``None`` when it is gone or lives on under another id) with its windows, and the vectors that some
    have already."""

    change: Change
    statement: Statement | None = None
    windows: tuple[Window, ...] = ()
    texts: tuple[str, ...] = ()
    known: dict[bytes, bytes] = {}

    @property
    def missing(self) -> list[str]:
        """Texts that have no vector yet."""
        return [text for text, window in zip(self.texts, self.windows, strict=True) if window.hash not in self.known]


def prepare(record: Record, vectors: Vectors, *, workers: int | None = None, told: Told | None = None) -> Prepared:
    """Make the vectors of what changed since the last time; those of a first time may take minutes. What is damaged is made anew.

    Args:
        workers: processes; all cores by default. 1 works in this process.
        told: told after each batch: statements done, all, the last one's id.

    Raises:
        MissingExtraError: the packages that it takes are not installed.
        ArchiveError: another program is at it, or the folder cannot be written.
    """
    check_installed()
    try:
        vectors.folder.mkdir(parents=True, exist_ok=True)
        with hold(vectors.folder / _LOCK, 0) as held:
            if not held:
                raise ArchiveError("Another program is preparing the search by meaning.", hint="Let it finish.")
            vectors.begin()
            return _bring_up(record, vectors, workers or os.cpu_count() or 1, told)
    except (OSError, sqlite3.Error) as error:
        hint = "See that the folder can be written, and that there is room."
        message = f"What is needed to search by meaning cannot be kept: {error}."
        raise ArchiveError(message, hint=hint, source=str(vectors.folder)) from error


def _bring_up(record: Record, vectors: Vectors, workers: int, told: Told | None) -> Prepared:
    latest, reached = record.latest_sequence(), vectors.sequence()
    if reached > latest:  # of a later state: an older copy of the archive was put in its place
        vectors.clear()
        reached = 0
    changes = [*(Change(reached, statement) for statement in vectors.damaged()), *record.changes(reached)]
    done = Prepared()
    encoded = encode_all(_tasks(record, vectors, changes), lambda task: task.missing, workers=workers)
    try:
        while batch := list(islice(encoded, _BATCH)):
            _save(vectors, batch)
            done = _sum(done, [task for task, _ in batch])
            if told:
                told(done.statements, len(changes), batch[-1][0].change.statement_id)
    except KeyboardInterrupt:
        return msgspec.structs.replace(done, interrupted=True)
    finally:
        encoded.close()
    vectors.save([], [], max(latest, vectors.sequence()))
    return done


def _tasks(record: Record, vectors: Vectors, changes: Iterable[Change]) -> Iterator[_Task]:
    for change in changes:
        try:
            statement = record.get_statement(change.statement_id)
        except NotFoundError:
            statement = None
        if statement is None or statement.id != change.statement_id:
            yield _Task(change)
        elif not is_read(statement):
            yield _Task(change, statement)
        else:
            former = vectors.get(change.statement_id)
            yield _Task(change, statement, *_cut(statement), known=former.by_hash() if former else {})


def is_read(statement: Statement) -> bool:
    """Whether the model reads the statement's language."""
    return reads(statement.card.language or "")


def _cut(statement: Statement) -> tuple[tuple[Window, ...], tuple[str, ...]]:
    """The windows of all that is said, in order, and their texts."""
    windows: list[Window] = []
    texts: list[str] = []
    for span, turn in find_passages(statement.transcript):
        said = read_passage(statement.transcript, span, turn)
        for start, end in cut_windows(said):
            texts.append(said[start:end])
            digest = hashlib.blake2b(texts[-1].encode("utf-8", "replace"), digest_size=12).digest()
            windows.append(Window(turn.id if turn else "", span, start, end, digest))
    return tuple(windows), tuple(texts)


def _save(vectors: Vectors, batch: list[tuple[_Task, list[bytes]]]) -> None:
    rows, gone = [], []
    for task, fresh in batch:
        if task.statement is None:
            gone.append(task.change.statement_id)
            continue
        made = iter(fresh)
        parts = [task.known.get(window.hash) or next(made) for window in task.windows]
        language = "" if is_read(task.statement) else task.statement.card.language or ""
        rows.append(Row(task.statement.id, language, task.windows, b"".join(parts)))
    vectors.save(rows, gone, batch[-1][0].change.sequence)


def _sum(done: Prepared, tasks: list[_Task]) -> Prepared:
    made = sum(len(task.missing) for task in tasks)
    unread = dict(done.unread)
    for task in tasks:
        if task.statement is not None and not is_read(task.statement):
            language = task.statement.card.language or ""
            unread[language] = unread.get(language, 0) + 1
    return Prepared(
        statements=done.statements + len(tasks),
        made=done.made + made,
        kept=done.kept + sum(len(task.windows) for task in tasks) - made,
        unread=unread,
    )
