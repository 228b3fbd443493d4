"""The language of the statement: what the page declares, checked against the words of its body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import cache

from rostra.lexicon import load
from rostra.model import Evidence
from rostra.structure.metadata.page import Page, fact_names
from rostra.text.languages import FunctionWords, choose_language, count_function_words, guess_language

SURE = 0.6
"""A guess surer than this outweighs the page's declaration: templates keep "en" on pages in every language."""


@cache
def _function_words() -> FunctionWords:
    tags: dict[str, list[str]] = {}
    for tag, table in load("function_words").items():
        for word in dict.fromkeys(table["words"]):
            tags.setdefault(word.casefold(), []).append(tag)
    return {word: tuple(having) for word, having in tags.items()}


def guess(text: str) -> tuple[str, float] | None:
    """The language of a text (its primary tag) and how sure (0-1), by its script and words; ``None`` where they do not tell."""
    return guess_language(text, _function_words())


def count_words(text: str) -> Counter[str]:
    """How many of each language's commonest words a text has, by tag."""
    return count_function_words(text, _function_words())


def choose(text: str, among: Collection[str]) -> str:
    """The one of these languages that a short text is in; "" where it does not tell."""
    return choose_language(text, _function_words(), among)


def read_language(page: Page) -> tuple[str | None, Evidence | None]:
    """The primary tag (BCP 47), ``None`` when the page declares none and its words do not tell."""
    declared = _declared(page)
    found = guess(page.body_sample or page.document.text)
    if found and (found[1] >= SURE or not declared):
        agreed = found[0] == declared
        return found[0], Evidence(rule="language-words", confidence=0.99 if agreed else found[1])
    if declared:
        return declared, Evidence(rule="language-declared", confidence=0.8, fact="html:lang")
    return None, None


def _declared(page: Page) -> str | None:
    """The page's own word, as a primary tag."""
    value = (
        page.fact("field", *fact_names("language", "fields"))
        or page.document.language
        or page.fact("html", "lang", "xml:lang")
        or page.fact("meta", "og:locale", "content-language", "dc.language")
    )
    tag = value.replace("_", "-").split("-")[0].strip().lower()
    return tag if 2 <= len(tag) <= 3 and tag.isalpha() else None
