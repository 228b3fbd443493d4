"""Running the parser of another source tree, on a made-up project whose parser knows one transcript."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from ferry import GOLD, make_wire

from rostra.cli import main
from rostra.model import NotFoundError, RostraError
from rostra.quality import checked_out, load_gold, run_with

PARSER = """
import json, sys
assert sys.argv[1:4] == ["parse", "--format", "jsonl"]
for path in sys.argv[4:]:
    print(json.dumps({wire!r} if open(path).read() == "ferry" else {{"error": {{"message": "cannot be read"}}}}))
sys.exit(1)
"""


def git(folder: Path, *arguments: str) -> None:
    user = ["-c", "user.name=Ida Tarvo", "-c", "user.email=ida@harbour.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *user, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone with two commits: the first parser is wrong about a speaker, the second is right. The current folder."""
    root = tmp_path / "clone"
    package = root / "src" / "rostra"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    git(root, "init", "--quiet")
    for wire in (make_wire(t0={"speaker": None}), make_wire()):
        (package / "__main__.py").write_text(PARSER.format(wire=wire))
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "--message", "a parser")
    (package / "__main__.py").write_text("the working tree is not to be looked at")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Two pages of gold beside their corpus: one that the parser reads, one that it does not."""
    folder = tmp_path / "gold"
    folder.mkdir()
    turns = [
        {
            "role": t.role,
            "speaker": t.speaker,
            "first_words": t.first_words,
            "last_words": t.last_words,
            "answers": t.answers,
        }
        for t in GOLD.turns
    ]
    for name in ("ferry", "salt"):
        (folder / f"{name}.json").write_text(json.dumps({"source": f"{name}.txt", "turns": turns, "date": GOLD.date}))
        (tmp_path / f"{name}.txt").write_text(name)
    return folder


def test_an_older_parser_is_scored_as_this_one_is(project: Path, gold: Path) -> None:
    for revision, strict in (("HEAD~1", 2 / 3), ("HEAD", 1.0)):
        with checked_out(revision) as source:
            report = run_with(source, load_gold(gold), gold.parent)
        assert [page.figures["turn_f1"] for page in report.pages] == [pytest.approx(strict), 0.0]
        assert not source.exists()


@pytest.mark.parametrize("revision", ["no-such-branch", "--help", "HEAD~9", ""])
def test_a_revision_that_is_not_there_is_named(project: Path, revision: str) -> None:
    with pytest.raises(NotFoundError, match="no git revision"), checked_out(revision):
        pass


def test_without_git_the_way_out_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NotFoundError, match="Git cannot be run"), checked_out("HEAD"):
        pass


def test_a_revision_without_sources(project: Path) -> None:
    git(project, "rm", "-r", "--quiet", "--force", "src")
    git(project, "commit", "--quiet", "--message", "nothing left", "--allow-empty")
    (project / "src/rostra").mkdir(parents=True)
    (project / "src/rostra/__init__.py").touch()
    with pytest.raises(NotFoundError, match="no folder src"), checked_out("HEAD"):
        pass


def test_a_parser_that_breaks_is_told(project: Path, gold: Path) -> None:
    (project / "src/rostra/__main__.py").write_text("raise SystemExit('out of order')")
    with pytest.raises(RostraError, match="0 transcripts for 2 pages: out of order"):
        run_with(project / "src", load_gold(gold), gold.parent)


def test_the_command_tells_what_is_lost(project: Path, gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["score", str(gold), "--corpus", str(gold.parent), "--against", "HEAD"])
    told = capsys.readouterr().out
    assert code == 1  # the real parser knows nothing of the made-up page
    assert "against HEAD: 0 turns gained" in told
    assert "- statement" in told


def test_the_command_compares_with_a_file(project: Path, gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["score", str(gold), "--corpus", str(gold.parent)]
    assert main([*command, "--json"]) == 0
    Path("before.json").write_text(capsys.readouterr().out)
    assert main([*command, "--against", "before.json"]) == 0
    assert "no figure has moved" in capsys.readouterr().out
    assert main([*command, "--against", "before.json", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["against"]["pages"] == []
    assert main([*command, "--against", "no-such"]) == 2
    assert "No file and no git revision" in capsys.readouterr().err
