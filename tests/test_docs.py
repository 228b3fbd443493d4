"""What is public is documented: every command and option, every field of the JSON, every code of an issue or error."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import msgspec
import pytest

from rostra.api import explain
from rostra.cli import root
from rostra.model import Event, Furniture, Issue, MonthCount, Participant, Related, Source, Transcript, Turn
from rostra.model.errors import RostraError

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PARSING = ("structure", "metadata", "readers", "text")
KEBAB = re.compile(r"[a-z]+(-[a-z]+)*")


def section(text: str, heading: str) -> str:
    """The part of a document under the heading that starts with these words."""
    match = re.search(rf"^## `?{re.escape(heading)}\b.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert match, f"docs/command.md has no section for {heading}"
    return match[0]


@pytest.mark.parametrize("name", ["", *root.COMMANDS])
def test_every_option_is_documented(name: str) -> None:
    command: click.Command = import_module(root.COMMANDS[name][0]).command if name else root.root
    text = section((DOCS / "command.md").read_text(), f"rostra {name}".strip())
    options = [
        option for parameter in command.params if isinstance(parameter, click.Option) for option in parameter.opts
    ]
    assert [option for option in options if f"`{option}" not in text] == []


@pytest.mark.parametrize("kind", [Transcript, Source, Event, Participant, Furniture, MonthCount, Related, Turn, Issue])
def test_every_field_of_the_json_is_documented(kind: type[msgspec.Struct]) -> None:
    text = (DOCS / "contract.md").read_text()
    assert [name for name in kind.__struct_fields__ if not re.search(rf"[`.]{name}`", text)] == []


def test_the_example_of_the_contract_is_a_transcript() -> None:
    from rostra.model.wire import from_wire, to_wire

    example = re.search(r"```json\n(.*?)```", (DOCS / "contract.md").read_text(), re.DOTALL)
    assert example
    wire = msgspec.json.decode(example[1])
    assert set(wire) == set(to_wire(from_wire(wire)))


def test_every_route_of_the_site_is_documented() -> None:
    from rostra.web import create_app

    text = (DOCS / "site.md").read_text()
    addresses = {re.sub(r":\w+\}", "}", route.path) for route in create_app("none.sqlite").routes}
    documented = set(re.findall(r"`(/[^`?]*)`", text))
    assert sorted(addresses - documented) == []
    assert len(addresses) > 15


def test_every_setting_of_the_site_is_documented_and_an_option() -> None:
    from dataclasses import fields

    from rostra.web import SiteSettings

    text = (DOCS / "site.md").read_text()
    command: click.Command = import_module(root.COMMANDS["serve"][0]).command
    names = {field.name for field in fields(SiteSettings)}
    assert sorted(name for name in names if f"| `{name}` |" not in text) == []
    assert names - {"theme"} <= {parameter.name for parameter in command.params}


def test_the_theme_of_the_publishers_guide_is_one(tmp_path: Path) -> None:
    from rostra.web import load_settings
    from rostra.web.site_file import KEYS

    (shown,) = re.findall(r"```toml\n(.*?)```", (DOCS / "publish.md").read_text(), re.DOTALL)
    (tmp_path / "harbour.svg").write_text("<svg/>")
    (tmp_path / "harbour.toml").write_text(shown)
    settings = load_settings(tmp_path / "harbour.toml")
    assert settings.theme.footer_links[0].name == "Imprint"
    assert [key for key in KEYS if not re.search(rf"^\[?{key}\b", shown, re.MULTILINE)] == []


def test_decisions_have_numbers_of_their_own() -> None:
    found = sorted((DOCS / "decisions").glob("*.md"))
    numbers = [path.name[:4] for path in found]
    assert [path.name for path in found if numbers.count(path.name[:4]) > 1] == []
    assert [path.name for path in found if not re.match(rf"# 0*{int(path.name[:4])}\W", path.read_text())] == []


def test_every_code_is_documented() -> None:
    text = (DOCS / "issues.md").read_text()
    assert sorted(code for code in codes() if f"`{code}`" not in text) == []


def test_no_code_is_documented_that_does_not_exist() -> None:
    documented = re.findall(r"^\| `([a-z-]+)` \|", (DOCS / "issues.md").read_text(), re.MULTILINE)
    assert sorted(set(documented) - codes()) == []
    assert len(documented) > 10


def codes() -> set[str]:
    """All codes in the source."""
    files = (ROOT / "src" / "rostra").rglob("*.py")
    return {code for file in files for code in _codes(ast.parse(file.read_text()), pairs=file.parent.name in PARSING)}


def _codes(tree: ast.AST, *, pairs: bool) -> Iterator[str]:
    """Strings in the place of a code: ``code=...``, the first of a call that makes an issue, a class of errors; where pages are
    parsed also a pair of code and message."""
    for node in ast.walk(tree):
        values: list[ast.expr] = []
        if isinstance(node, ast.Call):
            values += [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            values += node.args if re.search(r"issue|_failure|_replace", name) else []
        elif pairs and isinstance(node, ast.Tuple) and len(node.elts) == 2 and _is_sentence(node.elts[1]):
            values.append(node.elts[0])
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "code":
            values.append(node.value)
        yield from (value.value for value in values if _is_code(value))  # type: ignore[attr-defined, misc]


def _is_code(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(KEBAB.fullmatch(node.value))


def _is_sentence(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.count(" ") >= 3
    )


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a clone has after ``make demo``."""
    folder = tmp_path_factory.mktemp("clone")
    (folder / "examples").symlink_to(ROOT / "examples")
    _run(folder, "rostra demo --no-serve")
    return folder


def _run(folder: Path, script: str) -> str:
    """What a shell prints; a command that fails ends it, and the test."""
    command = f'rostra() {{ "{sys.executable}" -m rostra "$@"; }}\nset -eu\n{script}'
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ROSTRA_")}
    done = subprocess.run(
        ["sh", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def blocks(language: str) -> list[str]:
    """The README's blocks of code."""
    return re.findall(rf"```{language}\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)


def test_the_first_ten_minutes_run_as_written(clone: Path) -> None:
    """Every line but the site, which never ends, and the shell's own environment."""
    lines = [line for block in blocks("sh")[1:] for line in block.splitlines()]
    left_out = [line for line in lines if re.match(r"source|rostra serve", line)]
    assert len(left_out) == 2
    printed = _run(clone, "\n".join(line for line in lines if line not in left_out))
    named = set(re.findall(r"rostra (?:show|cite) (\w+)", "\n".join(lines)))
    assert all(printed.count(name) > 2 for name in named), "the search does not find what is shown"
    assert (clone / "build" / "record.sqlite").exists()


def test_the_first_search_finds_what_is_shown_next(clone: Path) -> None:
    searches = re.findall(r"^rostra search .*", blocks("sh")[1], re.MULTILINE)
    shown = re.findall(r"rostra show (\w+)", blocks("sh")[1])[0]
    for line in searches:
        assert f"{shown}/t" in _run(clone, f"export ROSTRA_ARCHIVE=build/demo/examples.sqlite\n{line}")


def test_python_of_the_readme_runs(clone: Path) -> None:
    (script,) = blocks("python")
    (clone / "readme.py").write_text(script)
    printed = _run(clone, f'"{sys.executable}" readme.py')
    assert "5mlnx2subp" in printed
    assert "question" in printed


def test_errors_have_codes_of_their_own() -> None:
    kinds = RostraError.__subclasses__()
    assert len({kind.code for kind in kinds}) == len(kinds)


def test_nothing_names_an_address_of_an_index() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        assert "://" not in (ROOT / name).read_text()


def test_every_class_of_slips_is_explained() -> None:
    from rostra.quality.slips import CLASSES

    explained = (DOCS / "error-analysis.md").read_text().partition("<!-- end of what is counted -->")[2]
    headings = " ".join(re.findall(r"^### .*$", explained, re.MULTILINE))
    assert [kind for kind in CLASSES if f"`{kind}`" not in headings] == []


@pytest.mark.corpus
def test_the_families_of_the_seed_page_are_as_its_description_prints_them() -> None:
    page = ROOT.parent / "shared" / "corpus" / "pages" / "seed" / "seed.txt"
    if not page.exists():
        pytest.skip("needs ../shared")
    text = (DOCS / "how-a-page-is-read.md").read_text()
    printed = re.findall(r"^    plain, .*?(\d+) of +(\d+) believed +([+-][\d.]+) for", text, re.MULTILINE)
    found = [(family.believed, family.proposals, family.adds) for family in explain(page).families]
    assert [(int(believed), int(proposals)) for believed, proposals, _ in printed] == [row[:2] for row in found]
    assert [float(adds) for *_, adds in printed] == pytest.approx([adds for *_, adds in found], abs=0.6)
