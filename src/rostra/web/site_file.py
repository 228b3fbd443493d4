"""A publisher's one file: TOML that says what a site is called and how it looks, read into `SiteSettings`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from rostra.model import UsageError
from rostra.web.settings import SiteSettings
from rostra.web.theme import FooterLink, Theme

LARGEST_FILE = 100_000
PLAIN = tuple(field.name for field in fields(SiteSettings) if field.name != "theme")
TABLES = {"colours": ("accent", "accent_dark"), "fonts": ("text", "interface"), "footer": ("text", "links")}
KEYS = (*PLAIN, "logo", "sections", *TABLES)
_KINDS: dict[str, type] = {"page_size": int, "count_misses": bool}


def load_settings(path: Path, chosen: Mapping[str, Any] | None = None) -> SiteSettings:
    """The settings that the file at `path` holds; what is in `chosen` (options of a command) goes before it.

    Raises:
        UsageError: the file cannot be read, is no TOML, or says something that means nothing; the message names file and line.
    """
    text = _read(path)
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            f"{path} is no TOML: {error}.", hint="An example stands in docs/publish.md, under “Theme”."
        ) from error
    return _File(path, text, said).settings(chosen or {})


def read_settings(path: Path | None, chosen: Mapping[str, Any]) -> SiteSettings:
    """What the options of a command choose, over the file at `path` if there is one. Raises `UsageError`."""
    if path is not None:
        return load_settings(path, chosen)
    try:
        return SiteSettings(**chosen)
    except ValueError as error:
        raise UsageError(str(error), hint="--help lists what can be chosen.") from error


def _read(path: Path) -> str:
    try:
        content = path.read_bytes()[: LARGEST_FILE + 1]
        if len(content) > LARGEST_FILE:
            raise UsageError(
                f"{path} is larger than {LARGEST_FILE // 1000} kB.", hint="It should hold a site's settings alone."
            )
        return content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path} cannot be read: {error}.", hint="Give the TOML file of the site with --site."
        ) from error


class _File:
    """The file with the place of each key, for messages that lead to it."""

    def __init__(self, path: Path, text: str, said: dict[str, Any]) -> None:
        self.path, self.text, self.said = path, text, said

    def settings(self, chosen: Mapping[str, Any]) -> SiteSettings:
        self._check_keys(self.said, KEYS)
        for name, keys in TABLES.items():
            self._check_keys(self._table(name), keys)
        plain = {name: self._of(self.said, name, _KINDS.get(name, str)) for name in PLAIN if name in self.said}
        values = {**plain, **chosen}
        try:
            return SiteSettings(**values, theme=self._theme())
        except ValueError as error:
            known = next((name for name in PLAIN if name in plain and name not in chosen and self._fails(name)), "")
            raise self._error(known, str(error)) from error

    def _fails(self, name: str) -> bool:
        try:
            SiteSettings(**{name: self.said[name]})
        except ValueError:
            return True
        return False

    def _theme(self) -> Theme:
        colours, fonts, footer = self._table("colours"), self._table("fonts"), self._table("footer")
        given = {
            "accent": self._of(colours, "accent", str),
            "accent_dark": self._of(colours, "accent_dark", str),
            "text_font": self._of(fonts, "text", str),
            "interface_font": self._of(fonts, "interface", str),
            "footer_text": self._of(footer, "text", str),
        }
        places = {"text_font": "text", "interface_font": "interface"}
        for name, value in given.items():
            try:
                Theme(**{name: value})
            except ValueError as error:
                raise self._error(places.get(name, name), str(error)) from error
        return Theme(
            **given,
            **self._logo(),
            sections=self._list(self.said, "sections"),
            footer_links=tuple(self._link(link) for link in self._of(footer, "links", list)),
        )

    def _logo(self) -> dict[str, Any]:
        name = self._of(self.said, "logo", str)
        if not name:
            return {}
        try:
            logo = {"logo": (self.path.parent / name).read_bytes(), "logo_name": name}
            Theme(**logo)
        except (OSError, ValueError) as error:
            raise self._error("logo", f"{error}".rstrip(".") + ".") from error
        return logo

    def _link(self, link: Any) -> FooterLink:
        if (
            not isinstance(link, dict)
            or set(link) != {"name", "address"}
            or not all(isinstance(v, str) for v in link.values())
        ):
            raise self._error(
                "links", 'A link of the footer is { name = "Imprint", address = "https://example.org/imprint" }.'
            )
        try:
            return FooterLink(**link)
        except ValueError as error:
            raise self._error("address", str(error)) from error

    def _list(self, table: Mapping[str, Any], name: str) -> tuple[str, ...]:
        values = self._of(table, name, list)
        if not all(isinstance(value, str) for value in values):
            raise self._error(name, f'{name} is a list of names, such as ["News", "Speeches"].')
        return tuple(values)

    def _table(self, name: str) -> dict[str, Any]:
        return self._of(self.said, name, dict)  # type: ignore[no-any-return]

    def _of(self, table: Mapping[str, Any], name: str, kind: type) -> Any:
        """The value of a key, the empty one of its kind where it is missing."""
        value = table.get(name, kind())
        if type(value) is not kind:
            words = {
                str: "text in quotation marks",
                int: "a whole number",
                bool: "true or false",
                list: "a list",
                dict: "a table",
            }
            raise self._error(name, f"{name} is {words[kind]}.")
        return value

    def _check_keys(self, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for name in table:
            if name not in known:
                near = get_close_matches(name, known, 1)
                means = f" Did you mean {near[0]}?" if near else f" There are: {', '.join(known)}."
                raise self._error(name, f"There is no setting {name!r}.{means}")

    def _error(self, key: str, message: str) -> UsageError:
        line = self._line(key) if key else 0
        where = f"{self.path}, line {line}" if line else str(self.path)
        return UsageError(f"{where}: {message}", hint="All settings stand in docs/publish.md, under “Theme”.")

    def _line(self, key: str) -> int:
        found = re.search(
            rf"""^\s*(?:\[+\s*)?["']?{re.escape(key)}["']?\s*[=\]]|\b{re.escape(key)}\s*=""", self.text, re.M
        )
        return self.text.count("\n", 0, found.start() + len(found[0]) - len(found[0].lstrip())) + 1 if found else 0
