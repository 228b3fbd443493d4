"""Vectors are kept level with the record, survive nothing that is damaged, and cost nothing twice."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeRecord, fill_with_harbour

from rostra.archive.filelock import hold
from rostra.model import ArchiveError, MissingExtraError
from rostra.search import Index, open_index
from rostra.search.meaning import Meaning, model
from rostra.search.meaning.building import prepare
from rostra.search.meaning.encoding import encode_all, the_model
from rostra.search.meaning.vectors import FILE, Vectors
from rostra.search.meaning.windows import MOST_WINDOWS, WINDOW_WORDS, cut_windows


@pytest.fixture
def record() -> FakeRecord:
    made = FakeRecord()
    fill_with_harbour(made)
    return made


@pytest.fixture
def vectors(record: FakeRecord, tmp_path: Path) -> Vectors:
    made = Vectors(tmp_path / "a.meaning", record.generation)
    prepare(record, made, workers=1)
    return made


def rows(vectors: Vectors) -> dict[str, bytes]:
    return {row.statement: row.vectors for row in vectors.read()}


def test_each_change_is_taken_up_and_same_words_keep_their_vectors(record: FakeRecord, vectors: Vectors) -> None:
    assert set(rows(vectors)) == {"quay", "fields", "port"}
    assert prepare(record, vectors, workers=1).statements == 0
    before = rows(vectors)["fields"]
    same = "Teachers are paid too little, and I said so to the ministry."
    record.put("fields", [("statement", "Tomas Brandt", "The barns burned."), ("answer", "T", same)], language="en")
    done = prepare(record, vectors, workers=1)
    assert (done.statements, done.made, done.kept) == (1, 1, 1)
    assert rows(vectors)["fields"][384:] == before[384:]


def test_a_statement_that_is_gone_goes(record: FakeRecord, vectors: Vectors) -> None:
    record.remove("quay")
    prepare(record, vectors, workers=1)
    assert set(rows(vectors)) == {"fields", "port"}


def test_what_is_damaged_is_left_out_and_made_anew(record: FakeRecord, vectors: Vectors) -> None:
    whole = rows(vectors)
    with sqlite3.connect(vectors.folder / FILE) as file:
        file.execute("UPDATE statements SET vectors = zeroblob(length(vectors)) WHERE id = 'quay'")
    assert set(rows(vectors)) == {"fields", "port"}
    prepare(record, vectors, workers=1)
    assert rows(vectors) == whole


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(500)])
def test_a_file_that_is_no_use_is_begun_anew(record: FakeRecord, vectors: Vectors, content: bytes) -> None:
    whole = rows(vectors)
    (vectors.folder / FILE).write_bytes(content)
    assert not vectors.exist()
    prepare(record, vectors, workers=1)
    assert rows(vectors) == whole


def spoil(vectors: Vectors, share: float, length: int = 3_000) -> None:
    """Write nonsense over a part of the file."""
    content = bytearray((vectors.folder / FILE).read_bytes())
    start = int(len(content) * share)
    content[start : start + length] = random.Random(7).randbytes(length)
    (vectors.folder / FILE).write_bytes(content)


def notes_of(meaning: Meaning, index: Index) -> tuple[str, ...]:
    """The notes of a search, or the one line that it fails with."""
    try:
        return meaning.search(index, "the boat was late").notes
    except ArchiveError as error:
        return (f"{error} {error.hint}",)


@pytest.mark.parametrize("share", [0.01, 0.3, 0.5, 0.7, 0.9])
def test_a_file_that_is_spoilt_within_is_said_and_mended(record: FakeRecord, tmp_path: Path, share: float) -> None:
    for number in range(60):
        record.put(f"s{number}", [("statement", "Ana Vela", f"Line {number} runs to the north.")], language="en")
    meaning, index = Meaning(record, ":memory:"), open_index(record, ":memory:")
    meaning.vectors = Vectors(tmp_path / "d.meaning", record.generation)
    meaning.prepare(workers=1)
    whole = rows(meaning.vectors)
    spoil(meaning.vectors, share)
    told = notes_of(meaning, index)
    assert any("damaged" in note for note in told) or rows(meaning.vectors) == whole  # nobody needs those bytes
    done = meaning.prepare(workers=1)
    assert not done.interrupted
    assert rows(meaning.vectors) == whole
    assert [path.name for path in meaning.vectors.folder.glob("*.sqlite*")] == [FILE]
    assert not any("damaged" in note for note in meaning.search(index, "the boat was late").notes)


def test_of_a_spoilt_file_what_can_be_read_is_kept(record: FakeRecord, tmp_path: Path) -> None:
    for number in range(200):
        record.put(f"s{number}", [("statement", "Ana Vela", f"Line {number} runs to the north.")], language="en")
    vectors = Vectors(tmp_path / "e.meaning", record.generation)
    made = prepare(record, vectors, workers=1).made
    spoil(vectors, 0.5)
    again = prepare(record, vectors, workers=1)
    assert again.made + again.kept == made
    assert 0 < again.made < made / 2


def test_vectors_of_another_record_are_not_used(record: FakeRecord, vectors: Vectors) -> None:
    other = Vectors(vectors.folder, "another")
    assert not other.exist()
    record.generation = "another"
    prepare(record, other, workers=1)
    assert other.exist()
    assert not vectors.exist()


def test_an_older_copy_of_the_archive_begins_anew(record: FakeRecord, vectors: Vectors) -> None:
    vectors.save([], [], record.latest_sequence() + 5)
    assert prepare(record, vectors, workers=1).statements == 3


def test_an_interruption_keeps_what_was_done(record: FakeRecord, tmp_path: Path) -> None:
    for number in range(60):
        record.put(f"s{number}", [("statement", "Ana Vela", f"Line {number} runs to the north.")], language="en")
    vectors = Vectors(tmp_path / "b.meaning", record.generation)

    def stop(done: int, total: int, what: str) -> None:
        raise KeyboardInterrupt

    first = prepare(record, vectors, workers=1, told=stop)
    assert first.interrupted
    second = prepare(record, vectors, workers=1)
    assert not second.interrupted
    assert first.statements + second.statements == 63
    assert first.statements > 0


def test_one_program_at_a_time(record: FakeRecord, vectors: Vectors) -> None:
    with hold(vectors.folder / "lock", 0), pytest.raises(ArchiveError, match="Another program"):
        prepare(record, vectors, workers=1)


def test_a_folder_that_cannot_be_written_is_told(record: FakeRecord, tmp_path: Path) -> None:
    (tmp_path / "c.meaning").write_text("a file stands here")
    with pytest.raises(ArchiveError, match="cannot be kept"):
        prepare(record, Vectors(tmp_path / "c.meaning", "first"), workers=1)


def test_processes_give_the_same_vectors_in_the_same_order() -> None:
    texts = [f"The ferry of day {number} was late." for number in range(130)]
    alone = list(encode_all(texts, lambda text: [text], workers=1))
    assert list(encode_all(texts, lambda text: [text], workers=2)) == alone
    assert [text for text, _ in alone] == texts


def test_bytes_keep_the_direction() -> None:
    vector = the_model().encode("The wheat stood well this summer.")
    [(_, [packed])] = encode_all(["The wheat stood well this summer."], lambda text: [text], workers=1)
    back = np.frombuffer(packed, np.int8).astype(np.float32)
    assert float(back @ vector / np.linalg.norm(back)) > 0.999


def test_without_the_extra_the_way_out_is_told(
    monkeypatch: pytest.MonkeyPatch, record: FakeRecord, vectors: Vectors
) -> None:
    monkeypatch.setattr(model, "find_spec", lambda name: None)
    meaning = Meaning(record, ":memory:")
    meaning.vectors = vectors
    assert not meaning.is_ready()
    for act in (lambda: meaning.nearness, lambda: prepare(record, vectors)):
        with pytest.raises(MissingExtraError) as raised:
            act()
        assert "rostra[semantic]" in raised.value.hint


def test_another_model_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    package, name, _ = model._MODEL
    monkeypatch.setattr(model, "_MODEL", (package, name, "0" * 64))
    with pytest.raises(MissingExtraError, match="another than the one"):
        model.Model()


def test_windows_are_whole_sentences() -> None:
    text = " ".join(f"Sentence {number} has these six words." for number in range(60))
    spans = cut_windows(text)
    assert all(text[start:end].strip().endswith(".") for start, end in spans)
    assert all(len(text[start:end].split()) <= WINDOW_WORDS for start, end in spans)
    assert "".join(text[start:end].replace(" ", "") for start, end in spans) == text.replace(" ", "")


def test_windows_of_odd_texts() -> None:
    assert cut_windows("") == cut_windows(" \n ") == []
    assert [end - start for start, end in cut_windows("word " * 250)] == [499, 499, 249]
    assert len(cut_windows("word " * (WINDOW_WORDS * (MOST_WINDOWS + 9)))) == MOST_WINDOWS
    assert cut_windows("x" * 100_000) == [(0, 100_000)]
