"""Persons whom a phrase introduces without an office: after "by", after an occasion with its "of" or "with", or before a colon."""

from __future__ import annotations

from collections.abc import Iterator

from rostra.lexicon import phrases
from rostra.structure.metadata.tokens import BREAK, Word, split_words
from rostra.structure.metadata.unspaced import find_unspaced
from rostra.structure.metadata.who import Named, as_named, find_people, name_from
from rostra.structure.metadata.words import country_words, honorifics, introducers, joining, occasion_stems, occasions
from rostra.text.names import is_name_word

_MOST_OFFICE = 6  # words between "by" and a form of address


def name_at_start(text: str) -> Named | None:
    """The person with whose full name a sentence begins ("Ada Lund sent greetings ..."), else ``None``."""
    words = split_words(text[:80])
    end = name_from(words, 0) if words else 0
    if end < 2 or any(word.folded in country_words() for word in words[:end]):
        return None
    return as_named(text, words, 0, end, None, None, 0)


def find_named(text: str) -> list[Named]:
    """Persons without an office: two to four capitalised words after "by", after an occasion with its "of" or "with" ("interview
    with"), or after "and" that joins them to another person; none of the words a country."""
    words = split_words(text)
    found = _before_colon(text, words)
    if found:
        return found  # whom the words after it name is the outlet
    for at in range(1, len(words)):
        if BREAK.search(words[at - 1].gap) or not _introduces(words, at - 1, found):
            continue
        first = _addressed(words, at)
        end = name_from(words, first)
        if end - first >= 2 and not any(word.folded in country_words() for word in words[first:end]):
            office = text[words[at].start : words[first - 1].end] if first > at else None
            person = as_named(text, words, first, end, office, None, at)
            found += [person] if person else []
    return found


def _addressed(words: list[Word], at: int) -> int:
    """Where a form of address stands behind capitalised words that can only be an office ("Harbour Adviser Dr. Ada Lund"); `at`
    itself where none does."""
    for end in range(at, min(at + _MOST_OFFICE, len(words) - 1)):
        if words[end].folded in honorifics() and words[end].text.endswith("."):
            return end
        if not is_name_word(words[end].text) or BREAK.search(words[end].gap):
            break
    return at


def _before_colon(text: str, words: list[Word]) -> list[Named]:
    """The person whose name alone stands in front of a colon and the occasion ("Ada Lund: interview with Radio Velm")."""
    end = name_from(words, 0) if words else 0
    if not 2 <= end < len(words) or ":" not in words[end - 1].gap:
        return []
    occasion = words[end].folded in occasions() or words[end].folded.startswith(occasion_stems())
    if not occasion or any(word.folded in country_words() for word in words[:end]):
        return []
    person = as_named(text, words, 0, end, None, None, 0)
    return [person] if person else []


def _introduces(words: list[Word], at: int, found: list[Named]) -> bool:
    """Whether the word there stands before a person's name."""
    word = words[at]
    if word.folded in phrases("offices", "author"):
        return not word.text.isupper() or at == 0 or words[at - 1].folded in occasions()  # not "BANQUET GIVEN BY"
    if all(other.text.isupper() for other in words):
        return False  # in capitals alone nothing else tells a name from a noun
    if word.folded in joining():
        return bool(found) and at > 0 and found[-1].end == words[at - 1].end
    return at > 0 and word.folded in introducers() and words[at - 1].folded in occasions()


def iter_introduced(text: str) -> Iterator[Named]:
    """All persons of a phrase, with office or introduced, in the order of the phrase; each name once."""
    seen: set[str] = set()
    held = _without_unspaced(find_people(text), text)
    bare = [n for n in find_named(text) if all(n.end <= h.start or n.start >= h.end for h in held)]
    for person in sorted([*held, *bare], key=lambda person: person.start):
        if person.name not in seen:
            seen.add(person.name)
            yield person


def _without_unspaced(held: list[Named], text: str) -> list[Named]:
    """Persons with an office, those of scripts that join office and name in place of what was read word by word there."""
    joined = [Named(name, office, None, start, end) for name, office, start, end in find_unspaced(text)]
    return (
        [*(p for p in held if all(p.end <= j.start or p.start >= j.end for j in joined)), *joined] if joined else held
    )
