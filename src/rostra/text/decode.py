"""Bytes to text, for encodings as they are found in the wild.

Theory: a byte-order mark is certain; text that is valid UTF-8 beyond ASCII is UTF-8 whatever the page declares (other encodings
hardly ever form valid sequences); then the declaration counts, read as browsers read it (WHATWG Encoding Standard: "latin-1" is
windows-1252); only then is the encoding guessed (`guess`).
"""

from __future__ import annotations

import codecs
import re

import msgspec

from rostra.model import Issue, ReadError
from rostra.model.issues import Severity
from rostra.text.encodings import find_codec
from rostra.text.guess import guess_encoding


class Decoded(msgspec.Struct, frozen=True):
    """Text with the Python name of the encoding it was read in; `issues` is empty when nothing was in doubt."""

    text: str
    encoding: str
    issues: tuple[Issue, ...] = ()


_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document (DOCX, ODT, EPUB)"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an old office document (DOC, XLS)"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"RIFF", "a RIFF media file"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE_BYTES = 65_536
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\r\f\v\x1b\x1a")


def decode(content: bytes, declared: str | None = None) -> Decoded:
    """Read `content` as text.

    Args:
        content: the bytes as saved; empty gives the empty text.
        declared: the encoding that the page or its headers claim; an unknown name counts as none.

    Raises:
        ReadError: the content is binary; the message names what it looks like.
    """
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _replacing(content[len(bom) :], encoding)
    _refuse_magic(content)
    if wide := _find_wide(content):
        return _replacing(content, wide)
    _refuse_controls(content)
    content = content.replace(b"\x00", b" ")
    known = find_codec(declared)
    if known == "iso2022_jp" and b"\x1b" in content:
        return _replacing(content, known)
    return _as_utf8(content) or _as_declared(content, known) or _as_guessed(content, known)


def _as_utf8(content: bytes) -> Decoded | None:
    try:
        text = content.decode("utf-8")
        # A byte is found faster than a letter: without it there is no letter from "À" to "ÿ", and no mojibake.
        return Decoded(repair_mojibake(text) if b"\xc3" in content else text, "utf-8")
    except UnicodeDecodeError:
        text = content.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    whole = len(text) - damaged - len(text.encode("ascii", "ignore"))
    # A page cut in mid-character, or one stray byte in a page of UTF-8: ten good characters outweigh a bad one, since text in
    # another encoding forms a valid sequence only by rare accident.
    return _damaged(repair_mojibake(text), "utf-8", damaged) if whole >= 10 * damaged else None


def _as_declared(content: bytes, encoding: str | None) -> Decoded | None:
    if encoding is None or encoding.startswith(("utf-8", "utf_8", "utf-16", "utf-32")):
        return None
    try:
        return Decoded(_strict(content, encoding), encoding)
    except UnicodeDecodeError:
        return None


def _as_guessed(content: bytes, declared: str | None) -> Decoded:
    guess = guess_encoding(content)
    encoding = guess.encoding
    text = _strict(content, encoding) if encoding == "cp1252" else content.decode(encoding, "replace")
    says = f"says that it is encoded as {declared}, which it is not" if declared else "does not say how it is encoded"
    doubt = "" if guess.certain else " It may be another: look at accented letters."
    severity: Severity = "info" if guess.certain and not declared else "warning"
    message = f"The page {says}; it was read as {encoding}.{doubt}"
    return Decoded(text, encoding, (Issue(code="encoding-guessed", severity=severity, message=message),))


def _replacing(content: bytes, encoding: str) -> Decoded:
    text = content.decode(encoding, "replace")
    return _damaged(repair_mojibake(text), encoding, text.count("\ufffd"))


def _damaged(text: str, encoding: str, count: int) -> Decoded:
    if not count:
        return Decoded(text, encoding)
    message = f"{count} characters could not be read as {encoding}; each is shown as U+FFFD."
    return Decoded(text, encoding, (Issue(code="encoding-damaged", message=message),))


def _strict(content: bytes, encoding: str) -> str:
    """Decode or fail; in windows-1252 the five unassigned bytes become C1 controls, as browsers have it."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "cp1252":
            raise
    return content.decode("latin-1").translate(_CP1252)


_CP1252 = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}


def _refuse_magic(content: bytes) -> None:
    for magic, description in _MAGIC:
        if content.startswith(magic):
            raise ReadError(
                f"This is {description}, not text.", hint="Save the page as HTML or plain text, and add that."
            )


def _find_wide(content: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text, or of the line ends and spaces of other scripts, is zero."""
    sample = content[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    # A third of the units are ASCII even in Cyrillic or Greek pages (markup, spaces); a zero on the other side would be a NUL.
    if max(even, odd) * 3 < len(sample) // 2 or min(even, odd) * 20 > max(even, odd) or len(sample) < 4:
        return None
    encoding, low = ("utf-16-be", sample[1::2]) if even > odd else ("utf-16-le", sample[0::2])
    controls = len(low) - len(low.translate(None, _CONTROLS))
    return encoding if controls * 20 <= len(low) else None


def _refuse_controls(content: bytes) -> None:
    sample = content[:_SAMPLE_BYTES]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    # Stray controls occur in scanned text (a few in a page), and old systems fill columns with zeros (10 % of a page was met) in
    # otherwise clean text; compressed or executable data has 10 % and more, and is never clean.
    if (
        controls * 4 > len(sample)
        or (controls * 20 > len(sample) and not _is_clean(sample))
        or content[257:262] == b"ustar"
    ):
        raise ReadError(
            "The content is binary, not text.", hint="Add saved pages (HTML, plain text, Markdown, XML, JSON)."
        )


def _is_clean(sample: bytes) -> bool:
    """Whether the bytes are ASCII and all their control characters are zeros."""
    visible = sample.translate(None, b"\x00")
    return visible.isascii() and visible == visible.translate(None, _CONTROLS)


# Mojibake: UTF-8 that somebody once read as windows-1252 and saved again.

_TAIL = "".join(sorted({bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xC0)}))
# "à" to "ï" lead two more, "ð" to "ô" three. (One set at the beginning, since alternatives are tried at every character.)
_TRIPLE = re.compile(f"[à-ô](?:(?<=[à-ï])[{re.escape(_TAIL)}]{{2}}|[{re.escape(_TAIL)}]{{3}})")
_DOUBLE = re.compile(f"[Â-ß][{re.escape(_TAIL)}]")
_PAIR = re.compile(f"Ã[{re.escape(_TAIL)}]")
_WORD = re.compile(f"(?:[ÎÏÐÑÒ×ØÙÚÛ][{re.escape(_TAIL)}]){{3}}")  # three letters of Greek, Cyrillic, Hebrew or Arabic
_ANY = re.compile(f"(?:{_TRIPLE.pattern}|{_DOUBLE.pattern})+")


def repair_mojibake(text: str) -> str:
    """Undo UTF-8 read as windows-1252, only where it is clearly so and the way back is exact.

    Three or four characters that form one sequence ("â€™") prove it, as do three letters of another script in a row: no language
    writes them. Pairs ("Ã©") are undone only in a text that has such a proof, or two different pairs that both begin with "Ã".

    >>> repair_mojibake("weâ€™re at the cafÃ©")
    'we’re at the café'
    >>> repair_mojibake("Ð¡Ð¿Ð°ÑÐ¸Ð±Ð¾")
    'Спасибо'
    >>> repair_mojibake("CHÂTEAU d’Âge")
    'CHÂTEAU d’Âge'
    """
    if not any(letter in text for letter in "âÃðÐÑØÙÎÏ×"):
        return text
    if not _TRIPLE.search(text) and len(set(_PAIR.findall(text))) < 2 and not _WORD.search(text):
        return text
    return _ANY.sub(lambda match: _undo(match.group()), text)


def _undo(run: str) -> str:
    """The run read the right way, or as it stands when its bytes are no UTF-8."""
    try:
        return b"".join(_byte(character) for character in run).decode("utf-8")
    except UnicodeError:
        return run


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")
