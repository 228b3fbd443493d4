"""The command as a whole: help, version, start-up, errors without tracebacks, the demo."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import rostra as library
from rostra.cli import root
from rostra.cli.demo import find_examples
from rostra.model import NotFoundError

HEAVY = ("sqlalchemy", "tantivy", "selectolax", "litestar", "rich.progress", "msgspec", "rostra.api")


def test_help_lists_every_command() -> None:
    result = CliRunner().invoke(root.root, ["--help"])
    assert result.exit_code == 0
    for name, (_, line) in root.COMMANDS.items():
        assert f"{name} " in result.output
        assert line in result.output


@pytest.mark.parametrize("name", root.COMMANDS)
def test_every_command_has_help_with_examples(name: str) -> None:
    result = CliRunner().invoke(root.root, [name, "--help"])
    assert result.exit_code == 0, result.output
    assert "Examples:" in result.output
    assert f"rostra {name}" in result.output or "rostra --archive" in result.output


def test_alone_it_prints_its_help(process) -> None:
    run = process()
    assert run.returncode == 0
    assert run.stderr == ""
    assert run.stdout == process("--help").stdout


def test_demo_of_a_folder_that_is_not_there_makes_no_archive(rostra, tmp_path: Path) -> None:
    run = rostra("demo", "--pages", tmp_path / "nosuch", "--no-serve")
    assert run.returncode == 2
    assert "nosuch" in run.stderr
    assert not (tmp_path / "build").exists()


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; from rostra.cli import main; main(['--help']); print([m for m in sys.argv[1:] if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code, *HEAVY], capture_output=True, text=True, timeout=60, check=True)
    assert run.stdout.splitlines()[-1] == "[]"


def test_version(process) -> None:
    assert process("--version").stdout.strip().endswith(library.__version__)


def test_public_names() -> None:
    assert {"open", "parse", "Archive"} <= set(library.__all__)
    assert callable(library.parse)
    with pytest.raises(AttributeError):
        library.nothing  # noqa: B018


def test_an_unexpected_error_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise ValueError("a mistake of ours")

    monkeypatch.setattr(root.root, "main", fail)
    assert root.main([]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("rostra: ValueError: a mistake of ours. ")
    monkeypatch.setenv("ROSTRA_DEBUG", "1")
    with pytest.raises(ValueError, match="a mistake"):
        root.main([])


def test_demo_builds_an_archive_from_the_examples(rostra, tmp_path: Path, examples: Path) -> None:
    run = rostra("demo", "--pages", examples, "--no-serve", "--folder", "built")
    assert run.returncode == 0, run.stderr
    with library.open(tmp_path / "built" / "pages.sqlite", create=False) as archive:
        pages = [path for path in examples.rglob("*") if path.is_file() and path.name != "README.md"]
        assert archive.count().statements == len(pages)


def test_score(rostra, examples: Path) -> None:
    gold = examples.parent / "gold"
    report = json.loads(rostra("score", gold, "--corpus", examples, "--json", "--worst", "2").stdout)
    assert len(report["pages"]) == 2
    assert 0.5 < report["mean"]["turn_f1"] <= 1
    table = rostra("score", gold, "--corpus", examples, "--worst", "2").stdout
    assert report["pages"][0]["id"][:12] in table
    assert rostra("score", gold, "--corpus", gold).returncode == 1


def test_score_writes_a_report_for_the_browser(rostra, examples: Path, tmp_path: Path) -> None:
    gold = examples.parent / "gold"
    run = rostra("score", gold, "--corpus", examples, "--worst", "1", "--html", "report.html")
    assert run.returncode == 0, run.stderr
    text = (tmp_path / "report.html").read_text("utf-8")
    assert text.startswith("<!doctype html>")
    assert text.count('<section class="sheet"') == 1
    failed = rostra("score", gold, "--corpus", examples, "--html", tmp_path / "none" / "report.html")
    assert failed.returncode == 2
    assert "cannot be written" in failed.stderr


def test_score_against_tells_a_script_what_a_change_did(rostra, examples: Path, tmp_path: Path) -> None:
    gold = examples.parent / "gold"
    saved = tmp_path / "saved.json"
    saved.write_text(rostra("score", gold, "--corpus", examples, "--json").stdout, "utf-8")
    report = json.loads(saved.read_text("utf-8"))
    assert rostra("score", gold, "--corpus", examples, "--against", saved).returncode == 0
    page = next(page for page in report["pages"] if any(turn["state"] == "wrong" for turn in page["verdicts"]))
    for turn in page["verdicts"]:
        turn["state"], turn["faults"] = ("right", []) if turn["state"] == "wrong" else (turn["state"], turn["faults"])
    saved.write_text(json.dumps(report), "utf-8")
    assert rostra("score", gold, "--corpus", examples, "--against", saved).returncode == 1
    (tmp_path / "other.json").write_text("{}", "utf-8")
    for wrong in (tmp_path / "other.json", "no-such-revision"):
        run = rostra("score", gold, "--corpus", examples, "--against", wrong)
        assert (run.returncode, run.stdout) == (2, "")


def test_examples_are_found_in_a_clone() -> None:
    assert find_examples().name == "pages"


def test_examples_missing_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("rostra.cli.demo.__file__", str(tmp_path / "a" / "b" / "c" / "demo.py"))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotFoundError) as caught:
        find_examples()
    assert "--pages" in caught.value.hint


def test_words_of_a_page_cannot_steer_a_terminal() -> None:
    assert root.error_line("a\x1b[2J.html", "bad\nname", "") == "rostra: a[2J.html: bad name."
