"""Front matter: the fields before a Markdown page, in the plain part of YAML that page generators write, or in TOML.

Read are ``name: value`` lines, folded continuation lines, quoted values with their escapes, and lists in either form. Deeper
structures are not fields of a page; their lines are kept as text of the field that they stand under.
"""

from __future__ import annotations

import re
import tomllib

from rostra.readers.facts import flatten
from rostra.text.spaces import collapse

Fields = list[tuple[str, str]]

_FENCE = re.compile(r"\s*(---|\+\+\+)[ \t]*\r?\n")
_FIELD = re.compile(r"([A-Za-z_][\w.-]*)[ \t]*:(?:[ \t]+|$)(.*)")
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))")
_ESCAPES = {
    "n": "\n",
    "t": "\t",
    "_": "\u00a0",
    "N": "\u0085",
    "L": "\u2028",
    "P": "\u2029",
    "0": "",
    "e": "",
    "r": "\r",
}


def has_front_matter(text: str) -> bool:
    """Whether `text` opens with a fence that some later line closes, and fields stand between."""
    match = _FENCE.match(text)
    return match is not None and _FIELD.match(text, match.end()) is not None and _find_close(text, match) is not None


def split_front_matter(text: str) -> tuple[Fields, str, int]:
    """The fields (lists give one a value), the rest of the text, and the number of the line on which it begins.

    >>> split_front_matter("---\\ntitle: 'Harbour talks'\\n---\\nGood morning.")
    ([('title', 'Harbour talks')], 'Good morning.', 4)
    """
    match = _FENCE.match(text)
    close = _find_close(text, match) if match else None
    if match is None or close is None:
        return [], text, 1
    source = text[match.end() : close.start()]
    fields = _read_toml(source) if match[1] == "+++" else _read_yaml(source)
    return fields, text[close.end() :], text.count("\n", 0, close.end()) + 1


def _find_close(text: str, opening: re.Match[str]) -> re.Match[str] | None:
    closing = re.escape(opening[1]) if opening[1] == "+++" else r"(?:---|\.\.\.)"
    return re.compile(rf"^{closing}[ \t]*(?:\r?\n|\Z)", re.MULTILINE).search(text, opening.end())


def _read_toml(source: str) -> Fields:
    try:
        return list(flatten(tomllib.loads(source)))
    except tomllib.TOMLDecodeError:
        return []


def _read_yaml(source: str) -> Fields:
    gathered: list[tuple[str, list[str]]] = []
    for line in source.splitlines():
        if field := _FIELD.match(line):
            gathered.append((field[1], [field[2]]))
        elif gathered and line.strip() and not line.startswith("#"):
            gathered[-1][1].append(line.strip())
    return [(name, value) for name, lines in gathered for value in _values(lines) if value]


def _values(lines: list[str]) -> list[str]:
    first, *rest = lines
    if not first.strip() and rest and all(line.startswith("- ") for line in rest):
        return [_scalar(line[2:]) for line in rest]
    joined = " ".join(lines).strip()
    if joined.startswith("[") and joined.endswith("]"):
        return [_scalar(item) for item in joined[1:-1].split(",")]
    if first.strip() in ("|", ">", "|-", ">-"):
        return [collapse(" ".join(rest))]
    return [_scalar(joined)]


def _scalar(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] == "'":
        value = value[1:-1].replace("''", "'")
    elif len(value) > 1 and value[0] == value[-1] == '"':
        # A backslash at a line's end joins the lines, and one before the first character keeps a leading space.
        value = _ESCAPE.sub(_unescape, value[1:-1].replace("\\ \\ ", "\\ "))
    elif value in ("null", "~"):
        value = ""
    return collapse(value)


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code:
        return chr(int(code, 16)) if int(code, 16) < 0x110000 else "\ufffd"
    return _ESCAPES.get(match[4], match[4])
