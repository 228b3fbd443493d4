"""Persons in Chinese, Japanese and Korean phrases, where office and name stand side by side without a mark between them.

In Chinese the office comes first ("外交部发言人林远航主持"), in Japanese the name ("高梨透外務大臣会見"), and the name ends where
the office, another script or a word that goes on with the sentence begins. Korean sets words apart and has the name first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rostra.lexicon import phrases_of
from rostra.structure.metadata.words import occasions

_HAN = "\u3400-\u9fff々"
_HANGUL = "가-힣"
_EAST_ASIAN = re.compile(f"[{_HAN}{_HANGUL}]")

FULL_NAME = 3
"""Characters of a Japanese name with family and given name; two are a family name alone or a word."""

Held = tuple[str, str, int, int]
"""Name, office, and where the name stands."""


def find_unspaced(text: str) -> list[Held]:
    """Persons with their offices in a phrase of these languages, in order, each name once; empty for other scripts."""
    if not _EAST_ASIAN.search(text):
        return []
    found: dict[str, Held] = {}
    for held in sorted((*_chinese(text), *_japanese(text), *_korean(text)), key=lambda held: held[2]):
        if all(held[3] <= other[2] or held[2] >= other[3] for other in found.values()):
            found.setdefault(held[0], held)
    return list(found.values())


def _alternatives(language: str, key: str) -> str:
    return "|".join(map(re.escape, sorted(phrases_of("offices", key, language), key=len, reverse=True)))


@cache
def _office_name() -> re.Pattern[str]:
    """Chinese: an office, two or three characters, and what goes on after a name."""
    return re.compile(
        rf"(?P<office>{_alternatives('zh', 'offices')})(?P<name>[{_HAN}]{{2,3}}?)"
        rf"(?={_alternatives('zh', 'followers')}|[^{_HAN}]|$)"
    )


def _chinese(text: str) -> Iterator[Held]:
    for match in _office_name().finditer(text):
        if not any(word in match["name"] for word in phrases_of("offices", "not_names", "zh")):
            yield match["name"], match["office"], match.start("name"), match.end("name")


@cache
def _name_office() -> re.Pattern[str]:
    """Japanese: the characters after another script or a particle up to the office."""
    return re.compile(rf"(?<![{_HAN}ァ-ヶー])(?P<name>[{_HAN}]{{1,5}}?)(?P<office>{_alternatives('ja', 'offices')})")


def _japanese(text: str) -> Iterator[Held]:
    for match in _name_office().finditer(text):
        if len(match["name"]) >= FULL_NAME and not _is_body(match["name"]):
            yield match["name"], match["office"], match.start("name"), match.end("name")


def _is_body(name: str) -> bool:
    """Whether the characters name a ministry or a country and not a person."""
    return any(name.endswith(word) for word in phrases_of("offices", "organisations", "ja"))


@cache
def _korean_office() -> re.Pattern[str]:
    """Korean: a name of three syllables, perhaps its ministry, and the office; or office and name."""
    offices = _alternatives("ko", "offices")
    before = rf"(?<!\w)(?P<first>[{_HANGUL}]{{3}})\s(?:[{_HANGUL}]{{2,8}}[부처청원실]\s)?(?P<office>{offices})(?![{_HANGUL}])"
    return re.compile(rf"{before}|(?<!\w)(?P<held>{offices})\s(?P<second>[{_HANGUL}]{{3}})(?![{_HANGUL}])")


def _korean(text: str) -> Iterator[Held]:
    for match in _korean_office().finditer(text):
        group = "first" if match["first"] else "second"
        held = match["office"] or match["held"]
        after = _THREE.match(text, match.end()) if match["first"] else None
        if after and _is_korean_name(after[1]) and after[1] not in occasions():
            yield (
                after[1],
                held,
                after.start(1),
                after.end(1),
            )  # "of the Swallow captain Ada Lund"
        elif _is_korean_name(match[group]):
            yield match[group], held, match.start(group), match.end(group)


_THREE = re.compile(rf"\s([{_HANGUL}]{{3}})(?![{_HANGUL}])")
_PARTICLES = "의와를을에"


def _is_korean_name(name: str) -> bool:
    return name[-1] not in _PARTICLES and name not in _not_korean()


@cache
def _not_korean() -> frozenset[str]:
    return phrases_of("offices", "not_names", "ko") | phrases_of("offices", "offices", "ko")
