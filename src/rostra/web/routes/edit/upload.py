"""Pages uploaded: several files at once, each told what became of it."""

from __future__ import annotations

from typing import Any

from litestar import Response
from litestar.datastructures import UploadFile

from rostra.api import Uploaded
from rostra.web.editing.desk import Desk
from rostra.web.editing.keys import PLACE
from rostra.web.routes.edit.edits import edits, shows

FILES = 20
FILE_BYTES = 5 * 1024 * 1024
TOTAL_BYTES = 32 * 1024 * 1024
"""At most so many files, of so many bytes each, and together. More come in by `rostra add`."""


@shows(f"{PLACE}/upload", "editor")
def form(desk: Desk) -> Response[Any]:
    """Where files are chosen."""
    return _page(desk)


@edits(f"{PLACE}/upload", bytes_at_most=TOTAL_BYTES)
def upload(desk: Desk) -> Response[Any]:
    """Read them into the archive as `rostra add` does."""
    files = [file for file in desk.files if file.filename]
    if not files:
        return _page(desk, problem=desk.t("No file was chosen."), status=422)
    if len(files) > FILES:
        return _page(desk, problem=desk.t("At most {files} files are taken at once.", files=FILES), status=422)
    pages = [(file.filename, _content(file)) for file in files]
    small = [(name, content) for name, content in pages if len(content) <= FILE_BYTES]
    large = [name for name, content in pages if len(content) > FILE_BYTES]
    return _page(desk, done=desk.archive.add_uploads(small) if small else (), large=large)


def _content(file: UploadFile) -> bytes:
    """The bytes, one more than allowed at most."""
    file.file.seek(0)
    content: bytes = file.file.read(FILE_BYTES + 1)
    return content


def _page(
    desk: Desk,
    *,
    done: tuple[Uploaded, ...] = (),
    large: list[str] | None = None,
    problem: str = "",
    status: int = 200,
) -> Response[Any]:
    return desk.sheet(
        "upload.html",
        status=status,
        done=done,
        large=large or [],
        problem=problem,
        files=FILES,
        file_bytes=FILE_BYTES,
        total_bytes=TOTAL_BYTES,
    )


HANDLERS = [form, upload]
