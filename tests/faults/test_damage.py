"""Bytes of the database flipped: `verify` says so, every command ends in plain words, and what is whole can still be read."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from havoc import assert_clear, contents, rostra

from rostra.model import RostraError

PAGE_BYTES = 4096
ONCE = frozenset(
    {
        "uri",
        "address",
        "key",
        "media_type",
        "captured_at",
        "headers",
        "parser",
        "changed_turns",
        "change",
        "notice",
        "digest",
    }
)
"""Columns that stand nowhere else: that they say something else than before cannot be seen."""


def test_flipped_bytes_are_found_and_no_command_crashes(tmp_path: Path, undisturbed: Path, long: bool) -> None:
    sound = holds(undisturbed)
    assert isinstance(sound, dict)
    ids = [row[0] for row in sound["order"]]
    changed = found = 0
    tried = 200 if long else 12
    for seed in range(tried):
        location = tmp_path / f"{seed}.sqlite"
        flip(undisturbed, location, random.Random(seed))
        verified = rostra(location, "verify")
        assert_clear(verified, 0, 1)
        for command in (
            ["show", ids[seed % len(ids)]],
            ["search", "mayor"],
            ["report"],
            ["backup", tmp_path / "backup.sqlite", "--force"],
        ):
            assert_clear(rostra(location, *command), 0, 1)
        if holds(location) == sound:
            found += verified.returncode  # elsewhere than in these columns, or in what only SQLite itself needs
        else:
            changed += 1
            assert verified.returncode == 1, (seed, verified)
        location.unlink()
    assert changed
    print(
        f"\n{changed} archives with other contents, all found; {found} damaged elsewhere, found; {tried - changed - found} whole."
    )


def flip(source: Path, target: Path, chance: random.Random) -> None:
    """Flip some bytes of one page of the file, or all of it."""
    shutil.copy(source, target)
    content = bytearray(target.read_bytes())
    page = chance.randrange(len(content) // PAGE_BYTES) * PAGE_BYTES
    for _ in range(chance.choice([1, 8, PAGE_BYTES])):
        content[page + chance.randrange(PAGE_BYTES)] ^= chance.randint(1, 255)
    target.write_bytes(content)


def holds(location: Path) -> object:
    """What can be read of all tables, or why it cannot."""
    try:
        found = contents(location, without=ONCE)
        return found | {"order": sorted(found["order"])}
    except RostraError as error:
        return str(error)
