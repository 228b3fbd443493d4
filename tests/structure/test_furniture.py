"""Furniture read as data, on pages of our own."""

from __future__ import annotations

from made_pages import BOXES, CUT_PAGE, WHOLE_PAGE, boxed, flat

from rostra.model import Block, Container, Document, Fact, Mark, MonthCount
from rostra.structure.body import find_layout
from rostra.structure.furniture import furniture_spans, read_furniture
from rostra.structure.layout import Layout, Part


def test_furniture_of_text_cut_from_a_page() -> None:
    furniture = read_furniture(CUT_PAGE, find_layout(CUT_PAGE))
    assert furniture.sections == ("From the Capital", "Speeches of the Year")
    assert furniture.tags == ()
    assert furniture.category == "Minister O. Venn"
    assert furniture.views == 1204
    assert furniture.months == (MonthCount(month="2031-05", count=4), MonthCount(month="2031-04", count=11))
    assert [related.date for related in furniture.related] == ["2031-04-04", "2031-03-02"]
    assert furniture.related[0].title == "Statement by Orla Venn after the talks in Port Sorrow, 4 April 2031"
    assert furniture.print_version
    assert furniture.spans == ()


def test_furniture_inside_the_body_is_listed() -> None:
    layout = find_layout(WHOLE_PAGE)
    (span,) = furniture_spans(WHOLE_PAGE, layout)
    assert WHOLE_PAGE.text[span[0] : span[1]] == "See also\n\nPremier Quill visits the northern harbours"


def test_related_statements_under_their_heading_carry_their_address() -> None:
    (related,) = read_furniture(WHOLE_PAGE, find_layout(WHOLE_PAGE)).related
    assert related.title == "Premier Quill visits the northern harbours"
    assert related.url == "/somewhere"
    assert related.date is None


def surroundings(*lines: str, facts: tuple[Fact, ...] = ()) -> tuple[Document, Layout]:
    """A page whose last line is its body and whose others are furniture."""
    document = flat(*lines, "The statement itself.", facts=facts)
    parts: tuple[Part, ...] = (*(("furniture",) * len(lines)), "body")  # type: ignore[assignment]
    return document, Layout(parts=parts)


def test_views_with_any_thousands_mark() -> None:
    for printed, views in {
        "Views: 12\u00a0345": 12345,
        "12,345 views": 12345,
        "Views: 12000000000000000000": None,
        "999999999999999999999999 views": None,
        "Aufrufe: 1.204": 1204,
        "Просмотров: 7": 7,
    }.items():
        assert read_furniture(*surroundings(printed)).views == views


def test_months_in_other_languages() -> None:
    page = surroundings("Juli 2031 (7)", "août 2031 (1 204)", "Март 2031 (3)")
    assert [(m.month, m.count) for m in read_furniture(*page).months] == [
        ("2031-07", 7),
        ("2031-08", 1204),
        ("2031-03", 3),
    ]


def test_category_and_tags_in_other_languages() -> None:
    furniture = read_furniture(*surroundings("Rubrique : Discours", "Mots-clés : ports, ponts ; péages"))
    assert furniture.category == "Discours"
    assert furniture.tags == ("ports", "ponts", "péages")


def test_tags_from_the_facts_where_none_are_printed() -> None:
    facts = (
        Fact("meta", "article:tag", "Harbours"),
        Fact("meta", "article:tag", "Tolls"),
        Fact("meta", "keywords", "all, sorts"),
    )
    assert read_furniture(*surroundings("Elsewhere", facts=facts)).tags == ("Harbours", "Tolls")


def test_sections_from_breadcrumbs_and_facts() -> None:
    boxes = (
        Container(-1, "html"),
        Container(0, "ol", "breadcrumb"),
        Container(0, "main"),
        Container(2, "div"),
        Container(3, "div"),
    )
    page = boxed(
        (1, "item", "[Home]"),
        (1, "item", "[Newsroom]"),
        (2, "heading-1", "On the bridge"),
        (2, "paragraph", "It will be built."),
        boxes=boxes,
    )
    layout = Layout(parts=("furniture", "furniture", "title", "body"), title=2)
    assert read_furniture(page, layout).sections == ("Newsroom",)


def test_a_page_without_furniture() -> None:
    furniture = read_furniture(*surroundings())
    assert furniture == type(furniture)()


def test_lists_are_bounded() -> None:
    page = boxed(
        *((1, "item", f"[A section called {chr(97 + i % 26)}{chr(97 + i // 26)}]") for i in range(500)), boxes=BOXES
    )
    assert len(read_furniture(page, find_layout(page)).sections) <= 40


def test_a_field_ends_where_the_next_begins() -> None:
    furniture = read_furniture(
        *surroundings(
            "Published in section: Telegrams. Publication date: February 11, 2031, 09:00",
            "Views: 4 218 · Print version",
        )
    )
    assert furniture.category == "Telegrams"
    assert furniture.views == 4218
    assert furniture.print_version
    furniture = read_furniture(*surroundings("Раздел: Совещания | Темы: рыболовство, порты | Версия для печати"))
    assert (furniture.category, furniture.tags) == ("Совещания", ("рыболовство", "порты"))
    assert furniture.print_version
    assert read_furniture(*surroundings("Tags: ports | tolls")).tags == ("ports", "tolls")
    assert read_furniture(*surroundings("عدد المشاهدات: ٣٬٤١٢ | نسخة للطباعة")).views == 3412


def test_each_link_of_a_line_of_tags_is_a_tag() -> None:
    words = "Topics Anniversaries Ports"
    marks = tuple(
        Mark("link", words.index(tag), words.index(tag) + len(tag), "/t") for tag in ("Anniversaries", "Ports")
    )
    page = Document(
        text=words,
        blocks=(Block("paragraph", 0, len(words), 0, 1),),
        marks=marks,
        containers=(Container(-1, "html"), Container(0, "div", "tags")),
    )
    assert read_furniture(page, Layout(parts=("furniture",))).tags == ("Anniversaries", "Ports")


def test_paths_are_split_into_sections() -> None:
    for path in ("Home > Newsroom > Press calls", "You are here: Home › Newsroom › Press calls"):
        assert read_furniture(*surroundings(path)).sections == ("Newsroom", "Press calls")


def test_of_a_menu_only_the_current_entry_is_a_section() -> None:
    for names, sections in (("", ()), ("active", ("Speeches",))):
        boxes = (
            Container(-1, "html"),
            Container(0, "nav", "menu"),
            Container(1, "li"),
            Container(1, "li", names),
            Container(0, "main"),
        )
        page = boxed(
            (2, "item", "[The Minister]"),
            (3, "item", "[Speeches]"),
            (4, "heading-1", "On the bridge"),
            (4, "paragraph", "It will be built."),
            boxes=boxes,
        )
        layout = Layout(parts=("furniture", "furniture", "title", "body"), title=2)
        assert read_furniture(page, layout).sections == sections
