"""Sources of captures: files and folders. What lies there is found in a fixed order, and one file becomes one capture."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from rostra.collect.unpacking import unpack
from rostra.model import Capture, LimitError, NotFoundError, ReadError, UsageError

__all__ = ["MOST_BYTES", "capture_file", "find_pages", "unpack_gzip"]

MOST_BYTES = 64 * 1024 * 1024
"""Files beyond this are not even read into memory; readers have a stricter bound of their own."""

_MEDIA_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".xml": "application/xml",
    ".json": "application/json",
}
_NO_PAGES = frozenset(
    (
        *(".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".ico", ".bmp", ".tif", ".tiff", ".heic"),
        *(".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".wasm"),
        *(".mp3", ".mp4", ".m4a", ".m4v", ".ogg", ".oga", ".ogv", ".wav", ".webm", ".avi", ".mov", ".flac"),
        *(".zip", ".tar", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".exe", ".dll", ".so", ".pyc", ".py", ".sh"),
        *(
            ".sqlite",
            ".sqlite3",
            ".db",
            ".sqlite-wal",
            ".sqlite-shm",
            ".parquet",
            ".csv",
            ".tsv",
            ".toml",
            ".yaml",
            ".yml",
            ".lock",
            ".log",
        ),
    )
)
"""What lies beside saved pages in a folder. A file named by itself is taken whatever it is called."""
_GZIP = b"\x1f\x8b"


def capture_file(path: Path, *, uri: str | None = None) -> Capture:
    """The capture of one file; a gzip-compressed one is unpacked.

    Args:
        path: the file.
        uri: what to call it in results; the path as given by default.

    Raises:
        ReadError: it is missing, a folder, not to be read, or damaged. The error's source is `uri`.
        LimitError: it is, or unpacks to, more than `MOST_BYTES`.
    """
    name = uri if uri is not None else str(path)
    content = _read_bytes(path, name)
    if content.startswith(_GZIP):
        content = unpack_gzip(content, name)
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix.lower() != ".gz"]
    return Capture(uri=name, content=content, media_type=_MEDIA_TYPES.get(suffixes[-1]) if suffixes else None)


def _read_bytes(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise ReadError(f"There is no file {path}.", hint="Check the path.", source=name) from None
    except IsADirectoryError:
        raise ReadError(
            f"{path} is a folder, not a page.", hint="Add it with `rostra add`, or name a file in it.", source=name
        ) from None
    except OSError as error:
        raise ReadError(
            f"{path} cannot be read: {error.strerror}.", hint="Check its permissions.", source=name
        ) from None
    except ValueError:  # a path that holds a NUL
        raise ReadError(f"{path!r} is no path of a file.", hint="Check the path.", source=name) from None
    if len(content) > MOST_BYTES:
        raise _too_large(name)
    return content


def unpack_gzip(content: bytes, name: str) -> bytes:
    """The content of all members of a gzip file; of a truncated one, what there is."""
    try:
        return unpack([content], MOST_BYTES)[0]
    except zlib.error as error:
        hint = "Fetch or save the file again."
        raise ReadError(f"The gzip data is damaged: {error}.", hint=hint, source=name) from None
    except LimitError as error:
        raise _too_large(name, error.message) from None


def _too_large(name: str, why: str = "") -> LimitError:
    return LimitError(
        f"{why or f'The file has, or unpacks to, more than {MOST_BYTES:,} bytes'}.",
        hint="Split it into one file a statement.",
        source=name,
    )


def find_pages(sources: Sequence[str | Path]) -> Iterator[Path]:
    """The files that `sources` name, in a fixed order: sources as given, folders sorted by name and searched to the bottom.

    In folders, hidden files and what is no page by its ending (images, styles, scripts, archives) are passed over, and links to
    folders are not followed. A file is yielded once, however often it is named. Sources are checked before the first file comes.

    Raises:
        NotFoundError: a source does not exist; its name is in the message.
        UsageError: a source is a URL.
    """
    paths = [_check(source) for source in sources]
    seen: set[Path] = set()
    for path in paths:
        for page in _walk(path) if path.is_dir() else (path,):
            if page not in seen:
                seen.add(page)
                yield page


def _check(source: str | Path) -> Path:
    if isinstance(source, str) and "://" in source:
        raise UsageError(
            f"{source} is no file, folder or address of the web (http, https).",
            hint="Save the page with your browser, and add the saved file.",
            source=source,
        )
    path = Path(source)
    if not path.exists():
        raise NotFoundError(f"There is no file or folder {source}.", hint="Check the path.", source=str(source))
    return path


def _walk(folder: Path) -> Iterator[Path]:
    pending = [folder]
    while pending:
        path = pending.pop()
        if path.is_dir() and (path is folder or not path.is_symlink()):
            pending += sorted((child for child in path.iterdir() if not child.name.startswith(".")), reverse=True)
        elif path.is_file() and path.suffix.lower() not in _NO_PAGES:
            yield path
