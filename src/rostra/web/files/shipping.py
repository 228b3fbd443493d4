"""What every page needs beside it: style, icon and script; and the page for addresses at which nothing is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

from rostra.web.files.making import Made, Maker
from rostra.web.files.tailoring import tailor

SEARCH = "still/search.js"
SEARCH_STYLE = "static/still/search.css"
"""What the search page needs of the site's style."""
_STATIC = files("rostra.web") / "static"
_REMARK = re.compile(r"/\*.*?\*/", re.S)
_SPACE = re.compile(r"\s*([{};,])\s*|(?<=:) ")
_ASIDE = re.compile(r"(?<=[;,{(]) +// [^\"'`]*$")
_SIGN = re.compile(
    r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`)| *(=>|[=!]==|&&|\|\||[{}(),;:?<>=*]) *"""
)
_IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "\./([\w/.-]+\.js)";$', re.M)
_EXPORT = re.compile(r"^export (?:async )?function (\w+)|^export (?:const|let|class) (\w+)", re.M)


def ship(maker: Maker) -> Made:
    """Write the static files and ``404.html``."""
    written, size, names = 0, 0, []
    for name in _shipped():
        content = _light(name).encode() if name.endswith((".js", ".css")) else (_STATIC / name).read_bytes()
        names.append(f"static/{name}")
        written += maker.folder.write(names[-1], content)
        size += len(content)
    for name, content in ((SEARCH_STYLE, _search_style(maker)), *_theme(maker)):
        names.append(name)
        written += maker.folder.write(name, content)
        size += len(content)
    page = maker.missing_page().encode()
    written += maker.folder.write("404.html", page)
    return Made(start="", files=(*names, "404.html"), written=written, size_bytes=size + len(page))


def _search_style(maker: Maker) -> bytes:
    return tailor(_light("site.css"), maker.answers.get("/search").content, bundle(SEARCH)).encode()


def _theme(maker: Maker) -> Iterator[tuple[str, bytes]]:
    """The files of a publisher's theme: name and bytes."""
    theme = maker.answers.site.settings.theme
    if theme.stylesheet:
        yield "theme/site.css", theme.stylesheet.encode()
    if theme.logo:
        yield theme.logo_path[1:], theme.logo


def _shipped() -> list[str]:
    """The static files that pages of the site name: those of readers, and the script that searches without a server."""
    return [*sorted(file.name for file in _STATIC.iterdir() if file.is_file()), SEARCH]


def _light(name: str) -> str:
    """A script or style without what only its authors need, which a file server may well send as it is."""
    if name.endswith(".css"):
        style = _REMARK.sub("", (_STATIC / name).read_text("utf-8"))
        return _SPACE.sub(lambda match: match[1] or "", style).strip().replace(";}", "}") + "\n"
    lines = (_tight(_ASIDE.sub("", line.strip())) for line in bundle(name).splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


def _tight(line: str) -> str:
    """A line of script without the spaces around its signs; one that may hold a pattern, or a template in another, stays."""
    return line if "/" in line or line.count("`") > 2 else _SIGN.sub(lambda match: match[1] or match[2], line)


def bundle(name: str) -> str:
    """A module and all that it imports as one classic script: browsers do not load modules from a folder.

    Each module becomes a function that gives what it exports; ours import by name, one line each, and export declarations.
    """
    modules: dict[str, str] = {}
    _gather(name, modules)
    bodies = "\n".join(f'made["{module}"] = (() => {{\n{body}\n}})();' for module, body in modules.items())
    return f'"use strict";\n(() => {{\nconst made = {{}};\n{bodies}\n}})();\n'


def _gather(name: str, modules: dict[str, str]) -> None:
    """Put the module and, before it, what it imports into `modules`."""
    if name in modules:
        return
    source = (_STATIC / name).read_text("utf-8")
    beside = name.rpartition("/")[0]
    where = f"{beside}/" if beside else ""
    for found in _IMPORT.finditer(source):
        _gather(where + found[2], modules)
    exported = [function or other for function, other in _EXPORT.findall(source)]
    body = _IMPORT.sub(lambda match: f'const {{ {match[1]} }} = made["{where}{match[2]}"];', source)
    body = re.sub(r"^export ", "", body, flags=re.M)
    modules[name] = f"{body.rstrip()}\nreturn {{ {', '.join(exported)} }};"
