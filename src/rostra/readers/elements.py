"""What the elements of HTML mean for a reader (HTML Living Standard, sections 4 and 15: semantics and rendering)."""

from __future__ import annotations

from rostra.model.document import BlockKind, MarkKind

LEFT_OUT = [
    *("head", "script", "style", "template", "svg", "noscript", "noframes", "iframe", "object", "embed"),
    *("audio", "video", "canvas", "textarea", "select", "datalist", "input"),
]
"""Elements whose content is not printed, or is no text of the page."""

CONTAINERS = frozenset(
    (
        "html",
        "body",
        "main",
        "article",
        "section",
        "nav",
        "aside",
        "header",
        "footer",
        "hgroup",
        "search",
        "address",
        "div",
        "center",
        "blockquote",
        "figure",
        "details",
        "dialog",
        "fieldset",
        "form",
        "button",
        "menu",
        "ul",
        "ol",
        "li",
        "dl",
        "table",
        "tr",
        "td",
        "th",
    )
)
"""Elements that group blocks."""

BLOCKS = CONTAINERS | frozenset(
    (
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "pre",
        "listing",
        "xmp",
        "plaintext",
        "dt",
        "dd",
        "dir",
        "hr",
        "caption",
        "figcaption",
        "legend",
        "summary",
        "optgroup",
        "option",
        "tbody",
        "thead",
        "tfoot",
        "colgroup",
    )
)
"""Elements that begin and end a block: their words never run on into those of their neighbours."""

PREFORMATTED = frozenset(("pre", "listing", "xmp", "plaintext"))

HIDING_CLASSES = ("hidden", "is-hidden", "d-none", "sr-only", "visually-hidden", "screen-reader-text")
"""Classes by which the common frameworks (Bootstrap, Tailwind, HTML5 Boilerplate, WordPress) take an element out of sight.

They count on a ``<span>`` in running text only (cards and hints that scripts pop up): a block of such a class may be a menu or a
tab that the reader opens."""

KINDS: dict[str, BlockKind] = {
    **{f"h{level}": "heading" for level in range(1, 7)},
    "li": "item",
    "dt": "term",
    "dd": "definition",
    "blockquote": "quote",
    "figure": "caption",  # what is in it and is no quotation, table or list belongs to the picture
    "figcaption": "caption",
    "caption": "caption",
    "td": "paragraph",  # becomes a cell when it turns out to hold one block: layout tables hold whole pages
    "th": "paragraph",
}
"""The kind that an element gives to the words in it; other elements pass on that of their parent."""

LISTS = frozenset(("ul", "ol", "menu", "dir"))
CELLS = frozenset(("td", "th"))

MARKS: dict[str, MarkKind] = {
    "b": "strong",
    "strong": "strong",
    "i": "emphasis",
    "em": "emphasis",
    "cite": "emphasis",
    "dfn": "emphasis",
    "var": "emphasis",
    "u": "underline",
    "ins": "underline",
    "sup": "superscript",
}
