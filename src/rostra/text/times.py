"""Clock times as people print them, as "HH:MM"."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from rostra.text.digits import plain_digits


class FoundTime(msgspec.Struct, frozen=True):
    """A time at `text[start:end]`; `value` is "HH:MM" of a day of 24 hours."""

    start: int
    end: int
    value: str


_HALF_DAY = r"(?P<half>[ap])\.?\s?m\b\.?"
# "3:02 P.M." · "2.30 p.m." · "9:35 a.m." · "5 p.m." · "12 noon"
_TWELVE = re.compile(rf"(?<![\d.:,])(?P<hour>1[0-2]|0?[1-9])(?:[.:](?P<minute>[0-5]\d))?\s?{_HALF_DAY}", re.IGNORECASE)
# "14:44" · "14:44:05" · "15h37" · "15 h 37" · "14.44 Uhr" · "kl. 14.30"
_TWENTY_FOUR = re.compile(
    r"(?<![\d:.,])(?P<hour>[01]?\d|2[0-3])(?P<mark>:|\s?h\s?|\.)(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:%]|[.,]\d)"
    r"(?P<clock>\s?(?:Uhr|hrs?|hours|GMT|UTC|[CE]E?S?T)\b)?",
    re.IGNORECASE,
)
# "14時44分" · "오후 2시 30분" · "下午2时30分"
_EAST_ASIAN = re.compile(
    r"(?P<half>午前|午後|오전|오후|上午|下午)?\s?(?P<hour>\d{1,2})\s?(?:時|时|點|点|시)(?:\s?(?P<minute>\d{1,2})\s?(?:分|분)|(?P<thirty>半|반))?"
)
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
# "half-past Eleven o'clock" · "a quarter past Two" · "Ten o'clock", as British parliaments print them
_SPELT = re.compile(
    rf"\b(?:(?:an?\s)?(?P<part>half|quarter)[\s-]+(?P<side>past|to|before)\s+)?(?P<hour>{'|'.join(_NUMBERS)})\b(?P<clock>\s+o['’]\s?clock)?"
    r"(?:\s+in\s+the\s+(?P<half>afternoon|evening))?",
    re.IGNORECASE,
)


_MAYBE = re.compile(r"\d|\b(?:half|quarter|o['’]\s?clock)\b", re.IGNORECASE)  # no time without one of these


_CLOCK_BEFORE = re.compile(
    r"(?:\bkl\.?|\bklo|\bore|\bora|\balle|\bsaat|\bgodz\.?|เวลา|\bpukul|\bjam)\s?$", re.IGNORECASE
)
"""Words for the clock in front of a time with a full stop ("kl. 14.30", "godz. 14.30")."""


def find_times(text: str) -> list[FoundTime]:
    """All clock times in `text`, in order, without overlaps. A bare "14.44" counts only with a word for the clock after it or
    alone in its line; numbers with a comma or a per cent sign are none."""
    found: list[FoundTime] = []
    if not _MAYBE.search(text):
        return found
    text = plain_digits(text)
    for rule in (_twelve, _spelt, _east_asian, _twenty_four):
        hits = rule(text)
        if hits:
            found = sorted((*found, *_without_overlaps(hits, found)), key=lambda hit: hit.start)
    return found


def _without_overlaps(hits: list[FoundTime], taken: list[FoundTime]) -> Iterator[FoundTime]:
    """Those of `hits` that lie apart from all of `taken`; both are in order and apart among themselves."""
    at = 0
    for hit in hits:
        while at < len(taken) and taken[at].end <= hit.start:
            at += 1
        if at == len(taken) or taken[at].start >= hit.end:
            yield hit


def _clock(hour: int, minute: int) -> str:
    return f"{hour % 24:02}:{minute:02}"


def _twelve(text: str) -> list[FoundTime]:
    return [
        FoundTime(m.start(), m.end(), _clock(int(m["hour"]) % 12 + 12 * (m["half"] in "pP"), int(m["minute"] or 0)))
        for m in _TWELVE.finditer(text)
    ]


def _twenty_four(text: str) -> list[FoundTime]:
    found = []
    for match in _TWENTY_FOUR.finditer(text):
        told = match["mark"] == "." and _CLOCK_BEFORE.search(text, max(match.start() - 8, 0), match.start())
        alone = bool(told) or (not text[: match.start()].strip() and not text[match.end() :].strip())
        if match["mark"] != "." or match["clock"] or alone:
            found.append(FoundTime(match.start(), match.end(), _clock(int(match["hour"]), int(match["minute"]))))
    return found


def _east_asian(text: str) -> list[FoundTime]:
    found = []
    for match in _EAST_ASIAN.finditer(text):
        hour, minute = int(match["hour"]), 30 if match["thirty"] else int(match["minute"] or 0)
        if hour > 24 or minute > 59:
            continue
        later = match["half"] in ("午後", "오후", "下午") and hour < 12
        found.append(FoundTime(match.start(), match.end(), _clock(hour + 12 * later, minute)))
    return found


def _spelt(text: str) -> list[FoundTime]:
    found = []
    for match in _SPELT.finditer(text):
        if not (match["part"] or match["clock"]):
            continue
        hour, minute = _NUMBERS[match["hour"].lower()], 0
        if match["part"]:
            minute = 30 if match["part"].lower() == "half" else 15
            if match["side"].lower() != "past":
                hour, minute = hour - 1, 60 - minute
        hour += 12 if match["half"] and hour < 12 else 0
        found.append(FoundTime(match.start(), match.end(), _clock(hour, minute)))
    return found
