"""Pages that list statements: which of a page's links are its statements, with no rule for any site.

Theory. A list prints many links of one make: addresses that differ in a number or a slug only, with titles for words. Menus
have short words, and stand in boxes that say so. So links are grouped by the shape of their address, and families
with several titles are what the page lists.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice
from urllib.parse import parse_qsl, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from rostra.collect.addresses import host_of, join, normalise
from rostra.collect.feeds import MOST_LINKS, Link, Listing

_MOST_ANCHORS = 200_000
_MOST_NODES, _TITLE_LONGEST = 300, 500
"""Read of one link: links may be nested in links, and each would ask for the text of all within."""
_FEWEST = 3
"""Links of one shape that make a list."""
_TITLE_WORDS, _TITLE_CHARS = 4, 18
"""A title has as many words, or characters in scripts that print none between words; words of menus have fewer."""
_BOXES = frozenset({"nav", "header", "footer", "aside", "form", "select", "menu"})
_BOX_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "menu"})
_NO_PAGES = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|zip|jpe?g|png|gif|webp|svg|mp[34]|avi|mov|ics|xml|rss|css|js)$", re.I
)
_DEEPEST = 60


def read_links(content: bytes, *, address: str) -> Listing:
    """The statements that a page of one site seems to list: links to the same host, in the order of the page, each once."""
    here = normalise(address)
    families: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    base = here
    tree = LexborHTMLParser(content)
    for node in tree.css("base[href], a[href]")[:_MOST_ANCHORS]:
        target = join(base, node.attributes.get("href") or "")
        if node.tag == "base":
            base = target or base
        elif target and _is_candidate(target, here) and not _in_box(node):
            words = _words(node)
            known = families[shape(target)]
            known[target] = max(known.get(target, ""), words, key=len)
    listed = {
        target: words
        for family in families.values()
        if sum(map(_is_title, family.values())) >= _FEWEST
        for target, words in family.items()
        if _is_title(words)
    }
    order = {target: at for at, target in enumerate(dict.fromkeys(t for f in families.values() for t in f))}
    links = [Link(address=target, title=listed[target]) for target in sorted(listed, key=order.__getitem__)]
    return Listing(kind="list", links=tuple(links[:MOST_LINKS]))


def _words(node: LexborNode) -> str:
    """The words of a link; of one that goes on and on, the first."""
    pieces, chars = [], 0
    for inner in islice(node.traverse(include_text=True), _MOST_NODES):
        if inner.tag == "-text" and chars <= _TITLE_LONGEST:
            pieces.append(inner.text_content or "")
            chars += len(pieces[-1])
    return " ".join(" ".join(pieces).split())[:_TITLE_LONGEST]


def shape(address: str) -> tuple[str, ...]:
    """What addresses of one make have in common.

    >>> shape("https://a.example/news/2014/ferry-runs-again") == shape("https://a.example/news/2015/new-fees")
    True
    >>> shape("https://a.example/news/ferry-runs-again") == shape("https://a.example/contact")
    False
    """
    parts = urlsplit(address)
    steps = [step for step in parts.path.split("/") if step]
    made = [_kind(step, last=at == len(steps) - 1) for at, step in enumerate(steps)]
    return (*made, *sorted(f"?{name}" for name, _ in parse_qsl(parts.query, keep_blank_values=True)[:20]))


def _kind(step: str, *, last: bool) -> str:
    name, _, ending = step.rpartition(".") if last and "." in step else (step, "", "")
    if name.isdigit():
        return "0"
    if any(char.isdigit() for char in name) or name.count("-") + name.count("_") or "%" in name or len(name) > 20:
        return f"*.{ending}" if ending else "*"
    return "word" if last else step.lower()


def _is_candidate(target: str, here: str) -> bool:
    parts = urlsplit(target)
    if host_of(target) != host_of(here) or _NO_PAGES.search(parts.path):
        return False
    above = here.split("?")[0].startswith(target.split("?")[0]) and not parts.query
    return not above and (parts.path.strip("/") != "" or any(char.isdigit() for char in parts.query))


def _is_title(words: str) -> bool:
    return len(words.split()) >= _TITLE_WORDS or (len(words) >= _TITLE_CHARS and " " in words) or (
        len(words) >= 8 and not words.isascii() and " " not in words
    )  # fmt: skip


def _in_box(node: LexborNode) -> bool:
    parent = node.parent
    for _ in range(_DEEPEST):
        if parent is None:
            return False
        if parent.tag in _BOXES or (parent.attributes or {}).get("role") in _BOX_ROLES:
            return parent.tag != "header" or _is_page_head(parent)
        parent = parent.parent
    return False


def _is_page_head(node: LexborNode) -> bool:
    """Whether a header is the page's, not that of one entry of the list."""
    parent = node.parent
    return parent is None or parent.tag not in ("article", "section", "li")
