"""Labels in brackets, behind rings and before wide spaces, in scripts without spaces: all pages and people are invented."""

from __future__ import annotations

import pytest
from pages import parse, spoken

SAID = "来年度から始める予定です。関係者と相談しながら進めます。"
MORE = "十億円を見込んでいます。詳細は今後決めます。"
ASKED = "予算はいくらですか。"


def _page(title: str, answers: str, asks: str) -> bytes:
    rows = [f"{answers}{SAID}", f"{asks}{ASKED}", f"{answers}{MORE}", f"{asks}いつ終わりますか。", f"{answers}秋です。"]
    body = "".join(f"<p>{row}</p>" for row in rows)
    return f'<html lang="ja"><title>{title}</title><h1>{title}</h1>{body}</html>'.encode()


LABELS = [
    ("（大臣）", "（記者）"),
    ("【大臣】", "【記者】"),
    ("大臣：", "記者："),
    ("（答）", "（問）"),
    ("答：", "問："),
    ("（波多野大臣）", "（波戸新聞　田淵記者）"),
    ("大臣　", "記者　"),
    ("○大臣　", "○記者　"),
    ("○外務大臣（波多野健一君）　", "○記者　"),
    ("〈大臣〉", "〈記者〉"),
    ("&lt;大臣&gt;", "&lt;記者&gt;"),
]


@pytest.mark.parametrize(("answers", "asks"), LABELS)
def test_who_answers_is_the_one_that_the_title_tells(answers: str, asks: str) -> None:
    told = spoken(parse(_page("波多野健一外務大臣記者会見", answers, asks)))
    assert [speaker for _, speaker, _ in told] == ["波多野健一", "journalist"] * 2 + ["波多野健一"]


@pytest.mark.parametrize("office", ["大臣", "知事", "官房長官", "市長"])
@pytest.mark.parametrize("brackets", ["（）", "【】"])
def test_what_an_office_says_is_nobody_s_name(office: str, brackets: str) -> None:
    transcript = parse(_page(f"{office}記者会見", f"{brackets[0]}{office}{brackets[1]}", "（記者）"))
    assert {speaker for _, speaker, _ in spoken(transcript)} == {None, "journalist"}
    assert transcript.event.participants == ()


def test_a_prefecture_is_no_person() -> None:
    assert {speaker for _, speaker, _ in spoken(parse(_page("波戸県知事記者会見", "（知事）", "（記者）")))} == {
        None,
        "journalist",
    }


def test_an_office_with_its_holder_on_a_line_opens_no_turn() -> None:
    rows = ["外交部发言人 沈雨晴", "问：您对今天的会谈满意吗？", "答：我国政府为此拨出了九百亿元。"] * 2
    html = '<html lang="zh"><title>记者会</title>' + "".join(f"<p>{row}</p>" for row in rows) + "</html>"
    assert {turn.label for turn in parse(html.encode()).turns} <= {"问", "答", None}


def test_a_family_name_that_two_share_stays_as_printed() -> None:
    page = _page("波多野健一外務大臣と波多野美咲財務大臣の記者会見", "波多野：", "記者：")
    assert {speaker for _, speaker, _ in spoken(parse(page))} == {"波多野", "journalist"}
