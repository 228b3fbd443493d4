"""PostgreSQL dies in the middle of `add`: the words are plain, and adding again gives what an undisturbed run gives."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest
from havoc import add, assert_same, assert_sound, start_add

psycopg = pytest.importorskip("psycopg")
pytestmark = pytest.mark.postgres


def test_a_server_that_is_killed_loses_only_the_page_in_hand(
    postgres: str, pages: list[Path], undisturbed: Path, long: bool
) -> None:
    chance = random.Random(20140806)
    killed = 0
    for _ in range(12 if long else 2):
        process = start_add(postgres, pages)
        time.sleep(chance.uniform(0.5, 2.0))
        killed += kill_server(postgres, process.poll() is None)
        _, err = process.communicate(timeout=120)
        assert "Traceback" not in err
        assert "fault of Rostra's" not in err
        assert process.returncode in (0, 1), err
        wait_until_it_answers(postgres)
    assert add(postgres, pages).returncode == 0
    assert_sound(postgres)
    assert_same(postgres, undisturbed, ordered=False)
    assert killed


def kill_server(location: str, running: bool) -> bool:
    """Kill the process that serves one connection: the server then gives up all of them, and recovers from its log."""
    if not running:
        return False
    with psycopg.connect(location.partition("?")[0], autocommit=True) as connection:
        os.kill(connection.info.backend_pid, signal.SIGKILL)
        try:
            connection.execute("SELECT 1")
        except psycopg.OperationalError:
            return True
    return False


def wait_until_it_answers(location: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            psycopg.connect(location.partition("?")[0]).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise AssertionError("the server does not come back")
