"""Fonts for pictures: those of the system, by which characters they have.

None are bundled: one that speaks Chinese alone weighs more than the whole package. Fontconfig lists what is installed, once for the
life of the process. Where it is missing, Pillow's own font serves what is written in Western letters.
"""

from __future__ import annotations

import shutil
import subprocess
from bisect import bisect_right
from functools import cache
from typing import Any

import msgspec

SERIF: tuple[str, ...] = (
    "Charter", "Bitstream Charter", "Source Serif 4", "Noto Serif", "Noto Naskh Arabic", "Noto Serif CJK SC", "Noto Serif CJK JP",
    "Georgia", "Cambria", "Liberation Serif", "DejaVu Serif",
)  # fmt: skip
SANS: tuple[str, ...] = (
    "Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC", "Noto Sans CJK JP", "Open Sans", "Liberation Sans", "DejaVu Sans",
)  # fmt: skip
PLAIN = ("mono", "math", "emoji", "symbol", "condensed", "oblique", "italic", "light", "last resort")
"""Words in the name of a font that is taken only where no other has the characters."""

LISTING_S = 20
"""Seconds for fontconfig's answer: it may build its cache first."""

REGULAR, BOLD = 80, 200
"""Weights as fontconfig counts them."""

_FORMAT = "%{file}\t%{index}\t%{family}\t%{style}\t%{weight}\t%{charset}\n"


class Face(msgspec.Struct, frozen=True):
    """A font in a file. `starts` and `ends` are the ranges of code points that it has, ascending, ends included."""

    file: str
    index: int
    family: str
    style: str
    weight: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def has(self, points: frozenset[int]) -> bool:
        """Whether it has all of these code points."""
        for point in points:
            place = bisect_right(self.starts, point) - 1
            if place < 0 or point > self.ends[place]:
                return False
        return True


def find_face(text: str, *, serif: bool, bold: bool = False) -> Face | None:
    """The best font that has every character of `text`; ``None`` where no font of the system has them all."""
    points = frozenset(map(ord, text)) - {0x20, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFEFF}
    wanted = SERIF if serif else SANS
    able = [face for face in faces() if face.has(points)]
    return min(able, key=lambda face: _distance(face, wanted, BOLD if bold else REGULAR), default=None)


def _distance(face: Face, wanted: tuple[str, ...], weight: int) -> tuple[Any, ...]:
    name = f"{face.family} {face.style}".lower()
    odd = sum(word in name for word in PLAIN)
    place = wanted.index(face.family) if face.family in wanted else len(wanted)
    return odd, place, abs(face.weight - weight), face.file, face.index


@cache
def faces() -> tuple[Face, ...]:
    """All fonts that can be scaled, as fontconfig knows them; empty where it is not installed or fails."""
    program = shutil.which("fc-list")
    if program is None:
        return ()
    try:
        listed = subprocess.run(
            [program, "-f", _FORMAT, ":scalable=true"], capture_output=True, timeout=LISTING_S, check=True
        )
    except (subprocess.SubprocessError, OSError):
        return ()
    found = (_face(line.split("\t")) for line in listed.stdout.decode("utf-8", "replace").splitlines())
    return tuple(face for face in found if face)


def _face(fields: list[str]) -> Face | None:
    if len(fields) != 6 or not fields[5]:
        return None
    ranges = [part.partition("-") for part in fields[5].split()]
    try:
        starts = tuple(int(first, 16) for first, _, _ in ranges)
        ends = tuple(int(last or first, 16) for first, _, last in ranges)
        index = int(fields[1])
    except ValueError:
        return None
    weight = int(float(fields[4])) if fields[4].replace(".", "", 1).isdecimal() else REGULAR
    return Face(fields[0], index & 0xFFFF, fields[2].partition(",")[0], fields[3], weight, starts, ends)
