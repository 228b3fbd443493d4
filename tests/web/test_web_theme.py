"""A publisher's file: what it changes, and how it says what is wrong with it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from litestar.testing import TestClient

import rostra.web
from rostra.cli.root import root
from rostra.model import UsageError
from rostra.web import SiteSettings, create_app, load_settings
from rostra.web.theme import PAPERS, Theme, contrast, nearest

DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><script>alert(1)</script><path d="M0 0h8v8z"/></svg>'
FILE = """
name = "Harbour <b>Record</b>"
language = "fr"
logo = "mark.svg"
sections = ["zebra", "News"]

[colours]
accent = "#1d4f8a"

[fonts]
text = "Georgia, 'Noto Serif', serif"

[footer]
text = "Published by <i>us</i>"
links = [{ name = "Imprint", address = "https://harbour.example.org/imprint?a=1&b=2" }]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "mark.svg").write_text(DRAWN)
    path = tmp_path / "site.toml"
    path.write_text(FILE)
    return path


def refusal(path: Path, text: str) -> str:
    path.write_text(text)
    with pytest.raises(UsageError) as caught:
        load_settings(path)
    assert caught.value.hint
    return caught.value.message


def test_a_file_gives_a_site_its_looks(file: Path, location: str) -> None:
    with TestClient(create_app(location, site=load_settings(file))) as client:
        page = client.get("/").text
        assert '<html lang="fr"' in page
        assert "<b>Record" not in page
        assert "<i>us" not in page
        (style,) = re.findall(r'href="(/theme/site\.css\?v=\w+)"', page)
        (logo,) = re.findall(r'<img src="([^"]+)"', page.replace("&#x2f;", "/"))
        assert 'href="https://harbour.example.org/imprint?a=1&amp;b=2"' in page.replace("&#x2f;", "/")
        css = client.get(style)
        assert css.headers["content-type"].startswith("text/css")
        assert "--accent: #1d4f8a; --serif: Georgia, 'Noto Serif', serif;" in css.text
        assert "immutable" in css.headers["cache-control"]
        drawn = client.get(logo)
        assert drawn.headers["content-type"] == "image/svg+xml"
        assert drawn.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
        assert client.get("/theme/logo.png").status_code == 404


def test_a_site_without_a_theme_has_no_files_of_one(client: TestClient[Any]) -> None:
    assert "/theme/" not in client.get("/").text.replace("&#x2f;", "/")
    assert client.get("/theme/site.css").status_code == 404


def test_named_sections_come_first(location: str) -> None:
    with TestClient(create_app(location, site=SiteSettings())) as client:
        usual = re.findall(r'<li><a href="/sections/([^"]+)"', client.get("/sections").text.replace("&#x2f;", "/"))
    theme = Theme(sections=(" ".join(usual[-1].split("-")),))
    with TestClient(create_app(location, site=SiteSettings(theme=theme))) as client:
        changed = re.findall(r'<li><a href="/sections/([^"]+)"', client.get("/sections").text.replace("&#x2f;", "/"))
    assert len(usual) > 1
    assert changed == [usual[-1], *usual[:-1]]


def test_options_go_before_the_file(file: Path) -> None:
    settings = load_settings(file, {"name": "Other", "page_size": 5})
    assert (settings.name, settings.page_size, settings.language) == ("Other", 5, "fr")
    file.write_text('language = "tlh"')
    assert load_settings(file, {"language": "ru"}).language == "ru"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('name = "A"\ntagline = ', "is no TOML: Invalid value \\(at end of document|is no TOML: .*line 2"),
        ('name = "A"\n\ntaglin = "B"', "line 3: There is no setting 'taglin'. Did you mean tagline\\?"),
        ("name = 7", "line 1: name is text in quotation marks"),
        ('\nbase_url = "record.example.org"', "line 2: 'record.example.org' is no address of a site"),
        ("page_size = 0", "line 1: The page size must be between 1 and 100"),
        ('[colours]\naccent = "red"', "line 2: accent is a colour in six digits, such as #8a2b1d, not 'red'"),
        (
            '[colours]\naccent = "#ffcc00"',
            "line 2: accent #ffcc00 cannot be read .* contrast is 1.\\d, .* is #[0-9a-f]{6}",
        ),
        ('[colours]\naccent_dark = "#333333"', "line 2: accent_dark #333333 cannot be read on the dark page"),
        ('[colors]\naccent = "#111111"', "line 1: There is no setting 'colors'. Did you mean colours\\?"),
        ('[fonts]\ntext = "x; } body { display: none"', "line 2: text_font is a list of faces"),
        ('logo = "none.svg"', "line 1: .*No such file"),
        ('logo = "site.toml"', "line 1: The logo is one of .svg, .png"),
        ('sections = "News"', "line 1: sections is a list"),
        (
            '[footer]\nlinks = [{ name = "x", address = "javascript:alert(1)" }]',
            "line 2: 'javascript:alert\\(1\\)' is no address",
        ),
        ('[footer]\nlinks = ["x"]', "line 2: A link of the footer is"),
    ],
)
def test_what_means_nothing_is_told_with_its_line(file: Path, text: str, said: str) -> None:
    assert re.search(rf"site\.toml.*{said}", refusal(file, text))


def test_a_missing_file_is_told_by_the_command(tmp_path: Path, location: str) -> None:
    done = CliRunner().invoke(root, ["-a", location, "serve", "--site", str(tmp_path / "none.toml")])
    assert isinstance(done.exception, UsageError)
    assert "none.toml cannot be read" in done.exception.message


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    for colour in ("#ffcc00", "#00ff00", "#808080", "#ffffff", "#000000"):
        for ground, papers in PAPERS.items():
            assert min(contrast(nearest(colour, ground), paper) for paper in papers) >= 4.5
    assert nearest("#8a2b1d", "light") == "#8a2b1d"


def test_grounds_are_those_of_the_stylesheet() -> None:
    style = (Path(rostra.web.__file__).parent / "static" / "site.css").read_text("utf-8")
    for paper, wash in PAPERS.values():
        assert f"--paper: {paper}; --wash: {wash};" in style
