"""Records that wrap a page: XML or JSON with fields, one of which holds the text.

They are known by shape, not by the names of their fields: the longest value that reads as text is the body, read as HTML or plain
text by what it holds; all other scalar values become facts of origin "field". A file that holds several such records is a
collection, not a page, and is refused; so is a file most of whose words stand outside the body, since they would be lost.
"""

from __future__ import annotations

import html
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from typing import Any
from xml.sax.saxutils import escape

import msgspec

from rostra.model import Capture, Document, Issue, LimitError, ReadError
from rostra.readers.compose import Composer
from rostra.readers.cut import note_cut
from rostra.readers.facts import flatten, normalise_language
from rostra.readers.html import read_markup
from rostra.readers.sniff import has_markup
from rostra.readers.text import read_lines
from rostra.text.decode import Decoded
from rostra.text.spaces import collapse

_SPLIT_HINT = "Split the file into one file a record, and add those."
# A field shorter than this is a name or a title; the shortest wrapped statement met has some 300 characters.
_SHORTEST_TEXT = 200
_MOST_LEVELS = 100
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PROLOG = re.compile(r"\s*<\?xml[^>]*\?>")
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);)([a-zA-Z_][\w.-]{0,40};)?", re.ASCII)
_NAMED = re.compile(r"&([a-zA-Z_][\w.-]{0,40});", re.ASCII)
_DECLARED = re.compile(r"""<!ENTITY\s+([a-zA-Z_][\w.-]{0,40})\s+(["']|SYSTEM\b|PUBLIC\b)""", re.ASCII)
_PHRASING = frozenset(
    (
        "p",
        "br",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "a",
        "span",
        "div",
        "ul",
        "ol",
        "li",
        "sup",
        "sub",
        "blockquote",
        "table",
        "tr",
        "td",
        "th",
        "tbody",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
    )
)


class _Field(msgspec.Struct, frozen=True):
    """A value of a record: `path` is dotted, `text` as it stands; `markup` when it is HTML whatever it looks like."""

    path: str
    text: str
    markup: bool = False


def read_json(capture: Capture, decoded: Decoded) -> Document:
    """The document of a page wrapped in a JSON object. Raises `ReadError` for a collection of records and for damaged JSON."""
    try:
        value = json.loads(decoded.text, strict=False)
    except RecursionError:
        raise LimitError("The JSON is nested too deeply.") from None
    except ValueError as error:
        hint = _SPLIT_HINT if "Extra data" in str(error) else "Check whether the file was cut short."
        raise ReadError(f"The JSON is damaged: {error}.", hint=hint) from None
    if _is_collection(value):
        raise ReadError("The file holds several records, not one page.", hint=_SPLIT_HINT)
    composer = Composer()
    _compose(_json_fields(value), composer, decoded)
    return composer.document("application/json", decoded.encoding)


def _is_collection(value: Any) -> bool:
    """A list of records, at the top or as a field: two or more objects of which each holds a text."""
    if isinstance(value, list):
        return sum(isinstance(item, dict) and _longest(item) >= _SHORTEST_TEXT for item in value) > 1
    return isinstance(value, dict) and any(_is_collection(item) for item in value.values() if isinstance(item, list))


def _longest(record: dict[str, Any]) -> int:
    return max((len(value) for value in record.values() if isinstance(value, str)), default=0)


def _json_fields(value: Any, path: str = "", level: int = 0) -> list[_Field]:
    if level > _MOST_LEVELS:
        raise LimitError("The JSON is nested too deeply.")
    if isinstance(value, str):
        return [_Field(path, value)]
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        # Paragraphs as a list are one text; short strings are values of their own (tags).
        whole = "\n\n".join(value)
        return [_Field(path, whole)] if len(whole) >= _SHORTEST_TEXT else [_Field(path, item) for item in value]
    if isinstance(value, dict):
        pairs = [(f"{path}.{key}" if path else str(key), item) for key, item in value.items()]
    elif isinstance(value, list):
        pairs = [(path, item) for item in value]
    else:
        return [_Field(path, text) for _, text in flatten(value)]
    return [field for key, item in pairs for field in _json_fields(item, key, level + 1)]


def read_xml(capture: Capture, decoded: Decoded) -> Document:
    """The document of a page wrapped in XML; truncated XML is read as far as it goes."""
    composer = Composer()
    root = _parse(decoded.text, composer)
    fields = _xml_fields(root)
    _refuse_collection(fields)
    _compose(fields, composer, decoded)
    return composer.document("application/xml", decoded.encoding)


def _parse(text: str, composer: Composer) -> ET.Element:
    builder = _Builder()
    parser = ET.XMLParser(target=builder)
    try:
        parser.feed(_repair(text, composer))
        if builder.open:
            note_cut(composer, f'its element "{_local(builder.open[-1])}" has no end')
        parser.feed(_closing(text, builder.open))
    except ET.ParseError as error:
        composer.issues.append(_damage(error))
    if builder.root is None:
        raise ReadError("The XML is damaged from the start.", hint="Save the file again, or save the page as HTML.")
    return builder.root


def _damage(error: ET.ParseError) -> Issue:
    if "amplification" in str(error):
        message = (
            "The XML's entities would grow it beyond all measure; they were refused, and it was read as far as it goes."
        )
        return Issue(code="entity-refused", message=message)
    return Issue(code="xml-damaged", message=f"The XML is damaged ({error}); it was read as far as it goes.")


class _Builder(ET.TreeBuilder):
    """Builds the tree within bounds, and knows what is still open when the file ends too early."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.root: ET.Element | None = None

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        """An element begins."""
        self.open.append(tag)
        if len(self.open) > _MOST_LEVELS:
            raise LimitError(
                f"The XML is nested more than {_MOST_LEVELS} deep.", hint="Save the page as HTML or plain text."
            )
        element = super().start(tag, attrs)
        self.root = element if self.root is None else self.root
        return element

    def end(self, tag: str, /) -> ET.Element:
        """An element ends."""
        self.open.pop()
        return super().end(tag)


def _repair(text: str, composer: Composer) -> str:
    """`text` without what XML forbids: control characters, bare ampersands, HTML's entities; and without its own prolog.

    Entities that lie outside the page are never fetched: their names stay, as text. Those that the page itself spells out are left
    to the parser, which refuses them when they explode.
    """
    text = _FORBIDDEN.sub("", _PROLOG.sub("", text, count=1)).lstrip()
    kinds = {match[1]: match[2] for match in _DECLARED.finditer(text)}
    outside = {name for name, kind in kinds.items() if kind not in "\"'"}
    if used := sorted(outside.intersection(match[1] for match in _NAMED.finditer(text))):
        message = (
            f"The page refers to something outside of it (&{used[0]};), which is not fetched; its name stands there."
        )
        composer.issues.append(Issue(code="entity-refused", message=message))

    def repair(match: re.Match[str]) -> str:
        name = match[1]
        if name and name[:-1] in kinds and name[:-1] not in outside:
            return match.group()
        whole = html.unescape(match.group()) if name and name[:-1] not in outside else match.group()
        return escape(whole)

    return _AMPERSAND.sub(repair, text)


def _closing(text: str, still_open: list[str]) -> str:
    """What a truncated file lacks."""
    if not still_open:
        return ""
    section = "]]>" if text.rfind("<![CDATA[") > text.rfind("]]>") else ""
    return section + "".join(f"</{tag}>" for tag in reversed(still_open) if "}" not in tag)


def _xml_fields(root: ET.Element) -> list[_Field]:
    """Leaves and attributes in document order; an element with nothing but HTML inside is one field."""
    fields: list[_Field] = []
    stack = [root]
    while stack:
        element = stack.pop()
        name = _local(element.tag)
        fields += [_Field(f"{name}.{_local(key)}", value) for key, value in element.attrib.items()]
        if len(element) and element is not root and _is_html(element):
            fields.append(_Field(name, ET.tostring(element, encoding="unicode", method="html"), markup=True))
        elif element.text and element.text.strip():
            fields.append(_Field(name, element.text))
            stack += reversed(element)
        else:
            stack += reversed(element)
        if element.tail and element.tail.strip():
            fields.append(_Field(name, element.tail))
    return fields


def _is_html(element: ET.Element) -> bool:
    return all(_local(child.tag) in _PHRASING for child in element.iter() if child is not element)


def _local(tag: str) -> str:
    return str(tag).rpartition("}")[2].lower()


def _refuse_collection(fields: list[_Field]) -> None:
    texts = Counter(field.path for field in fields if len(field.text) >= _SHORTEST_TEXT)
    if texts and max(texts.values()) > 1:
        name = texts.most_common(1)[0][0]
        raise ReadError(f'The file holds several texts, each in an element "{name}", not one page.', hint=_SPLIT_HINT)


def _compose(fields: list[_Field], composer: Composer, decoded: Decoded) -> None:
    body = max(fields, key=lambda field: len(field.text), default=None)
    if body is None or not collapse(body.text):
        raise ReadError("The record is empty: no field holds a text.", hint="Add the pages themselves.")
    _refuse_loss(body, fields)
    composer.issues += decoded.issues
    for field in fields:
        if field is not body:
            composer.fact("field", field.path, collapse(field.text))
            if field.path.rpartition(".")[2].lower() in ("lang", "language"):
                composer.language = composer.language or normalise_language(field.text)
    text = composer.mend(body.text)
    if body.markup or has_markup(text):
        read_markup(text, composer)
    else:
        read_lines(text, composer)


def _refuse_loss(body: _Field, fields: list[_Field]) -> None:
    others = sum(len(field.text) for field in fields if field is not body)
    # Fields about a page are short beside it; the largest share met is a third (a message of two lines with its description).
    if others > 2 * len(body.text) + 2000:
        raise ReadError(
            "The file is a record of an unknown format: no single field holds its text.",
            hint="Save the page as HTML or plain text, and add that.",
        )
