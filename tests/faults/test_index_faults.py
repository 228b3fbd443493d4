"""The index deleted, damaged, of another archive: searches give what they gave before."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from havoc import add, assert_clear, assert_sound, hits, rostra

QUERIES = ("mayor", "answer: ferry", "speaker:Veldt lighthouse", '"as I promised them"')


def delete(folder: Path, other: Path, chance: random.Random) -> None:
    shutil.rmtree(folder)


def delete_a_file(folder: Path, other: Path, chance: random.Random) -> None:
    chance.choice(files(folder)).unlink()


def empty(folder: Path, other: Path, chance: random.Random) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def flip_bytes(folder: Path, other: Path, chance: random.Random) -> None:
    path = chance.choice(files(folder))
    content = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 40)):
        content[chance.randrange(len(content))] ^= chance.randint(1, 255)
    path.write_bytes(content)


def cut(folder: Path, other: Path, chance: random.Random) -> None:
    path = chance.choice(files(folder))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def take_anothers(folder: Path, other: Path, chance: random.Random) -> None:
    shutil.rmtree(folder)
    shutil.copytree(other, folder)


def put_a_file_in_its_place(folder: Path, other: Path, chance: random.Random) -> None:
    shutil.rmtree(folder)
    folder.write_text("No folder.")


def files(folder: Path) -> list[Path]:
    """Files with anything in them, locks left out."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)


Fault = Callable[[Path, Path, random.Random], None]
FAULTS = [delete, delete_a_file, empty, flip_bytes, cut, take_anothers, put_a_file_in_its_place]


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory, pages: list[Path]) -> Path:
    """The index of another archive, of half of the pages."""
    location = tmp_path_factory.mktemp("other") / "record.sqlite"
    assert add(location, [pages[1] / "0001.html", pages[1] / "0002.html"]).returncode == 0
    return Path(f"{location}.index")


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_searches_answer_as_before(tmp_path: Path, undisturbed: Path, other: Path, fault: Fault, long: bool) -> None:
    right = hits(undisturbed, *QUERIES)
    assert all(right)
    for seed in range(30 if long else 3):
        location = tmp_path / f"{seed}.sqlite"
        shutil.copy(undisturbed, location)
        shutil.copytree(f"{undisturbed}.index", f"{location}.index")
        fault(Path(f"{location}.index"), other, random.Random(seed))
        assert_clear(rostra(location, "verify"), 0, 1)
        run = rostra(location, "search", QUERIES[0])
        assert_clear(run, 0)
        if fault is flip_bytes and hits(location, *QUERIES) != right:
            shutil.rmtree(f"{location}.index")  # flipped so that it still makes sense: nothing tells but other answers
        assert hits(location, *QUERIES) == right, seed
        if fault is not put_a_file_in_its_place:
            assert_sound(location)
