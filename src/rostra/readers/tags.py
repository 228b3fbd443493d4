"""What a tag says by its name and its attributes, worked out once however often a page repeats it (half of all tags do)."""

from __future__ import annotations

from rostra.model.document import MarkKind
from rostra.readers.elements import BLOCKS, MARKS, PREFORMATTED
from rostra.readers.hidden import is_hidden
from rostra.readers.markup import VOID, get_attributes, get_value, unescape
from rostra.readers.stylesheet import Styles, is_normal_weight, read_declarations
from rostra.text.spaces import collapse

_NAMES = ("id", "class", "role", "itemtype", "itemprop")


class Tag:
    """An element's start tag; `markup` is as `read_tags` gives it. `marks` are those that the element makes, with their values; it
    `is_special` when it takes the element out of sight or keeps its line breaks."""

    __slots__ = ("_names", "hides", "is_block", "is_special", "is_void", "marks", "markup", "name")

    def __init__(self, markup: str, styles: Styles) -> None:
        name, attributes, _ = markup.partition(" ")
        self.name = name
        self.markup = markup
        self.is_block = name in BLOCKS
        self.is_void = name in VOID
        self.hides = False
        self.marks: list[tuple[MarkKind, str]] = []
        self._names: str | None = None if attributes else ""
        if attributes:
            self._read_attributes(name, markup, styles)
        elif name in MARKS:
            self.marks.append((MARKS[name], ""))
        self.is_special = self.hides or name in PREFORMATTED

    def _read_attributes(self, name: str, markup: str, styles: Styles) -> None:
        is_styled = ' style="' in markup
        if is_styled or name == "span" or " hidden" in markup:
            self.hides = is_hidden(name, markup)
        if (is_styled or styles or name in MARKS) and (kinds := _read_typography(name, markup, styles)):
            self.marks += [(kind, "") for kind in sorted(kinds)]
        if name == "a":
            self._add_mark("link", get_value(markup, "href"))
        elif name == "time":
            self._add_mark("time", get_value(markup, "datetime"))

    def _add_mark(self, kind: MarkKind, value: str) -> None:
        if value := value.strip():
            self.marks.append((kind, value))

    @property
    def names(self) -> str:
        """The element's id, classes, role and item types, as `Container.names` has them."""
        if self._names is None:
            self._names = _read_names(self.markup)
        return self._names


def _read_names(markup: str) -> str:
    attributes = get_attributes(markup)
    found = [value for name in _NAMES if (value := attributes.get(name))]
    return collapse(unescape(" ".join(found))).lower() if found else ""


def _read_typography(name: str, markup: str, styles: Styles) -> set[MarkKind]:
    style = get_value(markup, "style")
    kinds = set(read_declarations(style)) if style else set()
    if styles:
        for each in get_value(markup, "class").split():
            if each in styles:
                kinds |= styles[each]
    own = MARKS.get(name)
    if own and not (own == "strong" and is_normal_weight(style)):
        kinds.add(own)
    return kinds


class Tags(dict[str, Tag]):
    """The tags of a page by their markup; those not met before are read when asked for."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def __missing__(self, markup: str) -> Tag:
        tag = self[markup] = Tag(markup, self._styles)
        return tag
