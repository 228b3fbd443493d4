"""What machines are told of a page: shapes of JSON-LD, canonical links, descriptions."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest
from litestar.testing import TestClient

import rostra
from rostra.web import SiteSettings, create_app

Client = TestClient[Any]
Node = dict[str, Any]
BASE = "https://record.example.org"

TEXT, ADDRESS, COUNT, REFERENCE = "text", "address", "count", "reference"
DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d\.\d{3}Z)?)?)?)?")
# Type -> property -> what may stand there: a literal, or names of types. A "!" marks what must be there.
SHAPES: dict[str, dict[str, tuple[str, ...]]] = {
    "WebSite": {
        "name!": (TEXT,), "url!": (ADDRESS,), "description": (TEXT,), "inLanguage": (TEXT,), "potentialAction!": ("SearchAction",),
    },
    "SearchAction": {"target!": ("EntryPoint",), "query-input!": (TEXT,)},
    "EntryPoint": {"urlTemplate!": (ADDRESS,)},
    "BreadcrumbList": {"itemListElement!": ("ListItem",)},
    "ListItem": {"position!": (COUNT,), "name!": (TEXT,), "item!": (ADDRESS,)},
    "CollectionPage": {"url!": (ADDRESS,), "name!": (TEXT,), "isPartOf!": (REFERENCE,), "mainEntity!": ("ItemList",)},
    "ItemList": {"numberOfItems!": (COUNT,)},
    "ProfilePage": {"url!": (ADDRESS,), "mainEntity!": ("Person",), "isPartOf!": (REFERENCE,)},
    "Person": {
        "name!": (TEXT,), "url": (ADDRESS,), "alternateName": (TEXT,), "jobTitle": (TEXT,), "affiliation": ("Organization",),
    },
    "Organization": {"name!": (TEXT,), "url": (ADDRESS,), "jobTitle": (TEXT,), "affiliation": ("Organization",)},
    "Place": {"name!": (TEXT,)},
    "Event": {
        "name!": (TEXT,), "startDate": ("date",), "location": ("Place",), "performer": ("Person",), "attendee": ("Person",),
        "recordedIn!": (REFERENCE,), "inLanguage": (TEXT,),
    },
    "Article": {
        "url!": (ADDRESS,), "headline!": (TEXT,), "name": (TEXT,), "mainEntityOfPage": (ADDRESS,), "inLanguage": (TEXT,),
        "datePublished": ("date",), "dateModified": ("date",), "author": ("Person",), "recordedAt": (REFERENCE,),
        "articleSection": (TEXT,), "keywords": (TEXT,), "isBasedOn": (ADDRESS,), "archivedAt": (ADDRESS,), "version": (COUNT,),
        "isPartOf": (REFERENCE,), "hasPart": ("Question",),
    },
    "Question": {
        "url!": (ADDRESS,), "name!": (TEXT,), "answerCount!": (COUNT,), "text": (TEXT,), "author": ("Person", "Organization"),
        "dateCreated": ("date",), "isPartOf": (REFERENCE,), "suggestedAnswer": ("Answer",),
    },
    "Answer": {"parentItem!": (REFERENCE,), "author": ("Person", "Organization")},
    "Quotation": {
        "url!": (ADDRESS,), "text!": (TEXT,), "creator": ("Person", "Organization"), "dateCreated": ("date",),
        "inLanguage": (TEXT,), "isPartOf!": (REFERENCE,),
    },
}  # fmt: skip
SHAPES["Report"] = SHAPES["Article"]


def check(node: Any, allowed: tuple[str, ...]) -> None:
    """Fail unless `node` is one of what is allowed, with all that it needs and nothing else."""
    if isinstance(node, list):
        assert node
        for each in node:
            check(each, allowed)
    elif isinstance(node, dict) and "@type" not in node:
        assert REFERENCE in allowed
        assert list(node) == ["@id"]
    elif isinstance(node, dict):
        kinds = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
        assert set(kinds) & set(allowed), (kinds, allowed)
        known = {
            k: v for kind in {*kinds, *({"Quotation"} if "Answer" in kinds else ())} for k, v in SHAPES[kind].items()
        }
        if "Answer" in kinds:
            assert "creator" not in node
        assert {name.rstrip("!") for name in known if name.endswith("!")} <= set(node), kinds
        for name, value in node.items():
            if not name.startswith("@"):
                check(value, known.get(name) or known[f"{name}!"])
    elif isinstance(node, str):
        literal = TEXT in allowed or (ADDRESS in allowed and node.startswith(("https://", "http://")))
        assert literal or ("date" in allowed and DATE.fullmatch(node)), (node, allowed)
    else:
        assert COUNT in allowed
        assert isinstance(node, int)


def linked(client: Client, path: str) -> dict[str, Node]:
    """The nodes of a page by type, each of a shape that schema.org has."""
    page = client.get(path).text
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert not set("<>&\u2028") & set(block)
    whole = json.loads(block)
    assert whole["@context"] == "https://schema.org"
    for node in whole["@graph"]:
        check(node, tuple(SHAPES))
    return {kind: node for node in whole["@graph"] for kind in [node["@type"]] if isinstance(kind, str)}


def test_a_conference_is_an_event_with_a_report_and_its_questions(client: Client, ids: dict[str, str]) -> None:
    found = linked(client, f"/statements/{ids['conference']}")
    event, report = found["Event"], found["Report"]
    assert event["startDate"] == "2016-03-08T14:44"
    assert event["location"]["name"] == "Port Sorrow"
    assert [person["name"] for person in event["performer"]] == ["Mara Velden", "Ilo Castren"]
    assert event["performer"][0]["affiliation"] == {"@type": "Organization", "name": "Velmora"}
    assert event["recordedIn"]["@id"] == report["@id"] == f"{BASE}/statements/{ids['conference']}"
    assert report["recordedAt"]["@id"] == event["@id"]
    assert [(part["name"], part["answerCount"]) for part in report["hasPart"]] == [
        ("Will the night boat run again?", 3),
        ("Is the harbour deep enough?", 1),
    ]
    steps = [step["item"].removeprefix(BASE) for step in found["BreadcrumbList"]["itemListElement"]]
    assert steps == ["/", "/archive", "/archive/2016/03", f"/statements/{ids['conference']}"]


def test_what_was_written_is_an_article_and_no_event(client: Client, ids: dict[str, str]) -> None:
    found = linked(client, f"/statements/{ids['article']}")
    assert "Event" not in found
    assert found["Article"]["articleSection"] == ["News"]
    assert "author" not in found["Article"]


@pytest.mark.parametrize("name", ["arabic", "chinese", "long_title", "hostile", "bare", "three_hundred_turns"])
def test_every_state_of_a_page_has_its_shape(client: Client, ids: dict[str, str], name: str) -> None:
    found = linked(client, f"/statements/{ids[name]}")
    text = found.get("Report") or found["Article"]
    assert len(text["headline"]) <= 111
    assert len(text.get("hasPart", [])) <= 100
    if name == "bare":
        assert set(text) <= {
            "@type",
            "@id",
            "url",
            "mainEntityOfPage",
            "name",
            "headline",
            "dateModified",
            "archivedAt",
            "version",
            "isPartOf",
        }


def test_an_exchange_is_a_question_with_answers_that_are_quotations(client: Client, ids: dict[str, str]) -> None:
    question = linked(client, f"/statements/{ids['conference']}/t4")["Question"]
    assert "author" not in question  # a journalist whom the page does not name
    first, second, third = question["suggestedAnswer"]
    assert first["@type"] == ["Answer", "Quotation"]
    assert first["author"]["name"] == "Mara Velden"
    assert first["text"].startswith("It will run from March.")
    assert second["parentItem"] == {"@id": question["@id"]}
    assert third["url"] == f"{BASE}/statements/{ids['conference']}/t9"
    (nobody,) = linked(client, f"/statements/{ids['conference']}/t7")["Question"]["suggestedAnswer"]
    assert nobody["@type"] == "Answer"
    assert "author" not in nobody


def test_a_turn_alone_is_a_quotation(client: Client, ids: dict[str, str]) -> None:
    said = linked(client, f"/statements/{ids['conference']}/t1")["Quotation"]
    assert said["creator"]["url"] == f"{BASE}/people/mara-velden"
    assert "Quotation" not in linked(client, f"/statements/{ids['conference']}/t5")  # laughter


def test_people_lists_and_the_front_page(client: Client) -> None:
    person = linked(client, "/people/mara-velden")["ProfilePage"]["mainEntity"]
    assert (person["name"], person["jobTitle"]) == ("Mara Velden", ["Minister of Ferries"])
    assert linked(client, "/tags/ferries")["CollectionPage"]["mainEntity"]["numberOfItems"] == 1
    site = linked(client, "/")["WebSite"]
    assert site["potentialAction"]["target"]["urlTemplate"] == f"{BASE}/search?q={{search_term_string}}"


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("/", "/"),
        ("/people/mara-velden?order=oldest", "/people/mara-velden"),
        ("/fr/people/mara-velden", "/people/mara-velden"),
        ("/archive?x=2&order=title", "/archive"),
        ("/tags/%D9%85%D9%88%D8%A7%D9%86%D8%A6", "/tags/%D9%85%D9%88%D8%A7%D9%86%D8%A6"),
        ("/statements/{conference}?x=1", "/statements/{conference}"),
        ("/statements/{conference}/t4", "/statements/{conference}/t4"),
        ("/statements/{conference}/print", "/statements/{conference}"),
    ],
)
def test_a_page_has_one_permanent_address(client: Client, ids: dict[str, str], asked: str, canonical: str) -> None:
    page = client.get(asked.format(**ids)).text
    (link,) = re.findall(r'<link rel="canonical" href="([^"]+)"', page)
    assert unescape(link) == BASE + canonical.format(**ids)
    (shown,) = re.findall(r'<meta property="og:url" content="([^"]+)"', page)
    assert shown == link


def test_each_page_of_a_list_has_its_own_permanent_address(location: str) -> None:
    with TestClient(create_app(location, site=SiteSettings(base_url=BASE, page_size=2))) as client:
        page = client.get("/languages/en?page=2&order=title").text
    assert f'<link rel="canonical" href="{BASE}/languages/en?page=2"' in unescape(page)


def test_what_is_not_there_has_no_permanent_address(client: Client) -> None:
    assert "canonical" not in client.get("/nowhere").text


def test_a_quotation_is_what_a_link_to_it_shows(client: Client, ids: dict[str, str]) -> None:
    page = client.get(f"/statements/{ids['conference']}/t4").text
    assert '<meta property="og:description" content="I confirm the third.">' in page


def test_opensearch_describes_the_search(location: str) -> None:
    name = 'The "Record" of <all> & everyone else'
    with TestClient(create_app(location, site=SiteSettings(base_url=BASE, name=name))) as client:
        answer = client.get("/opensearch.xml")
        heads = client.get("/search?q=night+%26+day").text
        ways = {
            each.get("type", ""): each.get("template", "")
            for each in ElementTree.fromstring(answer.text).iter()
            if each.get("type")
        }
        for kind in ("text/html", "application/atom+xml", "application/feed+json"):
            asked = ways[kind].removeprefix(BASE).replace("{searchTerms}", "night").replace("{startPage?}", "")
            assert client.get(asked).headers["content-type"].startswith(kind)
    for ending in (".atom", ".feed.json"):
        assert re.search(rf'<link rel="alternate" [^>]*href="/search{re.escape(ending)}\?q=night%20%26%20day"', heads)
    assert answer.headers["content-type"].startswith("application/opensearchdescription+xml")
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    found = ElementTree.fromstring(answer.text)
    assert found.findtext(f"{space}LongName") == name
    assert len(found.findtext(f"{space}ShortName") or "") <= 16
    assert ways["text/html"].startswith(f"{BASE}/search?q={{searchTerms}}")


@pytest.mark.browser
def test_the_policy_does_not_mind_a_block_of_data(browser: Any, address: str, ids: dict[str, str]) -> None:
    context = browser.new_context()
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', e => console.log('violation ' + e.violatedDirective))"
    )
    for name in ("conference", "hostile"):
        page.goto(f"{address}/statements/{ids[name]}/t2")
        block = page.evaluate("document.querySelector('script[type=\"application/ld+json\"]').textContent")
        assert json.loads(block)["@graph"]
    context.close()
    assert told == []


def test_related_statements_name_what_they_share(client: Client, location: str, ids: dict[str, str]) -> None:
    named = 0
    with rostra.open(location) as archive:
        for statement_id in ids.values():
            page = unescape(client.get(f"/statements/{statement_id}").text)
            section = page.partition('<section class="related">')[2].partition("</section>")[0]
            for _, reasons in archive.related(statement_id):
                names = [name for reason in reasons for name in reason.names[:3]]
                assert all(name in section for name in names)
                named += len(names)
    assert named
