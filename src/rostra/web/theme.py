"""What a publisher's own file says about the looks of a site: colours, faces, a mark, the order of sections, the foot.

Colours are checked for contrast before anything starts: text that cannot be read is no matter of taste.

Source: W3C, Web Content Accessibility Guidelines 2.2, "relative luminance" and "contrast ratio".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

PAPERS = {"light": ("#fbfaf7", "#f3f0e9"), "dark": ("#161512", "#201e1a")}
"""The grounds on which the accent stands, as ``site.css`` has them."""

ENOUGH = 4.5
"""WCAG AA for text of the usual size."""

LARGEST_LOGO = 200_000
"""Bytes: three times a page's words."""

LOGOS = {".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp", ".jpg": "image/jpeg"}

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")

# Charter · "Noto Serif", serif
_FACES = re.compile(
    r"""(?:[\w -]{1,60}|"[\w -]{1,60}"|'[\w -]{1,60}')(?:\s*,\s*(?:[\w -]{1,60}|"[\w -]{1,60}"|'[\w -]{1,60}')){0,9}"""
)

# https://example.org/imprint · mailto:desk@example.org · /about
_LINK = re.compile(r"(?:https?://|mailto:|/(?!/))[^\s\"'<>]{0,500}")


@dataclass(frozen=True, kw_only=True)
class FooterLink:
    """A link at the foot of every page."""

    name: str
    address: str

    def __post_init__(self) -> None:
        if not (self.name.strip() and _LINK.fullmatch(self.address)):
            raise ValueError(f"{self.address!r} is no address for a link: it begins with https://, mailto: or /.")


@dataclass(frozen=True, kw_only=True)
class Theme:
    """The looks of a site. What is "" or empty is as Rostra has it.

    `accent` colours links and the marks of questions, `accent_dark` the same on a dark ground (made from `accent` where it is
    missing). `text_font` and `interface_font` are lists of faces that readers' systems have. `logo` are the bytes of a picture and
    `logo_name` its file's name. `sections` come first wherever sections are listed, in this order.
    """

    accent: str = ""
    accent_dark: str = ""
    text_font: str = ""
    interface_font: str = ""
    logo: bytes = b""
    logo_name: str = ""
    sections: tuple[str, ...] = ()
    footer_text: str = ""
    footer_links: tuple[FooterLink, ...] = ()

    def __post_init__(self) -> None:
        for name, ground in (("accent", "light"), ("accent_dark", "dark")):
            if colour := getattr(self, name):
                _check_colour(name, colour, ground)
        for name in ("text_font", "interface_font"):
            if (faces := getattr(self, name)) and not _FACES.fullmatch(faces):
                raise ValueError(f"{name} is a list of faces, such as 'Georgia, \"Noto Serif\", serif'.")
        if self.logo and (self.logo_ending not in LOGOS or len(self.logo) > LARGEST_LOGO):
            raise ValueError(f"The logo is one of {', '.join(LOGOS)}, and at most {LARGEST_LOGO // 1000} kB.")

    @property
    def logo_ending(self) -> str:
        """ ".svg" for "Harbour.SVG"; "" for no logo."""
        _, dot, ending = self.logo_name.rpartition(".")
        return (dot + ending.lower()).replace(".jpeg", ".jpg")

    @property
    def logo_path(self) -> str:
        """Where the site serves the logo; "" for none."""
        return f"/theme/logo{self.logo_ending}" if self.logo else ""

    @property
    def stylesheet(self) -> str:
        """The custom properties that differ from ``site.css``; "" where nothing does."""
        light = {"--accent": self.accent, "--serif": self.text_font, "--sans": self.interface_font}
        dark = {"--accent": self.accent_dark or (nearest(self.accent, "dark") if self.accent else "")}
        if not any({**light, **dark}.values()):
            return ""
        return (
            f":root {{ {_declared(light)} }}\n"
            f"@media (prefers-color-scheme: dark) {{ :root {{ {_declared(dark)} }} }}\n"
            "@media print { :root { --accent: #000; } }\n"
        )


def _declared(properties: dict[str, str]) -> str:
    return " ".join(f"{name}: {value};" for name, value in properties.items() if value)


def _check_colour(name: str, colour: str, ground: str) -> None:
    if not _COLOUR.fullmatch(colour):
        raise ValueError(f"{name} is a colour in six digits, such as #8a2b1d, not {colour!r}.")
    reached = min(contrast(colour, paper) for paper in PAPERS[ground])
    if reached < ENOUGH:
        better = nearest(colour, ground)
        raise ValueError(
            f"{name} {colour} cannot be read on the {ground} page: its contrast is {reached:.1f}, and text needs {ENOUGH}. "
            f"The nearest tone that can is {better}."
        )


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours ("#8a2b1d"), from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def nearest(colour: str, ground: str) -> str:
    """The tone of `colour` nearest to it that can be read on the "light" or the "dark" page."""
    target = 0 if ground == "light" else 255
    channels = _channels(colour)
    for step in range(101):
        mixed = "#" + "".join(f"{round(value + (target - value) * step / 100):02x}" for value in channels)
        if all(contrast(mixed, paper) >= ENOUGH for paper in PAPERS[ground]):
            return mixed
    raise AssertionError("black and white can be read on either page")


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def _luminance(colour: str) -> float:
    shares = [value / 255 for value in _channels(colour)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
