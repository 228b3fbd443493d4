"""The names of encodings that pages may declare, and what browsers understand by them.

Only these labels count (WHATWG Encoding Standard, "Names and labels"): Python knows many more names, among them
transformations that are no encodings of text (``idna``, ``unicode_escape``, ``rot13``, ``undefined``), and a page must not reach those.
"""

from __future__ import annotations

import re

_LABELS = {
    "utf-8": "unicode11utf8 unicode20utf8 utf8 xunicode20utf8",
    "utf-16-le": "csunicode iso10646ucs2 ucs2 unicode unicodefeff utf16 utf16le",
    "utf-16-be": "unicodefffe utf16be",
    "utf-32": "utf32",
    "cp866": "866 cp866 csibm866 ibm866",
    "iso8859-2": "csisolatin2 iso88592 iso885921987 isoir101 l2 latin2",
    "iso8859-3": "csisolatin3 iso88593 iso885931988 isoir109 l3 latin3",
    "iso8859-4": "csisolatin4 iso88594 iso885941988 isoir110 l4 latin4",
    "iso8859-5": "csisolatincyrillic cyrillic iso88595 iso885951988 isoir144",
    "iso8859-6": "arabic asmo708 csiso88596e csiso88596i csisolatinarabic "
    "ecma114 iso88596 iso885961987 iso88596e iso88596i isoir127",
    "iso8859-7": "csisolatingreek ecma118 elot928 greek greek8 iso88597 iso885971987 isoir126 suneugreek",
    "iso8859-8": "csiso88598e csisolatinhebrew hebrew iso88598 iso885981988 "
    "iso88598e isoir138 visual csiso88598i iso88598i logical",
    "iso8859-10": "csisolatin6 iso885910 isoir157 l6 latin6",
    "iso8859-13": "iso885913",
    "iso8859-14": "iso885914",
    "iso8859-15": "csisolatin9 iso885915 l9 latin9",
    "iso8859-16": "iso885916",
    "koi8_r": "cskoi8r koi koi8 koi8r",
    "koi8_u": "koi8ru koi8u",
    "mac_roman": "csmacintosh mac macintosh xmacroman",
    "mac_cyrillic": "xmaccyrillic xmacukrainian",
    "cp874": "dos874 iso885911 tis620 windows874",
    "cp1250": "cp1250 windows1250 xcp1250",
    "cp1251": "cp1251 windows1251 xcp1251",
    "cp1252": "ansix341968 ascii cp1252 cp819 csisolatin1 ibm819 iso88591 "
    "iso885911987 isoir100 l1 latin1 usascii windows1252 xcp1252",
    "cp1253": "cp1253 windows1253 xcp1253",
    "cp1254": "cp1254 csisolatin5 iso88599 iso885991989 isoir148 l5 latin5 windows1254 xcp1254",
    "cp1255": "cp1255 windows1255 xcp1255",
    "cp1256": "cp1256 windows1256 xcp1256",
    "cp1257": "cp1257 windows1257 xcp1257",
    "cp1258": "cp1258 windows1258 xcp1258",
    "gb18030": "chinese csgb2312 csiso58gb231280 gb2312 gb231280 gbk isoir58 xgbk gb18030",
    "big5hkscs": "big5 big5hkscs cnbig5 csbig5 xxbig5",
    "euc_jp": "cseucpkdfmtjapanese eucjp xeucjp",
    "iso2022_jp": "csiso2022jp iso2022jp",
    "cp932": "csshiftjis ms932 mskanji shiftjis sjis windows31j xsjis",
    "cp949": "cseuckr csksc56011987 euckr isoir149 korean ksc56011987 ksc56011989 ksc5601 windows949",
}
"""Python's name of each encoding (of the superset that browsers take it for) and its labels, without their punctuation."""

_CODECS = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}
_PUNCTUATION = re.compile("[^a-z0-9]+")


def find_codec(label: str | None) -> str | None:
    """Python's name for the encoding that a page calls `label`; ``None`` when that is no encoding of pages.

    >>> find_codec("ISO-8859-1"), find_codec("Shift_JIS"), find_codec("undefined"), find_codec("unicode_escape")
    ('cp1252', 'cp932', None, None)
    """
    return _CODECS.get(_PUNCTUATION.sub("", (label or "").lower()))
