"""Guessing an encoding that nothing tells, from which letters stand beside which.

Theory: the wrong encoding shows in its words. Latin letters read as Cyrillic stand in the midst of Latin words; Cyrillic read
as Latin makes words without one plain letter. So each candidate is rated by how many of its letters beyond ASCII are common
ones, less those in words that no language writes. East Asian encodings accept almost any pair of bytes, and need their own proof.
"""

from __future__ import annotations

import re

import msgspec


class Guess(msgspec.Struct, frozen=True):
    """The likeliest encoding, by Python's name. It is `certain` when no other reading of the same bytes comes near."""

    encoding: str
    certain: bool


_HAN = "[\u4e00-\u9fff\u3000-\u3002\uff00-\uffef]"
_EAST_ASIAN = (
    ("cp932", re.compile("[\u3040-\u30ff]"), 0.2),
    ("euc_jp", re.compile("[\u3040-\u30ff]"), 0.2),
    ("cp949", re.compile("[\uac00-\ud7a3\u3000-\u3002]"), 0.8),  # Chinese read as Korean is half Hangul, half Chinese
    ("gb2312", re.compile(_HAN), 0.9),
    ("big5", re.compile(_HAN), 0.9),
    ("gb18030", re.compile(_HAN), 0.9),
)
"""Encoding, the characters that prove it, and their least share of what is not ASCII. Strict decoding rules most others out."""
# Pairs of accented Latin letters are rare, but a letter and the plain one behind it form a valid pair: a dozen characters, half of
# them different, make an accident unlikely.
_FEWEST_CHARACTERS = 12
_FEWEST_DIFFERENT = 6
# One East Asian character alone against Latin letters ("B\u9b1fke" for "Br\u00fccke"): a name here and there, not each tenth.
_LONE = re.compile(r"(?:(?<=[A-Za-z])[^\x00-\x7f]|(?<![^\x00-\x7f])[^\x00-\x7f](?=[A-Za-z]))(?![^\x00-\x7f])")
_MOST_LONE = 0.1

_WIDER = {"gb2312": "gb18030", "big5": "big5hkscs"}
"""Encodings that hold all of the one that was proved, and are what browsers read in its place."""
_LATIN = ("cp1252", "cp1250", "cp1254")
_SINGLE_BYTE = ("cp1252", "cp1251", "koi8_r", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp874", "cp866")
_NON_ASCII = re.compile("[^\x00-\x7f]")
_WORD = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
_PLAIN = re.compile("[A-Za-z]")
# Letters that only end a word: final sigma, Hebrew's final forms, Arabic's ta marbuta. Cyrillic read as these has them anywhere.
_UNFINISHED = re.compile("[ςךםןףץة][^\\W\\d_]")
# Cyrillic with the signs in front, without a vowel, or with capitals behind small letters (the other encoding's case).
_BROKEN_CYRILLIC = re.compile("[ъьыЪЬЫ]|[а-яёіїєґ]+[А-ЯЁІЇЄҐ]|[бвгджзйклмнпрстфхцчшщъь]{4,}$")
_COMMON = {
    "cp1252": "éèêëàâäáãåæçñóòôöõøúùûüíìîïßœÉÈÀÂÄÁÅÆÇÑÓÖØÚÜÍ’“”–—«»„‘¿¡ºª£©®°·…",
    "cp1251": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъіїєґ№«»–—“”„…",
    "koi8_r": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъ",
    "cp866": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъ",
    "cp1250": "ąćęłńóśźżčďěňřšťůýžáéíőűúăâîșțöüäŁŚŻŹČŘŠŽÁÉÍÓÚÖÜ’“”–—„«»…",
    "cp1253": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώ",
    "cp1254": "ğışöüçİŞĞÖÜÇâî’“”–—«»…",
    "cp1255": "אבגדהוזחטיכלמנסעפצקרשתםןףץך",
    "cp1256": "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآئءؤ،؟",
    "cp874": "กขคงจชดตถทนบปผพมยรลวสหอะาิีึืุูเแโใไ่้็์ั",
}
"""The characters by which text of each encoding is known: in their own encoding nearly all that is not ASCII is among them."""
# Cyrillic encodings differ by which half of the table holds the capitals; text of capitals alone is rare.
_CAPITAL = 0.8
# Reading one language's letters as its neighbour's costs a few letters of a page (French as Central European: one in five).
_CLEAR = 0.8
_MARGIN = 0.15
# With fewer letters than this one word decides, and a name may be of any language.
_FEWEST_LETTERS = 5
_SAMPLE_BYTES = 65_536


def guess_encoding(content: bytes) -> Guess:
    """The encoding of `content`, which holds at least one byte beyond ASCII and is no UTF-8."""
    sample = _sample(content)
    if encoding := _find_east_asian(sample):
        return Guess(encoding, certain=True)
    readings = {encoding: sample.decode(encoding, "replace") for encoding in _SINGLE_BYTE}
    rates = {encoding: _rate(text, encoding) for encoding, text in readings.items()}
    best = max(_SINGLE_BYTE, key=rates.__getitem__)
    rivals = [rates[other] for other in _SINGLE_BYTE if readings[other] != readings[best]]
    letters = sum(character.isalpha() for character in _NON_ASCII.findall(readings[best]))
    clear = rates[best] >= _CLEAR and rates[best] - max(rivals, default=-1.0) >= _MARGIN
    return Guess(best, certain=clear and letters >= _FEWEST_LETTERS)


def _find_east_asian(sample: bytes) -> str | None:
    for encoding, proof, share in _EAST_ASIAN:
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        found = "".join(_NON_ASCII.findall(text))
        proved = proof.findall(found)
        if (
            len(found) >= _FEWEST_CHARACTERS
            and len(set(found)) >= _FEWEST_DIFFERENT
            and len(proved) >= share * len(found)
            and len(_LONE.findall(text)) <= _MOST_LONE * len(found)
        ):
            return _WIDER.get(encoding, encoding)
    return None


def _sample(content: bytes) -> bytes:
    """Up to 64 kB that hold the first bytes beyond ASCII, cut at line or word ends so that no character is broken."""
    first = next(iter(re.finditer(rb"[\x80-\xff]", content)))
    start = max(content.rfind(b" ", 0, first.start()), content.rfind(b"\n", 0, first.start()), 0)
    sample = content[start : start + _SAMPLE_BYTES]
    return (
        sample if len(sample) < _SAMPLE_BYTES else sample[: max(sample.rfind(b" "), sample.rfind(b"\n")) + 1] or sample
    )


def _rate(text: str, encoding: str) -> float:
    """From -1 (no language writes such words) to 1 (all that is not ASCII is common in it)."""
    found = _NON_ASCII.findall(text)
    common = _COMMON[encoding]
    good = sum(1 if character in common else _CAPITAL if character.lower() in common else 0 for character in found)
    bad = sum(len(_NON_ASCII.findall(word)) for word in _WORD.findall(text) if _is_impossible(word, encoding))
    return (good - bad) / (len(found) or 1)


def _is_impossible(word: str, encoding: str) -> bool:
    """Whether no language writes `word`: Latin of three letters and more has a plain one; other scripts do not mix with Latin."""
    plain = _PLAIN.search(word) is not None
    if encoding in _LATIN:
        return not plain and len(word) > 2
    return plain or _UNFINISHED.search(word) is not None or _BROKEN_CYRILLIC.match(word) is not None
