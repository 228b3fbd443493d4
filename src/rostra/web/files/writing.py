"""Files of the site: a new one is written where it belongs; one that is there is replaced in one step, and only if it changes."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from rostra.model import UsageError

STATE_FOLDER = ".rostra-site"


class Folder:
    """The folder that the site is made in. What lies there and was not made by us is left as it is."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.scratch = root / STATE_FOLDER / "scratch"
        self._fresh = root / STATE_FOLDER / "fresh"
        self._base = str(root)

    @property
    def state_file(self) -> Path:
        """Where the folder's memory lies."""
        return self.root / STATE_FOLDER / "state.sqlite"

    def prepare(self) -> None:
        """Make the folder, or take it up again. Raises `UsageError` where something else lies in it."""
        if self.root.exists() and not self.root.is_dir():
            raise UsageError(f"{self.root} is a file.", hint="Name a folder for the site.")
        if self.root.is_dir() and any(self.root.iterdir()) and not (self.root / STATE_FOLDER).is_dir():
            hint = "Name a new or an empty folder; a site that was made before is brought up to date."
            raise UsageError(f"{self.root} holds something that is no site of ours.", hint=hint)
        for folder in (self._fresh, self.scratch):
            folder.mkdir(parents=True, exist_ok=True)
            for left_over in folder.iterdir():  # of a run that was stopped
                left_over.unlink()

    def read(self, file: str) -> bytes:
        """What lies at `file`; nothing where nothing does."""
        with suppress(OSError):
            return (self.root / file).read_bytes()
        return b""

    def write(self, file: str, content: bytes) -> bool:
        """Put `content` at `file`; false when the same lies there already, whose time of change then stays."""
        path = f"{self._base}/{file}"
        try:
            self._create(path, content)
        except FileExistsError:
            return self._replace(path, content)
        return True

    def _create(self, path: str, content: bytes) -> None:
        """A new file. One that is cut off by a fault is put right by the next run, which is a whole one then."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        try:
            made = os.open(path, flags, 0o666)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            made = os.open(path, flags, 0o666)
        with open(made, "wb") as out:
            out.write(content)

    def _replace(self, path: str, content: bytes) -> bool:
        """Put another in the place of what lies there; false when it is the same."""
        with suppress(OSError), open(path, "rb") as there:
            if os.fstat(there.fileno()).st_size == len(content) and there.read() == content:
                return False
        fresh = self._fresh / str(os.getpid())
        with open(fresh, "wb") as made:
            made.write(content)
        os.replace(fresh, path)
        return True

    def remove(self, file: str) -> None:
        """Take a file away, and the folders that it leaves empty."""
        path = self.root / file
        with suppress(OSError):
            path.unlink()
            while (path := path.parent) != self.root:
                path.rmdir()
