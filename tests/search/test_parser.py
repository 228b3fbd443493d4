"""The query language: what it reads, what it does with what is malformed, and that text and tree go round."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rostra.search import canonical, parse, refine
from rostra.search.parser import DEEPEST, LONGEST_QUERY, MOST_STARS, MOST_TERMS
from rostra.search.query import FIELDS, And, Dates, Near, Not, Or, Phrase, Scope, Term, narrow

READ = [
    ("", None),
    ("peace", Term("peace")),
    ("peace talks", And((Term("peace"), Term("talks")))),
    ("peace AND talks", And((Term("peace"), Term("talks")))),
    ("a b OR c", Or((And((Term("a"), Term("b"))), Term("c")))),
    ("a (b OR c)", And((Term("a"), Or((Term("b"), Term("c")))))),
    ("a -b", And((Term("a"), Not(Term("b"))))),
    ("a AND NOT b", And((Term("a"), Not(Term("b"))))),
    ("NOT (NOT a)", Term("a")),
    ("anti-war", Term("anti-war")),
    ("diplom*", Term("diplom", prefix=True)),
    ("wo*d", Term("wo*d", wild=True)),
    ("*tion wom?n", And((Term("*tion", wild=True), Term("wom?n", wild=True)))),
    ("what is peace?", And((Term("what"), Term("is"), Term("peace")))),
    ("harvest~", Term("harvest", fuzzy=2)),
    ("peace~ harvest~1", And((Term("peace", fuzzy=1), Term("harvest", fuzzy=1)))),
    ("=été", Term("été", accents=True)),
    ('="São Paulo"', Phrase("São Paulo", accents=True)),
    ('-="São Paulo" a', And((Not(Phrase("São Paulo", accents=True)), Term("a")))),
    ("a NEAR/3 b", Near(Term("a"), Term("b"), 3)),
    ('(a OR b) NEAR "c d"', Near(Or((Term("a"), Term("b"))), Phrase("c d"), 10)),
    ("a NEAR b NEAR/2 c", And((Near(Term("a"), Term("b"), 10), Near(Term("b"), Term("c"), 2)))),
    ("title:(a NEAR b)", Near(Term("a", "title"), Term("b", "title"), 10)),
    ("-a NEAR b", Not(Near(Term("a"), Term("b"), 10))),
    (
        "asked-by:Vela about:Velmara country:Norland",
        And((Term("Vela", "asked-by"), Term("Velmara", "about"), Term("Norland", "country"))),
    ),
    ("2014-08", Dates("2014-08", "2014-08")),
    ("2014/8/6", Dates("2014-08-06", "2014-08-06")),
    ("6.8.2014..2015", Dates("2014-08-06", "2015")),
    ('"peace  talks"', Phrase("peace talks")),
    ("“peace talks”", Phrase("peace talks")),
    ("«peace talks»", Phrase("peace talks")),
    ("speaker:Vela", Term("Vela", "speaker")),
    ("SPEAKER:Vela", Term("Vela", "speaker")),
    ('speaker:"Ana Vela"', Phrase("Ana Vela", "speaker")),
    ("tag:(peace OR arms)", Or((Term("peace", "tag"), Term("arms", "tag")))),
    ("kind:press_conference", Term("press_conference", "kind")),
    ("date:2014", Dates("2014", "2014")),
    ("date:(2014 OR 2016)", Or((Dates("2014", "2014"), Dates("2016", "2016")))),
    ("2014-08..2014-10", Dates("2014-08", "2014-10")),
    ("date:2014-08-01..", Dates("2014-08-01", "")),
    ("..2015", Dates("", "2015")),
    ("2014", Term("2014")),
    ("question:harvest", Scope("question", Term("harvest"))),
    ('answer: "open corridor"', Scope("answer", Phrase("open corridor"))),
    ("answer:(a OR b)", Scope("answer", Or((Term("a"), Term("b"))))),
    ("-speaker:Vela", Not(Term("Vela", "speaker"))),
    ("date:>2014", Dates("2015", "")),
    ("date:>=2014..", Dates("2014", "")),
    ("date:>2014..2015", Dates("2015", "2015")),
    ("2014..<2016-03", Dates("2014", "2016-02")),
    ("date:..<=2015", Dates("", "2015")),
    ("\u1102\u1173\u11bc\u1105\u1167\u11a8", Term("능력")),
    ("date:<2014 a", And((Dates("", "2013"), Term("a")))),
    ("date:>=2014-12 date:<= 6.8.2015", And((Dates("2014-12", ""), Dates("", "2015-08-06")))),
    ("date > 2014-12", Dates("2015-01", "")),
    ("date<2014-03-01", Dates("", "2014-02-28")),
    ("-date>=2014", Not(Dates("2014", ""))),
    ("date=2014", Dates("2014", "2014")),
    ("<2014-08", Dates("", "2014-07")),
    (">1500", Term("1500")),
    ("2014...2015", Dates("2014", "2015")),
    ("2014…2015", Dates("2014", "2015")),
    ("2014 .. 2015", Dates("2014", "2015")),
    ("2014-08–2014-10", Dates("2014-08", "2014-10")),
    ("date:2014-2015", Dates("2014", "2015")),
    ("date:1500–1600", Dates("1500", "1600")),
    ("1500-2000", Term("1500-2000")),
    ("speaker=Vela", Term("Vela", "speaker")),
    ("Speaker = Vela", Term("Vela", "speaker")),
    ('speaker="Ana Vela"', Phrase("Ana Vela", "speaker")),
    ("tag=(peace OR arms)", Or((Term("peace", "tag"), Term("arms", "tag")))),
    ("speaker!=Vela", Not(Term("Vela", "speaker"))),
    ("speaker =Vela", And((Term("speaker"), Term("Vela", accents=True)))),
    ("a || b", Or((Term("a"), Term("b")))),
    ("a|b c", Or((Term("a"), And((Term("b"), Term("c")))))),
    ("a && b", And((Term("a"), Term("b")))),
    ("(a | b) && -c", And((Or((Term("a"), Term("b"))), Not(Term("c"))))),
    ("tag:a|b c", And((Or((Term("a", "tag"), Term("b", "tag"))), Term("c")))),
    ("tag:a | b", Or((Term("a", "tag"), Term("b")))),
    ('tag="a b"|c', Or((Phrase("a b", "tag"), Term("c", "tag")))),
    ("-tag:a||b", Not(Or((Term("a", "tag"), Term("b", "tag"))))),
    ("tag:a&&b", And((Term("a", "tag"), Term("b", "tag")))),
    ("date:2014|2016", Or((Dates("2014", "2014"), Dates("2016", "2016")))),
    ("question:a|b", Scope("question", Or((Term("a"), Term("b"))))),
    ("tag:a|section:b", Or((Term("a", "tag"), Term("b", "section")))),
    ("R&D AT&T", And((Term("R&D"), Term("AT&T")))),
    ('ארה"ב', Term("ארה״ב")),
    ('צה”ל וארה"ב', And((Term("צה״ל"), Term("וארה״ב")))),
    ('speaker:"דובר צה"ל"', Phrase("דובר צה״ל", "speaker")),
]


@pytest.mark.parametrize(("text", "tree"), READ)
def test_reads(text: str, tree: object) -> None:
    assert parse(text).tree == tree


MENDED = [
    ("colour:red", And((Term("colour"), Term("red"))), "no field"),
    ('"peace talks', And((Term("peace"), Term("talks"))), "quotation mark"),
    ("(peace", Term("peace"), "bracket"),
    ("peace)", Term("peace"), "bracket"),
    ("()", None, "Empty brackets"),
    ("peace AND", And((Term("peace"), Term("and"))), "nothing to join"),
    ("OR peace", And((Term("or"), Term("peace"))), "nothing to join"),
    ("a AND OR b", Or((And((Term("a"), Term("and"))), Term("b"))), "nothing to join"),
    ("NOT", Term("not"), "nothing to join"),
    ("NOT peace", Not(Term("peace")), "only excludes"),
    ("tag:", Term("tag"), "nothing behind"),
    ("date:yesterday", Term("yesterday"), "takes 2014"),
    ("date:2014-13", Term("2014-13"), "takes 2014"),
    ("2015..2014", Dates("2014", "2015"), "backwards"),
    ("date:<2014..2015", And((Term("2014"), Term("2015"))), "takes 2014"),
    ("date:2014-08:2015", And((Phrase("2014-08"), Term("2015"))), "takes 2014"),
    ("<2014..", Term("2014"), "needs a date"),
    ("2014-02-30", Dates("2014-02-30", "2014-02-30"), "no 2014-02-30"),
    ("date:2014-02-01..2014-02-31", Dates("2014-02-01", "2014-02-31"), "no 2014-02-31"),
    ("..", None, "needs a date"),
    ("harvest NEAR", And((Term("harvest"), Term("near"))), "nothing to join"),
    ("a NEAR NOT b", And((Term("a"), Term("near"), Not(Term("b")))), "nothing to join"),
    ("a NEAR/5 tag:b", And((Term("a"), Term("b", "tag"))), "read as AND"),
    ("a NEAR/999 b", Near(Term("a"), Term("b"), 100), "no farther than 100"),
    ("a*b*c*d*e*f*g*h", Term("a-b-c-d-e-f-g-h"), "at most"),
    ("word~7", Term("word", fuzzy=2), "too far"),
    ("anti-war~", Term("anti-war"), "single whole word"),
    ('"a b"~3', Phrase("a b"), "NEAR finds"),
    ("=harv*", Term("harv", prefix=True), "whole word"),
    ("停*戦", Term("停-戦"), "without spaces"),
    ("*", None, "no letters"),
    ('""', None, "empty pair"),
    ("peace !!!", Term("peace"), "no letters"),
    ("2014-2015", Dates("2014", "2015"), "read as the years"),
    ("2014 – 2015 a", And((Dates("2014", "2015"), Term("a"))), "read as the years"),
    ("date:2015-2014", Dates("2014", "2015"), "backwards"),
    ("date:>yesterday", Term("yesterday"), "takes 2014"),
    ("10 - 20", And((Term("10"), Term("20"))), "no letters"),
    ("| a", Term("a"), "“|” has nothing to join"),
    ("(a &&)", Term("a"), "“&&” has nothing to join"),
    ("a || || b", Or((Term("a"), Term("b"))), "“|” has nothing to join"),
]


@pytest.mark.parametrize(("text", "tree", "note"), MENDED)
def test_reads_malformed_input_as_words_and_says_so(text: str, tree: object, note: str) -> None:
    query = parse(text)
    assert query.tree == tree
    assert any(note in line for line in query.notes), query.notes


def test_what_is_well_formed_has_no_notes() -> None:
    assert [text for text, _ in READ if parse(text).notes and not text.startswith("-") and "!=" not in text] == []


@pytest.mark.parametrize(
    "text", ["frost or rain", "frost not rain", "tag:frost and rain", "(a b) or tag:c", '"a b" or c']
)
def test_operators_in_small_letters_are_words_and_said_to_be(text: str) -> None:
    assert any("was read as a word" in note for note in parse(text).notes)


@pytest.mark.parametrize(
    "text",
    [
        *(
            '"frost or rain"',
            "or frost",
            "frost or",
            "title:or frost",
            "frost OR rain",
            "frost NOT rain",
            "=or frost",
            "a or* b",
        ),
        "what did he say or not say about the harvest of last year",
    ],
)
def test_words_that_are_no_operators_are_not_remarked_upon(text: str) -> None:
    assert not any("was read as a word" in note for note in parse(text).notes)


def test_depth_and_length_are_bounded() -> None:
    assert parse("(" * 900 + "x" + ")" * 900).tree == Term("x")
    assert any(f"{DEEPEST} deep" in note for note in parse("(" * 900 + "x" + ")" * 900).notes)
    assert "too many words" in parse("word " * (MOST_TERMS + 1)).notes[0]
    assert parse("word " * MOST_TERMS).notes == ()
    assert "too many stars" in parse("a* " * (MOST_STARS + 1)).notes[0]
    assert parse("a* " * MOST_STARS).notes == ()
    assert "too long" in parse("x" * (LONGEST_QUERY + 1)).notes[0]


PIECES = st.sampled_from(
    [
        *'()"*:-.,“” ',
        "AND",
        "OR",
        "NEAR",
        "NEAR/3",
        "*",
        "?",
        "~",
        "~1",
        "=",
        "/",
        "NOT",
        "..",
        "2014",
        "2014-08",
        "..2015",
        "word",
        "été",
        "停戦",
        "İ",
        "a-b",
        "\x00",
        "''",
        "_",
        "ﷺ",
        "½",
    ]
    + [f"{field}:" for field in sorted(FIELDS)]
)
MESSY = st.one_of(
    st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join), st.lists(PIECES, max_size=25).map(" ".join)
)


@settings(max_examples=400, deadline=None)
@given(MESSY)
def test_any_text_is_read_and_its_canonical_form_reads_the_same(text: str) -> None:
    tree = parse(text).tree
    again = parse(canonical(tree))
    assert again.tree == tree
    said = ("only excludes", "as a word: ")
    assert [note for note in again.notes if not any(remark in note for remark in said)] == []


@settings(max_examples=200, deadline=None)
@given(MESSY, st.sampled_from(["tag", "speaker", "section"]), st.text(max_size=30))
def test_refining_adds_the_value_and_once_only(text: str, field: str, value: str) -> None:
    once = refine(parse(text).tree, field, value)
    assert refine(parse(once).tree, field, value) == once


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=60),
    st.sampled_from(["tag", "speaker", "section", "kind", "role"]),
    st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=6).map("".join)),
)
def test_a_narrowed_tree_is_what_its_text_says(text: str, field: str, value: str) -> None:
    tree = narrow(parse(text).tree, field, value)
    assert parse(canonical(tree)).tree == tree


def test_refining_keeps_the_meaning_of_what_is_there() -> None:
    tree = parse("war OR peace").tree
    assert refine(tree, "tag", 'Say "no"') == '(war OR peace) tag:"Say no"'
    assert refine(None, "role", "answer") == "role:answer"
    assert refine(None, "date", "2014") == "date:2014"
    assert refine(tree, "tag", "—") == "war OR peace"


@pytest.mark.parametrize(
    "piece", ["(", ")", '"', "-", "NOT ", "a:", "tag:", "AND ", "*", ". ", "(a ", "停", "()", "é" * 3, "-("]
)
def test_hostile_repetition_costs_little(piece: str) -> None:
    began = time.process_time()
    parse(piece * 100_000)
    assert time.process_time() - began < 1.0  # a tenth of a second is usual; quadratic work would take minutes
