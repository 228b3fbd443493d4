"""Small parts of the sheet. All words of pages pass through `esc` or `marked`, which escape them."""

from __future__ import annotations

import difflib
import html
from collections.abc import Mapping, Sequence

from rostra.quality.compare import words
from rostra.quality.goals import grade
from rostra.quality.measure import FIGURES
from rostra.quality.terminal import SHORT


def esc(text: object) -> str:
    """`text` for any place in the sheet, without control characters.

    >>> esc('<b title="x">')
    '&lt;b title=&quot;x&quot;&gt;'
    """
    plain = "".join(char if char.isprintable() else " " for char in str(text))
    return html.escape(plain, quote=True)


def figure(name: str, value: float | None) -> str:
    """A cell of a table of figures."""
    if value is None:
        return '<td class="none">–</td>'
    return f'<td class="{grade(name, value)}">{value:.3f}</td>'


def heads(columns: Sequence[str] = FIGURES) -> str:
    """The heads of a table of figures."""
    return "".join(f'<th scope="col" title="{esc(name)}">{esc(SHORT.get(name, name))}</th>' for name in columns)


def figures_row(name: str, link: str | None, figures: Mapping[str, float | None], columns: Sequence[str]) -> str:
    """A row of a table of figures, its name a link into the sheet where there is one."""
    told = esc(name).replace("_", "_<wbr>")  # names of files break at their marks on narrow screens
    head = f'<a href="#{esc(link)}">{told}</a>' if link else told
    cells = "".join(figure(column, figures.get(column)) for column in columns)
    return f'<tr><th scope="row">{head}</th>{cells}</tr>'


def wide(name: str, table: str) -> str:
    """A table in a box that scrolls sideways where the screen is narrow, by keyboard too."""
    return f'<div class="wide" role="region" aria-label="{esc(name)}" tabindex="0">{table}</div>'


def marked(text: str, other: str) -> str:
    """`text`, with what differs from `other` in its words marked; case and marks do not count, as they do not in scoring."""
    ours = text.split()
    theirs = [" ".join(words(word)) for word in other.split()]
    matcher = difflib.SequenceMatcher(None, [" ".join(words(word)) for word in ours], theirs, autojunk=False)
    parts = []
    for kind, low, high, _, _ in matcher.get_opcodes():
        run = esc(" ".join(ours[low:high]))
        if run:
            parts.append(run if kind == "equal" else f"<mark>{run}</mark>")
    return " ".join(parts)


def shorten(text: str, head: int, tail: int) -> str:
    """`text` on one line, its middle left out where it is long; how much is left out is told."""
    line = " ".join(text.split())
    left = len(line) - head - tail
    if left < 40:
        return esc(line)
    return f'{esc(line[:head])} <span class="cut">… {left:,} characters …</span> {esc(line[-tail:])}'
