"""kill -9 at random moments of `add`: what was kept stays, what was not is added again, and the archive is the same in the end."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

from havoc import add, assert_same, assert_sound, rostra, start_add, wait_for_group


def test_killed_at_random_moments_nothing_is_lost_and_nothing_doubled(
    tmp_path: Path, pages: list[Path], undisturbed: Path, long: bool
) -> None:
    chance, kills, archives, ended = random.Random(20140806), 0, 0, 0
    began = time.monotonic()
    assert add(tmp_path / "timed.sqlite", pages).returncode == 0
    lasts_s = time.monotonic() - began
    while kills < (200 if long else 8):
        archives += 1
        location = tmp_path / f"{archives}.sqlite"
        for _ in range(chance.randint(1, 4)):
            process = start_add(location, pages, workers=chance.choice([1, 2]))
            time.sleep(chance.uniform(0.1, 0.7 * lasts_s))
            killed = process.poll() is None
            if chance.random() < 0.5:
                process.kill()  # the program alone: its workers are to end by themselves
            elif killed:
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            wait_for_group(process.pid)
            kills, ended = kills + killed, ended + (not killed)
            if location.exists() and location.stat().st_size:
                assert_sound_or_empty(location)
        assert add(location, pages).returncode == 0
        assert_sound(location)
        assert_same(location, undisturbed)
    print(
        f"\n{kills} kills over {archives} archives ({ended} runs had ended by themselves): nothing lost, nothing doubled."
    )


def assert_sound_or_empty(location: Path) -> None:
    """Sound, unless the program was killed before it had made the tables."""
    run = rostra(location, "verify")
    assert run.returncode == 0 or "is not an archive" in run.stderr, run.stdout + run.stderr
    assert run.stdout == "" or run.stdout.startswith("note: index-"), run.stdout
