"""What a page says about itself outside its visible text: title, meta tags, links, JSON-LD, times, language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from rostra.readers.compose import Composer
from rostra.text.spaces import collapse

# Bounds on JSON-LD: the richest pages met (news sites with their whole navigation in it) have some 300 values, 8 levels deep.
_MOST_VALUES = 1000
_MOST_LEVELS = 12
_MOST_CHARACTERS = 1_000_000
# Titles that repeat a whole description have some 600 characters; a page whose <title> is never closed is no title.
_LONGEST_TITLE = 2000
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*")
_LINKS = frozenset(("canonical", "amphtml", "alternate", "shortlink", "author", "license"))


def read_facts(tree: LexborHTMLParser, nodes: Iterable[LexborNode], composer: Composer) -> None:
    """Add the facts of `tree` to `composer`, in the page's order within each origin, and set its language.

    `nodes` are its elements of the names in `FACTS`, in the page's order; others among them are passed over.
    """
    root = tree.root
    if root is not None:
        _read_root(root.attributes, composer)
    for node in nodes:
        if reader := _READERS.get(node.tag or ""):
            reader(node, composer)
    composer.language = composer.language or _find_language(composer)


def normalise_language(name: str | None) -> str | None:
    """A language tag in BCP 47's usual case, ``None`` for what is no tag.

    >>> normalise_language("pt-br"), normalise_language("zh_hant_TW"), normalise_language("English, please")
    ('pt-BR', 'zh-Hant-TW', None)
    """
    if not name or not _LANGUAGE.fullmatch(name.strip()):
        return None
    first, *rest = re.split("[-_]", name.strip().lower())
    return "-".join([first, *(_cased(part) for part in rest)])


def _cased(part: str) -> str:
    if len(part) == 2:
        return part.upper()
    return part.title() if len(part) == 4 and part.isalpha() else part


def _read_root(attributes: dict[str, str | None], composer: Composer) -> None:
    for name in ("lang", "xml:lang", "dir"):
        composer.fact("html", name, collapse(attributes.get(name) or ""))
    for name in ("lang", "xml:lang"):
        composer.language = composer.language or normalise_language(attributes.get(name))


def _read_title(node: LexborNode, composer: Composer) -> None:
    if node.parent is None or node.parent.tag != "svg":
        composer.fact("title", "title", collapse(node.text())[:_LONGEST_TITLE])


def _read_meta(node: LexborNode, composer: Composer) -> None:
    attributes = node.attributes
    name = next(
        (value for key in ("property", "name", "itemprop", "http-equiv") if (value := attributes.get(key))), None
    )
    if name:
        composer.fact("meta", collapse(name), collapse(attributes.get("content") or ""))


def _read_link(node: LexborNode, composer: Composer) -> None:
    attributes = node.attributes
    rel = (attributes.get("rel") or "").lower().split()
    for name in _LINKS.intersection(rel):
        kind = attributes.get("media") or attributes.get("hreflang") or attributes.get("type") or ""
        composer.fact(
            "link", f"{name}:{kind}" if kind and name == "alternate" else name, (attributes.get("href") or "").strip()
        )


def _read_time(node: LexborNode, composer: Composer) -> None:
    attributes = node.attributes
    name = attributes.get("itemprop") or attributes.get("class") or ""
    composer.fact("time", collapse(name), collapse(attributes.get("datetime") or ""))


def _read_script(node: LexborNode, composer: Composer) -> None:
    kind = (node.attrs.get("type") or "").strip().lower()
    if not kind.startswith("application/ld+json"):
        return
    source = node.text()
    if len(source) > _MOST_CHARACTERS:
        return
    try:
        values = json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return
    for count, (path, value) in enumerate(flatten(values)):
        if count >= _MOST_VALUES:
            break
        composer.fact("json-ld", path, value)


_READERS = {
    "title": _read_title,
    "meta": _read_meta,
    "link": _read_link,
    "time": _read_time,
    "script": _read_script,
}
FACTS = tuple(_READERS)
"""The names of the elements that facts are read from."""


def flatten(value: Any, path: str = "", level: int = 0) -> Iterator[tuple[str, str]]:
    """Scalars with their dotted paths, in order. Items of a list share the list's path; what lies too deep is left out.

    >>> list(flatten({"author": [{"name": "Ada Quill"}], "views": 3}))
    [('author.name', 'Ada Quill'), ('views', '3')]
    """
    if level > _MOST_LEVELS:
        return
    if isinstance(value, dict):
        for key, item in value.items():
            yield from flatten(item, f"{path}.{key}" if path else str(key), level + 1)
    elif isinstance(value, list):
        for item in value:
            yield from flatten(item, path, level + 1)
    elif (scalar := print_scalar(value)) != "":
        yield path, scalar


def print_scalar(value: Any) -> str:
    """A scalar of JSON as text, white space collapsed; "" for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return collapse(str(value))


def _find_language(composer: Composer) -> str | None:
    """The language by the page's meta tags, for pages whose root says nothing."""
    for name in ("content-language", "dc.language", "inlanguage", "og:locale"):
        for fact in composer.facts:
            if fact.origin == "meta" and fact.name == name and (language := normalise_language(fact.value)):
                return language
    return None
