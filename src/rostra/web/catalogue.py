"""Message catalogues: what the interface says in another language, read from files of gettext's PO format.

English is the key, so a message that nobody has translated yet is said in English. Only what the interface needs is read: contexts,
plural forms and "fuzzy" marks; comments are for translators.

Source: GNU gettext manual, section "The Format of PO Files".
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from gettext import c2py
from pathlib import Path

import msgspec

# msgid "Sections"  ·  msgstr[2] "{n} заявлений"  ·  "a line that goes on"
_LINE = re.compile(
    r'(?P<keyword>msgctxt|msgid|msgid_plural|msgstr(?:\[(?P<form>\d)\])?)?\s*(?P<text>"(?:[^"\\]|\\.)*")'
)
_PLURALS = re.compile(r"nplurals=(\d);\s*plural=([^;]+);")


class Message(msgspec.Struct, frozen=True):
    """A message with its translations, one for each plural form; `plural` is "" where it has one form. ("",) is not translated."""

    text: str
    plural: str = ""
    context: str = ""
    translations: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What a catalogue knows the message by."""
        return self.context, self.text


class Catalogue:
    """The messages of one language. An empty one answers nothing, so that English is said."""

    def __init__(self, messages: tuple[Message, ...] = ()) -> None:
        self.messages = messages
        self._said = {m.key: m.translations for m in messages if m.text and all(m.translations)}
        self.forms, self._form = _plurals(next((m.translations[0] for m in messages if not m.text), ""))

    def find(self, text: str, *, context: str = "", n: int | None = None) -> str | None:
        """The translation of `text`, in the form for `n` of something; ``None`` when there is none."""
        said = self._said.get((context, text))
        if said is None:
            return None
        return said[0] if n is None else said[min(self._form(abs(n)), len(said) - 1)]


def read_catalogue(path: Path) -> Catalogue:
    """The catalogue in a file. Raises `ValueError` with the line that is no PO."""
    return Catalogue(tuple(read_messages(path.read_text("utf-8"), name=path.name)))


def read_messages(text: str, *, name: str = "catalogue") -> Iterator[Message]:
    """Messages in their order, the header (whose text is "") first. Those marked "fuzzy" are left out, as by gettext."""
    for block in re.split(r"\n[ \t]*\n", text):
        fields: dict[str, str] = {}
        keyword, fuzzy = "", False
        for line in block.splitlines():
            if not line.strip() or line.startswith("#"):
                fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
                continue
            match = _LINE.fullmatch(line.strip())
            if match is None or not (keyword or match["keyword"]):
                raise ValueError(f"{name}: this is no line of a PO file: {line.strip()[:80]}")
            keyword = match["keyword"] or keyword
            fields[keyword] = fields.get(keyword, "") + ast.literal_eval(match["text"])
        if "msgid" in fields and not fuzzy:
            said = tuple(fields[field] for field in sorted(fields) if field.startswith("msgstr"))
            yield Message(fields["msgid"], fields.get("msgid_plural", ""), fields.get("msgctxt", ""), said)


def _plurals(header: str) -> tuple[int, Callable[[int], int]]:
    """How many plural forms a language has, and which of them a number takes; English's two where the header is silent."""
    match = _PLURALS.search(header)
    return (int(match[1]), c2py(match[2])) if match else (2, lambda n: int(n != 1))
