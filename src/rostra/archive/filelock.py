"""A lock between processes. The system lets go of it when its holder ends, however it ends: no stale lock is left behind."""

from __future__ import annotations

import errno
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _unlock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


_HELD_BY_ANOTHER = {errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}
# Short beside a build, and a hundred looks a second cost nothing.
_PAUSE_S = 0.01


@contextmanager
def hold(path: Path, wait_s: float) -> Iterator[bool]:
    """Inside the block this process (and this thread of it) alone holds the lock that the file `path` stands for.

    Args:
        path: made if missing; its content does not matter.
        wait_s: how long to wait for another holder; 0 looks once.

    Yields:
        Whether the lock was got in time. True as well on a file system that knows no locks.

    Raises:
        OSError: the file cannot be made.
    """
    with path.open("ab") as file:
        held = _wait(file.fileno(), time.monotonic() + wait_s)
        try:
            yield held
        finally:
            if held:
                _release(file.fileno())


def _wait(descriptor: int, until: float) -> bool:
    while not _try(descriptor):
        if time.monotonic() >= until:
            return False
        time.sleep(_PAUSE_S)
    return True


def _try(descriptor: int) -> bool:
    try:
        _lock(descriptor)
    except OSError as error:
        return error.errno not in _HELD_BY_ANOTHER
    return True


def _release(descriptor: int) -> None:
    """A worker forked meanwhile shares the open file, so closing it would not be enough."""
    try:
        _unlock(descriptor)
    except OSError:  # the file system knows no locks
        return
