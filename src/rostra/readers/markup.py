"""A repaired tree as a stream of tags and text.

Asking the C parser for its nodes one by one makes an object for each, and another for its parent and its attributes; most of the
time of a page went there. The parser writes its tree out again in a fraction of that, and what it writes is regular, whatever
the page was like: every element has its end tag but for the `VOID` ones, values stand in double quotes, and ``<``, ``>``, ``&``,
``"`` and no-break spaces inside text and values are escaped. So ``>`` is always the end of a tag, and a pattern can find them all.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

VOID = frozenset(
    (
        *("area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen"),
        *("link", "meta", "param", "source", "track", "wbr"),
    )
)
"""Elements that have no content, and no end tag."""

RAW = ("xmp", "plaintext", "noembed")
"""Elements whose text the parser writes out as it is, tags and all."""

# Names of elements and attributes may hold "<" (``<b<i>`` is one tag), but never ">". Comments are written as they were, with "<"
# and ">"; they count as part of the text that they stand in.
_TEXT = "[^<]*+(?:<!--.*?-->[^<]*+)*+"
_TAG = re.compile(f"<([^/>][^>]*+)>({_TEXT})(?:</[^>]*+>({_TEXT})((?:</[^>]*+>{_TEXT})*+))?+", re.DOTALL)
_END = re.compile(f"</[^>]*+>({_TEXT})", re.DOTALL)
_COMMENT = re.compile("<!--.*?-->", re.DOTALL)
_ATTRIBUTE = re.compile(' (=?[^ =]+)="([^"]*)"')
_VALUE = re.compile('="[^"]*"')


def write_out(tree: LexborHTMLParser, raw: Iterable[LexborNode]) -> str:
    """The tree as text, for `read_tags`; `raw` are its elements of the names in `RAW`."""
    if tree.root is None:
        return ""
    for node in raw:
        text = node.text()
        for child in list(node.iter(include_text=True)):
            child.decompose()
        node.insert_child(html.escape(text, quote=False))
    return (tree.root.html or "").replace("&nbsp;", "\xa0")


def read_tags(markup: str) -> Iterator[re.Match[str]]:
    """Every start tag of what `write_out` made, in order, with all that follows up to the next one.

    A match has four groups: the tag without its brackets; the text behind it; the text behind the end tag that comes next;
    the further end tags, each with the text behind it. The last two are ``None`` where no end tag comes next. Values and text are
    escaped still, and text may hold comments (see `unescape`).

    >>> [match.groups() for match in read_tags('<ul><li class="a">One <b>two</b>.</li></ul>')]
    [('ul', '', None, None), ('li class="a"', 'One ', None, None), ('b', 'two', '.', '</li></ul>')]
    """
    return _TAG.finditer(markup)


def split_ends(ends: str) -> list[str]:
    """The text behind each of the end tags.

    >>> split_ends("</i>, </b></p>")
    [', ', '', '']
    """
    if "<!" not in ends:
        return [piece.partition(">")[2] for piece in ends.split("</")[1:]]
    return _END.findall(ends)


def unescape(text: str) -> str:
    """Text or a value as it was before the parser wrote it out, without comments.

    >>> unescape("1 &lt; 2 &amp;nbsp;")
    '1 < 2 &nbsp;'
    """
    if "<" in text:
        text = _COMMENT.sub("", text)
    if "&" not in text:
        return text
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")


def get_value(tag: str, attribute: str) -> str:
    """The value of an attribute of a tag from `read_tags`; empty when it has none.

    >>> get_value('a class="next" href="/?a=1&amp;b=2"', "href")
    '/?a=1&b=2'
    """
    _, found, rest = tag.partition(f' {attribute}="')
    return unescape(rest.partition('"')[0]) if found else ""


def get_attributes(tag: str) -> dict[str, str]:
    """All attributes of a tag from `read_tags`, values escaped still.

    >>> get_attributes('a id="next" href="/?a=1&amp;b=2"')
    {'id': 'next', 'href': '/?a=1&amp;b=2'}
    """
    return dict(_ATTRIBUTE.findall(tag))


def has_attribute(tag: str, attribute: str) -> bool:
    """Whether a tag from `read_tags` has the attribute, be it without a value.

    >>> has_attribute('div class="not hidden"', "hidden"), has_attribute('div hidden=""', "hidden")
    (False, True)
    """
    return f" {attribute}" in tag and attribute in _VALUE.sub("", tag).split(" ")
