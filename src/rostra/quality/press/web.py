"""Web: a whole page of HTML around a body."""

from __future__ import annotations

import random
from collections.abc import Sequence
from html import escape

from rostra.quality.press.heads import Head
from rostra.quality.press.markup import Compositor, Piece
from rostra.quality.press.styles import Style
from rostra.quality.press.surroundings import Box
from rostra.quality.press.tongues import Tongue


def html_page(
    tongue: Tongue,
    style: Style,
    head: Head,
    preamble: Sequence[str],
    pieces: Sequence[Piece],
    before: Sequence[Box],
    after: Sequence[Box],
    rng: random.Random,
) -> str:
    """The page as HTML, before it is encoded. A truncated one breaks off at the body's end."""
    compositor = Compositor(style, rng)
    top = "".join(map(compositor.box, before))
    main = _main(compositor, head, preamble, pieces)
    start = f"{_document_head(tongue, style, head)}<body>\n"
    if style.damage == "truncated":
        return f"{start}{top}{_open(style)}{main}"
    return f"{start}{top}{_open(style)}{main}{_close(style)}{''.join(map(compositor.box, after))}</body>\n</html>\n"


def _document_head(tongue: Tongue, style: Style, head: Head) -> str:
    charset = {"utf-16": "utf-16", "legacy": tongue.encodings[0], "misdeclared": "iso-8859-1"}.get(
        style.coding, "utf-8"
    )
    language = "" if style.container == "table-layout" else f' lang="{tongue.language}"'
    site, title = tongue.furniture["site"], head.title
    doctype = "<!DOCTYPE html>\n" if style.container != "table-layout" else ""
    return (
        f'{doctype}<html{language}>\n<head>\n<meta charset="{charset}">\n'
        f"<title>{escape(f'{site} - {title}' if style.titling == 'site-first' else f'{title} | {site}')}</title>\n"
        f'<link rel="canonical" href="{head.address}">\n</head>\n'
    )


def _main(compositor: Compositor, head: Head, preamble: Sequence[str], pieces: Sequence[Piece]) -> str:
    style = compositor.style
    title = compositor.text(head.title)
    level = "h1" if style.container in ("semantic", "div-soup") else "b"
    shown = f"<{level}>{title}</{level}>\n" if level == "h1" else compositor.paragraph(f"<b>{title}</b>")
    lines = [compositor.text(line) for line in head.lines]
    if head.machine_date and lines:
        lines[-1] = f'<time datetime="{head.machine_date}">{lines[-1]}</time>'
    words = "".join(map(compositor.paragraph, [*lines, *map(compositor.text, preamble)]))
    body = compositor.body(pieces)
    if style.container == "preformatted":
        return f"{shown}<pre>\n{words}{body}</pre>\n"
    return shown + words + body


def _open(style: Style) -> str:
    return {
        "semantic": "<main>\n<article>\n",
        "div-soup": '<div class="wrap"><div class="col-8"><div class="inner">\n',
        "table-layout": '<table width="760"><tr><td>\n',
        "br-lines": "<div>\n",
        "preformatted": "<div>\n",
    }[style.container]


def _close(style: Style) -> str:
    return {
        "semantic": "</article>\n</main>\n",
        "div-soup": "</div></div></div>\n",
        "table-layout": "</td></tr></table>\n",
        "br-lines": "</div>\n",
        "preformatted": "</div>\n",
    }[style.container]
