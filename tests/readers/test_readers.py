"""Single rules of the readers that the golden pages do not show."""

import json
import textwrap

import msgspec
import pytest

from rostra.model import Capture, ReadError
from rostra.readers import read


def page(content: str, uri: str = "page.html", **more):
    return read(Capture(uri=uri, content=content.encode(), **more))


def blocks(document):
    return [document.text[block.start : block.end] for block in document.blocks]


def test_formats_are_told_by_content_whatever_the_name_says():
    assert page("<!doctype html><p>a", "a.txt").media_type == "text/html"
    assert page("<?xml version='1.0'?><!-- c --><html><p>a</p></html>", "a.xml").media_type == "text/html"
    assert page("---\ntitle: a\n---\nb", "a.txt").media_type == "text/markdown"
    assert page('{"a": "some words"}', "a.txt").media_type == "application/json"
    assert page("2 < 3 and so on", "a.txt").media_type == "text/plain"
    assert page("# Title\n\n**MS. FELL:** Yes.", "").media_type == "text/markdown"


def test_words_are_neither_glued_nor_split():
    assert page("<p><b>Q</b>uestion <i>one</i> <i>two</i></p>").text == "Question one two"
    assert page("<div>a<span>b</span><div>c</div>d</div>").text == "ab\n\nc\n\nd"


def test_the_declared_encoding_of_the_headers_is_used():
    capture = Capture(
        uri="", content="Вопрос".encode("koi8-r"), headers=(("content-type", "text/plain; charset=KOI8-R"),)
    )
    assert read(capture).text == "Вопрос"


def test_the_declared_encoding_of_the_page_is_used():
    content = '<meta charset="windows-1251"><p>Ответ</p>'.encode("cp1251")
    assert read(Capture(uri="", content=content)).encoding == "cp1251"


def test_language_from_meta_when_the_root_says_nothing():
    assert page('<meta property="og:locale" content="pt_BR"><p>a').language == "pt-BR"
    assert page('<html lang="English!"><p>a').language is None


def test_a_page_that_shows_its_text_only_by_script_is_read_all_the_same():
    assert page("<noscript><p>For readers</p></noscript><script>show()</script>").text == "For readers"
    assert page('<div hidden id="S0"><p>Streamed</p></div>').text == "Streamed"


def test_preformatted_marks_follow_their_words():
    document = page('<pre>  Mr. <b>FELL</b>. I say   <a href="/x">this\nand that</a>.</pre>')
    marked = [(mark.kind, document.text[mark.start : mark.end]) for mark in document.marks]
    assert ("strong", "FELL") in marked
    assert [words for kind, words in marked if kind == "link"]


def test_lines_are_real_unless_they_are_full():
    names = "\n".join(f"Member number {n}" for n in range(30))
    assert len(blocks(page(names, "a.txt"))) == 30


def test_wrapped_paragraphs_are_one_block_each():
    wrapped = (
        "The minister said that the bridge over the river would be opened in the\n"
        "spring, and that the people of the town would be invited to walk over it\n"
        "before the first train.\n\n"
        "She added that the trains would run every hour on working days, and more\n"
        "often in summer.\n"
    )
    assert [text.count("\n") for text in blocks(page(wrapped, "a.txt"))] == [0, 0]


def test_labels_open_a_block_in_lines_that_are_full():
    talk = (
        "Question (in translation): When will the bridge be opened?\n"
        "Ana Ilic: In the spring. The people of the town will walk over it.\n"
        "Question: And when will the first train run over this bridge?\n"
        "Ana Ilic: A week later. It will run every hour on working days.\n"
    )
    assert blocks(page(talk, "a.txt")) == talk.splitlines()


TITLE = "Press conference by Ada Lund, Minister of Transport of Oland"


def test_lines_of_like_length_that_end_their_sentences_are_real():
    said = "\n".join(
        (
            "Question: Minister, the ferry has been late for a whole year. Why is it?",
            "Lund: Because we have two boats where we need three of them, as I said.",
            "Question: And when will the third of these boats be bought, Minister?",
            "Lund: In spring, if the parliament gives us the money that we need now.",
        )
    )
    assert len(blocks(page(f"{TITLE}\nKazan, 3 March 2020\n{said}\nENDS", "a.txt"))) == 7


ANSWER = (
    "Lund: We have spent the winter on the timetable of the ferry, my colleagues and I, and we have found that two boats can do "
    "the work of three if the quay is made longer. I have been asked about the bridge every week since I took office."
)


@pytest.mark.parametrize("width", [60, 66, 72, 80])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_neither_title_nor_last_answer_swallows_the_line_below_in_wrapped_text(width, between):
    wrapped = textwrap.fill(ANSWER, width)
    read = blocks(page(f"{TITLE}\nKazan, 3 March 2020{between}{wrapped}{between}{wrapped}", "a.txt"))
    assert read[:2] == [TITLE, "Kazan, 3 March 2020"]
    assert "".join(read[2:]).count(ANSWER) == 2


@pytest.mark.parametrize(
    "last",
    [
        "of the long new bridge over the inner harbour of old Orsk on",
        "of the long new bridge over the harbour of old Orsk, Oland,",
    ],
)
def test_a_wrapped_title_keeps_its_date(last):
    title = f"Remarks by Ada Lund, Minister of Transport, at the opening\n{last}\n3 March 2020"
    read = blocks(page(f"{title}\n\n{textwrap.fill(ANSWER, 60)}", "a.txt"))
    assert read == [title.replace("\n", " "), ANSWER]


def test_lines_of_markdown_are_real_unless_wrapped():
    turns = "**Question:** Will it be built?\n**Lund:** It will.\n(Laughter.)\nENDS"
    assert blocks(page(f"# Ada Lund\n3 March 2020\n{turns}\n", "a.md")) == [
        *("Ada Lund", "3 March 2020", "Question: Will it be built?", "Lund: It will.", "(Laughter.)", "ENDS")
    ]
    assert blocks(page(f"# Ada Lund\n\n{textwrap.fill(ANSWER, 60)}\n", "a.md")) == ["Ada Lund", ANSWER]


def test_a_line_of_markdown_that_opens_with_a_number_is_no_list():
    assert blocks(page("# Ada Lund\n\n3. März 2031\n\nJa.", "a.md")) == ["Ada Lund", "3. März 2031", "Ja."]
    read = page("# Ada Lund\n\n1. One\n2. Two\n", "a.md")
    assert [block.kind for block in read.blocks] == ["heading", "item", "item"]


def test_a_number_of_markdown_that_stands_alone_stays():
    assert read(Capture(uri="a.md", content=b"Hello\n\n1)\n\nWorld")).text == "Hello\n\n1)\n\nWorld"


def test_chinese_lines_are_joined_without_a_space():
    line = "部长说大桥将在明年春天通车并感谢市民长期以来的耐心等待和大力支持他还表示"
    assert page(f"{line}\n{line}\n{line}", "a.txt").text == line * 3


@pytest.mark.parametrize(
    "records",
    [
        json.dumps([{"text": "word " * 50}, {"text": "word " * 50}]),
        json.dumps({"items": [{"text": "word " * 50}, {"text": "word " * 50}]}),
        '{"a": "b"}\n{"a": "c"}',
    ],
)
def test_collections_are_refused_with_the_way_out(records):
    with pytest.raises(ReadError) as caught:
        page(records, "a.json")
    assert "Split" in caught.value.hint


def test_a_collection_in_xml_is_refused():
    record = "<r><t>" + "word " * 50 + "</t></r>"
    with pytest.raises(ReadError, match="several"):
        page(f"<?xml version='1.0'?><all>{record}{record}</all>", "a.xml")


def test_xml_with_real_elements_inside_the_body():
    body = "<body><p>" + "First words. " * 20 + "</p><p>Second <b>bold</b> words.</p></body>"
    document = page(f"<?xml version='1.0'?><doc><title>T</title>{body}</doc>", "a.xml")
    assert len(document.blocks) == 2
    assert document.fact("field", "title") == "T"


def test_truncated_xml_keeps_what_there_is():
    document = page("<?xml version='1.0'?><doc><title>T</title><text><![CDATA[<p>Some words that were cu", "a.xml")
    assert document.text == "Some words that were cu"
    assert document.fact("field", "title") == "T"


def test_a_document_of_many_parts_is_not_half_read():
    parts = "".join(f"<speech{n}>" + "word " * 200 + f"</speech{n}>" for n in range(30))
    with pytest.raises(ReadError, match="unknown format"):
        page(f"<?xml version='1.0'?><tei>{parts}</tei>", "a.xml")


def test_style_beats_name():
    document = page('<p><b style="font-weight: 400">a</b> <span style="font:italic 12px x">b</span></p>')
    assert [(mark.kind, document.text[mark.start : mark.end]) for mark in document.marks] == [("emphasis", "b")]


@pytest.mark.parametrize("body", ["The bridge \\ud800 is open. ", "<p>The bridge \\ud800 is open.</p><p>So it is. "])
def test_halves_of_characters_are_replaced_once_and_noted(body):
    record = f'{{"ti\\udc00tle": "A \\udfff B", "text": "{body * 12}", "face": "\\ud83d\\ude00"}}'
    document = page(record, "a.json")
    assert "\ufffd" in document.text
    assert document.fact("field", "ti\ufffdtle") == "A \ufffd B"
    assert document.fact("field", "face") == "\U0001f600"
    assert [issue.code for issue in document.issues] == ["encoding-damaged"]
    msgspec.json.encode(document).decode()


def test_halves_of_characters_in_front_matter_are_replaced():
    document = page('---\ntitle: "A \\ud800 B"\n---\nWords.', "a.md")
    assert document.fact("field", "title") == "A \ufffd B"
    assert [issue.code for issue in document.issues] == ["encoding-damaged"]


@pytest.mark.parametrize(
    ("content", "uri"),
    [
        ("<!doctype html><html><body><p>Some words that were", "a.html"),
        ("<p>One</p><p>Two <a href=/thr", "a.html"),
        ("Some words, and <b>more</b> and <b", "a.txt"),
        ('{"title": "A", "text": "Some words that were cu', "a"),
        ("<?xml version='1.0'?><doc><title>T</title><text><![CDATA[Some words that were cu", "a.xml"),
    ],
)
def test_a_page_cut_short_says_so(content, uri):
    issues = page(content, uri).issues
    assert [(issue.code, issue.severity) for issue in issues] == [("page-cut", "info")]


@pytest.mark.parametrize(
    ("content", "uri"),
    [
        ("<!doctype html><html><body><p>Whole</body>", "a.html"),
        ("<p>A fragment", "a.html"),
        ("2 < 3, and 5 <", "a.txt"),
        ("He said <inaudible>", "a.txt"),
        ("<?xml version='1.0'?><doc><title>T</title><text>Words</text></doc>", "a.xml"),
    ],
)
def test_a_whole_page_is_not_held_to_be_cut(content, uri):
    assert page(content, uri).issues == ()


def test_entities_outside_the_page_are_refused_and_named():
    doctype = '<!DOCTYPE d [<!ENTITY out SYSTEM "file:///etc/hostname"><!ENTITY b "Bridge">]>'
    document = page(
        f"<?xml version='1.0'?>{doctype}<d><t>T</t><text>The &b; &out; is caf&eacute; AT&T &no; &lt;</text></d>",
        "a.xml",
    )
    assert document.text == "The Bridge &out; is café AT&T &no; <"
    assert [issue.code for issue in document.issues] == ["entity-refused"]


def test_entities_that_explode_are_refused():
    bomb = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 12))
    declared = f'<!DOCTYPE d [<!ENTITY b0 "{"x" * 1000}">{bomb}]>'
    document = page(f"<?xml version='1.0'?>{declared}<d><t>Some words before it</t><u>&b11;</u></d>", "a.xml")
    assert document.text == "Some words before it"
    assert [issue.code for issue in document.issues] == ["entity-refused"]


def test_words_of_a_figure_are_its_caption():
    figure = "<p>A photo</p><figcaption><p>By <b>me</b></p></figcaption>Bare<blockquote><p>Quoted</p></blockquote>"
    table = "<figure><table><tr><td>1</td></tr></table></figure>"
    document = page(f"<p>Before</p><figure>{figure}</figure>{table}<p>After</p>")
    kinds = [block.kind for block in document.blocks]
    assert kinds == ["paragraph", "caption", "caption", "caption", "quote", "cell", "paragraph"]


STATEMENT = "<p>" + "The ferry sails again in spring. " * 60 + "</p>"


@pytest.mark.parametrize(
    "hidden",
    [
        f"<div style='display:none'>{STATEMENT}</div>",
        f"<section hidden>{STATEMENT}</section>",
        f"<noscript><main>{STATEMENT}</main></noscript>",
        f"<noscript>{STATEMENT}</noscript><div hidden>Accept all</div>",
    ],
)
def test_a_page_that_hides_nearly_all_is_read_with_what_it_hides(hidden):
    document = page(f"<html><body><nav>Home</nav>{hidden}<p>Loading <span class='hidden'>card</span></p></body></html>")
    assert "The ferry sails again" in document.text
    assert "Home" in document.text
    assert "card" not in document.text


def test_hidden_dialogues_of_a_page_that_shows_its_statement_are_left_out():
    dialogue = "<div hidden>" + "We value your privacy. " * 100 + "</div>"
    noscript = "<noscript>Please switch on scripts.</noscript>"
    assert "privacy" not in page(f"<html><body>{STATEMENT}{dialogue}{noscript}</body></html>").text
    assert "scripts" not in page(f"<html><body>{STATEMENT}{dialogue}{noscript}</body></html>").text


def test_streamed_parts_are_shown():
    document = page(
        f"<html><body>{STATEMENT}<div hidden id='S:1f'><p>Streamed.</p></div><div hidden id='S1'><p>Not.</p></div></body></html>"
    )
    assert document.text.endswith("\n\nStreamed.")


def test_what_is_read_twice_stands_once_behind_what_stood_before():
    document = page(f"Before.\n\n<div hidden>{STATEMENT}</div>\n\nAfter.\n", "a.md")
    words = document.text.split()
    assert (words[0], words[-1], words.count("ferry")) == ("Before.", "After.", 60)


@pytest.mark.parametrize("stop", ["", " ।"])
def test_lines_that_open_with_labels_are_real_in_scripts_without_our_stops(stop):
    """Lines of like length: only the labels, or the stop of the script, tell that they were not wrapped."""
    talk = "\n".join(f"{label}: {'कखग ' * 10}घ{stop}" for label in ("प्रश्न", "उत्तर") * 2)
    assert blocks(page(talk, "a.txt")) == talk.splitlines()
